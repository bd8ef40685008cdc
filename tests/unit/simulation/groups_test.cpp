// Tracks, groups and cohorts, told as stories. Monday is day 0; 9:00 is 0.375.
#include <catch2/catch.hpp>

#include "story.hpp"

namespace stepdown::testing {
namespace {

TEST_CASE("care starts at the next meeting of the granted track, and the seat is taken from the grant") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0, 0.375, 0.5, 1), enters: {iop: 1}}}
stages:
  iop:
    tracks: {day: {size: 2, days: [mon, wed], from: 09:00, to: 12:00}}
    stay: 3 d
    next: {home: 1}
)");
    // The first two begin on Monday at nine, one of them having asked at that very moment; the others wait for Thursday at nine,
    // when the first two end their three days, and begin on the next Monday.
    CHECK(about({"admitted"}, lines) ==
          Lines{"0.375 a1 admitted iop", "0.375 a2 admitted iop", "7.375 a3 admitted iop", "7.375 a4 admitted iop"});
}

TEST_CASE("the wait ends at the grant, not at the first meeting") {
    const auto found = figures(R"(
populations: {a: {arrivals: at(0, 0, 0), enters: {iop: 1}}}
stages:
  iop: {tracks: {day: {size: 2, days: [mon, wed], from: 09:00, to: 12:00}}, stay: 3 d, next: {home: 1}}
)");
    // Two are granted at once; the third at 3.375.
    CHECK(found.at("iop.wait.mean") == Approx(3.375 / 3));
    CHECK(found.at("clients.access.mean") == Approx((0.375 + 0.375 + 7.375) / 3));
    CHECK(found.at("iop.places.mean") == Approx(2));
}

TEST_CASE("a seat must suit: the first of the tracks that does and has one, others are passed over") {
    const Lines lines = story(R"(
populations:
  a: {arrivals: at(0, 0.01, 0.02), attributes: {available: {evening: 1}}, enters: {iop: 1}}
  b: {arrivals: at(0.03), attributes: {available: {any: 1}}, enters: {iop: 1}}
stages:
  iop:
    tracks:
      day: {when: {available: any}, size: 1, days: [tue], from: 09:00, to: 12:00}
      evening: {when: {available: [evening, any]}, size: 2, days: [mon], from: 18:00, to: 21:00}
    stay: 10 d
    next: {home: 1}
)");
    CHECK(about({"admitted"}, lines) ==
          Lines{"0.75 a1 admitted iop", "0.75 a2 admitted iop", "1.375 b1 admitted iop", "14.75 a3 admitted iop"});
}

TEST_CASE("what is missing while a seat in another track is free is a seat that suits") {
    const auto found = figures(R"(
clock: {start: 2027-01-04, run: 10 d}
populations:
  a: {arrivals: at(0, 0, 0), attributes: {available: {evening: 1, daytime: 0}}, enters: {iop: 1}}
stages:
  iop:
    tracks:
      day: {when: {available: daytime}, size: 5, days: [tue], from: 09:00, to: 12:00}
      evening: {when: {available: evening}, size: 2, days: [mon], from: 18:00, to: 21:00}
    stay: 20 d
    next: {home: 1}
)");
    CHECK(found.at("iop.waiting_for.seat") == Approx(1));
}

TEST_CASE("a boarder keeps its place until its first meeting ahead") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0), enters: {php: 1}}}
stages:
  php: {stay: 1 d, next: {iop: 1}, boarding: true}
  iop: {tracks: {day: {size: 5, days: [thu], from: 09:00, to: 12:00}}, stay: 1 d, next: {home: 1}}
)");
    CHECK(about({"left php", "admitted iop"}, lines) == Lines{"3.375 a1 left php completed", "3.375 a1 admitted iop"});
}

TEST_CASE("a relapse before the first meeting gives the seat back") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0, 4), enters: {ward: 1}}}
stages:
  ward: {beds: 5, stay: 1 d, next: {iop: 1}}
  iop: {tracks: {day: {size: 1, days: [fri], from: 09:00, to: 12:00}}, stay: 30 d, next: {home: 1}}
