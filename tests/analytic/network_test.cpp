// Networks of stages against exact answers: product form, absorbing chains, boarding, swaps, reserved places.
#include <catch2/catch.hpp>

#include <cmath>

#include "support/markov_chain.hpp"
#include "support/program.hpp"
#include "support/scenario_text.hpp"
#include "support/statistical_check.hpp"

namespace stepdown::testing {
namespace {

double erlang_c_wait(double rate, double stay, int places) {
    const double load = rate * stay;
    double blocked = 1.0;
    for (int place = 1; place <= places; ++place) blocked = load * blocked / (place + load * blocked);
    const double busy = load / places;
    return blocked / (1.0 - busy + busy * blocked) * stay / (places - load);
}

TEST_CASE("a network with loops back has the waits of Jackson's product form") {
    const auto result = simulate(R"(stepdown: 1
clock: {start: 2027-01-04, warm_up: 2 y, run: 20 y}
replications: 40
populations:
  people: {arrivals: 2 per day, enters: {first: 0.6, second: 0.4}}
stages:
  first:  {slots: 12, stay: {exponential: {mean: 5 d}}, next: {second: 0.5, third: 0.2, home: rest}}
  second: {slots: 30, stay: {exponential: {mean: 12 d}}, next: {third: 0.3, first: 0.1, home: rest}}
  third:  {slots: 16, stay: {exponential: {mean: 9 d}}, next: {first: 0.15, second: 0.1, home: rest}}
)");
    // first = 1.2 + .1 second + .15 third; second = .8 + .5 first + .1 third; third = .2 first + .3 second.
    double first = 0.0;
    double second = 0.0;
    double third = 0.0;
    for (int step = 0; step < 200; ++step) {
        first = 1.2 + 0.1 * second + 0.15 * third;
        second = 0.8 + 0.5 * first + 0.1 * third;
        third = 0.2 * first + 0.3 * second;
    }
    CHECK(disagreement(figure(result, "first.wait.mean"), erlang_c_wait(first, 5.0, 12), 0.05) == "");
    CHECK(disagreement(figure(result, "second.wait.mean"), erlang_c_wait(second, 12.0, 30), 0.12) == "");
    CHECK(disagreement(figure(result, "third.wait.mean"), erlang_c_wait(third, 9.0, 16), 0.12) == "");
    CHECK(disagreement(figure(result, "third.requests"), third, 0.01) == "");
}

TEST_CASE("the network of the benchmarks has the exact waits that the hand-written program is held against") {
    const auto result = simulate(stepdown_test::text_of_file(stepdown_test::project_path() / "bench/network/five-stages.yaml"));
    CHECK(result.replications == 20);
    CHECK(disagreement(figure(result, "inpatient.wait.mean"), 0.5445, 0.25) == "");
    CHECK(disagreement(figure(result, "php.wait.mean"), 0.4970, 0.3) == "");
    CHECK(disagreement(figure(result, "iop.wait.mean"), 0.1798, 0.2) == "");
    CHECK(disagreement(figure(result, "op.wait.mean"), 0.1789, 0.2) == "");
    CHECK(disagreement(figure(result, "sober.wait.mean"), 3.2063, 2.0) == "");
}

TEST_CASE("stages and days in care of an episode are those of the absorbing chain") {
    const auto result = simulate(R"(stepdown: 1
clock: {start: 2027-01-04, warm_up: 10 y, run: 20 y}
replications: 40
populations:
  people: {arrivals: 1 per day, enters: {first: 1}}
stages:
  first:  {stay: {mean: 6 d, cv: 0.5}, next: {second: 0.5, home: rest}}
  second: {stay: {mean: 30 d, cv: 1.2}, next: {first: 0.4, home: rest}}
)");
    // first visits f = 1 + .4 s, second visits s = .5 f.
    const double first = 1.0 / (1.0 - 0.2);
    const double second = 0.5 * first;
    CHECK(disagreement(figure(result, "clients.stages.mean"), first + second, 0.01) == "");
    CHECK(disagreement(figure(result, "clients.days_in_care.mean"), 6.0 * first + 30.0 * second, 0.3) == "");
}

TEST_CASE("boarding in a tandem keeps the place as the solved chain says") {
    // Upstream: 0 empty, 1 in stay, 2 boarding; downstream: 0 or 1.
    const double arrivals = 0.5;
    const double up = 0.4;
    const double down = 0.25;
    const auto law = stationary({0, 0}, [&](const ChainState& state, const auto& to) {
        if (state[0] == 0) to({1, state[1]}, arrivals);
        if (state[0] == 1 && state[1] == 0) to({0, 1}, up);
        if (state[0] == 1 && state[1] == 1) to({2, 1}, up);
        if (state[1] == 1) to(state[0] == 2 ? ChainState{0, 1} : ChainState{state[0], 0}, down);
    });
    const auto result = simulate(R"(stepdown: 1
clock: {start: 2027-01-04, warm_up: 1 y, run: 20 y}
replications: 60
populations:
  people: {arrivals: 0.5 per day, enters: {up: 1}}
stages:
  up:   {beds: 1, stay: {exponential: {mean: 2.5 d}}, next: {down: 1}, boarding: true, waitlist: {limit: 0}}
  down: {slots: 1, stay: {exponential: {mean: 4 d}}, next: {home: 1}}
)");
    const double boarding = expectation(law, [](const ChainState& state) { return state[0] == 2 ? 1.0 : 0.0; });
    const double occupied = expectation(law, [](const ChainState& state) { return state[0] > 0 ? 1.0 : 0.0; });
    CHECK(disagreement(figure(result, "up.turned_away.share"), occupied, 0.01) == "");
    CHECK(disagreement(figure(result, "up.boarding.share"), boarding / occupied, 0.01) == "");
    CHECK(disagreement(figure(result, "down.census.mean"), expectation(law, [](const ChainState& state) { return state[1]; }),
                       0.01) == "");
}

TEST_CASE("boarders that wait for each other swap as the solved chain says") {
    // Each side: 0 empty, 1 in stay, 2 boarding for the other.
    const double left_arrivals = 0.6;
    const double right_arrivals = 0.3;
    const double left = 0.5;
    const double right = 0.2;
    const double left_moves = 0.7;
    const double right_moves = 0.6;
    const auto law = stationary({0, 0}, [&](const ChainState& state, const auto& to) {
        const auto freed = [](ChainState after, std::size_t side) {
            // A place that comes free goes to the boarder of the other side.
            after[side] = 0;
            if (after[1 - side] == 2) {
                after[side] = 1;
                after[1 - side] = 0;
            }
            return after;
        };
        const double rates[2] = {left, right};
        const double moves[2] = {left_moves, right_moves};
        const double arrive[2] = {left_arrivals, right_arrivals};
        for (std::size_t side = 0; side < 2; ++side) {
            ChainState next = state;
            if (state[side] == 0) {
                next[side] = 1;
                to(next, arrive[side]);
            }
            if (state[side] != 1) continue;
            to(freed(state, side), rates[side] * (1.0 - moves[side]));
            next = state;
            if (state[1 - side] == 0) {
                next[side] = 0;
                next[1 - side] = 1;
            } else if (state[1 - side] == 2) {
                next = {1, 1};
            } else {
                next[side] = 2;
            }
            to(next, rates[side] * moves[side]);
        }
    });
    const auto result = simulate(R"(stepdown: 1
clock: {start: 2027-01-04, warm_up: 1 y, run: 20 y}
replications: 60
populations:
  to-left: {arrivals: 0.6 per day, enters: {left: 1}}
  to-right: {arrivals: 0.3 per day, enters: {right: 1}}
stages:
  left:  {beds: 1, stay: {exponential: {mean: 2 d}}, next: {right: 0.7, home: rest}, boarding: true, waitlist: {limit: 0}}
  right: {beds: 1, stay: {exponential: {mean: 5 d}}, next: {left: 0.6, home: rest}, boarding: true, waitlist: {limit: 0}}
)");
    const auto share = [&](std::size_t side, int what) {
        return expectation(law, [&](const ChainState& state) { return state[side] == what ? 1.0 : 0.0; });
    };
    CHECK(disagreement(figure(result, "left.occupancy"), 1.0 - share(0, 0), 0.01) == "");
    CHECK(disagreement(figure(result, "right.occupancy"), 1.0 - share(1, 0), 0.01) == "");
    CHECK(disagreement(figure(result, "left.boarding.share"), share(0, 2) / (1.0 - share(0, 0)), 0.01) == "");
    CHECK(disagreement(figure(result, "right.boarding.share"), share(1, 2) / (1.0 - share(1, 0)), 0.01) == "");
}

TEST_CASE("reserved places turn away as the truncated chain of two kinds of client") {
    // state: clients for whom 2 of 6 places are reserved, all others.
    const int places = 6;
    const int reserved = 2;
    const auto admits = [&](const ChainState& state, bool own) {
        if (state[0] + state[1] >= places) return false;
        if (own && state[0] < reserved) return true;
        return state[1] + std::max(0, state[0] - reserved) < places - reserved;
    };
    const auto law = stationary({0, 0}, [&](const ChainState& state, const auto& to) {
        if (admits(state, true)) to({state[0] + 1, state[1]}, 0.5);
        if (admits(state, false)) to({state[0], state[1] + 1}, 1.2);
        if (state[0] > 0) to({state[0] - 1, state[1]}, 0.25 * state[0]);
        if (state[1] > 0) to({state[0], state[1] - 1}, 0.25 * state[1]);
    });
    const auto result = simulate(R"(stepdown: 1
clock: {start: 2027-01-04, warm_up: 1 y, run: 20 y}
replications: 40
populations:
  young: {arrivals: 0.5 per day, enters: {ward: 1}}
  grown: {arrivals: 1.2 per day, enters: {ward: 1}}
stages:
  ward: {beds: 6, reserved: {young: 2}, stay: {exponential: {mean: 4 d}}, next: {home: 1}, waitlist: {limit: 0}}
)");
    const auto lost = [&](bool own) {
        return expectation(law, [&](const ChainState& state) { return admits(state, own) ? 0.0 : 1.0; });
    };
    CHECK(disagreement(figure(result, "ward.turned_away.share for young"), lost(true), 0.01) == "");
    CHECK(disagreement(figure(result, "ward.turned_away.share for grown"), lost(false), 0.01) == "");
}

}  // namespace
}  // namespace stepdown::testing
