// The parts of a sizing: moves by what single steps do, confirmation, costs, sweeps' points.
#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <set>

#include "experiment/certification.hpp"
#include "experiment/levers.hpp"
#include "experiment/most_referrals.hpp"
#include "experiment/plan_moves.hpp"
#include "experiment/sweep.hpp"
#include "support/scenario_text.hpp"
#include "support/sizing_problem.hpp"

namespace stepdown_test {
namespace {

using namespace stepdown;
using stepdown::testing::model_from;
using stepdown::testing::size_text;

PlanSpace space_of(const std::vector<double>& step_costs) {
    std::vector<PricedChoice> choices;
    for (const double cost : step_costs) {
        PricedChoice priced;
        priced.choice.from = 0;
        priced.choice.to = 10;
        priced.most = 10;
        priced.cost_per_week = cost;
        choices.push_back(priced);
    }
    return {std::move(choices), [](std::span<const double>) { return std::optional<Model>(); }};
}

/// Two choices, one requirement each.
LocalEffects two_of_a_kind(double first_margin, double second_margin) {
    LocalEffects effects;
    effects.margins = {first_margin, second_margin};
    effects.down = {{-2.0, 0.0}, {0.0, -1.0}};
    effects.up = {{1.0, 0.0}, {0.0, 0.5}};
    effects.curvature = {1.0, 1.0};
    return effects;
}

TEST_CASE("steps down are taken as far as the margins last") {
    const PlanSpace space = space_of({100, 50});
    CHECK(cheapest_steps_down(space, {5, 5}, two_of_a_kind(5.0, 3.5), 10) == PlanPoint{-2, -3});
    CHECK(cheapest_steps_down(space, {5, 5}, two_of_a_kind(5.0, 3.5), 1) == PlanPoint{-1, -1});
    CHECK(cheapest_steps_down(space, {1, 5}, two_of_a_kind(5.0, 0.5), 10) == PlanPoint{-1, 0});
    CHECK(cheapest_steps_down(space, {5, 5}, two_of_a_kind(1.9, 0.9), 10) == PlanPoint{0, 0});
}

TEST_CASE("steps up mend what is broken, cheapest first") {
    const PlanSpace space = space_of({100, 50});
    CHECK(mending_steps(space, {5, 5}, two_of_a_kind(-1.5, 2.0), 10) == PlanPoint{2, 0});
    CHECK(mending_steps(space, {5, 5}, two_of_a_kind(-1.5, -0.4), 10) == PlanPoint{2, 1});
    CHECK(mending_steps(space, {10, 5}, two_of_a_kind(-1.5, 2.0), 10) == PlanPoint{0, 0});
    LocalEffects either = two_of_a_kind(-1.0, 2.0);
    either.up = {{1.0, 0.0}, {1.0, 0.0}};
    CHECK(mending_steps(space, {5, 5}, either, 10) == PlanPoint{0, 1});
}

TEST_CASE("an exchange gives up a dear thing for cheap ones") {
    const PlanSpace space = space_of({100, 30});
    LocalEffects effects;
    effects.margins = {0.2};
    effects.down = {{-1.0}, {-0.6}};
    effects.up = {{0.8}, {0.5}};
    effects.curvature = {1.0};
    const auto found = exchanges(space, {5, 5}, effects, 0.0, 10);
    REQUIRE(found.size() == 1);
    CHECK(found[0] == PlanPoint{4, 7});
    CHECK(exchanges(space, {5, 9}, effects, -0.1, 10).empty());
}

Requirement at_least_90() {
    Requirement requirement;
    requirement.bound = 0.9;
    requirement.indifference = 0.02;
    return requirement;
}

TEST_CASE("a long-run requirement is confirmed by the sums of what is above its share") {
    std::vector<Judged> fresh;
    for (int each = 0; each < 50; ++each) fresh.push_back({92.0 + each % 3, 100.0});
    const ConfirmedRequirement good = confirm(at_least_90(), fresh, 0.05);
    CHECK(good.holds);
    CHECK(*good.figure == Approx(0.93).margin(0.001));
    CHECK(good.bound < *good.figure);
    CHECK(good.bound > 0.92);
    for (Judged& judged : fresh) judged.amount -= 5.0;
    const ConfirmedRequirement bad = confirm(at_least_90(), fresh, 0.05);
    CHECK(!bad.holds);
    CHECK(bad.is_broken);
}

TEST_CASE("a promise for each run is confirmed exactly: 59 of 59 for 95%, and not 58") {
    Requirement promise = at_least_90();
    promise.promise = Promise::per_run;
    promise.bound = 0.95;
    CHECK(confirm(promise, std::vector<Judged>(59, {1.0, 1.0}), 0.05).holds);
    CHECK(!confirm(promise, std::vector<Judged>(58, {1.0, 1.0}), 0.05).holds);
    CHECK(!confirm(promise, std::vector<Judged>(20, {0.0, 0.0}), 0.05).figure);
}

const std::string clinic = R"(stepdown: 1
clock: {start: 2027-01-04, warm_up: 8 w, run: 52 w}
populations: {people: {arrivals: 1.5 per day, enters: {iop: 1}}}
staff: {counselor: {shifts: {day: {fte: 4, days: mon-fri, from: 09:00, to: 17:00, break: 30 min}}, cost: 40 per hour}}
stages:
  iop:
    stay: {exponential: {mean: 20 d}}
    next: {home: 1}
    leaders: {counselor: 1 per 12}
    tracks: {morning: {groups: 4, size: 12, days: [mon, wed], from: 09:00, to: 12:00}}
money: {stages: {iop: {cost: 10 per day}}}
targets: [iop.access.within(7 d) >= 90%]
)";

Pricing price_text(const std::string& sizing) {
    const Model model = model_from(clinic + sizing);
    return price(model.sizing->choices, [&](std::span<const double> values) -> std::optional<Model> {
        std::string settings;
        for (std::size_t each = 0; each < values.size(); ++each)
            settings +=
                (each > 0 ? ", " : "") + model.sizing->choices[each].path + ": " + std::to_string(values[each]).substr(0, 1);
        return model_from(clinic + sizing + "set: {" + settings + "}\n");
    });
}

TEST_CASE("a group costs its seats and its leaders' hours, unless their posts are chosen too") {
    const std::string group = "stages.iop.tracks.morning.groups: {from: 2, to: 6}";
    const Pricing alone = price_text("sizing: {choose: {" + group + "}}\n");
    REQUIRE(alone.without_cost.empty());
    CHECK(alone.choices[0].cost_per_week == Approx(12 * 10 * 7 + 2 * 3 * 40));
    const Pricing both = price_text("sizing: {choose: {" + group + ", staff.counselor.shifts.day.fte: {from: 3, to: 6}}}\n");
    CHECK(both.choices[0].cost_per_week == Approx(12 * 10 * 7));
    CHECK(both.choices[1].cost_per_week == Approx(5 * 7.5 * 40));
    const Pricing stated =
        price_text("sizing: {choose: {stages.iop.tracks.morning.groups: {from: 2, to: 6, cost: 100 per day}}}\n");
    CHECK(stated.choices[0].cost_per_week == Approx(700));
}

TEST_CASE("every lever is every limited place, group and post") {
    std::vector<std::string> paths;
    for (const Choice& lever : every_lever(model_from(clinic))) paths.push_back(lever.path);
    CHECK(paths == std::vector<std::string>{"stages.iop.tracks.morning.groups", "staff.counselor.shifts.day.fte"});
}

TEST_CASE("a multiple of the referrals, changes included, and none of a trace") {
    const Model model =
        model_from(clinic + "changes: {later: {from: 2027-06-07, set: {populations.people.arrivals: 3 per day}}}\n");
    const auto more = with_referrals(model, 1.2);
    REQUIRE(more);
    CHECK(more->populations[0].arrivals.per_day == Approx(1.8));
    CHECK(std::get<SetArrivals>(more->changes[0].settings[0]).arrivals.per_day == Approx(3.6));
    Model traced = model;
    traced.populations[0].arrivals.kind = Arrivals::Kind::trace;
    CHECK(!with_referrals(traced, 1.2));
}

TEST_CASE("a grid has every combination, a Latin hypercube every stratum once") {
    CHECK(grid_points({2, 3}).size() == 6);
    CHECK(grid_points({2, 3})[4] == std::vector<std::size_t>{1, 1});
    const auto points = latin_hypercube({20, 5}, 20, 7);
    std::set<std::size_t> first;
    std::vector<int> second(5, 0);
    for (const auto& point : points) {
        first.insert(point[0]);
        ++second[point[1]];
    }
    CHECK(first.size() == 20);
    CHECK(second == std::vector<int>(5, 4));
    CHECK(latin_hypercube({20, 5}, 20, 7) == points);
    CHECK(latin_hypercube({20, 5}, 20, 8) != points);
}

TEST_CASE("points spread over ranges are never tried twice, and are the whole grid when they could be") {
    const auto points = spread_points({2, 3}, 5, 7);
    CHECK(points.size() <= 5);
    CHECK(points.size() >= 2);
    CHECK(std::set<std::vector<std::size_t>>(points.begin(), points.end()).size() == points.size());
    // Five points on two and three positions cannot all differ for every seed: some seed repeats one.
    std::size_t fewer = 0;
    for (std::uint64_t seed = 1; seed <= 50; ++seed) fewer += spread_points({2, 3}, 5, seed).size() < 5 ? 1 : 0;
    CHECK(fewer > 0);
    CHECK(spread_points({2, 3}, 6, 7) == grid_points({2, 3}));
    CHECK(spread_points({2, 3}, 100, 7) == grid_points({2, 3}));
    CHECK(spread_points({20, 5}, 20, 7) == latin_hypercube({20, 5}, 20, 7));
}

const std::string small_sizing = R"(stepdown: 1
clock: {start: 2027-01-04, warm_up: 8 w, run: 52 w}
populations: {people: {arrivals: 4 per day, enters: {iop: 1}}}
stages: {iop: {slots: 10, stay: {exponential: {mean: 3 d}}, next: {home: 1}}}
sizing:
  choose: {stages.iop.slots: {from: 10, to: 13, cost: 500 per week}}
  require: [iop.access.within(0 d) >= 95%]
)";

