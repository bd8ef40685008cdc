// What is decided anew while a client waits: priority, tracks and effects on relapse that look at how long it has waited.
#include <catch2/catch.hpp>

#include "story.hpp"

namespace stepdown::testing {
namespace {

TEST_CASE("who has waited long enough is served first from then on") {
    // The bed is free on days 10 and 13: a has waited its nine days by the second and not by the first.
    const Lines lines = about({"admitted"}, story(R"(
populations:
  first: {arrivals: at(0), enters: {ward: 1}, priority: 0}
  a: {arrivals: at(2), enters: {ward: 1}, priority: [{when: {waited: at least 9 d}, use: 1}, {use: 3}]}
  b: {arrivals: at(3, 4), enters: {ward: 1}, priority: 2}
stages:
  ward: {beds: 1, stay: [{when: {population: first}, use: 10 d}, {use: 3 d}], next: {home: 1}}
)"));
    CHECK(lines == Lines{"0 first1 admitted ward", "10 b1 admitted ward", "13 a1 admitted ward", "16 b2 admitted ward"});
}

TEST_CASE("a priority is looked at before the places of that instant are given, for as long as somebody waits") {
    // Over 8 days is not yet so after just 8; under 4 days ends the preference.
    const Lines lines = about({"admitted"}, story(R"(
populations:
  first: {arrivals: at(0), enters: {ward: 1}, priority: 0}
  a: {arrivals: at(2), enters: {ward: 1}, priority: [{when: {waited: under 4 d}, use: 1}, {when: {waited: over 8 d}, use: 1}, {use: 3}]}
  b: {arrivals: at(3, 4), enters: {ward: 1}, priority: 2}
stages:
  ward: {beds: 1, stay: [{when: {population: first}, use: 6 d}, {use: 4 d}], next: {home: 1}}
)"));
    CHECK(lines == Lines{"0 first1 admitted ward", "6 b1 admitted ward", "10 b2 admitted ward", "14 a1 admitted ward"});
}

TEST_CASE("a track may open to those who have waited long") {
    const Lines lines = about({"admitted"}, story(R"(
populations:
  a: {arrivals: at(0, 0.5, 1), enters: {iop: 1}}
stages:
  iop:
    level: none
    tracks:
      day: {when: {population: a}, groups: 1, size: 1, days: [mon, tue, wed, thu, fri, sat, sun], from: 09:00, to: 10:00}
      late: {when: {waited: at least 5 d}, groups: 1, size: 1, days: [mon, tue, wed, thu, fri, sat, sun], from: 18:00, to: 19:00}
    stay: 30 d
    next: {home: 1}
)"));
    CHECK(lines == Lines{"0.375 a1 admitted iop", "5.75 a2 admitted iop", "30.375 a3 admitted iop"});
}

TEST_CASE("those who wait on day zero have waited before") {
    // Who asks on day zero itself has waited for less than six days when the ward opens, and goes first.
    const Lines lines = about({"admitted"}, story(R"(
start_state: {ward: {waiting: 1}}
populations:
  a: {arrivals: at(0.01), enters: {ward: 1}, priority: [{when: {waited: under 6 d}, use: 1}, {use: 2}]}
stages:
  ward: {beds: 0, stay: 3 d, next: {home: 1}, waitlist: {patience: 1000 d}}
changes: {opened: {from: 2027-01-09, set: {stages.ward.beds: 1}}}
)"));
    REQUIRE(lines.size() == 2);
    CHECK(lines[0] == "5 a1 admitted ward");
    CHECK(lines[1].starts_with("8 a"));
}

TEST_CASE("an effect on relapse begins while a client waits, when it has waited so long") {
    // a waits at home from day 2 on, and from day 6 on relapse comes at once.
    const Lines lines = about({"relapsed"}, story(R"(
populations: {first: {arrivals: at(0), enters: {op: 1}}, a: {arrivals: at(0), enters: {iop: 1}}}
stages:
  iop: {slots: 5, stay: 2 d, next: {op: 1}}
  op: {slots: 1, stay: 50 d, next: {home: 1}}
relapse:
  law: [{when: {population: first}, use: {susceptible: 0%, fixed: 1 d}}, {use: {susceptible: 100%, exponential: {mean: 1000 d}}}]
  hazard: {home: 1, iop: 1}
  effects: {long-wait: {when: {waited: at least 4 d}, times: 1000000000}}
  then: {in_care: {home: 1}, at_home: {returns: 0%, after: 1 d, to: {op: 1}}}
)"));
    CHECK(lines == Lines{"6 a1 relapsed"});
}

TEST_CASE("an effect follows the shorter wait when the longer one of two has ended") {
    // iop is given up on day 30 in February, when op has been waited for since the day before.
    const Lines lines = about({"relapsed"}, story(R"(
populations: {a: {arrivals: at(0), enters: {pre: 1}}}
stages:
  pre: {slots: 5, stay: 20 d, next: {iop or op: 1}}
  iop: {slots: 0, stay: 5 d, next: {home: 1}, waitlist: {patience: 10 d}}
  op: {slots: 0, lag: 9 d, stay: 5 d, next: {home: 1}}
relapse:
  law: {susceptible: 100%, exponential: {mean: 1000 d}}
  hazard: {home: 0.00001}
  effects: {short-wait: {when: {waited: under 2 d, month: feb}, times: 100000000000000}}
  then: {in_care: {home: 1}, at_home: {returns: 0%, after: 1 d, to: {op: 1}}}
)"));
    CHECK(lines == Lines{"30 a1 relapsed"});
}

TEST_CASE("a client with several requests has each looked at once per time that a condition names") {
    std::string cases;
    for (int days = 1; days <= 20; ++days) {
        cases += "{when: {waited: under " + std::to_string(days) + " d}, use: " + std::to_string(days) + "}, ";
    }
    const Lines lines = about({"admitted"}, story(R"(
populations: {a: {arrivals: at(0), enters: {iop + house or op + house: 1}, priority: [)" +
                                                  cases + R"({use: 99}]}}
stages:
  iop: {slots: 0, stay: 5 d, next: {home: 1}}
  op: {slots: 1, stay: 5 d, next: {home: 1}}
  house: {kind: housing, beds: 0, stay: 5 d, next: {home: 1}}
changes: {built: {from: 2027-01-29, set: {stages.house.beds: 1}}}
)"));
    CHECK(lines == Lines{"25 a1 admitted op", "25 a1 admitted house"});
}

TEST_CASE("relapses of one instant happen in the order of the stages that clients are in by then") {
    // Both clocks began on day 0 in iop and run out on day 10, when the later client has moved on to the stage that comes first.
    const Lines lines = about({"1 relapsed op", "1 relapsed iop"}, story(R"(
populations: {a: {arrivals: at(0), enters: {iop: 1}}, b: {arrivals: at(0), enters: {iop: 1}}}
stages:
  op: {slots: 5, stay: 50 d, next: {home: 1}}
  iop: {slots: 5, stay: [{when: {population: b}, use: 2 d}, {use: 50 d}], next: {op: 1}}
relapse:
  law: {susceptible: 100%, fixed: 10 d}
  hazard: {iop: 1, op: 1}
  then: {in_care: {home: 1}, at_home: {returns: 0%, after: 1 d, to: {op: 1}}}
)"));
    CHECK(lines == Lines{"10 b1 relapsed op", "10 a1 relapsed iop"});
}

}  // namespace
}  // namespace stepdown::testing
