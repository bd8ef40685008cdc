// One stage against the formulas of queueing theory: Erlang B, C and A, priorities, general stays.
#include <catch2/catch.hpp>

#include <cmath>

#include <fmt/format.h>

#include "support/markov_chain.hpp"
#include "support/statistical_check.hpp"

namespace stepdown::testing {
namespace {

/// Probability that a client waits: M/M/c with `load` = arrival rate x mean stay (Erlang 1917).
double erlang_c(double load, int places) {
    double blocked = 1.0;
    for (int place = 1; place <= places; ++place) blocked = load * blocked / (place + load * blocked);
    const double busy = load / places;
    return blocked / (1.0 - busy + busy * blocked);
}

std::string clinic(std::string_view arrivals, std::string_view stage, std::string_view replications = "40",
                   std::string_view run = "20 y", std::string_view extra = "") {
    return fmt::format(R"(stepdown: 1
clock: {{start: 2027-01-04, warm_up: 2 y, run: {}}}
replications: {}
populations:
  people: {{arrivals: {}, enters: {{clinic: 1}}}}
stages:
  clinic: {{{}, next: {{home: 1}}}}
{})",
                       run, replications, arrivals, stage, extra);
}

TEST_CASE("waits at many places follow Erlang C") {
    const double rate = 2.0;
    const double stay = 10.0;
    const int places = 22;
    const auto result = simulate(clinic("2 per day", "slots: 22, stay: {exponential: {mean: 10 d}}", "500"));
    const double wait = erlang_c(rate * stay, places);
    const double leaving = places / stay - rate;
    CHECK(disagreement(figure(result, "clinic.wait.mean"), wait / leaving, 0.15) == "");
    CHECK(disagreement(figure(result, "clinic.wait.within(7 d)"), 1.0 - wait * std::exp(-leaving * 7.0), 0.01) == "");
    CHECK(disagreement(figure(result, "clinic.wait.none"), 1.0 - wait, 0.01) == "");
    CHECK(disagreement(figure(result, "clinic.census.mean"), rate * stay, 0.1) == "");
    CHECK(disagreement(figure(result, "clinic.waitlist.mean"), rate * wait / leaving, 0.35) == "");
}

TEST_CASE("waits at a single place follow M/M/1") {
    const auto result = simulate(clinic("0.8 per day", "slots: 1, stay: {exponential: {mean: 1 d}}", "150", "40 y"));
    CHECK(disagreement(figure(result, "clinic.wait.mean"), 4.0, 0.15) == "");
    CHECK(disagreement(figure(result, "clinic.access.within(7 d)"), 1.0 - 0.8 * std::exp(-0.2 * 7.0), 0.01) == "");
    CHECK(disagreement(figure(result, "clinic.waiting.age.mean"), 5.0, 0.4) == "");
}

TEST_CASE("the mean wait at a single place with general stays follows Pollaczek and Khinchine") {
    const auto result = simulate(clinic("0.7 per day", "slots: 1, stay: {mean: 1 d, cv: 1.4}", "80", "40 y"));
    const double second_moment = 1.0 + 1.4 * 1.4;
    CHECK(disagreement(figure(result, "clinic.wait.mean"), 0.7 * second_moment / (2.0 * 0.3), 0.2) == "");
}

/// Mean wait of M/D/c from its chain at multiples of the stay: what is there then is what did not fit plus what came.
double mean_wait_with_equal_stays(double load, int places) {
    std::vector<double> arrivals = {std::exp(-load)};
    for (int count = 1; count < 200; ++count) arrivals.push_back(arrivals.back() * load / count);
    std::vector<double> law(200, 0.0);
    law[0] = 1.0;
    for (int step = 0; step < 20000; ++step) {
        std::vector<double> next(law.size(), 0.0);
        for (std::size_t there = 0; there < law.size(); ++there) {
            if (law[there] < 1e-15) continue;
            const std::size_t left = there > static_cast<std::size_t>(places) ? there - static_cast<std::size_t>(places) : 0;
            for (std::size_t came = 0; left + came < next.size(); ++came) next[left + came] += law[there] * arrivals[came];
        }
        law = next;
    }
    double waiting = 0.0;
    for (std::size_t there = static_cast<std::size_t>(places); there < law.size(); ++there) {
        waiting += law[there] * (static_cast<double>(there) - places);
    }
    return waiting / load;
}

TEST_CASE("equal stays at several places wait as the embedded chain says") {
    const auto result = simulate(clinic("2.6 per day", "slots: 3, stay: 1 d", "40"));
    CHECK(disagreement(figure(result, "clinic.wait.mean"), mean_wait_with_equal_stays(2.6, 3), 0.05) == "");
}

TEST_CASE("without waiting the share turned away follows Erlang B, whatever the law of the stay") {
    double blocked = 1.0;
    for (int place = 1; place <= 12; ++place) blocked = 10.0 * blocked / (place + 10.0 * blocked);
    for (const auto* stay : {"{exponential: {mean: 5 d}}", "{mean: 5 d, cv: 2}", "5 d"}) {
        const auto result = simulate(clinic("2 per day", fmt::format("slots: 12, stay: {}, waitlist: {{limit: 0}}", stay)));
        CHECK(disagreement(figure(result, "clinic.turned_away.share"), blocked, 0.005) == "");
    }
}

TEST_CASE("a limited waitlist turns away as M/M/c/K") {
    const auto law = stationary({0}, [](const ChainState& state, const auto& to) {
        if (state[0] < 9) to({state[0] + 1}, 2.0);
        if (state[0] > 0) to({state[0] - 1}, 0.5 * std::min(state[0], 4));
    });
    const auto result = simulate(clinic("2 per day", "slots: 4, stay: {exponential: {mean: 2 d}}, waitlist: {limit: 5}"));
    CHECK(disagreement(figure(result, "clinic.turned_away.share"), law.at({9}), 0.006) == "");
    CHECK(disagreement(figure(result, "clinic.census.mean"),
                       expectation(law, [](const ChainState& state) { return std::min(state[0], 4); }), 0.03) == "");
}

TEST_CASE("exponential patience gives up as Erlang A") {
    const auto law = stationary({0}, [](const ChainState& state, const auto& to) {
        if (state[0] < 150) to({state[0] + 1}, 3.0);
        if (state[0] > 0) to({state[0] - 1}, 0.2 * std::min(state[0], 14) + 0.1 * std::max(0, state[0] - 14));
    });
    const double waiting = expectation(law, [](const ChainState& state) { return std::max(0, state[0] - 14); });
    const auto result = simulate(
        clinic("3 per day", "slots: 14, stay: {exponential: {mean: 5 d}}, waitlist: {patience: {exponential: {mean: 10 d}}}"));
    CHECK(disagreement(figure(result, "clinic.gave_up.share"), 0.1 * waiting / 3.0, 0.006) == "");
    CHECK(disagreement(figure(result, "clinic.waitlist.mean"), waiting, 0.15) == "");
}

TEST_CASE("fixed patience gives up as the virtual wait of M/M/c says") {
    // Baccelli and Hebuterne 1981: density of the offered wait, exp((a - c m) x) up to the patience and exp(-c m x) beyond.
    const double rate = 2.0;
    const double leaving = 0.2;
    const int places = 9;
    const double patience = 3.0;
    double before = 1.0;
    double sum = 1.0;
    for (int there = 1; there < places; ++there) {
        before *= rate / (leaving * there);
        sum += before;
    }
    const double all = places * leaving;
    const double within = rate * before * (std::exp((rate - all) * patience) - 1.0) / (rate - all);
    const double beyond = rate * before * std::exp((rate - all) * patience) / all;
    const auto result = simulate(clinic("2 per day", "slots: 9, stay: {exponential: {mean: 5 d}}, waitlist: {patience: 3 d}"));
    CHECK(disagreement(figure(result, "clinic.gave_up.share"), beyond / (sum + within + beyond), 0.006) == "");
}

TEST_CASE("two priorities wait as Cobham says") {
    const auto result = simulate(R"(stepdown: 1
clock: {start: 2027-01-04, warm_up: 2 y, run: 20 y}
replications: 150
populations:
  urgent: {arrivals: 0.6 per day, priority: 1, enters: {clinic: 1}}
  routine: {arrivals: 1 per day, priority: 2, enters: {clinic: 1}}
stages:
  clinic: {slots: 4, stay: {exponential: {mean: 2.1 d}}, next: {home: 1}}
)");
    const double load = 1.6 * 2.1;
    const double first = erlang_c(load, 4) * 2.1 / 4.0;
    const double urgent = 1.0 - 0.6 * 2.1 / 4.0;
    CHECK(disagreement(figure(result, "clinic.wait.mean for urgent"), first / urgent, 0.03) == "");
    CHECK(disagreement(figure(result, "clinic.wait.mean for routine"), first / (urgent * (1.0 - load / 4.0)), 0.2) == "");
}

}  // namespace
}  // namespace stepdown::testing