TEST_CASE("where no plan in the ranges keeps the requirements the nearest miss is told") {
    const SizingResult result = size_text(small_sizing, 3);
    CHECK(result.end == SizingResult::End::no_plan);
    REQUIRE(result.plan);
    CHECK(result.plan->values == std::vector<double>{13.0});
}

TEST_CASE("a search without effort left ends unconfirmed") {
    const SizingResult result = size_text(small_sizing, 3, 5);
    CHECK(result.end == SizingResult::End::effort_spent);
    CHECK(result.trace.empty());
    CHECK(result.replications <= 5);
}

TEST_CASE("a search that runs out of effort tells of the plans that it has simulated, and of no others") {
    std::string roomy = small_sizing;
    roomy.replace(roomy.find("to: 13"), 6, "to: 30");
    const SizingResult result = size_text(roomy, 3, 30);
    CHECK(result.end == SizingResult::End::effort_spent);
    CHECK(result.replications <= 30);
    CHECK_FALSE(result.trace.empty());
    for (const TriedPlan& plan : result.trace) CHECK(plan.replications > 0);
}

TEST_CASE("a budget buys the plan with the least wait") {
    const SizingResult result = size_text(R"(stepdown: 1
clock: {start: 2027-01-04, warm_up: 8 w, run: 52 w}
populations: {people: {arrivals: 2 per day, enters: {one: 0.5, other: 0.5}}}
stages:
  one: {level: op, slots: 6, stay: {exponential: {mean: 5 d}}, next: {home: 1}}
  other: {level: op, slots: 6, stay: {exponential: {mean: 5 d}}, next: {home: 1}}
sizing:
  choose: {stages.one.slots: {from: 5, to: 12, cost: 100 per week}, stages.other.slots: {from: 5, to: 12, cost: 100 per week}}
  minimize: level.op.wait.mean
  budget: 1600 per week
)",
                                          1);
    REQUIRE(result.end == SizingResult::End::best_found);
    // Equal loads: the waits are least when both have the same.
    CHECK(result.plan->values == std::vector<double>{8.0, 8.0});
    CHECK(result.objective->value.has_value());
}

// By Erlang's formula 90.2% wait no longer than two days at 1.05 times the referrals and 89.2% at 1.06.
TEST_CASE("the most referrals come near the largest multiple that Erlang's formula allows") {
    for (const int seed : {1, 2, 3, 4, 5, 6}) {
        INFO(seed);
        const Model model = model_from(fmt::format(R"(stepdown: 1
name: twenty places
clock: {{start: 2027-01-04, warm_up: 26 w, run: 1 y}}
seed: {}
populations: {{all: {{arrivals: 1.5 per day, enters: {{op: 1}}}}}}
stages: {{op: {{slots: 20, stay: {{exponential: {{mean: 10 d}}}}, next: {{home: 1}}}}}}
targets: [op.access.within(2 d) >= 90%]
)",
                                                   seed));
        const MostReferrals found = most_referrals(model, {});
        REQUIRE(found.times.has_value());
        CHECK(*found.times >= 1.025);
        CHECK(*found.times <= 1.055);
    }
}

}  // namespace
}  // namespace stepdown_test
