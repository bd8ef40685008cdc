// Caseloads and vacancies against loss networks, Markov chains and renewal theory.
#include <catch2/catch.hpp>

#include <cmath>

#include "support/markov_chain.hpp"
#include "support/statistical_check.hpp"

namespace stepdown::testing {
namespace {

TEST_CASE("a stage limited by a caseload is the same stage with that many slots, to the last digit") {
    const auto clinic = [](const std::string& limit, const std::string& staff) {
        return simulate(
            R"(stepdown: 1
clock: {start: 2027-01-04, warm_up: 26 w, run: 1 y}
replications: 5
populations: {people: {arrivals: 2 per day, enters: {clinic: 0.7, later: rest}}}
)" + staff + R"(
stages:
  clinic: {)" +
            limit +
            R"(, stay: {mean: 14 d, cv: 1}, next: {later: 0.5, home: rest}, waitlist: {patience: {exponential: {mean: 9 d}}}}
  later: {slots: 20, stay: 10 d, next: {clinic: 0.2, home: rest}}
)");
    };
    const auto slots = clinic("slots: 24", "");
    const auto caseload = clinic("caseload: {counselor: 12}",
                                 "staff: {counselor: {shifts: {day: {fte: 2, days: mon-fri, from: 09:00, to: 17:00}}}}");
    for (const char* name : {"clinic.wait.mean", "clinic.wait.p90", "clinic.census.p95", "clinic.gave_up.share",
                             "clinic.waitlist.max", "later.wait.mean", "later.occupancy", "clients.days_in_care.mean"}) {
        INFO(name);
        CHECK(figure(slots, name).value == figure(caseload, name).value);
        CHECK(figure(slots, name).standard_error == figure(caseload, name).standard_error);
    }
    CHECK(figure(caseload, "clinic.waiting_for.caseload").value == figure(slots, "clinic.waiting_for.place").value);
    CHECK(*figure(caseload, "staff.counselor.caseload.mean").value == Approx(*figure(caseload, "clinic.census.mean").value / 2));
}

TEST_CASE("stages that share a caseload and turn away whoever finds it full lose as Kaufman and Roberts say") {
    const auto result = simulate(R"(stepdown: 1
clock: {start: 2027-01-04, warm_up: 26 w, run: 10 y}
replications: 60
populations: {some: {arrivals: 0.5 per day, enters: {iop: 1}}, others: {arrivals: 0.6 per day, enters: {op: 1}}}
staff: {counselor: {shifts: {day: {fte: 2, days: mon-fri, from: 09:00, to: 17:00}}}}
stages:
  iop: {stay: {exponential: {mean: 8 d}}, next: {home: 1}, caseload: {counselor: 4}, waitlist: {limit: 0}}
  op: {stay: {gamma: {mean: 12 d, cv: 0.7}}, next: {home: 1}, caseload: {counselor: 8}, waitlist: {limit: 0}}
)");
    // In eighths of a post: sixteen, of which a client of iop takes two and one of op one (Kaufman 1981, Roberts 1981).
    constexpr std::size_t eighths = 16;
    std::vector<double> law = {1.0};
    double sum = 1.0;
    for (std::size_t used = 1; used <= eighths; ++used) {
        const double of_iop = used >= 2 ? 0.5 * 8 * 2 * law[used - 2] : 0.0;
        law.push_back((of_iop + 0.6 * 12 * law[used - 1]) / static_cast<double>(used));
        sum += law.back();
    }
    CHECK(disagreement(figure(result, "op.turned_away.share"), law[16] / sum, 0.006) == "");
    CHECK(disagreement(figure(result, "iop.turned_away.share"), (law[16] + law[15]) / sum, 0.009) == "");
}

/// In the first stage, in the second, waiting for each; a client of the first takes one of two posts, one of the second half of
/// one. What is free is offered to the first stage of the file, then to the second.
ChainState admitted(ChainState state) {
    const auto halves = [&] { return 2 * state[0] + state[1]; };
    for (; state[2] > 0 && halves() + 2 <= 4; --state[2]) ++state[0];
    for (; state[3] > 0 && halves() + 1 <= 4; --state[3]) ++state[1];
    return state;
}

TEST_CASE("two stages that share staff and wait for it follow their Markov chain") {
    constexpr int most_waiting = 3;
    const auto law = stationary({0, 0, 0, 0}, [&](const ChainState& state, const auto& to) {
        const auto change = [&](std::size_t what, int by) {
            ChainState next = state;
            next[what] += by;
            return admitted(next);
        };
        if (const ChainState next = change(2, 1); next[2] <= most_waiting) to(next, 0.25);
        if (const ChainState next = change(3, 1); next[3] <= most_waiting) to(next, 0.2);
        if (state[0] > 0) to(change(0, -1), state[0] / 4.0);
        if (state[1] > 0) to(change(1, -1), state[1] / 6.0);
    });
    const auto result = simulate(R"(stepdown: 1
clock: {start: 2027-01-04, warm_up: 26 w, run: 20 y}
replications: 120
populations: {some: {arrivals: 0.25 per day, enters: {first: 1}}, others: {arrivals: 0.2 per day, enters: {second: 1}}}
staff: {counselor: {shifts: {day: {fte: 2, days: mon-fri, from: 09:00, to: 17:00}}}}
stages:
  first: {stay: {exponential: {mean: 4 d}}, next: {home: 1}, caseload: {counselor: 1}, waitlist: {limit: 3}}
  second: {stay: {exponential: {mean: 6 d}}, next: {home: 1}, caseload: {counselor: 2}, waitlist: {limit: 3}}
)");
    const auto mean = [&](std::size_t what) { return expectation(law, [&](const ChainState& state) { return state[what]; }); };
    CHECK(disagreement(figure(result, "first.census.mean"), mean(0), 0.015) == "");
    CHECK(disagreement(figure(result, "second.census.mean"), mean(1), 0.02) == "");
    CHECK(disagreement(figure(result, "first.waitlist.mean"), mean(2), 0.02) == "");
    CHECK(disagreement(figure(result, "second.waitlist.mean"), mean(3), 0.015) == "");
}

/// In clinic a, in clinic b, waiting for each: rooms of each clinic are its own, six clients share the counselors.
ChainState admitted_to_rooms(ChainState state) {
    constexpr int rooms_of_a = 4;
    constexpr int rooms_of_b = 3;
    constexpr int carried = 6;
    for (; state[2] > 0 && state[0] < rooms_of_a && state[0] + state[1] < carried; --state[2]) ++state[0];
    for (; state[3] > 0 && state[1] < rooms_of_b && state[0] + state[1] < carried; --state[3]) ++state[1];
    return state;
}

TEST_CASE("two clinics with rooms of their own and shared staff follow their Markov chain") {
    constexpr int most_waiting = 3;
    const auto law = stationary({0, 0, 0, 0}, [&](const ChainState& state, const auto& to) {
        const auto change = [&](std::size_t what, int by) {
            ChainState next = state;
            next[what] += by;
            return admitted_to_rooms(next);
        };
        if (const ChainState next = change(2, 1); next[2] <= most_waiting) to(next, 0.8);
        if (const ChainState next = change(3, 1); next[3] <= most_waiting) to(next, 0.5);
        if (state[0] > 0) to(change(0, -1), state[0] / 4.0);
        if (state[1] > 0) to(change(1, -1), state[1] / 5.0);
    });
    const auto result = simulate(R"(stepdown: 1
clock: {start: 2027-01-04, warm_up: 26 w, run: 20 y}
replications: 120
populations: {some: {arrivals: 0.8 per day, enters: {a: 1}}, others: {arrivals: 0.5 per day, enters: {b: 1}}}
staff: {counselor: {shifts: {day: {fte: 2, days: mon-fri, from: 09:00, to: 17:00}}}}
stages:
  a: {slots: 4, stay: {exponential: {mean: 4 d}}, next: {home: 1}, caseload: {counselor: 3}, waitlist: {limit: 3}}
  b: {slots: 3, stay: {exponential: {mean: 5 d}}, next: {home: 1}, caseload: {counselor: 3}, waitlist: {limit: 3}}
)");
    const auto mean = [&](std::size_t what) { return expectation(law, [&](const ChainState& state) { return state[what]; }); };
    CHECK(disagreement(figure(result, "a.census.mean"), mean(0), 0.02) == "");
    CHECK(disagreement(figure(result, "b.census.mean"), mean(1), 0.02) == "");
    CHECK(disagreement(figure(result, "a.waitlist.mean"), mean(2), 0.02) == "");
    CHECK(disagreement(figure(result, "b.waitlist.mean"), mean(3), 0.02) == "");
}

TEST_CASE("vacancy is turnover times refill over one more") {
    const auto result = simulate(R"(stepdown: 1
clock: {start: 2027-01-04, warm_up: 3 y, run: 20 y}
replications: 80
populations: {people: {arrivals: 1 per week, enters: {op: 1}}}
staff:
  counselor:
    shifts: {day: {fte: 9, days: mon-fri, from: 09:00, to: 17:00}, evening: {fte: 4.5, days: mon-thu, from: 12:00, to: 20:00}}
    turnover: 40% per year
    refill: {median: 75 d, mean: 90 d}
stages:
  op: {stay: 20 d, next: {home: 1}, caseload: {counselor: 30}}
)");
    const double empty_for = 0.4 * 90 / 365;
    CHECK(disagreement(figure(result, "staff.counselor.vacancy"), empty_for / (1 + empty_for), 0.005) == "");
}

TEST_CASE("a pause in turnover leaves what is left of each post's time as it is") {
    const auto vacancy = [](const std::string& change) {
        return simulate(R"(stepdown: 1
clock: {start: 2027-01-04, run: 1095 d}
replications: 150
populations: {people: {arrivals: 1 per week, enters: {op: 1}}}
staff:
  counselor:
    shifts: {day: {fte: 100, days: mon-fri, from: 09:00, to: 17:00}}
    turnover: 100% per year
    refill: 3000 d
stages:
  op: {stay: 20 d, next: {home: 1}, caseload: {counselor: 30}}
)" + change);
    };
    // Nobody comes back: a share 1 - e^-t has left after t years of turnover.
    const auto paused = vacancy(R"(changes:
  stop: {from: 2028-01-04, set: {staff.counselor.turnover: 0% per year}}
  again: {from: 2029-01-03, set: {staff.counselor.turnover: 100% per year}}
)");
    const double first = std::exp(-1.0);
    const double second = 1 - first;
    const double third = 1 - (std::exp(-1.0) - std::exp(-2.0));
    CHECK(disagreement(figure(paused, "staff.counselor.vacancy"), (first + second + third) / 3, 0.015) == "");
}

TEST_CASE("at another turnover posts are left as much sooner, those that were filled before too") {
    const auto result = simulate(R"(stepdown: 1
clock: {start: 2027-01-04, run: 730 d}
replications: 200
populations: {people: {arrivals: 1 per week, enters: {op: 1}}}
staff:
  counselor:
    shifts: {day: {fte: 20, days: mon-fri, from: 09:00, to: 17:00}}
    turnover: 20% per year
    refill: {exponential: {mean: 30 d}}
stages:
  op: {stay: 20 d, next: {home: 1}, caseload: {counselor: 30}}
changes:
  worse: {from: 2028-01-04, set: {staff.counselor.turnover: 240% per year}}
)");
    // A post is filled and empty in turn, at constant rates: its chance of being empty nears the long-run share exponentially.
    const double filled_again = 1.0 / 30;
    double empty = 0.0;
    double sum = 0.0;
    for (const double left : {0.2 / 365, 2.4 / 365}) {
        const double in_the_end = left / (left + filled_again);
        const double nearing = 1 - std::exp(-(left + filled_again) * 365);
        sum += in_the_end * 365 + (empty - in_the_end) * nearing / (left + filled_again);
        empty += (in_the_end - empty) * nearing;
    }
    CHECK(disagreement(figure(result, "staff.counselor.vacancy"), sum / 730, 0.01) == "");
}

}  // namespace
}  // namespace stepdown::testing