relapse:
  law: [{when: {month: jan}, use: {susceptible: 1, fixed: 2 d}}, {use: {susceptible: 0, fixed: 2 d}}]
  then: {in_care: {stays: 1}, at_home: {returns: 0, after: 1 d, to: {ward: 1}}}
)");
    // Both leave the ward after a day and relapse two days later, before Friday's meeting: on day 3, and on day 7.
    CHECK(about({"admitted iop", "relapsed", "withdrawn"}, lines) ==
          Lines{"3 a1 relapsed", "3 a1 withdrawn iop", "7 a2 relapsed", "7 a2 withdrawn iop"});
}

TEST_CASE("stays end with the meeting that completes them, held or not, or at the latest in time") {
    const std::string scenario = R"(
populations: {a: {arrivals: at(0), enters: {iop: 1}}}
stages:
  iop: {tracks: {day: {size: 5, days: [mon, wed], from: 09:00, to: 12:00}}, stay: STAY, next: {home: 1}}
)";
    const auto left = [&](const std::string& stay) {
        std::string text = scenario;
        text.replace(text.find("STAY"), 4, stay);
        return about({"left"}, story(text)).front();
    };
    CHECK(left("{attended: 9 h}") == "7.5 a1 left iop completed");
    CHECK(left("{attended: 4 meetings}") == "9.5 a1 left iop completed");
    CHECK(left("{meetings: 2}") == "2.5 a1 left iop completed");
    CHECK(left("{attended: 4 meetings, at_most: 3 d}") == "3.375 a1 left iop completed");
}

TEST_CASE("nobody who stays away attends, and three missed in a row become true once") {
    const std::string scenario = R"(
populations: {a: {arrivals: at(0), enters: {iop: 1}}}
stages:
  iop:
    tracks: {day: {size: 5, days: mon-fri, from: 09:00, to: 12:00}}
    attendance: 0%
    outcomes:
      completed: {share: 1, stay: {attended: 9 h, at_most: 40 d}, next: {home: 1}}
      dropped: {share: 0, stay: 1 d, next: {home: 1}}
    effects: {lost-touch: {when: {missed_in_a_row: 3}, dropped: LOST}}
)";
    const auto left = [&](const std::string& lost) {
        std::string text = scenario;
        text.replace(text.find("LOST"), 4, lost);
        return about({"left"}, story(text)).front();
    };
    CHECK(left("100%") == "2.5 a1 left iop dropped");
    CHECK(left("0%") == "40.375 a1 left iop completed");
}

TEST_CASE("cohorts begin together at the first meeting on or after their dates, with enough of them") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0, 1, 8, 9, 9.5, 20), enters: {act: 1}}}
stages:
  act:
    entry: {every: 1 w, first: 2027-01-05, lasts: 2 meetings, at_least: 3}
    tracks: {closed: {size: 4, days: [wed], from: 10:00, to: 12:00}}
    stay: {meetings: 2}
    next: {home: 1}
)");
    // Wednesday 6 January: two wait, too few. Wednesday 13 January (day 9.41667): four, the fifth comes after it and the sixth
    // later; the two of them are too few for ever.
    CHECK(about({"admitted", "left"}, lines) == Lines{"9.41667 a1 admitted act", "9.41667 a2 admitted act",
                                                      "9.41667 a3 admitted act", "9.41667 a4 admitted act",
                                                      "16.5 a1 left act completed", "16.5 a2 left act completed",
                                                      "16.5 a3 left act completed", "16.5 a4 left act completed"});
}

TEST_CASE("who asks at the very instant of a cohort's first meeting counts for it") {
    const std::string rest = R"(
populations: {a: {arrivals: at(0, 2.41667, 20), enters: {act: 1}}}
stages:
  act:
    entry: {ENTRY}
    tracks: {closed: {size: 2, days: [wed], from: 10:00, to: 12:00}}
    stay: {meetings: 2}
    next: {home: 1}
)";
    for (const std::string entry :
         {"every: 1 w, first: 2027-01-05, lasts: 2 meetings, at_least: 2", "when_full: true, lasts: 2 meetings"}) {
        std::string scenario = rest;
        scenario.replace(scenario.find("ENTRY"), 5, entry);
        CHECK(about({"admitted"}, story(scenario)) == Lines{"2.41667 a1 admitted act", "2.41667 a2 admitted act"});
    }
}

