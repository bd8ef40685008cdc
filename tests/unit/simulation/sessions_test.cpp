// Intake, sessions, authorization and money, told as stories. Monday is day 0; 9:00 is 0.375.
#include <catch2/catch.hpp>

#include "story.hpp"

namespace stepdown::testing {
namespace {

TEST_CASE("intake queues for the role's time inside its shifts, and the place in line is the ready time") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0, 0.1, 0.2), enters: {op: 1}}}
staff: {counselor: {shifts: {day: {fte: 1, days: mon-fri, from: 09:00, to: 12:00}}}}
stages:
  op: {slots: 5, intake: {by: counselor, length: 60 min, notes: 30 min}, stay: 3 d, next: {home: 1}}
)");
    // Nine to ten and half past ten to half past eleven; the half hour that is left is too little, so the third is seen on
    // Tuesday.
    CHECK(about({"admitted"}, lines) == Lines{"0.416667 a1 admitted op", "0.479167 a2 admitted op", "1.41667 a3 admitted op"});
}

TEST_CASE("until the intake is done the wait counts as staff; then as what is missing") {
    const auto found = figures(R"(
clock: {start: 2027-01-04, run: 10 d}
populations: {a: {arrivals: at(0, 0), enters: {op: 1}}}
staff: {counselor: {shifts: {day: {fte: 2, days: mon-fri, from: 12:00, to: 16:00}}}}
stages:
  op: {slots: 1, intake: {by: counselor, length: 60 min}, stay: 13 h, next: {home: 1}}
)");
    // Both are seen from twelve to one; one waits 13 hours more for the place.
    CHECK(found.at("op.waiting_for.staff") == Approx(26.0 / 39));
    CHECK(found.at("op.waiting_for.place") == Approx(13.0 / 39));
}

TEST_CASE("who does not show at intake has given up, and the time is lost") {
    const auto found = figures(R"(
clock: {start: 2027-01-04, run: 7 d}
populations: {a: {arrivals: at(0, 0), enters: {op: 1}}}
staff: {counselor: {shifts: {day: {fte: 1, days: [mon, wed], from: 12:00, to: 13:00}}}}
stages:
  op: {intake: {by: counselor, length: 60 min, shows: [{when: {waited: under 1 d}, use: 100%}, {use: 0%}]}, stay: 2 d, next: {home: 1}}
)");
    CHECK(found.at("op.gave_up.share") == Approx(0.5));
    CHECK(found.at("staff.counselor.utilization") == Approx(1));
}

