// Housing beside care, relapse, and the loop that takes no time, told as stories.
#include <catch2/catch.hpp>

#include <algorithm>

#include "simulation/replication.hpp"
#include "story.hpp"

namespace stepdown::testing {
namespace {

TEST_CASE("with_care waits until both are free, and a boarder keeps its place until then") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0), enters: {ward: 1}}, b: {arrivals: at(1), enters: {house: 1}}}
stages:
  ward: {beds: 1, stay: 3 d, next: {iop + house: 1}, boarding: true}
  iop: {slots: 1, stay: 10 d, next: {home: 1}}
  house: {kind: housing, beds: 1, stay: 8 d, next: {home: 1}}
)");
    CHECK(about({"a1"}, lines) == Lines{"0 a1 request ward", "0 a1 admitted ward", "3 a1 stay ended ward completed",
                                        "3 a1 request iop", "3 a1 request house", "9 a1 left ward completed", "9 a1 admitted iop",
                                        "9 a1 admitted house", "17 a1 left house completed", "19 a1 stay ended iop completed",
                                        "19 a1 left iop completed", "19 a1 discharged iop"});
}

TEST_CASE("who waits for care and a house together goes before nobody on either list") {
    const auto admitted = [](const std::string& stages) {
        return about({"p1 admitted", "q1 admitted", "alone1 admitted"}, story(R"(
populations:
  first: {arrivals: at(0), enters: {iop + house: 1}}
  alone: {arrivals: at(1), enters: {house: 1}}
  p: {arrivals: at(2), enters: {iop + house: 1}}
  q: {arrivals: at(3), enters: {iop: 1}}
stages:
)" + stages));
    };
    const std::string iop = "  iop: {slots: 1, stay: [{when: {population: first}, use: 5 d}, {use: 2 d}], next: {home: 1}}\n";
    const std::string house =
        "  house: {kind: housing, beds: 1, stay: [{when: {population: first}, use: 5 d}, {use: 9 d}], next: {home: 1}}\n";
    // On day 5 both are free: the bed is for the one who asked for it first, so p is passed over in iop.
    const Lines expected = {"5 q1 admitted iop", "5 alone1 admitted house", "14 p1 admitted iop", "14 p1 admitted house"};
    for (const std::string& stages : {iop + house, house + iop}) {
        Lines lines = admitted(stages);
        std::sort(lines.begin(), lines.end());
        Lines sorted = expected;
        std::sort(sorted.begin(), sorted.end());
        CHECK(lines == sorted);
    }
}

TEST_CASE("two lists that each have another of two pairs first serve the one on the list first in the file") {
    const Lines lines = story(R"(
populations:
  first: {arrivals: at(0), enters: {iop + house: 1}}
  late: {arrivals: at(2), enters: {iop + house: 1}, priority: 1}
  early: {arrivals: at(1), enters: {iop + house: 1}, priority: 2}
stages:
  iop: {slots: 1, stay: 5 d, next: {home: 1}, waitlist: {order: [priority, longest_wait]}}
  house: {kind: housing, beds: 1, stay: 5 d, next: {home: 1}, waitlist: {order: [longest_wait]}}
)");
    CHECK(about({"admitted iop"}, lines) == Lines{"0 first1 admitted iop", "5 late1 admitted iop", "10 early1 admitted iop"});
}

TEST_CASE("two pairs that stand in each other's way are passed by no third") {
    // In op r is first, in house q is; p only wants the bed that they are after.
    const Lines lines = story(R"(
populations:
  first: {arrivals: at(0), enters: {op + house: 1}}
  q: {arrivals: at(1), enters: {op + house: 1}, priority: 2}
  r: {arrivals: at(2), enters: {op + house: 1}, priority: 1}
  p: {arrivals: at(3), enters: {iop + house: 1}}
stages:
  iop: {slots: 1, stay: 5 d, next: {home: 1}}
  op: {slots: 1, stay: 5 d, next: {home: 1}}
  house: {kind: housing, beds: 1, stay: 5 d, next: {home: 1}, waitlist: {order: [longest_wait]}}
)");
    CHECK(about({"admitted house"}, lines) ==
          Lines{"0 first1 admitted house", "5 r1 admitted house", "10 q1 admitted house", "15 p1 admitted house"});
}

TEST_CASE("care in groups and a house start together at a meeting, whatever the hours in which the house admits") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0), enters: {iop + house: 1}}}
stages:
  iop:
    level: none
    tracks: {evening: {size: 2, days: [mon, tue], from: 17:30, to: 20:30}}
    stay: 10 d
    next: {home: 1}
  house: {kind: housing, beds: 1, admits: {from: 09:00, to: 16:00}, stay: 20 d, next: {home: 1}}
)");
    CHECK(about({"admitted"}, lines) == Lines{"0.729167 a1 admitted iop", "0.729167 a1 admitted house"});
}

