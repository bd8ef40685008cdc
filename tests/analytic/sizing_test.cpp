// Sizing problems whose optimum is known exactly: does the search return it, and how often is a confirmed plan no plan?
#include <catch2/catch.hpp>

#include <cmath>
#include <functional>
#include <limits>
#include <thread>

#include <fmt/format.h>

#include "statistics/intervals.hpp"
#include "support/erlang.hpp"
#include "support/markov_chain.hpp"
#include "support/sizing_problem.hpp"

namespace stepdown::testing {
namespace {

/// Costs and whether it keeps the requirements, of any plan by its values.
struct ExactPlan {
    double cost = 0.0;
    /// The least margin over the requirements, in units of their indifference.
    double margin = 0.0;
};
using Exact = std::function<ExactPlan(const std::vector<double>&)>;

struct Tally {
    int certified = 0;
    int infeasible = 0;
    int optimal = 0;
    int seeds = 0;
};

/// On two threads, each with every other seed.
Tally size_over_seeds(const std::string& yaml, const std::vector<double>& optimum, const Exact& exact, int seeds) {
    std::vector<SizingResult> results(static_cast<std::size_t>(seeds));
    const auto size_from = [&](std::size_t first) {
        for (std::size_t seed = first; seed < results.size(); seed += 2) results[seed] = size_text(yaml, seed + 1);
    };
    {
        const std::jthread odd([&] { size_from(0); });
        const std::jthread even([&] { size_from(1); });
    }
    Tally tally;
    for (const SizingResult& result : results) {
        ++tally.seeds;
        if (result.end != SizingResult::End::certified) continue;
        ++tally.certified;
        if (exact(chosen_values(result)).margin < 0.0) ++tally.infeasible;
        if (chosen_values(result) == optimum) ++tally.optimal;
    }
    return tally;
}

/// What the issue promises: the stated error within binomial error, and the optimum nearly always.
void check(const Tally& tally, double stated_error = 0.05) {
    INFO(tally.infeasible << " infeasible, " << tally.optimal << " optimal, " << tally.certified << " certified of "
                          << tally.seeds);
    const Interval infeasible = clopper_pearson(static_cast<std::uint64_t>(tally.infeasible),
                                                static_cast<std::uint64_t>(std::max(tally.certified, 1)), 0.99);
    CHECK(infeasible.low <= stated_error);
    CHECK(tally.optimal >= 0.9 * tally.seeds);
}

constexpr double share_indifference = 0.02;

struct Staffing {
    double arrivals;
    double within_days;
    double asked;
};

std::string clinic(const Staffing& staffing) {
    return fmt::format(R"(stepdown: 1
clock: {{start: 2027-01-04, warm_up: 13 w, run: 1 y}}
populations: {{people: {{arrivals: {} per day, enters: {{clinic: 1}}}}}}
stages: {{clinic: {{slots: 20, stay: {{exponential: {{mean: 4 d}}}}, next: {{home: 1}}}}}}
money: {{stages: {{clinic: {{cost: 50 per day}}}}}}
sizing:
  choose: {{stages.clinic.slots: {{from: 1, to: 120}}}}
  require: ["clinic.access.within({} d) >= {}"]
)",
                       staffing.arrivals, staffing.within_days, staffing.asked);
}

ExactPlan exact_clinic(const Staffing& staffing, double slots) {
    const double load = 4.0 * staffing.arrivals;
    const double served = slots <= load ? 0.0 : 1.0 - waits_longer(load, static_cast<int>(slots), 4.0, staffing.within_days);
    return {slots, (served - staffing.asked) / std::min(share_indifference, 0.25 * (1.0 - staffing.asked))};
}

double least_slots(const Staffing& staffing) {
    double slots = std::floor(4.0 * staffing.arrivals) + 1.0;
    while (exact_clinic(staffing, slots).margin < 0.0) slots += 1.0;
    return slots;
}

const std::vector<Staffing> staffings = {{1, 0, 0.8}, {1, 1, 0.9}, {3, 0, 0.8}, {3, 2, 0.95},
                                         {8, 0, 0.9}, {8, 1, 0.8}, {15, 0, 0.7}};

TEST_CASE("Erlang C staffing for a list of loads and service levels") {
    for (const Staffing& staffing : staffings) {
        INFO(staffing.arrivals << " a day, " << staffing.asked << " within " << staffing.within_days << " d");
        const double least = least_slots(staffing);
        const SizingResult result = size_text(clinic(staffing), 1);
        REQUIRE(result.end == SizingResult::End::certified);
        const double chosen = chosen_values(result)[0];
        CHECK(chosen >= least);
        // Where the margin is within the indifference, one more may be taken.
        CHECK(chosen <= (exact_clinic(staffing, least).margin > 1.0 ? least : least + 1.0));
        CHECK(result.plan->cost == Approx(7.0 * 50.0 * chosen));
    }
}

TEST_CASE("Erlang C staffing over 200 seeds", "[long]") {
    for (const Staffing& staffing : staffings) {
        INFO(staffing.arrivals << " a day, " << staffing.asked << " within " << staffing.within_days << " d");
        const double least = least_slots(staffing);
        if (exact_clinic(staffing, least).margin <= 1.0) continue;
        check(size_over_seeds(
            clinic(staffing), {least}, [&](const std::vector<double>& values) { return exact_clinic(staffing, values[0]); },
            200));
    }
}

// A network in product form: clients go from stage to stage, each an M/M/c of its own; all waitlists together must stay short.

struct ProductForm {
    std::vector<double> loads;
    std::vector<double> costs;
    double most_waiting = 0.0;
    /// Of each stage: how many may be chosen above the least stable number.
    int range = 4;

