// Targets and observed figures held against made-up replications whose answers are known.
#include <catch2/catch.hpp>

#include "experiment/reduction.hpp"
#include "experiment/verdicts.hpp"
#include "support/scenario_text.hpp"

namespace stepdown::testing {
namespace {

Model clinic(const std::string& extra) {
    return model_from(R"(stepdown: 1
clock: {start: 2027-01-04, run: 52 w}
populations: {people: {arrivals: 1 per day, enters: {clinic: 1}}}
stages: {clinic: {slots: 4, stay: 2 d, next: {home: 1}}}
)" + extra);
}

/// A reduction of as many replications as there are values of `metric`, each `value` over 1, and of the bound shares.
Reduction made_up(const Model& model, const Metric& metric, const std::vector<double>& values, const std::vector<double>& shares = {}) {
    const auto bounds = bound_questions(model);
    const MeasurementPlan plan = make_measurement_plan(model, metric_catalogue(model, {}), bounds);
    Reduction reduction(model, plan, Keep::estimates_only);
    for (std::size_t replication = 0; replication < values.size(); ++replication) {
        ReplicationPair pair;
        ReplicationResult& one = pair.constrained;
        one.numerators.assign(plan.metrics.size(), 0.0);
        one.denominators.assign(plan.metrics.size(), 0.0);
        one.histograms.resize(plan.histograms.size());
        one.levels.resize(plan.levels.size());
        one.flows.assign(plan.flow_ends * plan.flow_ends, 0);
        one.series.resize(model.stages.size());
        for (std::size_t position = 0; position < plan.metrics.size(); ++position) {
            if (!(plan.metrics[position] == metric)) continue;
            one.numerators[position] = values[replication];
            one.denominators[position] = 1.0;
        }
        for (std::size_t question = 0; question < bounds.size(); ++question) {
            one.at_or_below.push_back(shares[replication]);
            one.observed.push_back(1.0);
        }
        reduction.add(std::move(pair));
    }
    return reduction;
}

std::vector<double> around(double middle, double step, std::size_t count = 30) {
    std::vector<double> values;
    for (std::size_t index = 0; index < count; ++index) values.push_back(middle + (index % 2 == 0 ? step : -step));
    return values;
}

Verdict verdict(const std::string& target, const std::vector<double>& values, const std::vector<double>& shares = {}) {
    const Model model = clinic("targets: [" + target + "]\n");
    return judge_targets(model, made_up(model, model.targets.front().metric, values, shares)).front().verdict;
}

TEST_CASE("a long-run target is met, missed or undecided by its interval") {
    CHECK(verdict("clinic.wait.mean <= 3 d", around(2.0, 0.5)) == Verdict::met);
    CHECK(verdict("clinic.wait.mean <= 3 d", around(4.0, 0.5)) == Verdict::missed);
    CHECK(verdict("clinic.wait.mean <= 3 d", around(3.0, 0.5)) == Verdict::undecided);
    CHECK(verdict("clinic.occupancy >= 80%", around(0.9, 0.01)) == Verdict::met);
    CHECK(verdict("clinic.occupancy >= 80%", around(0.7, 0.01)) == Verdict::missed);
}

TEST_CASE("an interval of no width decides, also on the bound itself") {
    CHECK(verdict("clinic.occupancy >= 80%", around(0.8, 0.0)) == Verdict::met);
    CHECK(verdict("clinic.occupancy > 80%", around(0.8, 0.0)) == Verdict::missed);
}

TEST_CASE("a single replication decides nothing") {
    CHECK(verdict("clinic.wait.mean <= 3 d", {1.0}) == Verdict::undecided);
}

TEST_CASE("a long-run target on a quantile is decided by the share at or below its bound") {
    CHECK(verdict("clinic.wait.p90 <= 7 d", around(1.0, 0.1), around(0.95, 0.01)) == Verdict::met);
    CHECK(verdict("clinic.wait.p90 <= 7 d", around(1.0, 0.1), around(0.85, 0.01)) == Verdict::missed);
    CHECK(verdict("clinic.wait.p90 <= 7 d", around(1.0, 0.1), around(0.90, 0.01)) == Verdict::undecided);
}

TEST_CASE("a promise per period is decided by one-sided exact bounds on the share of runs that keep it") {
    const std::string promise = "clinic.wait.mean <= 3 d in 95% of runs";
    CHECK(verdict(promise, around(1.0, 0.0, 58)) == Verdict::undecided);
    CHECK(verdict(promise, around(1.0, 0.0, 59)) == Verdict::met);
    CHECK(verdict(promise, around(3.0, 0.5, 60)) == Verdict::missed);
    CHECK(verdict("clinic.wait.mean <= 3 d in 90% of runs", around(1.0, 0.0, 30)) == Verdict::met);
}

TEST_CASE("an observed figure agrees when single runs spread around it") {
    using Agreement = ObservedResult::Agreement;
    const auto agreement = [](const std::string& value) {
        const Model model = clinic("observed: {clinic.wait.mean: " + value + "}\n");
        return compare_observed(model, made_up(model, model.observed.front().metric, around(3.0, 0.5))).front().agreement;
    };
    CHECK(agreement("3.1 d") == Agreement::agrees);
    CHECK(agreement("2 d") == Agreement::model_higher);
    CHECK(agreement("5 d") == Agreement::model_lower);
}

TEST_CASE("a figure that no replication has stays empty and decides nothing") {
    const Model model = clinic("targets: [clinic.wait.mean <= 3 d]\n");
    Metric other;
    other.measure = Measure::census_mean;
    other.stage = StageId(0);
    const auto result = judge_targets(model, made_up(model, other, around(1.0, 0.1))).front();
    CHECK(!result.value.has_value());
    CHECK(result.verdict == Verdict::undecided);
}

}  // namespace
}  // namespace stepdown::testing