TEST_CASE("staggered groups begin evenly apart, and a group that is full when it begins takes nobody later") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0, 0, 0, 0), enters: {act: 1}}}
stages:
  act:
    entry: {every: 2 w, first: 2027-01-04, lasts: 3 meetings, staggered: true}
    tracks: {closed: {groups: 2, size: 2, days: [mon, wed], from: 10:00, to: 12:00}}
    stay: {meetings: 3}
    next: {home: 1}
)");
    CHECK(about({"admitted"}, lines) ==
          Lines{"0.416667 a1 admitted act", "0.416667 a2 admitted act", "7.41667 a3 admitted act", "7.41667 a4 admitted act"});
}

TEST_CASE("a cohort that begins when full waits for the last of its clients, and ends with its last meeting") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0, 1, 2, 3, 4), enters: {act: 1}}}
stages:
  act:
    entry: {when_full: true, lasts: 2 meetings}
    tracks: {closed: {size: 3, days: mon-sun, from: 10:00, to: 12:00}}
    stay: 30 d
    next: {home: 1}
)");
    CHECK(about({"admitted", "left"}, lines) == Lines{"2.41667 a1 admitted act", "2.41667 a2 admitted act",
                                                      "2.41667 a3 admitted act", "3.5 a1 left act completed",
                                                      "3.5 a2 left act completed", "3.5 a3 left act completed"});
}