    double least(std::size_t stage) const { return std::floor(loads[stage]) + 1.0; }
    double waiting(std::size_t stage, double slots) const { return mean_waiting(loads[stage], static_cast<int>(slots)); }

    std::string yaml() const {
        std::string stages;
        std::string choices;
        std::string money;
        for (std::size_t stage = 0; stage < loads.size(); ++stage) {
            const std::string next = stage + 1 < loads.size() ? fmt::format("{{s{}: 1}}", stage + 1) : "{home: 1}";
            stages += fmt::format("  s{}: {{level: op, slots: {}, stay: {{exponential: {{mean: {} d}}}}, next: {}}}\n", stage,
                                  least(stage) + 1, loads[stage] / 2.0, next);
            choices += fmt::format("    stages.s{}.slots: {{from: {}, to: {}}}\n", stage, least(stage), least(stage) + range);
            money += fmt::format("{}s{}: {{cost: {} per day}}", stage > 0 ? ", " : "", stage, costs[stage]);
        }
        return fmt::format(
            "stepdown: 1\nclock: {{start: 2027-01-04, warm_up: 1 y, run: 4 y}}\n"
            "populations: {{people: {{arrivals: 2 per day, enters: {{s0: 1}}}}}}\n"
            "stages:\n{}money: {{stages: {{{}}}}}\n"
            "sizing:\n  choose:\n{}  require: [level.op.waitlist.mean <= {}]\n",
            stages, money, choices, most_waiting);
    }

    ExactPlan exact(const std::vector<double>& slots) const {
        ExactPlan plan;
        double waiting_in_all = 0.0;
        for (std::size_t stage = 0; stage < loads.size(); ++stage) {
            plan.cost += 7.0 * costs[stage] * slots[stage];
            waiting_in_all += waiting(stage, slots[stage]);
        }
        plan.margin = (most_waiting - waiting_in_all) / (0.05 * most_waiting);
        return plan;
    }