TEST_CASE("with_care takes the longer lag and the shorter patience, and the full stage turns both requests away") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0), enters: {iop + house: 1}}, c: {arrivals: at(1, 1.5), enters: {iop + house: 1}}}
stages:
  iop: {slots: 5, stay: 20 d, next: {home: 1}, lag: 1 d, waitlist: {patience: 6 d}}
  op: {slots: 5, stay: 1 d, next: {home: 1}}
  house: {kind: housing, beds: 1, stay: 30 d, next: {home: 1}, lag: 2 d, waitlist: {patience: 3 d, limit: 1, turned_away: {op: 1}}}
)");
    CHECK(about({"c1", "c2 turned", "c2 admitted"}, lines) ==
          Lines{"3 c1 request iop", "3 c1 request house", "3.5 c2 turned away iop", "3.5 c2 turned away house",
                "3.5 c2 admitted op", "6 c1 gave up iop", "6 c1 gave up house"});
}

TEST_CASE("after_care_starts begins care at once and leaves the house's list when care ends first") {
    const auto way = [](const std::string& stay) {
        return about({"a1"}, story(R"(
populations: {a: {arrivals: at(2), enters: {iop + house: 1}}, b: {arrivals: at(1), enters: {house: 1}}}
stages:
  iop: {slots: 1, stay: )" + stay + R"(, next: {home: 1}}
  house: {kind: housing, joins: after_care_starts, beds: 1, stay: 8 d, next: {home: 1}, waitlist: {patience: 1 d}}
)"));
    };
    CHECK(way("10 d") == Lines{"2 a1 request iop", "2 a1 request house", "2 a1 admitted iop", "9 a1 admitted house",
                               "12 a1 stay ended iop completed", "12 a1 left iop completed", "12 a1 discharged iop",
                               "17 a1 left house completed"});
    CHECK(way("3 d") == Lines{"2 a1 request iop", "2 a1 request house", "2 a1 admitted iop", "5 a1 stay ended iop completed",
                              "5 a1 left iop completed", "5 a1 discharged iop", "5 a1 withdrawn house"});
}

TEST_CASE("care that starts together with a house sees it held") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0), enters: {iop + house: 1}}, b: {arrivals: at(0), enters: {iop: 1}}}
stages:
  iop: {stay: [{when: {beside: house}, use: 1 d}, {use: 10 d}], next: {home: 1}}
  house: {kind: housing, stay: 20 d, next: {home: 1}}
)");
    CHECK(about({"left iop"}, lines) == Lines{"1 a1 left iop completed", "10 b1 left iop completed"});
}

TEST_CASE("a house that follows care sees the wait for itself, and care the wait for care") {
    const Lines lines = story(R"(
populations: {b: {arrivals: at(0), enters: {house: 1}}, a: {arrivals: at(1), enters: {iop + house: 1}}}
stages:
  iop: {slots: 5, stay: 8 d, next: [{when: {waited: under 2 d}, use: {op: 1}}, {use: {home: 1}}]}
  op: {stay: 1 d, next: {home: 1}}
  house:
    kind: housing
    beds: 1
    joins: after_care_starts
    stay: [{when: {population: b}, use: 5 d}, {when: {waited: under 2 d}, use: 1 d}, {use: 20 d}]
    next: {home: 1}
)");
    CHECK(about({"a1 admitted", "a1 left house"}, lines) ==
          Lines{"1 a1 admitted iop", "5 a1 admitted house", "9 a1 admitted op", "25 a1 left house completed"});
}

TEST_CASE("the wait for a house goes on when care with support of another kind starts") {
    const Lines lines = story(R"(
populations: {b: {arrivals: at(0), enters: {house: 1}}, a: {arrivals: at(1), enters: {iop + house: 1}}}
stages:
  iop: {slots: 5, stay: 3 d, next: {op + peer: 1}}
  op: {slots: 5, stay: 20 d, next: {home: 1}}
  house: {kind: housing, beds: 1, joins: after_care_starts, stay: 10 d, next: {home: 1}}
  peer: {kind: support, slots: 1, joins: after_care_starts, stay: 15 d, next: {home: 1}}
)");
    CHECK(about({"a1 admitted", "a1 withdrawn"}, lines) ==
          Lines{"1 a1 admitted iop", "4 a1 admitted op", "4 a1 admitted peer", "10 a1 admitted house"});
}

