// A whole experiment on a small network: the same on any number of threads, precision, failures that surface, both passes.
#include <catch2/catch.hpp>

#include <atomic>
#include <cstring>

#include "experiment/run.hpp"
#include "support/small_models.hpp"

namespace stepdown_test {
namespace {

using namespace stepdown;

/// One busy stage that leads to another, with relapse in between.
Model busy(std::int64_t replications) {
    SmallModel small({"iop", "op"});
    small.ask("adults", 1.0, {{1.0, "iop"}});
    small.stage("iop").places = Places{6};
    small.end_stays("iop", Distribution::exponential(5.0), {{0.5, "op"}, {0.5, "home"}});
    small.end_stays("op", Distribution::exponential(10.0), {{1.0, "home"}});
    small.model.clock.warm_up = 30 * ticks_per_day;
    small.model.clock.run = 90 * ticks_per_day;
    small.model.replications = replications;
    return small.model;
}

RunResult run(const Model& model, int threads, NeedPass need = NeedPass::simulate, Keep keep = Keep::everything) {
    RunRequest request;
    request.threads = threads;
    request.need = need;
    request.keep = keep;
    return run_experiment(model, request);
}

bool same_bits(double one, double other) { return std::memcmp(&one, &other, sizeof one) == 0; }
bool same_bits(const std::optional<double>& one, const std::optional<double>& other) {
    return one.has_value() == other.has_value() && (!one || same_bits(*one, *other));
}

bool same_figures(const RunResult& one, const RunResult& other) {
    if (one.metrics.size() != other.metrics.size() || one.series.size() != other.series.size()) return false;
    for (std::size_t metric = 0; metric < one.metrics.size(); ++metric) {
        const Estimate& left = one.metrics[metric].estimate;
        const Estimate& right = other.metrics[metric].estimate;
        if (!same_bits(left.value, right.value) || !same_bits(left.low, right.low) || !same_bits(left.high, right.high))
            return false;
    }
    for (std::size_t series = 0; series < one.series.size(); ++series) {
        for (std::size_t point = 0; point < one.series[series].mean.size(); ++point) {
            if (!same_bits(one.series[series].mean[point], other.series[series].mean[point])) return false;
        }
    }
    for (std::size_t row = 0; row < one.replication_rows.size(); ++row) {
        if (one.replication_rows[row].values != other.replication_rows[row].values) return false;
    }
    return one.events == other.events && one.peak_clients == other.peak_clients;
}

double figure(const RunResult& result, Measure measure, std::size_t stage = 0) {
    Metric metric;
    metric.measure = measure;
    metric.stage = StageId(stage);
    return find_metric(result, metric)->estimate.value.value();
}

TEST_CASE("every digit is the same on one, two, three and four threads") {
    const Model model = busy(23);
    const RunResult one = run(model, 1);
    CHECK(same_figures(one, run(model, 2)));
    CHECK(same_figures(one, run(model, 3)));
    CHECK(same_figures(one, run(model, 4)));
    Model other_seed = model;
    other_seed.seed = 2;
    CHECK_FALSE(same_figures(one, run(other_seed, 1)));
}

TEST_CASE("a longer experiment begins with the replications of a shorter one") {
    const RunResult few = run(busy(5), 2);
    const RunResult many = run(busy(12), 2);
    REQUIRE(many.replication_rows.size() == 12);
    for (std::size_t row = 0; row < 5; ++row) CHECK(few.replication_rows[row].values == many.replication_rows[row].values);
}

TEST_CASE("need is what the network would hold were nothing full; skipping it changes no other digit") {
    const RunResult with = run(busy(20), 2);
    const RunResult without = run(busy(20), 2, NeedPass::skip);
    CHECK(figure(with, Measure::need_mean) == Approx(5.0).margin(0.5));
    CHECK(figure(with, Measure::need_mean) > figure(with, Measure::census_mean));
    Metric need;
    need.measure = Measure::need_mean;
    need.stage = StageId(0);
    CHECK_FALSE(find_metric(without, need)->estimate.value.has_value());
    for (const MetricEstimate& metric : without.metrics) {
        if (metric.metric.measure == Measure::need_mean) continue;
        CHECK(same_bits(metric.estimate.value, find_metric(with, metric.metric)->estimate.value));
    }
    CHECK(without.events < with.events);
}

TEST_CASE("what is kept for a directory does not change the estimates, and is not kept without being asked for") {
    const RunResult all = run(busy(6), 1);
    const RunResult estimates = run(busy(6), 1, NeedPass::simulate, Keep::estimates_only);
    CHECK(estimates.replication_rows.empty());
    CHECK(estimates.waits.empty());
    CHECK(estimates.series_replications == 0);
    CHECK(all.series_replications == 6);
    for (std::size_t metric = 0; metric < all.metrics.size(); ++metric) {
        CHECK(same_bits(all.metrics[metric].estimate.value, estimates.metrics[metric].estimate.value));
    }
}

TEST_CASE("a level with an unlimited stage has neither places nor an occupancy, as the stage itself") {
    const auto of_level = [](const RunResult& result, Measure measure) {
        Metric metric;
        metric.measure = measure;
        metric.subject = Subject::level;
        metric.level = Level::php;
        return find_metric(result, metric)->estimate.value;
    };
    Model model = busy(4);
    for (Stage& stage : model.stages) stage.level = Level::php;
    const RunResult mixed = run(model, 1, NeedPass::skip);
    CHECK_FALSE(of_level(mixed, Measure::places_mean).has_value());
    CHECK_FALSE(of_level(mixed, Measure::occupancy).has_value());
    CHECK(*of_level(mixed, Measure::census_mean) ==
          Approx(figure(mixed, Measure::census_mean, 0) + figure(mixed, Measure::census_mean, 1)));
    model.stages[1].places = Places{50};
    const RunResult limited = run(model, 1, NeedPass::skip);
    CHECK(*of_level(limited, Measure::places_mean) == Approx(56.0));
    CHECK(*of_level(limited, Measure::occupancy) == Approx(*of_level(limited, Measure::census_mean) / 56.0));
}

TEST_CASE("every self-check holds in every replication and pass") {
    const RunResult result = run(busy(10), 2);
    CHECK(result.checks.size() >= 12);
    for (const SelfCheck& check : result.checks) {
        CAPTURE(check.name, check.detail);
        CHECK(check.holds);
    }
}

TEST_CASE("progress is told after each replication, in order, never beyond what is planned") {
    RunRequest request;
    request.threads = 3;
    request.need = NeedPass::skip;
    std::vector<std::int64_t> told;
    request.progress = [&](std::int64_t done, std::int64_t planned) {
        CHECK(planned == 7);
        told.push_back(done);
    };
    run_experiment(busy(7), request);
    CHECK(told == std::vector<std::int64_t>{1, 2, 3, 4, 5, 6, 7});
}

TEST_CASE("a loop without time ends the experiment with its name, on any number of threads") {
    SmallModel small({"iop", "op"});
    small.ask("adults", 1.0, {{1.0, "iop"}});
    small.end_stays("iop", Distribution::fixed(0.0), {{1.0, "op"}});
    small.end_stays("op", Distribution::fixed(0.0), {{1.0, "iop"}});
    for (const int threads : {1, 2, 4}) {
        CAPTURE(threads);
        CHECK_THROWS_AS(run(small.model, threads), EndlessLoop);
        try {
            run(small.model, threads);
        } catch (const EndlessLoop& loop) {
            CHECK_THAT(loop.what(), Catch::Contains("iop") && Catch::Contains("op"));
        }
    }
}

Model with_precision(double half_width, std::int64_t at_most, Precision::Kind kind = Precision::Kind::relative) {
    Model model = busy(0);
    Precision precision;
    precision.metric.measure = Measure::census_mean;
    precision.metric.stage = StageId(0);
    precision.half_width = half_width;
    precision.at_most = at_most;
    precision.kind = kind;
    model.precision = precision;
    return model;
}

TEST_CASE("precision that is easy is met at the first two looks, 30 and 36") {
    const RunResult result = run(with_precision(0.5, 1000), 2, NeedPass::skip);
    CHECK(result.precision_reached == true);
    CHECK(result.replications == 36);
    CHECK(result.warnings.empty());
}

TEST_CASE("looks come at 30 and then a fifth more each time, rounded up, until two in a row are met") {
    const RunResult result = run(with_precision(0.02, 1000), 2, NeedPass::skip);
    CHECK(result.precision_reached == true);
    const std::vector<std::int64_t> looks = {30,  36,  44,  53,  64,  77,  93,  112, 135, 162,
                                             195, 234, 281, 338, 406, 488, 586, 704, 845};
    const auto look = std::find(looks.begin(), looks.end(), result.replications);
    REQUIRE(look != looks.end());
    REQUIRE(look - looks.begin() >= 2);
    const auto half_width = [&](std::int64_t replications) {
        const RunResult fixed = run(busy(replications), 2, NeedPass::skip);
        const Estimate& estimate = find_metric(fixed, with_precision(0.02, 1).precision->metric)->estimate;
        return 0.5 * (*estimate.high - *estimate.low) / *estimate.value;
    };
    CHECK(half_width(*look) <= 0.02);
    CHECK(half_width(*(look - 1)) <= 0.02);
    CHECK(half_width(*(look - 2)) > 0.02);
}

TEST_CASE("stopping by precision gives the very figures of as many replications asked for outright") {
    const RunResult stopped = run(with_precision(0.5, 1000), 2);
    CHECK(same_figures(stopped, run(busy(stopped.replications), 2)));
}

TEST_CASE("precision out of reach stops at the most replications allowed and says so") {
    const RunResult result = run(with_precision(0.0001, 40), 2, NeedPass::skip);
    CHECK(result.replications == 40);
    CHECK(result.precision_reached == false);
    REQUIRE(result.warnings.size() == 1);
    CHECK_THAT(result.warnings[0], Catch::Contains("precision"));
}

TEST_CASE("the last look, at the most replications allowed, says itself whether the precision is met") {
    CHECK(run(with_precision(0.5, 10), 1, NeedPass::skip).replications == 10);
    CHECK(run(with_precision(0.5, 10), 1, NeedPass::skip).precision_reached == true);
    CHECK(run(with_precision(0.5, 30), 1, NeedPass::skip).precision_reached == true);
    CHECK(run(with_precision(0.0001, 10), 1, NeedPass::skip).precision_reached == false);
}

TEST_CASE("an absolute half-width is in the metric's unit") {
    const RunResult wide = run(with_precision(2.0, 1000, Precision::Kind::absolute), 2, NeedPass::skip);
    CHECK(wide.replications == 36);
    const RunResult narrow = run(with_precision(0.02, 60, Precision::Kind::absolute), 2, NeedPass::skip);
    CHECK(narrow.precision_reached == false);
}

}  // namespace
}  // namespace stepdown_test