    /// By looking at every plan.
    std::vector<double> optimum() const {
        std::vector<double> best;
        double best_cost = std::numeric_limits<double>::infinity();
        std::vector<double> slots(loads.size());
        const std::function<void(std::size_t, double, double)> visit = [&](std::size_t stage, double cost, double waits) {
            if (cost >= best_cost || waits > most_waiting) return;
            if (stage == loads.size()) {
                best = slots;
                best_cost = cost;
                return;
            }
            for (int more = 0; more <= range; ++more) {
                slots[stage] = least(stage) + more;
                visit(stage + 1, cost + 7.0 * costs[stage] * slots[stage], waits + waiting(stage, slots[stage]));
            }
        };
        visit(0, 0.0, 0.0);
        return best;
    }
};

const ProductForm five = {{4.5, 7.2, 12.4, 9.1, 3.3}, {110, 70, 40, 55, 95}, 2.46, 5};
const ProductForm ten = {
    {0.7, 3.3, 0.7, 2.2, 1.9, 3.1, 1.7, 1.2, 1.4, 1.2}, {120, 120, 85, 60, 85, 85, 60, 200, 40, 150}, 4.55, 4};

/// The optimum, whose margin must be clear of the indifference for it to be found nearly always.
std::vector<double> clear_optimum(const ProductForm& network) {
    const std::vector<double> optimum = network.optimum();
    CHECK(network.exact(optimum).margin > 1.5);
    return optimum;
}

TEST_CASE("a five-variable network in product form is sized to its optimum") {
    const std::vector<double> optimum = clear_optimum(five);
    const SizingResult result = size_text(five.yaml(), 1);
    REQUIRE(result.end == SizingResult::End::certified);
    CHECK(five.exact(chosen_values(result)).margin >= 0.0);
    CHECK(result.plan->cost <= 1.02 * five.exact(optimum).cost);
    CHECK(result.one_less.size() + result.one_more.size() >= 8);
    for (const NeighbourOfChosen& less : result.one_less) CHECK(less.plan.verdict != PlanVerdict::holds);
}

TEST_CASE("a five-variable network in product form over 200 seeds", "[long]") {
    check(size_over_seeds(
        five.yaml(), clear_optimum(five), [](const std::vector<double>& values) { return five.exact(values); }, 200));
}

TEST_CASE("a ten-variable network in product form over 200 seeds", "[long]") {
    check(size_over_seeds(
        ten.yaml(), clear_optimum(ten), [](const std::vector<double>& values) { return ten.exact(values); }, 200));
}

// Two stages: those who finish upstream board there until a place downstream is free.

struct Tandem {
    int up = 0;
    int down = 0;
    /// Served at once, and the share of occupied place-days held by boarders.
    double served = 0.0;
    double boarding = 0.0;
};

constexpr int most_waiting = 4;

Tandem solve_tandem(int up, int down) {
    // Waiting, in care upstream, boarding, in care downstream.
    const auto law = stationary({0, 0, 0, 0}, [&](const ChainState& state, const auto& to) {
        const auto admitted = [&](ChainState next) {
            while (next[2] > 0 && next[3] < down) {
                --next[2];
                ++next[3];
            }
            while (next[0] > 0 && next[1] + next[2] < up) {
                --next[0];
                ++next[1];
            }
            return next;
        };
        const auto change = [&](int waiting, int upstream, int boarding, int downstream) {
            return admitted({state[0] + waiting, state[1] + upstream, state[2] + boarding, state[3] + downstream});
        };
        if (state[1] + state[2] < up || state[0] < most_waiting) to(change(1, 0, 0, 0), 1.0);
        if (state[1] > 0) {
            to(change(0, -1, 1, 0), 0.8 * state[1] / 3.0);
            to(change(0, -1, 0, 0), 0.2 * state[1] / 3.0);
        }
        if (state[3] > 0) to(change(0, 0, 0, -1), state[3] / 5.0);
    });
    Tandem result{up, down};
    result.served = expectation(law, [&](const ChainState& state) { return state[1] + state[2] < up ? 1.0 : 0.0; });
    const double held = expectation(law, [](const ChainState& state) { return state[1] + state[2]; });
    result.boarding = expectation(law, [](const ChainState& state) { return state[2]; }) / held;
    return result;
}

constexpr double asked_served = 0.82;
constexpr double asked_boarding = 0.06;

std::string tandem_yaml() {
    return fmt::format(R"(stepdown: 1
clock: {{start: 2027-01-04, warm_up: 13 w, run: 3 y}}
populations: {{people: {{arrivals: 1 per day, enters: {{up: 1}}}}}}
stages:
  up:   {{beds: 5, stay: {{exponential: {{mean: 3 d}}}}, next: {{down: 0.8, home: rest}}, boarding: true, waitlist: {{limit: {}}}}}
  down: {{slots: 6, stay: {{exponential: {{mean: 5 d}}}}, next: {{home: 1}}}}
money: {{stages: {{up: {{cost: 100 per day}}, down: {{cost: 60 per day}}}}}}
sizing:
  choose: {{stages.up.beds: {{from: 2, to: 9}}, stages.down.slots: {{from: 3, to: 10}}}}
  require: [up.access.within(0 d) >= {}, up.boarding.share <= {}]
)",
                       most_waiting, asked_served, asked_boarding);
}

