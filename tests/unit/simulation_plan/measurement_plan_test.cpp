// What a replication must measure, resolved from the metrics of a run.
#include <catch2/catch.hpp>

#include "simulation/measurement_plan.hpp"
#include "support/broken_contract.hpp"
#include "support/small_models.hpp"

namespace stepdown_test {
namespace {

using namespace stepdown;

Model network() {
    SmallModel small({"iop", "op"}, {"moved"});
    small.ask("adults", 1.0, {{1.0, "iop"}});
    small.ask("teens", 1.0, {{1.0, "iop"}});
    return small.model;
}

Metric metric(Measure measure, std::size_t stage = 0, Ticks argument = 0) {
    Metric result;
    result.measure = measure;
    result.stage = StageId(stage);
    result.argument = argument;
    return result;
}

Metric for_population(Metric of, std::size_t population) {
    of.group.kind = Group::Kind::population;
    of.group.population = PopulationId(population);
    return of;
}

TEST_CASE("quantiles of one quantity, stage and group share a histogram; others have their own") {
    const std::vector<Metric> metrics = {metric(Measure::wait_p50),    metric(Measure::wait_p90),
                                         metric(Measure::wait_p95),    metric(Measure::stay_p50),
                                         metric(Measure::wait_p90, 1), for_population(metric(Measure::wait_p90), 1),
                                         metric(Measure::wait_mean),   metric(Measure::census_p95)};
    const MeasurementPlan plan = make_measurement_plan(network(), metrics, {});
    CHECK(plan.histogram_of_metric == std::vector<int>{0, 0, 0, 1, 2, 3, -1, -1});
    REQUIRE(plan.histograms.size() == 4);
    CHECK(plan.histograms[0].quantity == HistogramSlot::Quantity::wait);
    CHECK(plan.histograms[1].quantity == HistogramSlot::Quantity::stay);
    CHECK(plan.histograms[2].stage == StageId(1));
    CHECK(plan.histograms[2].group == 0);
    CHECK(plan.groups[plan.histograms[3].group] == metrics[5].group);
}

TEST_CASE("the quantile of the first access belongs to no stage") {
    Metric access;
    access.measure = Measure::clients_access_p90;
    access.subject = Subject::clients;
    const MeasurementPlan plan = make_measurement_plan(network(), {access}, {});
    REQUIRE(plan.histograms.size() == 1);
    CHECK(plan.histograms[0].quantity == HistogramSlot::Quantity::client_access);
    CHECK_FALSE(plan.histograms[0].stage.exists());
}

TEST_CASE("a quantile of the census is kept by level, for each stage and group") {
    const std::vector<Metric> metrics = {metric(Measure::census_p95), metric(Measure::census_mean),
                                         metric(Measure::census_p95, 1), for_population(metric(Measure::census_p95), 0)};
    const MeasurementPlan plan = make_measurement_plan(network(), metrics, {});
    CHECK(plan.level_of_metric == std::vector<int>{0, -1, 1, 2});
    REQUIRE(plan.levels.size() == 3);
    CHECK(plan.levels[1].stage == StageId(1));
    CHECK(plan.groups[plan.levels[2].group] == metrics[3].group);
}

TEST_CASE("named durations are collected by kind, ascending and once") {
    const Ticks day = ticks_per_day;
    Metric client_access = metric(Measure::clients_access_within, 0, 10 * day);
    client_access.subject = Subject::clients;
    const MeasurementPlan plan =
        make_measurement_plan(network(),
                              {metric(Measure::access_within, 0, 7 * day), metric(Measure::access_within, 1, 1 * day),
                               metric(Measure::access_within, 1, 7 * day), metric(Measure::wait_within, 0, 2 * day),
                               metric(Measure::readmitted, 0, 30 * day), metric(Measure::followed_up, 0, 5 * day),
                               metric(Measure::retained, 0, 60 * day), metric(Measure::clients_readmitted, 0, 31 * day),
                               metric(Measure::clients_relapsed, 0, 90 * day), client_access},
                              {});
    CHECK(plan.access_thresholds == std::vector<Ticks>{1 * day, 7 * day});
    CHECK(plan.wait_thresholds == std::vector<Ticks>{2 * day});
    CHECK(plan.readmitted_windows == std::vector<Ticks>{30 * day});
    CHECK(plan.followed_up_windows == std::vector<Ticks>{5 * day});
    CHECK(plan.retained_windows == std::vector<Ticks>{60 * day});
    CHECK(plan.client_access_thresholds == std::vector<Ticks>{10 * day});
    CHECK(plan.client_readmitted_windows == std::vector<Ticks>{31 * day});
    CHECK(plan.client_relapsed_windows == std::vector<Ticks>{90 * day});
}

TEST_CASE("a series has the fewest whole days a point that give at most 2,000 points, from the start of the warm-up") {
    const auto plan_for = [](std::int64_t warm_up_days, std::int64_t run_days) {
        Model model = network();
        model.clock.warm_up = warm_up_days * ticks_per_day;
        model.clock.run = run_days * ticks_per_day;
        return make_measurement_plan(model, {}, {});
    };
    CHECK(plan_for(0, 365).days_per_block == 1);
    CHECK(plan_for(0, 365).series_points == 365);
    CHECK(plan_for(1000, 1000).days_per_block == 1);
    CHECK(plan_for(1000, 1000).series_points == 2000);
    CHECK(plan_for(1001, 1000).days_per_block == 2);
    CHECK(plan_for(1001, 1000).series_points == 1001);
    CHECK(plan_for(0, 36500).days_per_block == 19);
    CHECK(plan_for(0, 36500).series_points == 1922);
}

TEST_CASE("flow ends are home, the stages in file order, then the exits") {
    const Model model = network();
    const MeasurementPlan plan = make_measurement_plan(model, {}, {});
    REQUIRE(plan.flow_ends == 4);
    CHECK(flow_end_name(model, MeasurementPlan::home_end) == "home");
    CHECK(flow_end_name(model, plan.stage_end(StageId(0))) == "iop");
    CHECK(flow_end_name(model, plan.stage_end(StageId(1))) == "op");
    CHECK(flow_end_name(model, plan.exit_end(model, ExitId(0))) == "moved");
}

TEST_CASE("metrics, groups and bound questions keep their order") {
    const BoundQuestion question{metric(Measure::wait_p90), 7.0};
    const MeasurementPlan plan =
        make_measurement_plan(network(), {metric(Measure::wait_p90), metric(Measure::census_mean)}, {question});
    CHECK(plan.metrics.size() == 2);
    CHECK(plan.metrics[0] == question.metric);
    REQUIRE(plan.bounds.size() == 1);
    CHECK(plan.bounds[0].bound == 7.0);
    REQUIRE(plan.groups.size() == 3);
    CHECK(plan.groups[0].kind == Group::Kind::everyone);
}

TEST_CASE("the whole catalogue of a model can be planned") {
    const Model model = network();
    const MeasurementPlan plan = make_measurement_plan(model, metric_catalogue(model, {}), {});
    for (std::size_t index = 0; index < plan.metrics.size(); ++index) {
        const bool quantile = measure_row(plan.metrics[index].measure).estimator == Estimator::quantile;
        const bool planned = plan.histogram_of_metric[index] >= 0 || plan.level_of_metric[index] >= 0;
        CAPTURE(metric_name(model, plan.metrics[index]));
        CHECK(quantile == planned);
        if (quantile) CHECK(quantile_level(plan.metrics[index].measure) >= 0.5);
    }
}

TEST_CASE("quantile measures have the level in their name, others none") {
    CHECK(quantile_level(Measure::wait_p50) == 0.50);
    CHECK(quantile_level(Measure::stay_p50) == 0.50);
    CHECK(quantile_level(Measure::wait_p90) == 0.90);
    CHECK(quantile_level(Measure::clients_access_p90) == 0.90);
    CHECK(quantile_level(Measure::wait_p95) == 0.95);
    CHECK(quantile_level(Measure::census_p95) == 0.95);
    CHECK(breaks_contract([] { quantile_level(Measure::wait_mean); }));
}

TEST_CASE("a metric of a group that the model does not have is a defect of ours") {
    CHECK(breaks_contract([] { make_measurement_plan(network(), {for_population(metric(Measure::wait_p90), 9)}, {}); }));
}

}  // namespace
}  // namespace stepdown_test
