// The recorder's sums against the same figures worked out from the event log, on random networks.
#include <catch2/catch.hpp>

#include <map>
#include <string>

#include <fmt/format.h>

#include "property/quantile_bounds.hpp"
#include "property/random_network.hpp"
#include "property/told_figures.hpp"
#include "simulation/replication.hpp"
#include "support/scenario_text.hpp"

namespace stepdown::testing {
namespace {

/// `retained` is listed only when it is named, and so are other windows than the usual ones.
std::vector<Metric> named(const Model& model) {
    std::vector<Metric> metrics;
    for (std::size_t stage = 0; stage < model.stages.size(); ++stage) {
        Metric metric;
        metric.measure = Measure::retained;
        metric.stage = StageId(stage);
        metric.argument = 5 * ticks_per_day;
        metrics.push_back(metric);
        // More windows than there are bits in a word.
        for (Ticks days = 1; days <= 70; days += 2) {
            metric.measure = Measure::readmitted;
            metric.argument = days * ticks_per_day;
            metrics.push_back(metric);
        }
    }
    return metrics;
}

/// Compares what the log can tell; counts the comparisons by measure.
void compare(const Model& model, std::map<Measure, int>& compared) {
    Telling told;
    const MeasurementPlan plan = make_measurement_plan(model, metric_catalogue(model, named(model)), {});
    const ReplicationResult result = run_replication(model, plan, {model.seed, 1, Pass::constrained, &told});
    const std::vector<ToldStage> stages = stages_from(model, told);
    for (std::size_t index = 0; index < plan.metrics.size(); ++index) {
        const Metric& metric = plan.metrics[index];
        if (metric.group.kind != Group::Kind::everyone) continue;
        const auto figure = told_figure(model, told, stages, metric);
        if (!figure) continue;
        ++compared[metric.measure];
        const double recorded = result.numerators[index] / result.denominators[index];
        if (recorded == Approx(*figure).epsilon(1e-9).margin(1e-9)) continue;
        FAIL_CHECK(metric_name(model, metric) << " is " << recorded << ", the log tells " << *figure);
    }
}

/// Calls `look(model)` for `count` random networks that are valid and that `suits`.
template <class Suits, class Look>
void for_networks(unsigned first_seed, int count, Suits suits, Look look) {
    for (unsigned seed = first_seed; count > 0; ++seed) {
        const std::string text = RandomNetwork(seed).text();
        std::optional<Model> model;
        try {
            model = model_from(text);
        } catch (const std::runtime_error&) {
            continue;
        }
        if (!suits(*model)) continue;
        --count;
        INFO(text);
        look(*model);
    }
}

TEST_CASE("what is measured is what the event log tells, figure by figure") {
    std::map<Measure, int> compared;
    // The log tells admissions, and a booked place is granted before.
    const auto suits = [](const Model& model) { return !books_ahead(model); };
    for_networks(1000, 60, suits, [&](const Model& model) { compare(model, compared); });
    CHECK(compared.size() >= 15);
    for (const auto& [measure, count] : compared) {
        INFO(measure_row(measure).name);
        CHECK(count >= 30);
    }
}

// With a log everybody goes by the waitlist; without one those who find a free place and nobody waiting are spared it.
void check_that_a_log_changes_nothing(const Model& model) {
    Telling told;
    const MeasurementPlan plan = plan_with_bounds(model);
    const ReplicationResult by_waitlist = run_replication(model, plan, {model.seed, 1, Pass::constrained, &told});
    const ReplicationResult spared = run_replication(model, plan, {model.seed, 1, Pass::constrained, nullptr});
    CHECK(by_waitlist.numerators == spared.numerators);
    CHECK(by_waitlist.denominators == spared.denominators);
    CHECK(by_waitlist.at_or_below == spared.at_or_below);
    CHECK(by_waitlist.observed == spared.observed);
    CHECK(by_waitlist.flows == spared.flows);
    CHECK(by_waitlist.relapse_flows == spared.relapse_flows);
    CHECK(by_waitlist.events == spared.events);
}

TEST_CASE("a log changes no digit") {
    const auto any = [](const Model&) { return true; };
    for_networks(3000, 100, any, check_that_a_log_changes_nothing);
}

// The place that a boarder leaves is free when its destination's turn comes, which is after the house was looked at or before.
TEST_CASE("a log changes no digit where a boarder's place is asked for together with housing") {
    check_that_a_log_changes_nothing(model_from(R"(stepdown: 1
name: boarders and housing
clock: {start: 2027-01-04, run: 3 y}
populations:
  movers: {arrivals: {rate: 0.04 per day}, enters: {a: 1}}
  housed: {arrivals: {rate: 0.03 per day}, enters: {a + house: 1}}
  others: {arrivals: {rate: 0.02 per day}, enters: {a: 1}}
stages:
  a: {slots: 1, boarding: true, stay: {fixed: 10 d}, next: [{when: {population: movers}, use: {c: 1}}, {use: {home: 1}}]}
  c: {slots: 1, stay: {fixed: 3 d}, next: {home: 1}}
  house: {kind: housing, beds: 1, stay: {fixed: 60 d}, next: {home: 1}}
)"));
}

TEST_CASE("whether clients go round too long does not depend on who listens") {
    const Model model = model_from(R"(stepdown: 1
name: round
clock: {start: 2027-01-04, warm_up: 0 d, run: 100 d}
populations: {adults: {arrivals: {every: 4 h}, enters: {a: 1}}}
stages:
  a: {slots: 3, stay: 0 d, next: {b: 0.994, home: rest}}
  b: {slots: 3, stay: 0 d, next: {a: 0.994, home: rest}}
)");
    const MeasurementPlan plan = make_measurement_plan(model, metric_catalogue(model, {}), {});
    const auto ends = [&](std::uint64_t seed, EventLog* log) -> std::string {
        try {
            return fmt::format("{} events", run_replication(model, plan, {seed, 1, Pass::constrained, log}).events);
        } catch (const EndlessLoop& loop) {
            return loop.what();
        }
    };
    int endless = 0;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        Telling told;
        const std::string heard = ends(seed, &told);
        CHECK(heard == ends(seed, nullptr));
        endless += heard.find("round") != std::string::npos ? 1 : 0;
    }
    CHECK(endless > 0);
    CHECK(endless < 12);
}

}  // namespace
}  // namespace stepdown::testing