ExactPlan exact_tandem(const std::vector<double>& values) {
    const Tandem tandem = solve_tandem(static_cast<int>(values[0]), static_cast<int>(values[1]));
    return {7.0 * (100 * values[0] + 60 * values[1]),
            std::min((tandem.served - asked_served) / 0.02,
                     (asked_boarding - tandem.boarding) / std::min(0.02, 0.25 * asked_boarding))};
}

std::vector<double> tandem_optimum() {
    std::vector<double> best;
    double least = std::numeric_limits<double>::infinity();
    for (double up = 2; up <= 9; ++up) {
        for (double down = 3; down <= 10; ++down) {
            const ExactPlan plan = exact_tandem({up, down});
            if (plan.margin < 0.0 || plan.cost >= least) continue;
            best = {up, down};
            least = plan.cost;
        }
    }
    return best;
}

TEST_CASE("two stages with boarding are sized as their solved Markov chain says") {
    const std::vector<double> optimum = tandem_optimum();
    INFO("margin of the optimum " << exact_tandem(optimum).margin);
    CHECK(exact_tandem(optimum).margin > 1.0);
    const SizingResult result = size_text(tandem_yaml(), 1);
    REQUIRE(result.end == SizingResult::End::certified);
    CHECK(chosen_values(result) == optimum);
}

TEST_CASE("two stages with boarding over 200 seeds", "[long]") {
    check(size_over_seeds(tandem_yaml(), tandem_optimum(), exact_tandem, 200));
}

// The two promises differ: over all clients and years, or a year like the measured one.

std::string inpatient(const std::string& promise) {
    return fmt::format(R"(stepdown: 1
clock: {{start: 2027-01-04, warm_up: 13 w, run: 1 y}}
populations: {{people: {{arrivals: 2.5 per day, enters: {{inpatient: 1}}}}}}
stages: {{inpatient: {{beds: 22, stay: {{exponential: {{mean: 7 d}}}}, next: {{home: 1}}}}}}
sizing:
  choose: {{stages.inpatient.beds: {{from: 15, to: 40, cost: 100 per week}}}}
  require: [inpatient.access.within(1 d) >= 90%{}]
)",
                       promise);
}

TEST_CASE("a promise for each year asks for more beds than one for all years together") {
    const SizingResult long_run = size_text(inpatient(""), 1);
    const SizingResult each_year = size_text(inpatient(" in 95% of runs"), 1);
    CHECK(chosen_values(long_run) == std::vector<double>{23.0});
    CHECK(chosen_values(each_year) == std::vector<double>{25.0});
    CHECK(long_run.requirements[0].promise == Promise::long_run);
    CHECK(each_year.requirements[0].promise == Promise::per_run);
}

}  // namespace
}  // namespace stepdown::testing
