// Paired differences against exact ones, and what the pairing buys.
#include <catch2/catch.hpp>

#include <cmath>

#include <fmt/format.h>

#include "experiment/comparison.hpp"
#include "support/scenario_text.hpp"
#include "support/statistical_check.hpp"

namespace stepdown::testing {
namespace {

PlanComparison compare_texts(const std::string& base, const std::vector<std::string>& settings) {
    std::vector<NamedModel> models = {{"base", model_from(base)}};
    for (const std::string& setting : settings) models.push_back({setting, model_from(base + "set: {" + setting + "}\n")});
    ComparisonRequest request;
    request.run.threads = 1;
    request.run.need = NeedPass::skip;
    return compare_plans(models, request);
}

const Difference& difference(const PlanComparison& comparison, std::string_view metric, std::size_t plan = 0) {
    for (const Difference& one : comparison.differences) {
        if (one.name == metric && one.plan == comparison.plans[plan + 1].name) return one;
    }
    throw std::out_of_range("no such difference");
}

/// Erlang's mean wait in days, `load` arrivals per stay and a stay of `stay` days.
double mean_wait(double load, int slots, double stay) {
    double blocked = 1.0;
    for (int slot = 1; slot <= slots; ++slot) blocked = load * blocked / (slot + load * blocked);
    const double waits = blocked / (1.0 - load / slots * (1.0 - blocked));
    return waits * stay / (slots - load);
}

std::string clinic(int replications, const std::string& more) {
    return fmt::format(R"(stepdown: 1
clock: {{start: 2027-01-04, warm_up: 26 w, run: 2 y}}
replications: {}
populations: {{people: {{arrivals: 2 per day, enters: {{clinic: 1}}}}}}
stages: {{clinic: {{slots: 22, stay: {{exponential: {{mean: 10 d}}}}, next: {{home: 1}}}}}}
targets: [clinic.wait.mean <= 2 d]
{})",
                       replications, more);
}

TEST_CASE("one more slot in Erlang's clinic: the true difference of waits lies in the paired interval, and pairing narrows it") {
    const auto found = compare_texts(clinic(300, ""), {"stages.clinic.slots: 23"});
    const Difference& wait = difference(found, "clinic.wait.mean");
    CHECK(disagreement(wait.estimate, mean_wait(20, 23, 10) - mean_wait(20, 22, 10), 0.25) == "");
    CHECK(*wait.estimate.value < 0.0);
    CHECK(wait.can_be_told());
    CHECK(*wait.pairing_gain > 1.5);
    REQUIRE(found.best.size() == 1);
    CHECK(found.best[0].best == "stages.clinic.slots: 23");
    CHECK(found.best[0].not_told_apart.empty());
}

TEST_CASE("a step-down network with one more PHP place: the difference of its occupancy is exact") {
    // With unlimited waiting every place's load is arrivals x stay, whatever the places: occupancy is load over places.
    const auto found = compare_texts(R"(stepdown: 1
clock: {start: 2027-01-04, warm_up: 26 w, run: 2 y}
replications: 200
populations: {people: {arrivals: 1.2 per day, enters: {php: 0.6, iop: 0.4}}}
stages:
  php: {slots: 14, stay: {exponential: {mean: 14 d}}, next: {iop: 0.7, home: rest}}
  iop: {slots: 70, stay: {exponential: {mean: 45 d}}, next: {home: 1}}
)",
                                     {"stages.php.slots: 15"});
    const double load = 1.2 * 0.6 * 14;
    CHECK(disagreement(difference(found, "php.occupancy").estimate, load / 15 - load / 14, 0.001) == "");
    CHECK(disagreement(difference(found, "iop.census.mean").estimate, 0.0, 0.3) == "");
    CHECK(*difference(found, "php.wait.mean").estimate.value < 0.0);
}

TEST_CASE("a plan that changes nothing that matters differs by exactly nothing") {
    const auto found = compare_texts(R"(stepdown: 1
clock: {start: 2027-01-04, run: 26 w}
replications: 10
populations: {some: {arrivals: 1 per day, enters: {one: 1}}, others: {arrivals: 1 per day, enters: {other: 1}}}
stages:
  one: {slots: 9, stay: {mean: 8 d, cv: 1}, next: {home: 1}}
  other: {slots: 100, stay: {mean: 8 d, cv: 1}, next: {home: 1}}
targets: [one.wait.mean <= 1 d]
)",
                                     {"stages.other.slots: 200", "stages.one.slots: 10"});
    for (const char* name : {"one.wait.mean", "one.census.p95", "one.wait.p90", "one.waitlist.max", "other.wait.mean"}) {
        INFO(name);
        CHECK(difference(found, name).is_none());
    }
    CHECK(difference(found, "other.occupancy").estimate.value < 0.0);
    CHECK(found.best[0].best == "stages.one.slots: 10");
}

TEST_CASE("in a network with relapse the same clients narrow the difference that one slot makes at least twenty times") {
    const auto found = compare_texts(R"(stepdown: 1
clock: {start: 2027-01-04, warm_up: 26 w, run: 1 y}
replications: 60
populations: {people: {arrivals: 2 per day, enters: {inpatient: 0.4, php: 0.2, iop: rest}}}
stages:
  inpatient: {beds: 14, stay: {median: 10 d, mean: 12 d}, next: {php: 0.5, iop: 0.2, home: rest}}
  php: {slots: 17, stay: {mean: 13 d, cv: 0.7}, next: {iop: 0.7, home: rest}}
  iop: {slots: 85, stay: {median: 30 d, mean: 40 d}, next: {op: 0.5, home: rest}}
  op: {slots: 90, stay: {median: 60 d, mean: 80 d}, next: {iop: 0.08, home: rest}}
  aftercare: {slots: 20, stay: {mean: 60 d, cv: 1}, next: {home: 1}}
relapse:
  law: {susceptible: 53%, weibull: {shape: 0.724, scale: 47.3 d}}
  then: {in_care: {stays: 1}, at_home: {returns: 49%, after: {median: 60 d, mean: 99 d}, to: {inpatient: 0.5, iop: 0.3, aftercare: 0.2}}}
)",
                                     {"stages.iop.slots: 86"});
    CHECK(*difference(found, "iop.census.mean").pairing_gain > 20.0);
    CHECK(*difference(found, "iop.wait.mean").pairing_gain > 20.0);
}

TEST_CASE("paired intervals cover the true difference as often as they say", "[long]") {
    // A stage that is never full: the census differs by the stay, 2 x (11 - 10), whoever comes.
    int covered = 0;
    constexpr int seeds = 1000;
    for (int seed = 1; seed <= seeds; ++seed) {
        const std::string text = fmt::format(R"(stepdown: 1
clock: {{start: 2027-01-04, warm_up: 26 w, run: 26 w}}
seed: {}
replications: 12
populations: {{people: {{arrivals: 2 per day, enters: {{clinic: 1}}}}}}
stages: {{clinic: {{stay: {{exponential: {{mean: 10 d}}}}, next: {{home: 1}}}}}}
)",
                                             seed);
        const auto found = compare_texts(text, {"stages.clinic.stay: {exponential: {mean: 11 d}}"});
        const Estimate& census = difference(found, "clinic.census.mean").estimate;
        if (*census.low <= 2.0 && 2.0 <= *census.high) ++covered;
    }
    WARN(covered << " of " << seeds << " paired intervals contain the true difference");
    CHECK(covered >= 929);
    CHECK(covered <= 970);
}

}  // namespace
}  // namespace stepdown::testing