TEST_CASE("a day's groups by hand: leaders for those who come, one short-led, and one cancelled") {
    const auto clinic = [](const std::string& fte) {
        return figures(R"(
clock: {start: 2027-01-04, run: 1 w}
populations:
  a: {arrivals: at(0, 0, 0, 0, 0, 0, 0), attributes: {kind: {early: 1}}, enters: {iop: 1}}
  b: {arrivals: at(0, 0, 0), attributes: {kind: {late: 1}}, enters: {iop: 1}}
staff: {counselor: {shifts: {day: {fte: )" +
                       fte + R"(, days: mon-fri, from: 08:00, to: 16:00}}}}
stages:
  iop:
    leaders: {counselor: 1 per 4}
    tracks:
      one: {when: {kind: early}, size: 8, days: [mon], from: 09:00, to: 12:00, notes: 6 min per client}
      two: {when: {kind: late}, size: 8, days: [mon], from: 09:00, to: 12:00}
    stay: 30 d
    next: {home: 1}
)");
    };
    // Seven clients need two leaders, three need one.
    const auto enough = clinic("3");
    CHECK(enough.at("iop.tracks.one.fill") == Approx(7.0 / 8));
    CHECK(enough.at("iop.tracks.two.fill") == Approx(3.0 / 8));
    CHECK(enough.at("iop.tracks.one.short_led.share") == 0.0);
    // Three leaders for three hours and 42 minutes of notes, of three posts' 40 hours.
    CHECK(enough.at("staff.counselor.utilization") == Approx((9 + 0.7) / 120));
    CHECK(enough.at("staff.counselor.productivity") == Approx(9.0 / 120));
    CHECK(enough.at("iop.hours.per_week") == Approx(30.0 / (10 * (7 - 0.375) / 7)));
    const auto two = clinic("2");
    CHECK(two.at("iop.tracks.one.short_led.share") == 0.0);
    CHECK(two.at("iop.tracks.two.cancelled.share") == 1.0);
    const auto one = clinic("1");
    CHECK(one.at("iop.tracks.one.short_led.share") == 1.0);
    CHECK(one.at("iop.tracks.one.fill") == Approx(7.0 / 8));
    CHECK(one.at("iop.tracks.two.cancelled.share") == 1.0);
}

TEST_CASE("sister groups merge when leaders are short and both fit") {
    const auto clinic = [](const std::string& size, const std::string& more) {
        return figures(R"(
clock: {start: 2027-01-04, run: 1 w}
populations: {a: {arrivals: at(0, 0, 0, 0, 0, 0), enters: {iop: 1}}}
staff: {counselor: {shifts: {day: {fte: 1, days: mon-fri, from: 08:00, to: 16:00}}}}
stages:
  iop:
)" + more + R"(
    tracks: {day: {groups: 2, size: )" +
                       size + R"(, days: [mon], from: 09:00, to: 12:00}}
    stay: 30 d
    next: {home: 1}
)");
    };
    // Three in each of two groups. Together they need one leader; a group of four cannot take six.
    const auto merged = clinic("6", "    leaders: {counselor: 1 per 6}");
    CHECK(merged.at("iop.tracks.day.fill") == Approx(1));
    CHECK(merged.at("iop.tracks.day.cancelled.share") == 0.0);
    const auto apart = clinic("4", "    leaders: {counselor: 1 per 6}");
    CHECK(apart.at("iop.tracks.day.fill") == Approx(3.0 / 4));
    CHECK(apart.at("iop.tracks.day.cancelled.share") == Approx(0.5));
    // One room is short like one leader; online no room is needed.
    CHECK(clinic("6", "    rooms: 1").at("iop.tracks.day.fill") == Approx(1));
    CHECK(clinic("4", "    rooms: 1").at("iop.tracks.day.cancelled.share") == Approx(0.5));
}

TEST_CASE("who comes to a cancelled meeting has missed nothing and attends no hours") {
    const auto found = figures(R"(
clock: {start: 2027-01-04, run: 2 w}
populations: {a: {arrivals: at(0), enters: {iop: 1}}, b: {arrivals: at(0), enters: {php: 1}}}
staff: {counselor: {shifts: {day: {fte: 1, days: mon-fri, from: 08:00, to: 16:00}}}}
stages:
  php:
    level: none
    leaders: {counselor: 1 per 4}
    tracks: {day: {size: 4, days: mon-fri, from: 09:00, to: 12:00}}
    stay: 30 d
    next: {home: 1}
  iop:
    leaders: {counselor: 1 per 4}
    tracks: {day: {size: 4, days: mon-fri, from: 10:00, to: 11:00}}
    outcomes:
      completed: {share: 1, stay: 30 d, next: {home: 1}}
      dropped: {share: 0, stay: 1 d, next: {home: 1}}
    effects: {lost-touch: {when: {missed_in_a_row: 1}, dropped: 100%}}
)");
    CHECK(found.at("iop.tracks.day.cancelled.share") == 1.0);
    CHECK(found.at("iop.hours.per_week") == 0.0);
    CHECK(found.at("iop.census.mean") > 0.9);
    CHECK(found.at("php.hours.per_week") > 14.9);
}

TEST_CASE("whole weeks of a stay with the level's hours are counted, and only those") {
    const auto found = figures(R"(
clock: {start: 2027-01-04, run: 4 w}
populations: {a: {arrivals: at(0), attributes: {kind: {full: 1}}, enters: {iop: 1}}, b: {arrivals: at(0), attributes: {kind: {half: 1}}, enters: {iop: 1}}}
stages:
  iop:
    tracks:
      full: {when: {kind: full}, size: 4, days: [mon, wed, fri], from: 09:00, to: 12:00}
      half: {when: {kind: half}, size: 4, days: [mon, wed], from: 09:00, to: 12:00}
    stay: 17 d
    next: {home: 1}
)");
    // Two whole weeks each.
    CHECK(found.at("iop.hours.met.share") == Approx(0.5));
    CHECK(found.at("iop.hours.met.share for a") == Approx(1));
    CHECK(found.at("iop.hours.per_week for a") == Approx((9 + 9 + 6) / (17.0 / 7)));
    CHECK(found.at("clients.hours.mean for b") == Approx(6 + 6 + 6));
}

TEST_CASE("a dated change opens a group") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0, 0), enters: {iop: 1}}}
stages:
  iop: {tracks: {day: {size: 1, days: mon-sun, from: 09:00, to: 12:00}}, stay: 40 d, next: {home: 1}}
changes: {second: {from: 2027-01-09, set: {stages.iop.tracks.day.groups: 2}}}
)");
    CHECK(about({"admitted"}, lines) == Lines{"0.375 a1 admitted iop", "5.375 a2 admitted iop"});
}

}  // namespace
}  // namespace stepdown::testing