TEST_CASE("the limit of housing that follows care refuses the housing alone") {
    const auto way = [](const std::string& slots) {
        return about({"a1", "a2"}, story(R"(
populations: {a: {arrivals: at(2, 3), enters: {iop + house: 1}}, b: {arrivals: at(0), enters: {house: 1}}, c: {arrivals: at(1), enters: {iop: 1}}}
stages:
  iop: {slots: )" + slots + R"(, stay: 4 d, next: {home: 1}}
  house: {kind: housing, joins: after_care_starts, beds: 1, stay: 6.25 d, next: {home: 1}, waitlist: {limit: 1, turned_away: {iop: 1}}}
)"));
    };
    // Care has room: one waits for the house, so the second has care without it.
    CHECK(way("9") == Lines{"2 a1 request iop", "2 a1 request house", "2 a1 admitted iop", "3 a2 request iop",
                            "3 a2 request house", "3 a2 admitted iop", "3 a2 turned away house", "6 a1 stay ended iop completed",
                            "6 a1 left iop completed", "6 a1 discharged iop", "6 a1 withdrawn house",
                            "7 a2 stay ended iop completed", "7 a2 left iop completed", "7 a2 discharged iop"});
    // Care is full: the second waits for care as if it had not asked for the house.
    CHECK(way("1") == Lines{"2 a1 request iop", "2 a1 request house", "3 a2 request iop", "3 a2 request house",
                            "3 a2 turned away house", "5 a1 admitted iop", "6.25 a1 admitted house",
                            "9 a1 stay ended iop completed", "9 a1 left iop completed", "9 a1 discharged iop",
                            "9 a2 admitted iop", "12.5 a1 left house completed", "13 a2 stay ended iop completed",
                            "13 a2 left iop completed", "13 a2 discharged iop"});
}

TEST_CASE("the limit of housing that follows care holds while care is granted and waits for its first meeting") {
    const Lines lines = about({"a1", "a2"}, story(R"(
populations: {a: {arrivals: at(2, 3), enters: {iop + house: 1}}, b: {arrivals: at(0), enters: {house: 1}}}
stages:
  iop:
    level: none
    tracks: {day: {size: 9, days: fri, from: 12:00, to: 14:00}}
    stay: 2 d
    next: {home: 1}
  house: {kind: housing, joins: after_care_starts, beds: 1, stay: 30 d, next: {home: 1}, waitlist: {limit: 1, turned_away: {iop: 1}}}
)"));
    CHECK(lines == Lines{"2 a1 request iop", "2 a1 request house", "3 a2 request iop", "3 a2 request house",
                         "3 a2 turned away house", "4.5 a1 admitted iop", "4.5 a2 admitted iop",
                         "6.5 a1 stay ended iop completed", "6.5 a1 left iop completed", "6.5 a1 discharged iop",
                         "6.5 a1 withdrawn house", "6.5 a2 stay ended iop completed", "6.5 a2 left iop completed",
                         "6.5 a2 discharged iop"});
}

TEST_CASE("housing that requires care ends with it, and waiting at home between two stages is not its end") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0), enters: {iop + house: 1}}, b: {arrivals: at(1), enters: {op: 1}}}
stages:
  iop: {slots: 1, stay: 3 d, next: {op: 1}}
  op: {slots: 1, stay: 4 d, next: {home: 1}}
  house: {kind: housing, requires_care: true, beds: 1, stay: 30 d, next: {home: 1}}
)");
    CHECK(about({"a1 left", "a1 admitted"}, lines) == Lines{"0 a1 admitted iop", "0 a1 admitted house", "3 a1 left iop completed",
                                                            "5 a1 admitted op", "9 a1 left op completed",
                                                            "9 a1 left house completed"});
}

