// Groups, intake and sessions against their exact laws.
#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

#include "support/statistical_check.hpp"

namespace stepdown::testing {
namespace {

std::vector<double> poisson(double mean, std::size_t size) {
    std::vector<double> law(size);
    law[0] = std::exp(-mean);
    for (std::size_t count = 1; count < size; ++count) law[count] = law[count - 1] * mean / static_cast<double>(count);
    return law;
}

/// The stationary law of how many wait just before a weekly session that serves up to `served` of them.
std::vector<double> waiting_before_service(double asks_per_week, std::size_t served) {
    constexpr std::size_t size = 160;
    const std::vector<double> asks = poisson(asks_per_week, size);
    std::vector<double> law(size, 0.0);
    law[0] = 1.0;
    for (int week = 0; week < 3000; ++week) {
        std::vector<double> next(size, 0.0);
        for (std::size_t waiting = 0; waiting < size; ++waiting) {
            const std::size_t left = waiting > served ? waiting - served : 0;
            for (std::size_t more = 0; left + more < size; ++more) next[left + more] += law[waiting] * asks[more];
        }
        law = std::move(next);
    }
    return law;
}

TEST_CASE("a weekly intake of ten is its embedded chain") {
    const auto result = simulate(R"(stepdown: 1
clock: {start: 2027-01-04, warm_up: 4 y, run: 40 y}
replications: 60
populations: {people: {arrivals: {rate: 9 per week, by_hour: {"9-10": 0}}, enters: {op: 1}}}
staff: {counselor: {shifts: {intake: {fte: 10, days: [mon], from: 09:00, to: 10:00}}}}
stages: {op: {intake: {by: counselor, length: 60 min}, stay: 30 d, next: {home: 1}}}
)");
    const std::vector<double> law = waiting_before_service(9.0, 10);
    double left = 0.0;
    double served = 0.0;
    for (std::size_t waiting = 0; waiting < law.size(); ++waiting) {
        const auto count = static_cast<double>(waiting);
        left += law[waiting] * std::max(0.0, count - 10);
        served += law[waiting] * std::min(10.0, count);
    }
    // Those left over all week, those who asked since (never from nine to ten), and those in their intake hour.
    const double theory = left + 9.0 * 83.5 / 168 + served / 168;
    CHECK(disagreement(figure(result, "op.waitlist.mean"), theory, 0.25) == "");
    CHECK(disagreement(figure(result, "op.wait.mean"), theory / 9 * 7, 0.2) == "");
    CHECK(disagreement(figure(result, "staff.counselor.utilization"), 0.9, 0.004) == "");
}

TEST_CASE("groups that begin when full keep their clients waiting for half a group and half a day") {
    const auto result = simulate(R"(stepdown: 1
clock: {start: 2027-01-04, warm_up: 26 w, run: 20 y}
replications: 40
populations: {people: {arrivals: 0.7 per day, enters: {act: 1}}}
stages:
  act:
    entry: {when_full: true, lasts: 8 meetings}
    tracks: {closed: {groups: 60, size: 6, days: mon-sun, from: 10:00, to: 12:00}}
    stay: {meetings: 8}
    next: {home: 1}
)");
    // The i-th of a group waits for n - i more, the last until the next meeting, which is as likely at any time of its day.
    CHECK(disagreement(figure(result, "act.wait.mean"), 5 / (2 * 0.7) + 0.5, 0.06) == "");
    CHECK(disagreement(figure(result, "act.stay.mean"), 7 + 2.0 / 24, 1e-6) == "");
}

TEST_CASE("stays that end by meetings attended are negative binomial") {
    constexpr double comes = 0.7;
    constexpr int wanted = 10;
    const auto result = simulate(R"(stepdown: 1
clock: {start: 2027-01-04, warm_up: 10 w, run: 20 y}
replications: 40
populations: {people: {arrivals: 1 per day, enters: {iop: 1}}}
stages:
  iop:
    tracks: {day: {groups: 9, size: 10, days: mon-sun, from: 09:00, to: 12:00}}
    attendance: 70%
    stay: {attended: 10 meetings}
    next: {home: 1}
targets: [iop.retained(12 d) >= 0%, iop.retained(15 d) >= 0%]
)");
    CHECK(disagreement(figure(result, "iop.stay.mean"), wanted / comes - 1 + 0.125, 0.02) == "");
    // Still there after 12 days are those whose tenth attended meeting is the thirteenth or a later one: its end comes after.
    double probability = std::pow(comes, wanted);
    double done = 0.0;
    std::vector<double> by_meeting;
    for (int meeting = wanted; meeting <= 16; ++meeting) {
        by_meeting.push_back(done);
        done += probability;
        probability *= (1 - comes) * meeting / (meeting - wanted + 1.0);
    }
    CHECK(disagreement(figure(result, "iop.retained(12 d)"), 1 - by_meeting[3], 0.004) == "");
    CHECK(disagreement(figure(result, "iop.retained(15 d)"), 1 - by_meeting[6], 0.004) == "");
    CHECK(disagreement(figure(result, "iop.hours.per_week"), wanted * 3 / ((wanted / comes - 1 + 0.125) / 7), 0.05) == "");
}

TEST_CASE("utilization is offered over bookable hours when nothing is lost") {
    const auto result = simulate(R"(stepdown: 1
clock: {start: 2027-01-04, warm_up: 10 w, run: 520 w}
replications: 30
populations: {people: {arrivals: 4 per week, enters: {op: 1}}}
staff: {therapist: {shifts: {day: {fte: 3, days: mon-fri, from: 09:00, to: 17:30, break: 30 min}}, bookable: 75%, absence: 10%}}
stages:
  op:
    sessions: {individual: {by: therapist, length: 50 min, notes: 15 min, every: 1 w}}
    stay: 35 d
    next: {home: 1}
)");
    // Five sessions a client, of an hour and five minutes.
    CHECK(*figure(result, "op.sessions.individual.missed.share").value < 0.0005);
    CHECK(disagreement(figure(result, "staff.therapist.utilization"), 4 * 5 * (65.0 / 60) / (3 * 40 * 0.75 * 0.9), 0.004) == "");
    CHECK(disagreement(figure(result, "staff.therapist.productivity"), 4 * 5 * (50.0 / 60) / (3 * 40), 0.003) == "");
}

}  // namespace
}  // namespace stepdown::testing
