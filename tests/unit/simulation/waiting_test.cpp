// Waitlists told as stories: patience, limits, `a or b`, orders, reserved places, opening hours.
#include <catch2/catch.hpp>

#include <algorithm>

#include "story.hpp"

namespace stepdown::testing {
namespace {

TEST_CASE(
    "who finds the waitlist full is turned away, who waits longer than patience gives up, and each goes where its list says") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0, 1, 2, 3), enters: {ward: 1}}}
stages:
  ward: {beds: 1, stay: 10 d, next: {home: 1}, waitlist: {limit: 1, patience: 4 d, turned_away: {iop: 1}, gave_up: {iop: 1}}}
  iop: {slots: 1, stay: 20 d, next: {home: 1}, waitlist: {limit: 0}}
)");
    CHECK(about({"admitted", "turned away", "gave up"}, lines) ==
          Lines{"0 a1 admitted ward", "2 a3 turned away ward", "2 a3 admitted iop", "3 a4 turned away ward",
                "3 a4 turned away iop", "5 a2 gave up ward", "5 a2 turned away iop"});
}

TEST_CASE("where those who give up go may depend on how long they waited") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0, 1, 1), enters: {ward: 1}}}
stages:
  ward:
    beds: 1
    stay: 3 d
    next: {home: 1}
    waitlist: {patience: 5 d, gave_up: [{when: {waited: under 2 d}, use: {early: 1}}, {use: {late: 1}}]}
  early: {stay: 1 d, next: {home: 1}}
  late: {stay: 1 d, next: {home: 1}}
changes: {closed: {from: 2027-01-05, set: {stages.ward.beds: 0}}}
)");
    CHECK(about({"gave up", "request early", "request late"}, lines) ==
          Lines{"6 a2 gave up ward", "6 a3 gave up ward", "6 a2 request late", "6 a3 request late"});
}

TEST_CASE("those who arrive at one instant ask in the order of stages, populations and numbers") {
    const Lines lines = about({" request "}, story(R"(
populations: {p: {arrivals: at(0, 0, 0, 0, 0, 0), enters: {a: 0.5, b: 0.5}}, q: {arrivals: at(0), enters: {a: 1}}}
stages:
  a: {slots: 9, stay: 3 d, next: {home: 1}}
  b: {slots: 9, stay: 3 d, next: {home: 1}}
)"));
    REQUIRE(lines.size() == 7);
    const auto last_of_a = std::find(lines.begin(), lines.end(), "0 q1 request a");
    const auto asks_for = [](const std::string& stage) {
        return [stage](const std::string& line) { return line.ends_with(" request " + stage); };
    };
    CHECK(std::all_of(lines.begin(), last_of_a, asks_for("a")));
    CHECK(std::all_of(last_of_a + 1, lines.end(), asks_for("b")));
    CHECK(last_of_a != lines.begin());
    CHECK(last_of_a + 1 != lines.end());
}

TEST_CASE("clients from a stage are neither refused by a limit nor counted in it") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0, 1, 2, 6), enters: {iop: 1}}, b: {arrivals: at(0), enters: {ward: 1}}}
stages:
  ward: {beds: 2, stay: 5 d, next: {iop: 1}, boarding: true}
  iop: {slots: 1, stay: 10 d, next: {home: 1}, waitlist: {limit: 1}}
)");
    CHECK(about({"request iop", "turned away", "admitted iop"}, lines) ==
          Lines{"0 a1 request iop", "0 a1 admitted iop", "1 a2 request iop", "2 a3 request iop", "2 a3 turned away iop",
                "5 b1 request iop", "6 a4 request iop", "6 a4 turned away iop", "10 a2 admitted iop", "20 b1 admitted iop"});
}

TEST_CASE("a or b joins both lists and takes whichever opens first; the other request is withdrawn") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0), enters: {north: 1}}, b: {arrivals: at(0), enters: {south: 1}}, c: {arrivals: at(1, 2), enters: {north or south: 1}}}
stages:
  north: {slots: 1, stay: 10 d, next: {home: 1}}
  south: {slots: 1, stay: 6 d, next: {home: 1}}
)");
    CHECK(about({"c1 withdrawn", "c1 admitted", "c2 withdrawn", "c2 admitted"}, lines) ==
          Lines{"6 c1 withdrawn north", "6 c1 admitted south", "10 c2 withdrawn south", "10 c2 admitted north"});
}

TEST_CASE("with both open, a or b takes the first written, whatever the order of the stages in the file") {
    const std::string stages = R"(
  north: {slots: 1, stay: 6 d, next: {home: 1}}
  south: {slots: 1, stay: 6 d, next: {home: 1}}
)";
    const Lines arriving = story("populations: {c: {arrivals: at(1, 2), enters: {south or north: 1}}}\nstages:" + stages);
    CHECK(about({"admitted"}, arriving) == Lines{"1 c1 admitted south", "2 c2 admitted north"});
    const Lines waiting = story(R"(
populations: {a: {arrivals: at(0), enters: {north: 1}}, b: {arrivals: at(0), enters: {south: 1}}, c: {arrivals: at(1, 2), enters: {south or north: 1}}}
stages:)" + stages);
    CHECK(about({"c1 admitted", "c2 admitted"}, waiting) == Lines{"6 c1 admitted south", "6 c2 admitted north"});
}