TEST_CASE("a house already held is not asked for again; another house or a bed stage ends it") {
    const auto stays = [](const std::string& after_iop) {
        return about({"a1 left", "a1 admitted"}, story(R"(
populations: {a: {arrivals: at(0), enters: {iop + house: 1}}, z: {arrivals: at(58), enters: {ward: 0.5, iop + lodge: rest}}}
stages:
  iop: {slots: 1, stay: 3 d, next: )" + after_iop + R"(}
  op: {slots: 1, stay: 4 d, next: {home: 1}}
  ward: {beds: 1, stay: 4 d, next: {op: 1}}
  house: {kind: housing, beds: 1, stay: 30 d, next: {home: 1}}
  lodge: {kind: housing, beds: 1, stay: 30 d, next: {home: 1}}
)"));
    };
    CHECK(stays("[{when: {population: a}, use: {op + house: 1}}, {use: {ward: 0.5, op + lodge: rest}}]") ==
          Lines{"0 a1 admitted iop", "0 a1 admitted house", "3 a1 left iop completed", "3 a1 admitted op",
                "7 a1 left op completed", "30 a1 left house completed"});
    CHECK(stays("[{when: {population: a}, use: {op + lodge: 1}}, {use: {ward: 1}}]") ==
          Lines{"0 a1 admitted iop", "0 a1 admitted house", "3 a1 left iop completed", "3 a1 admitted op",
                "3 a1 left house completed", "3 a1 admitted lodge", "7 a1 left op completed", "33 a1 left lodge completed"});
    CHECK(stays("[{when: {population: a}, use: {ward: 1}}, {use: {op + lodge: 1}}]") ==
          Lines{"0 a1 admitted iop", "0 a1 admitted house", "3 a1 left iop completed", "3 a1 left house completed",
                "3 a1 admitted ward", "7 a1 left ward completed", "7 a1 admitted op", "11 a1 left op completed"});
}

TEST_CASE("whose care leads to the house it lives in just stays there") {
    const std::string network = R"(
populations: {a: {arrivals: at(0), enters: {iop + house: 1}}, b: {arrivals: at(1), enters: {house: 1}}}
stages:
  iop: {slots: 1, stay: 3 d, next: {house: 1}}
  house: {kind: housing, beds: 1, stay: 30 d, next: {home: 1}}
)";
    CHECK(about({"house", "left iop", "discharged"}, story(network)) ==
          Lines{"0 a1 request house", "0 a1 admitted house", "1 b1 request house", "3 a1 left iop completed",
                "30 a1 left house completed", "30 b1 admitted house"});
    std::string either = network;
    either.replace(either.find("next: {house: 1}"), 16, "next: {house or iop: 1}");
    CHECK(about({"house"}, story(either)) == about({"house"}, story(network)));
    const auto figure = figures(network);
    CHECK(figure.at("iop.census.mean") == Approx(3.0 / 60));
    CHECK(figure.at("clients.days_in_care.mean") == Approx(3.0));
}

constexpr const char* after_five_days = "{susceptible: 100%, uniform: {min: 5 d, max: 5.00001 d}}";

TEST_CASE("any relapse ends housing at once, also one that leaves the stay in care as it was") {
    const Lines lines = story(std::string(R"(
populations: {a: {arrivals: at(0), enters: {iop + house: 1}}}
stages:
  iop: {slots: 1, stay: 9 d, next: {home: 1}}
  house: {kind: housing, beds: 1, stay: 50 d, next: {home: 1}}
relapse:
  law: )") + after_five_days + R"(
  hazard: {iop: 1}
  then: {in_care: {stays: 1}, at_home: {returns: 0%, after: 4 d, to: {iop: 1}}}
)");
    CHECK(about({"relapsed", "left"}, lines) ==
          Lines{"5 a1 relapsed iop", "5 a1 left house completed", "9 a1 left iop completed", "10 a1 relapsed"});
}

TEST_CASE("a relapse to another stage is a move: the stay ends as relapsed, a boarder keeps its place until placed") {
    const Lines lines = story(std::string(R"(
populations: {a: {arrivals: at(0), enters: {iop: 1}}, b: {arrivals: at(0), enters: {ward: 1}}}
stages:
  ward: {beds: 1, stay: 9 d, next: {home: 1}}
  iop: {slots: 1, stay: 30 d, next: {home: 1}, boarding: true}
relapse:
  law: [{when: {population: a}, use: )") +
                              after_five_days + R"(}, {use: {susceptible: 0%, uniform: {min: 5 d, max: 6 d}}}]
  hazard: {iop: 1}
  then: {in_care: {ward: 1}, at_home: {returns: 0%, after: 4 d, to: {iop: 1}}}
)");
    // The relapse in care begins a spell and leaving the ward another, so the one at home comes five days after that.
    CHECK(about({"a1"}, lines) == Lines{"0 a1 request iop", "0 a1 admitted iop", "5 a1 relapsed iop",
                                        "5 a1 stay ended iop relapsed", "5 a1 request ward", "9 a1 left iop relapsed",
                                        "9 a1 admitted ward", "18 a1 stay ended ward completed", "18 a1 left ward completed",
                                        "18 a1 discharged ward", "23 a1 relapsed"});
}

TEST_CASE("a boarder who does not show at intake is at home from then on, and may relapse there") {
    const auto relapse_with = [](const std::string& boarding) {
        return about({"left", "relapsed"}, story(std::string(R"(
populations: {a: {arrivals: at(0), enters: {ward: 1}}}
staff: {counselor: {shifts: {day: {fte: 1, days: mon-sun, from: 12:00, to: 18:00}}}}
stages:
  ward: {beds: 1, stay: 2 d, next: {op: 1}, boarding: )") +
                                                 boarding + R"(}
  op: {intake: {by: counselor, length: 60 min, shows: 0%}, stay: 2 d, next: {home: 1}}
relapse:
  law: )" + after_five_days + R"(
  then: {in_care: {stays: 1}, at_home: {returns: 0%, after: 4 d, to: {ward: 1}}}
)"));
    };
    CHECK(relapse_with("false") == Lines{"2 a1 left ward completed", "7.00001 a1 relapsed"});
    CHECK(relapse_with("true") == Lines{"2.5 a1 left ward completed", "7.50001 a1 relapsed"});
}

TEST_CASE("giving up ends care, also where it leads to another stage") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0), enters: {iop + house: 1}}, b: {arrivals: at(1), enters: {op: 1}}}
stages:
  iop: {slots: 1, stay: 3 d, next: {op: 1}}
  op: {slots: 1, stay: 30 d, next: {home: 1}, waitlist: {patience: 2 d, gave_up: {aftercare: 1}}}
  aftercare: {stay: 4 d, next: {home: 1}}
  house: {kind: housing, requires_care: true, beds: 1, stay: 30 d, next: {home: 1}}
)");
    CHECK(about({"gave up", "left house", "admitted aftercare"}, lines) ==
          Lines{"5 a1 gave up op", "5 a1 left house completed", "5 a1 admitted aftercare"});
}