TEST_CASE("bookable time and absence may change on a day of the run") {
    const auto utilization = [](const std::string& set) {
        return figures(R"(
clock: {start: 2027-01-04, run: 14 d}
populations: {a: {arrivals: at(0), enters: {op: 1}}}
staff: {therapist: {shifts: {day: {fte: 1, days: mon-sun, from: 09:00, to: 17:00}}}}
stages:
  op:
    sessions: {individual: {by: therapist, length: 60 min, every: 1 d}}
    stay: 20 d
    next: {home: 1}
changes: {later: {from: 2027-01-11, set: {staff.therapist.)" +
                       set + "}}}\n");
    };
    CHECK(utilization("bookable: 50%").at("staff.therapist.utilization") == Approx(14.0 / (7 * 8 + 7 * 4)));
    const auto away = utilization("absence: 100%");
    CHECK(away.at("staff.therapist.utilization") == Approx(7.0 / (7 * 8)));
    CHECK(away.at("op.sessions.individual.missed.share") > 0.4);
}

TEST_CASE("sessions are due on admission and then every so often, the earliest due first") {
    const auto found = figures(R"(
clock: {start: 2027-01-04, run: 15 d}
populations: {a: {arrivals: at(0, 0.01), enters: {op: 1}}}
staff: {therapist: {shifts: {day: {fte: 1, days: mon-fri, from: 09:00, to: 17:00, break: 30 min}}}}
stages:
  op:
    sessions: {individual: {by: therapist, length: 50 min, notes: 10 min, every: 1 w}}
    stay: 20 d
    next: {home: 1}
)");
    // Due at 0 and 0.01 of each of three Mondays, held from nine and ten. The third week's first day counts whole.
    CHECK(found.at("op.sessions.individual.delay.mean") == Approx((9.0 / 24 + 10.0 / 24 - 0.01) / 2).epsilon(0.001));
    CHECK(found.at("op.sessions.individual.missed.share") == 0.0);
    CHECK(found.at("staff.therapist.utilization") == Approx(6.0 / (11 * 7.5)));
    CHECK(found.at("staff.therapist.productivity") == Approx(5.0 / (11 * 7.5)));
    CHECK(found.at("staff.therapist.overtime") == 0.0);
}

TEST_CASE("a session not begun before the next is due is missed; one held once is missed after its limit") {
    const auto found = figures(R"(
clock: {start: 2027-01-04, run: 15 d}
populations: {a: {arrivals: at(0, 0), enters: {op: 1}}}
staff:
  therapist: {shifts: {day: {fte: 1, days: [fri], from: 09:00, to: 10:00}}}
  prescriber: {shifts: {day: {fte: 1, days: [fri], from: 09:00, to: 10:00}}}
stages:
  op:
    sessions:
      individual: {by: therapist, length: 60 min, every: 1 w}
      evaluation: {by: prescriber, length: 60 min, once: within 3 d}
    stay: 20 d
    next: {home: 1}
)");
    // Each Friday one of two: of the sessions due on days 0 and 7 two are held and two missed; those of day 14 are still open.
    CHECK(found.at("op.sessions.individual.missed.share") == Approx(0.5));
    CHECK(found.at("op.sessions.evaluation.missed.share") == 1.0);
}

TEST_CASE("a shift that ends in mid-session is overtime, and what is begun is finished") {
    const auto found = figures(R"(
clock: {start: 2027-01-04, run: 1 w}
populations: {a: {arrivals: at(0.6875), enters: {op: 1}}}
staff: {therapist: {shifts: {day: {fte: 1, days: [mon], from: 09:00, to: 17:00}}}}
stages:
  op:
    sessions: {individual: {by: therapist, length: 50 min, notes: 15 min, every: 30 d}}
    stay: 20 d
    next: {home: 1}
)");
    // From half past four on for 65 minutes: 35 past five.
    CHECK(found.at("staff.therapist.overtime") == Approx(35.0 / 60));
    CHECK(found.at("staff.therapist.utilization") == Approx(65.0 / 480));
}

TEST_CASE("only the bookable part of a shift is booked") {
    const auto found = figures(R"(
clock: {start: 2027-01-04, run: 1 d}
populations: {a: {arrivals: at(0, 0, 0, 0, 0, 0, 0, 0), enters: {op: 1}}}
staff: {therapist: {shifts: {day: {fte: 1, days: [mon], from: 09:00, to: 17:00}}, bookable: 50%}}
stages:
  op:
    sessions: {individual: {by: therapist, length: 50 min, notes: 10 min, every: 30 d}}
    stay: 20 d
    next: {home: 1}
)");
    CHECK(found.at("staff.therapist.utilization") == Approx(1));
    CHECK(found.at("staff.therapist.productivity") == Approx(200.0 / 480));
}

TEST_CASE("a night rota works past midnight") {
    const auto found = figures(R"(
clock: {start: 2027-01-04, run: 1 w}
populations: {a: {arrivals: at(1.0417), enters: {ward: 1}}}
staff: {nurse: {shifts: {night: {fte: 7, days: 3 of 7, from: 19:00, to: 07:00}}}}
stages:
  ward:
    beds: 3
    sessions: {check: {by: nurse, length: 60 min, every: 1 d}}
    stay: 20 d
    next: {home: 1}
)");
    // Three posts each night: the end of the night that began before the run, six whole nights, the beginning of the last.
    CHECK(found.at("staff.nurse.productivity") == Approx(6.0 / (3 * (7 + 6 * 12 + 5))));
    CHECK(found.at("ward.sessions.check.delay.mean") == 0.0);
    CHECK(found.at("staff.nurse.overtime") == 0.0);
}

TEST_CASE("an extra group is held with enough who are due, and takes no more than its size") {
    const auto found = figures(R"(
clock: {start: 2027-01-04, run: 10 d}
populations: {a: {arrivals: at(0, 0, 1, 1, 1, 1), enters: {op: 1}}}
staff: {therapist: {shifts: {day: {fte: 1, days: mon-fri, from: 09:00, to: 12:00}}}}
stages:
  op:
    sessions: {multifamily: {by: therapist, length: 90 min, every: 30 d, group: 4, at_least: 3}}
    stay: 20 d
    next: {home: 1}
)");
    // On Tuesday at nine four of six; the two who are left are too few.
    CHECK(found.at("op.sessions.multifamily.delay.mean") == Approx((2 * 1.375 + 2 * 0.375) / 4));
    CHECK(found.at("staff.therapist.productivity") == Approx(1.5 / (8 * 3)));
    // Of six clients, two from Monday and four from Tuesday on, four for an hour and a half.
    CHECK(found.at("op.hours.per_week") == Approx(4 * 1.5 / ((2 * 10 + 4 * 9) / 7.0)));
}

TEST_CASE("posts do their own work before what they cover") {
    const auto found = figures(R"(
clock: {start: 2027-01-04, run: 1 d}
populations: {a: {arrivals: at(0, 0), enters: {op: 1}}}
staff:
  counselor: {shifts: {day: {fte: 1, days: [mon], from: 09:00, to: 17:00}}, covers: [manager]}
  manager: {shifts: {day: {fte: 1, days: [tue], from: 09:00, to: 17:00}}}
stages:
  op:
    sessions:
      own: {by: counselor, length: 60 min, every: 30 d}
      covered: {by: manager, length: 30 min, every: 30 d}
    stay: 20 d
    next: {home: 1}
)");
    CHECK(found.at("op.sessions.own.delay.mean") == Approx((9.0 + 10.0) / 2 / 24));
    CHECK(found.at("op.sessions.covered.delay.mean") == Approx((11.0 + 11.5) / 2 / 24));
    CHECK(found.at("staff.counselor.utilization") == Approx(3.0 / 8));
}

TEST_CASE("staff do not begin a session that would make a group go without its leader") {
    const auto found = figures(R"(
clock: {start: 2027-01-04, run: 1 d}
populations: {a: {arrivals: at(0), enters: {op: 1}}, b: {arrivals: at(0), enters: {iop: 1}}}
staff: {counselor: {shifts: {day: {fte: 1, days: [mon], from: 09:00, to: 17:00}}}}
stages:
  op:
    sessions: {individual: {by: counselor, length: 60 min, every: 30 d}}
    stay: 20 d
    next: {home: 1}
  iop:
    leaders: {counselor: 1 per 8}
    tracks: {morning: {size: 8, days: [mon], from: 09:30, to: 11:00}}
    stay: 20 d
    next: {home: 1}
)");
    CHECK(found.at("iop.tracks.morning.cancelled.share") == 0.0);
    CHECK(found.at("op.sessions.individual.delay.mean") == Approx(11.0 / 24));
}

TEST_CASE("authorization is reviewed, and a refusal ends the stay or leaves it unpaid") {
    const std::string scenario = R"(
clock: {start: 2027-01-04, run: 60 d}
populations: {a: {arrivals: at(0), enters: {iop: 1}}}
stages:
  iop:
    outcomes:
      completed: {share: 1, stay: 30 d, next: {home: 1}}
      dropped: {share: 0, stay: 1 d, next: {home: 1}}
    authorization: {first: 14 d, then: 7 d, continue: AGREE}
money: {stages: {iop: {revenue: 100 per day}}}
)";
    const auto with = [&](const std::string& agree) {
        std::string text = scenario;
        text.replace(text.find("AGREE"), 5, agree);
        return text;
    };
    CHECK(about({"left"}, story(with("0%, refused: dropped"))) == Lines{"14 a1 left iop dropped"});
    CHECK(about({"left"}, story(with("100%, refused: dropped"))) == Lines{"30 a1 left iop completed"});
    const auto unpaid = figures(with("0%"));
    CHECK(unpaid.at("iop.days.authorized") == Approx(14));
    CHECK(unpaid.at("iop.days.unpaid") == Approx(16));
    CHECK(unpaid.at("money.revenue") == Approx(1400.0 / (60.0 / 7)));
}

TEST_CASE("what a stay earns and how long it is authorized may differ by track") {
    const auto found = figures(R"(
clock: {start: 2027-01-04, run: 4 w}
populations: {a: {arrivals: at(0, 0, 0), enters: {iop: 1}}}
stages:
  iop:
    tracks:
      day: {size: 1, days: [mon], from: 09:00, to: 12:00}
      evening: {size: 2, days: [mon], from: 18:00, to: 21:00}
    stay: 10 d
    next: {home: 1}
    authorization: [{when: {track: day}, use: none}, {use: {first: 6 d, then: 7 d, continue: 0%}}]
money: {stages: {iop: {revenue: [{when: {track: evening}, use: 30 per day}, {use: 100 per day}]}}}
)");
    CHECK(found.at("money.revenue") == Approx((10 * 100.0 + 2 * 6 * 30.0) / 4));
}

TEST_CASE("money by hand: places, paid hours, and revenue by each of its units") {
    const auto clinic = [](const std::string& revenue) {
        return figures(R"(
clock: {start: 2027-01-04, run: 2 w}
populations: {a: {arrivals: at(0, 0), enters: {iop: 1}}}
staff:
  counselor:
    shifts: {day: {fte: 2, days: mon-fri, from: 08:00, to: 16:30, break: 30 min}}
    cost: 40 per hour
stages:
  iop:
    slots: 5
    leaders: {counselor: 1 per 8}
    tracks: {day: {size: 5, days: [mon, wed], from: 09:00, to: 12:00}}
    sessions: {individual: {by: counselor, length: 60 min, notes: 30 min, every: 1 w}}
    stay: 10 d
    next: {home: 1}
money: {currency: EUR, stages: {iop: {cost: 20 per day, revenue: )" +
                       revenue + R"(}}}
)");
    };
    // Two clients from 0.375 to 10.375: four meetings on Mondays and Wednesdays, two sessions each (the second on Monday at
    // 7.375, both at the same time as the meeting, of other posts).
    const auto by_day = clinic("100 per day");
    CHECK(by_day.at("money.revenue") == Approx(2 * 10 * 100.0 / 2));
    // Five places for two weeks; two posts of eight paid hours on ten days.
    CHECK(by_day.at("money.cost") == Approx((5 * 14 * 20.0 + 2 * 80 * 40.0) / 2));
    CHECK(by_day.at("money.margin") == Approx(by_day.at("money.revenue") - by_day.at("money.cost")));
    CHECK(clinic("100 per stay").at("money.revenue") == Approx(2 * 100.0 / 2));
    CHECK(clinic("100 per attended hour").at("money.revenue") == Approx(2 * (4 * 3 + 2) * 100.0 / 2));
    CHECK(clinic("100 per attended day").at("money.revenue") == Approx(2 * 4 * 100.0 / 2));
    CHECK(clinic("100 per session").at("money.revenue") == Approx(2 * 2 * 100.0 / 2));
    // Booked for the stage: four meetings of three hours, four sessions of an hour and a half.
    const double booked = (4 * 3 + 4 * 1.5) * 40.0;
    CHECK(by_day.at("iop.money.margin") == Approx((2000.0 - 1400.0 - booked) / 2));
    CHECK(by_day.at("iop.money.cost_per_completed") == Approx((1400.0 + booked) / 2));
}

}  // namespace
}  // namespace stepdown::testing
