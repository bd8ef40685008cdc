// Replications' sums become estimates: pooled, in their order, whatever number of them has a figure.
#include <catch2/catch.hpp>

#include "fed_reduction.hpp"
#include "statistics/intervals.hpp"

namespace stepdown_test {
namespace {

LogHistogram durations(std::initializer_list<double> days) {
    LogHistogram histogram;
    for (const double day : days) histogram.add(from_days(day));
    return histogram;
}

TEST_CASE("a share is pooled: the sum of numerators over the sum of denominators, not the mean of shares") {
    const Model model = clinic();
    FedReduction fed(model, {of_stage(Measure::gave_up_share)});
    fed.add_ratio(1, 10);
    fed.add_ratio(45, 90);
    const Estimate estimate = fed.reduction.estimate(0);
    CHECK(*estimate.value == Approx(0.46));
    CHECK(estimate.replications == 2);
}

TEST_CASE("a replication without the figure is left out of its estimate and of n") {
    const Model model = clinic();
    FedReduction fed(model, {of_stage(Measure::wait_mean)});
    fed.add_ratio(20, 10);
    fed.add_ratio(0, 0);
    fed.add_ratio(40, 10);
    const Estimate estimate = fed.reduction.estimate(0);
    CHECK(*estimate.value == Approx(3.0));
    CHECK(estimate.replications == 2);
    CHECK(fed.reduction.per_replication(0) == std::vector<std::optional<double>>{2.0, std::nullopt, 4.0});
}

TEST_CASE("a figure that no replication has is null, and so is its interval") {
    const Model model = clinic();
    FedReduction fed(model, {of_stage(Measure::occupancy), of_stage(Measure::wait_p90), of_stage(Measure::census_p95),
                             of_stage(Measure::census_max)});
    fed.add(fed.nothing());
    fed.add(fed.nothing());
    for (const MetricEstimate& metric : fed.reduction.estimates()) {
        CAPTURE(metric.name);
        CHECK_FALSE(metric.estimate.value.has_value());
        CHECK_FALSE(metric.estimate.low.has_value());
        CHECK(metric.estimate.replications == 0);
    }
}

TEST_CASE("a quantile of waits is that of all waits together") {
    const Model model = clinic();
    FedReduction fed(model, {of_stage(Measure::wait_p50)});
    ReplicationResult one = fed.nothing();
    one.histograms[0] = durations({1, 1, 1, 1, 1, 1, 1, 1});
    one.numerators[0] = 1.0;
    one.denominators[0] = 1.0;
    ReplicationResult other = fed.nothing();
    other.histograms[0] = durations({9, 9});
    other.numerators[0] = 9.0;
    other.denominators[0] = 1.0;
    fed.add(one);
    fed.add(other);
    const Estimate estimate = fed.reduction.estimate(0);
    CHECK(*estimate.value == Approx(1.0).epsilon(0.002));
    // By sectioning: the single quantiles 1 and 9 scatter around the pooled 1.
    CHECK(*estimate.standard_error == Approx(std::sqrt(64.0 / 2.0)).epsilon(0.01));
}

TEST_CASE("a quantile of the census is weighted by time over all replications") {
    const Model model = clinic();
    FedReduction fed(model, {of_stage(Measure::census_p95)});
    ReplicationResult calm = fed.nothing();
    calm.levels[0].add(3, 94 * ticks_per_day);
    calm.numerators[0] = 3.0;
    calm.denominators[0] = 1.0;
    ReplicationResult busy = fed.nothing();
    busy.levels[0].add(7, 1 * ticks_per_day);
    busy.levels[0].add(8, 5 * ticks_per_day);
    busy.numerators[0] = 8.0;
    busy.denominators[0] = 1.0;
    fed.add(calm);
    fed.add(busy);
    CHECK(*fed.reduction.estimate(0).value == 7.0);
}

TEST_CASE("a maximum is averaged over replications") {
    const Model model = clinic();
    FedReduction fed(model, {of_stage(Measure::waitlist_max)});
    for (const double highest : {4.0, 6.0, 11.0}) fed.add_ratio(highest, 1);
    const Estimate estimate = fed.reduction.estimate(0);
    CHECK(*estimate.value == Approx(7.0));
    CHECK(*estimate.standard_error == Approx(std::sqrt(13.0 / 3.0)));
}

TEST_CASE("need comes from the twin in which nothing is full, everything else from the network itself") {
    const Model model = clinic();
    FedReduction fed(model, {of_stage(Measure::census_mean), of_stage(Measure::need_mean)});
    ReplicationResult constrained = fed.nothing();
    constrained.numerators = {10, 99};
    constrained.denominators = {2, 1};
    ReplicationResult twin = fed.nothing();
    twin.numerators = {77, 16};
    twin.denominators = {1, 2};
    twin.series[0].census.assign(twin.series[0].census.size(), 8.0);
    fed.add(constrained, twin);
    CHECK(*fed.reduction.estimate(0).value == 5.0);
    CHECK(*fed.reduction.estimate(1).value == 8.0);
    const auto series = fed.reduction.series();
    REQUIRE(series.size() == 3);
    CHECK(series[2].quantity == SeriesBands::Quantity::need);
    CHECK(series[2].mean.front() == 8.0);
}

TEST_CASE("without the twin there is no need, neither as a figure nor as a series") {
    const Model model = clinic();
    FedReduction fed(model, {of_stage(Measure::need_mean)});
    fed.add_ratio(99, 1);
    CHECK_FALSE(fed.reduction.estimate(0).value.has_value());
    for (const SeriesBands& bands : fed.reduction.series()) CHECK(bands.quantity != SeriesBands::Quantity::need);
}

TEST_CASE("a self-check holds only when it held in every replication and in both passes") {
    const Model model = clinic();
    FedReduction fed(model, {});
    const auto with = [&](bool holds, const std::string& detail) {
        ReplicationResult result = fed.nothing();
        result.checks = {{"iop: flow", holds, detail}, {"iop: census", true, ""}};
        return result;
    };
    fed.add(with(true, ""), with(true, ""));
    fed.add(with(true, ""), with(false, "2 and 3"));
    fed.add(with(true, ""), with(false, "5 and 9"));
    const auto checks = fed.reduction.checks();
    REQUIRE(checks.size() == 4);
    CHECK(checks[0].holds);
    CHECK(checks[1].holds);
    CHECK(checks[2].name == "if nothing were full: iop: flow");
    CHECK_FALSE(checks[2].holds);
    CHECK(checks[2].detail == "2 and 3");
    CHECK(checks[3].holds);
}

TEST_CASE("flows are moves per day of the run, averaged over replications, and pairs without a move are left out") {
    const Model model = clinic();
    FedReduction fed(model, {});
    ReplicationResult result = fed.nothing();
    result.flows[0 * 2 + 1] = 28;
    result.relapse_flows[0 * 2 + 1] = 7;
    fed.add(result);
    fed.add(fed.nothing());
    const auto flows = fed.reduction.flows();
    REQUIRE(flows.size() == 1);
    CHECK(flows[0].from == "home");
    CHECK(flows[0].to == "iop");
    CHECK(flows[0].per_day == Approx(1.0));
    CHECK(flows[0].after_relapse_per_day == Approx(0.25));
}

TEST_CASE("events add up over both passes and the peak is that of the worst replication") {
    const Model model = clinic();
    FedReduction fed(model, {});
    ReplicationResult small = fed.nothing();
    small.events = 10;
    small.peak_clients = 5;
    ReplicationResult large = fed.nothing();
    large.events = 20;
    large.peak_clients = 9;
    fed.add(large, small);
    fed.add(small, small);
    CHECK(fed.reduction.events() == 50);
    CHECK(fed.reduction.peak_clients() == 9);
}

TEST_CASE("a series without bands keeps no replication, only the mean") {
    const Model model = clinic();
    FedReduction fed(model, {});
    for (const double level : {1.0, 2.0, 6.0}) {
        ReplicationResult result = fed.nothing();
        result.series[0].census.assign(21, level);
        fed.add(result);
    }
    const SeriesBands bands = fed.reduction.series().front();
    CHECK(bands.mean == std::vector<double>(21, 3.0));
    CHECK(bands.p50.empty());
    CHECK(fed.reduction.series_replications() == 0);
}

TEST_CASE("bands are quantiles across at most the first thousand replications") {
    const Model model = clinic();
    FedReduction fed(model, {}, Keep::everything);
    for (int replication = 1; replication <= 1100; ++replication) {
        ReplicationResult result = fed.nothing();
        result.series[0].census.assign(21, replication);
        fed.add(result);
    }
    const SeriesBands bands = fed.reduction.series().front();
    CHECK(fed.reduction.series_replications() == 1000);
    CHECK(bands.mean[0] == Approx(550.5));
    CHECK(bands.p2_5[0] == 25.0);
    CHECK(bands.p10[0] == 100.0);
    CHECK(bands.p50[0] == 500.0);
    CHECK(bands.p90[0] == 900.0);
    CHECK(bands.p97_5[0] == 975.0);
}

TEST_CASE("what is kept for a directory: a row per replication and the waits of all") {
    const Model model = clinic();
    FedReduction fed(model, {of_stage(Measure::wait_mean), of_stage(Measure::wait_p90)}, Keep::everything);
    ReplicationResult result = fed.nothing();
    result.numerators = {6, 4};
    result.denominators = {3, 1};
    result.histograms[0] = durations({0, 2, 4});
    fed.add(result);
    fed.add(fed.nothing());
    const auto rows = fed.reduction.rows();
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].values == std::vector<std::optional<double>>{2.0, 4.0});
    CHECK(rows[1].values == std::vector<std::optional<double>>{std::nullopt, std::nullopt});
    const auto waits = fed.reduction.waits();
    REQUIRE(waits.size() == 1);
    CHECK(waits[0].waits.total() == 3);
    CHECK(waits[0].waits.zeros() == 1);
}

TEST_CASE("estimates bear their canonical names and units in the order of the plan") {
    const Model model = clinic();
    FedReduction fed(model, {of_stage(Measure::access_within, 7 * ticks_per_day), of_stage(Measure::wait_p90)});
    fed.add(fed.nothing());
    const auto estimates = fed.reduction.estimates();
    REQUIRE(estimates.size() == 2);
    CHECK(estimates[0].name == "iop.access.within(7 d)");
    CHECK(estimates[0].unit == "share");
    CHECK(estimates[1].name == "iop.wait.p90");
    CHECK(estimates[1].unit == "d");
}

}  // namespace
}  // namespace stepdown_test