/// Twenty clients who are in care for a day from 4 January, and a hazard that one effect takes away in some months.
Lines relapses_with(const std::string& months) {
    return about({"relapsed"}, story(R"(
populations: {a: {arrivals: at(0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0), enters: {op: 1}}}
clock: {start: 2027-01-04, run: 150 d}
stages: {op: {stay: 1 d, next: {home: 1}}}
relapse:
  law: {susceptible: 100%, exponential: {mean: 10 d}}
  effects: {season: {when: {month: )" +
                                     months + R"(}, times: 0}}
  then: {in_care: {stays: 1}, at_home: {returns: 0%, after: 4 d, to: {op: 1}}}
)"));
}

TEST_CASE("an effect that tests the month begins and ends with it, though nothing else changes") {
    const auto day = [](const std::string& line) { return std::stod(line); };
    const Lines after_january = relapses_with("jan");
    CHECK(after_january.size() == 20);
    for (const std::string& line : after_january) CHECK(day(line) >= 28);
    const Lines in_january = relapses_with("[feb, mar, apr, may, jun]");
    CHECK(in_january.size() >= 10);
    CHECK(in_january.size() < 20);
    for (const std::string& line : in_january) CHECK(day(line) < 28);
}

TEST_CASE("after a relapse at home the clock stands still until the return is admitted") {
    const Lines lines = story(std::string(R"(
populations: {a: {arrivals: at(0), enters: {iop: 1}}, b: {arrivals: at(8), enters: {iop: 1}}}
clock: {start: 2027-01-04, run: 30 d}
stages:
  iop: {slots: 1, stay: [{when: {population: a}, use: 3 d}, {use: 10 d}], next: {home: 1}}
relapse:
  law: [{when: {population: a}, use: )") +
                              after_five_days + R"(}, {use: {susceptible: 0%, uniform: {min: 5 d, max: 6 d}}}]
  then: {in_care: {stays: 1}, at_home: {returns: 100%, after: 4 d, to: {iop: 1}}}
)");
    CHECK(about({"a1 re", "a1 admitted"}, lines) == Lines{"0 a1 request iop", "0 a1 admitted iop", "5 a1 relapsed",
                                                          "9 a1 request iop", "18 a1 admitted iop", "23 a1 relapsed",
                                                          "27 a1 request iop", "27 a1 admitted iop"});
}

TEST_CASE("going round without time passing ends with the names of the loop's stages") {
    const std::string loop = R"(
populations: {a: {arrivals: at(0), enters: {one: 1}}}
stages:
  one: {slots: 1, stay: 0 d, next: {two: 1}}
  two: {slots: 1, stay: 0 d, next: {one: 0.9999999, home: rest}}
)";
    CHECK_THROWS_AS(story(loop), EndlessLoop);
    try {
        story(loop);
    } catch (const EndlessLoop& problem) {
        CHECK_THAT(problem.what(), Catch::Contains("one") && Catch::Contains("two"));
    }
}

}  // namespace
}  // namespace stepdown::testing