TEST_CASE("each list of a or b has its own patience and limit, and the last one lost decides where the client goes") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0), enters: {north: 1}}, b: {arrivals: at(0), enters: {south: 1}}, c: {arrivals: at(1, 2), enters: {north or south: 1}}}
stages:
  north: {slots: 1, stay: 30 d, next: {home: 1}, waitlist: {patience: 3 d, limit: 1, turned_away: {home: 1}, gave_up: {home: 1}}}
  south: {slots: 1, stay: 30 d, next: {home: 1}, waitlist: {patience: 5 d, gave_up: {other: 1}}}
  other: {slots: 5, stay: 1 d, next: {home: 1}}
)");
    CHECK(about({"turned away", "gave up", "admitted other"}, lines) == Lines{"2 c2 turned away north", "4 c1 gave up north",
                                                                              "6 c1 gave up south", "6 c1 admitted other",
                                                                              "7 c2 gave up south", "7 c2 admitted other"});
}

TEST_CASE("the waitlist's order decides: step-down before priority, priority before the longest wait") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0, 1), priority: 2, enters: {iop: 1}}, b: {arrivals: at(2), enters: {iop: 1}}, c: {arrivals: at(0), priority: 3, enters: {inpatient: 1}}}
stages:
  inpatient: {beds: 1, stay: 3 d, next: {iop: 1}}
  iop: {slots: 1, stay: 10 d, next: {home: 1}, waitlist: {order: [step_down_first, priority, longest_wait]}}
)");
    CHECK(about({"admitted iop"}, lines) ==
          Lines{"0 a1 admitted iop", "10 c1 admitted iop", "20 b1 admitted iop", "30 a2 admitted iop"});
}

TEST_CASE("a reserved place is kept for its clients, who are passed over by nobody and pass nobody beyond it") {
    const Lines lines = story(R"(
populations: {teens: {arrivals: at(3, 4, 5), enters: {ward: 1}}, adults: {arrivals: at(0, 1, 2), enters: {ward: 1}}}
stages:
  ward: {beds: 3, stay: 10 d, next: {home: 1}, reserved: {teens: 1}}
)");
    CHECK(about({"admitted"}, lines) == Lines{"0 adults1 admitted ward", "1 adults2 admitted ward", "3 teens1 admitted ward",
                                              "10 adults3 admitted ward", "11 teens2 admitted ward", "13 teens3 admitted ward"});
}

TEST_CASE("outside its hours a stage admits nobody, and in them those who waited longest first") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0.5, 5.5, 4.7), enters: {clinic: 1}}}
stages:
  clinic: {slots: 1, stay: 4 d, next: {home: 1}, admits: {days: mon-fri, from: 09:00, to: 16:00}}
)");
    CHECK(about({"admitted"}, lines) == Lines{"0.5 a1 admitted clinic", "7.375 a2 admitted clinic", "11.375 a3 admitted clinic"});
}

TEST_CASE("a relapse while waiting at home leaves the waitlist as giving up, and the return is a new request") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0), enters: {iop: 1}}, b: {arrivals: at(0), enters: {op: 1}}}
stages:
  iop: {slots: 1, stay: 3 d, next: {op: 1}}
  op: {slots: 1, stay: 30 d, next: {home: 1}}
relapse:
  law: [{when: {population: a}, use: {susceptible: 100%, uniform: {min: 5 d, max: 5.00001 d}}}, {use: {susceptible: 0%, uniform: {min: 5 d, max: 6 d}}}]
  then: {in_care: {stays: 1}, at_home: {returns: 100%, after: 55 d, to: {iop: 1}}}
)");
    CHECK(about({"a1"}, lines) == Lines{"0 a1 request iop", "0 a1 admitted iop", "3 a1 stay ended iop completed",
                                        "3 a1 request op", "3 a1 left iop completed", "5 a1 relapsed", "5 a1 gave up op"});
}

TEST_CASE("of lists that open together everybody is served by what it wrote first, whoever stands before it elsewhere") {
    const Lines lines = story(R"(
populations:
  p: {arrivals: at(0), enters: {one: 1}}
  q: {arrivals: at(0), enters: {two: 1}}
  r: {arrivals: at(0), enters: {three: 1}}
  e: {arrivals: at(1), enters: {three or two: 1}}
  d: {arrivals: at(2), enters: {two or one: 1}}
stages:
  one: {slots: 1, stay: 5 d, next: {home: 1}}
  two: {slots: 1, stay: 5 d, next: {home: 1}}
  three: {slots: 1, stay: 5 d, next: {home: 1}}
)");
    CHECK(about({"e1 admitted", "d1 admitted"}, lines) == Lines{"5 e1 admitted three", "5 d1 admitted two"});
}

TEST_CASE("where two stand first on the list that the other wrote first, both are served at once") {
    const Lines lines = story(R"(
populations:
  p: {arrivals: at(0), enters: {one: 1}}
  q: {arrivals: at(0), enters: {two: 1}}
  d: {arrivals: at(1), enters: {one or two: 1}}
  e: {arrivals: at(1), enters: {php: 1}}
stages:
  php: {slots: 5, stay: 1 d, next: {two or one: 1}}
  one: {level: op, slots: 1, stay: 5 d, next: {home: 1}, waitlist: {order: [step_down_first, longest_wait]}}
  two: {level: op, slots: 1, stay: 5 d, next: {home: 1}, waitlist: {order: [longest_wait]}}
)");
    CHECK(about({"e1 admitted o", "e1 admitted t", "d1 admitted"}, lines) == Lines{"5 d1 admitted two", "5 e1 admitted one"});
}

}  // namespace
}  // namespace stepdown::testing
