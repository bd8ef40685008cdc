// Boarding, lags, transfers, swaps, closed and cut places, told as stories.
#include <catch2/catch.hpp>

#include "story.hpp"

namespace stepdown::testing {
namespace {

TEST_CASE("a boarder keeps its place until it is placed, at most as long as stated, and its wait goes on at home") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0, 1), enters: {ward: 1}}, b: {arrivals: at(0), enters: {iop: 1}}}
stages:
  ward: {beds: 1, stay: 3 d, next: {iop: 1}, boarding: {at_most: 2 d}}
  iop: {slots: 1, stay: 10 d, next: {home: 1}}
)");
    CHECK(about({"ward", "a1"}, lines) ==
          Lines{"0 a1 request ward", "0 a1 admitted ward", "1 a2 request ward", "3 a1 stay ended ward completed",
                "3 a1 request iop", "5 a1 left ward completed", "5 a2 admitted ward", "8 a2 stay ended ward completed",
                "10 a2 left ward completed", "10 a1 admitted iop", "20 a1 stay ended iop completed", "20 a1 left iop completed",
                "20 a1 discharged iop"});
}

TEST_CASE("patience begins when boarding ends, not when the request was made") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0), enters: {ward: 1}}, b: {arrivals: at(0), enters: {iop: 1}}}
stages:
  ward: {beds: 1, stay: 3 d, next: {iop: 1}, boarding: {at_most: 5 d}}
  iop: {slots: 1, stay: 30 d, next: {home: 1}, lag: 2 d, waitlist: {patience: 4 d}}
)");
    CHECK(about({"a1"}, lines) == Lines{"0 a1 request ward", "0 a1 admitted ward", "3 a1 stay ended ward completed",
                                        "5 a1 request iop", "8 a1 left ward completed", "12 a1 gave up iop"});
}

TEST_CASE("a lag is spent in the old place by who may board, else at home") {
    const std::string rest = R"(
populations: {a: {arrivals: at(0, 1), enters: {ward: 1}}}
stages:
  iop: {slots: 2, stay: 10 d, next: {home: 1}, lag: 2 d}
  ward: {beds: 1, stay: 3 d, next: {iop: 1})";
    CHECK(about({"a1 left ward", "a2 admitted ward", "a1 admitted iop"}, story(rest + "}\n")) ==
          Lines{"3 a1 left ward completed", "3 a2 admitted ward", "5 a1 admitted iop"});
    CHECK(about({"a1 left ward", "a2 admitted ward", "a1 admitted iop"}, story(rest + ", boarding: true}\n")) ==
          Lines{"5 a1 left ward completed", "5 a1 admitted iop", "5 a2 admitted ward"});
}

/// A ward whose client moves for a day to a clinic that is taken until day 5 and asked for by another client on day 5.5.
Lines moved(const std::string& transfer) {
    return about({"a1 request iop", "left ward", "admitted", "a1 left iop"}, story(R"(
populations: {a: {arrivals: at(0, 1), enters: {ward: 1}}, b: {arrivals: at(0), enters: {iop: 1}}, c: {arrivals: at(5.5), enters: {iop: 1}}}
clock: {start: 2027-01-04, run: 7 d}
stages:
  ward: {beds: 1, stay: 3 d, next: {iop: 1}, boarding: true, transfer: )" + transfer +
                                                                                   R"(}
  iop: {slots: 1, stay: 5 d, next: {home: 1}}
)"));
}

TEST_CASE("a move without a booking comes before the request, in the old place only if that is kept") {
    CHECK(moved("{takes: 1 d}") == Lines{"0 a1 admitted ward", "0 b1 admitted iop", "3 a1 left ward completed",
                                         "3 a2 admitted ward", "4 a1 request iop", "5 a1 admitted iop",
                                         "6 a2 left ward completed"});
    CHECK(moved("{takes: 1 d, keeps_place: true}") == Lines{"0 a1 admitted ward", "0 b1 admitted iop", "4 a1 request iop",
                                                            "5 a1 left ward completed", "5 a1 admitted iop",
                                                            "5 a2 admitted ward"});
}

TEST_CASE("a booked move follows the grant: the place ahead is taken from then on, the stay there begins at the move's end") {
    CHECK(moved("{takes: 1 d, books: true}") == Lines{"0 a1 admitted ward", "0 b1 admitted iop", "3 a1 request iop",
                                                      "5 a1 left ward completed", "5 a2 admitted ward", "6 a1 admitted iop"});
    CHECK(moved("{takes: 1 d, books: true, keeps_place: true}") == Lines{"0 a1 admitted ward", "0 b1 admitted iop",
                                                                         "3 a1 request iop", "6 a1 left ward completed",
                                                                         "6 a1 admitted iop", "6 a2 admitted ward"});
}

TEST_CASE("a booked move that ends outside admission hours is admitted when they begin, and keeps what it booked") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(3), enters: {ward: 1}}, b: {arrivals: at(7), enters: {iop: 1}}}
stages:
  ward: {beds: 1, stay: 1.5 d, next: {iop: 1}, transfer: {takes: 1 d, books: true, keeps_place: true}}
  iop: {slots: 1, stay: 2 d, next: {home: 1}, admits: {days: mon-fri, from: 09:00, to: 16:00}}
)");
    // The move ends on Saturday; on Monday at nine a, whose place is booked, goes before b.
    CHECK(about({"left", "admitted"}, lines) == Lines{"3 a1 admitted ward", "5.5 a1 left ward completed", "7.375 a1 admitted iop",
                                                      "9.375 a1 left iop completed", "9.375 b1 admitted iop",
                                                      "11.375 b1 left iop completed"});
}

TEST_CASE("a relapse during a move that keeps the place calls it off, and the booked place is free at once") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0), enters: {ward: 1}}, c: {arrivals: at(4), enters: {op: 1}}}
clock: {start: 2027-01-04, run: 6 d}
stages:
  ward: {beds: 1, stay: 3 d, next: {op: 1}, boarding: true, transfer: {takes: 4 d, keeps_place: true, books: true}}
  op: {slots: 1, stay: 30 d, next: {home: 1}}
relapse:
  law: [{when: {population: a}, use: {susceptible: 100%, uniform: {min: 5 d, max: 5.00001 d}}}, {use: {susceptible: 0%, uniform: {min: 5 d, max: 6 d}}}]
  hazard: {ward: 1}
  then: {in_care: {home: 1}, at_home: {returns: 0%, after: 4 d, to: {ward: 1}}}
)");
    CHECK(about({"5 "}, lines) == Lines{"5 a1 relapsed ward", "5 a1 withdrawn op", "5 a1 left ward completed",
                                        "5 a1 discharged ward", "5 c1 admitted op"});
}

TEST_CASE("a move that follows a relapse during a move keeps the place too") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0), enters: {iop: 1}}, z: {arrivals: at(50), enters: {op: 1}}}
clock: {start: 2027-01-04, run: 20 d}
stages:
  iop: {slots: 1, stay: 3 d, next: {php: 1}, transfer: {takes: 4 d, keeps_place: true, books: true}}
  php: {slots: 1, stay: 30 d, next: {home: 1}}
  op: {slots: 1, stay: 30 d, next: {home: 1}}
relapse:
  law: {susceptible: 100%, uniform: {min: 5 d, max: 5.00001 d}}
  hazard: {iop: 1}
  then: {in_care: {op: 1}, at_home: {returns: 0%, after: 4 d, to: {iop: 1}}}
)");
    CHECK(about({"relapsed", "withdrawn", "left", "admitted"}, lines) ==
          Lines{"0 a1 admitted iop", "5 a1 relapsed iop", "5 a1 withdrawn php", "9 a1 left iop completed", "9 a1 admitted op"});
}

TEST_CASE("boarders who wait for each other's places swap, ahead of those who have waited longer") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0), enters: {ward: 1}}, b: {arrivals: at(0), enters: {iop: 1}}, c: {arrivals: at(1), enters: {iop: 1}}}
clock: {start: 2027-01-04, run: 5 d}
stages:
  ward: {beds: 1, stay: 3 d, next: {iop: 1}, boarding: true}
  iop: {slots: 1, stay: 4 d, next: [{when: {population: b}, use: {ward: 1}}, {use: {home: 1}}], boarding: true}
)");
    CHECK(about({"4 "}, lines) == Lines{"4 b1 stay ended iop completed", "4 b1 request ward", "4 a1 left ward completed",
                                        "4 a1 admitted iop", "4 b1 left iop completed", "4 b1 admitted ward"});
}

TEST_CASE("where the first boarder may not swap, the next one who fits does") {
    const Lines reserved = story(R"(
populations: {a: {arrivals: at(0, 10), enters: {ward: 1}}, b: {arrivals: at(0), enters: {iop: 1}}, d: {arrivals: at(1), enters: {iop: 1}}}
stages:
  ward: {beds: 1, boarding: true, outcomes: [{when: {came_from: home}, use: {go: {share: 1, stay: 3 d, next: {iop: 1}}}}, {use: {go: {share: 1, stay: 2 d, next: {home: 1}}}}]}
  iop:
    slots: 2
    reserved: {b: 1}
    boarding: true
    outcomes: [{when: {came_from: home}, use: {go: {share: 1, stay: 4 d, next: {ward: 1}}}}, {use: {go: {share: 1, stay: 2 d, next: {home: 1}}}}]
)");
    // With b's place a would take the one reserved for b.
    CHECK(about({"5 a1", "5 d1 adm", "b1 admitted ward"}, reserved) ==
          Lines{"5 a1 left ward go", "5 a1 admitted iop", "5 d1 admitted ward", "7 b1 admitted ward"});
}

TEST_CASE("whoever's stage does not board is in no swap, whatever other stages do") {
    const auto with =
        [](const std::string& boarding) {
            return about({"a1", "b1"}, story(R"(
populations: {a: {arrivals: at(0), enters: {one: 1}}, b: {arrivals: at(0), enters: {two: 1}}, c: {arrivals: at(40), enters: {op: 1}}}
stages:
  one: {slots: 1, stay: 3 d, transfer: {takes: 1 d, keeps_place: true, books: true}, next: [{when: {came_from: home}, use: {two: 1}}, {use: {home: 1}}]}
  two: {slots: 1, stay: 3 d, transfer: {takes: 1 d, keeps_place: true, books: true}, next: [{when: {came_from: home}, use: {one: 1}}, {use: {home: 1}}]}
  op: {stay: 1 d, boarding: )" + boarding + R"(, next: {last: 1}}
  last: {stay: 1 d, next: {home: 1}}
)"));
        };
    CHECK(with("true") == with("false"));
}

/// Two boarders who hold each other's place and both ask for a bed in the same house as well.
Lines asking_for_a_house_with(const std::string& beds) {
    return about({"5 "}, story(R"(
populations: {a: {arrivals: at(0), enters: {one: 1}}, b: {arrivals: at(0), enters: {two: 1}}}
clock: {start: 2027-01-04, run: 6 d}
stages:
  one: {slots: 1, stay: 5 d, boarding: true, next: [{when: {population: a}, use: {two + house: 1}}, {use: {home: 1}}]}
  two: {slots: 1, stay: 5 d, boarding: true, next: [{when: {population: b}, use: {one + house: 1}}, {use: {home: 1}}]}
  house: {kind: housing, beds: )" +
                               beds + ", stay: 20 d, next: {home: 1}}\n"));
}

TEST_CASE("boarders swap only if what they ask for beside their places holds all of them together") {
    const Lines stay = {"5 a1 stay ended one completed", "5 a1 request two", "5 a1 request house",
                        "5 b1 stay ended two completed", "5 b1 request one", "5 b1 request house"};
    CHECK(asking_for_a_house_with("1") == stay);
    Lines moved = stay;
    for (const char* line : {"5 a1 left one completed", "5 a1 admitted two", "5 a1 admitted house", "5 b1 left two completed",
                             "5 b1 admitted one", "5 b1 admitted house"}) {
        moved.emplace_back(line);
    }
    CHECK(asking_for_a_house_with("2") == moved);
}

TEST_CASE("housing that a swap ends is free for others, after its turnaround") {
    const auto admitted_with = [](const std::string& turnaround) {
        return about({"c1 admitted"}, story(R"(
populations:
  a: {arrivals: at(0), enters: {iop + house: 1}}
  b: {arrivals: at(0), enters: {ward: 1}}
  c: {arrivals: at(1), enters: {op + house: 1}}
stages:
  iop: {slots: 1, stay: 10 d, boarding: true, next: [{when: {population: a}, use: {ward: 1}}, {use: {home: 1}}]}
  ward: {beds: 1, stay: 12 d, boarding: true, next: [{when: {population: b}, use: {iop: 1}}, {use: {home: 1}}]}
  op: {slots: unlimited, stay: 1 d, next: {home: 1}}
  house: {kind: housing, beds: 1, stay: 300 d, next: {home: 1})" +
                                            turnaround + "}\n"));
    };
    CHECK(admitted_with("") == Lines{"12 c1 admitted op", "12 c1 admitted house"});
    CHECK(admitted_with(", turnaround: 2 d") == Lines{"14 c1 admitted op", "14 c1 admitted house"});
}

TEST_CASE("three stages swap in a ring though one is over-full, and a ring of one is its own") {
    const Lines ring = story(R"(
populations: {a: {arrivals: at(0), enters: {one: 1}}, b: {arrivals: at(0, 0), enters: {two: 1}}, c: {arrivals: at(0), enters: {three: 1}}}
clock: {start: 2027-01-04, run: 8 d}
stages:
  one: {beds: 1, stay: 4 d, next: {two: 1}, boarding: true}
  two: {beds: 2, stay: 5 d, next: {three: 1}, boarding: true}
  three: {beds: 1, stay: 6 d, next: {one: 0.5, home: rest}, boarding: true}
changes: {cut: {from: 2027-01-06, set: {stages.two.beds: 1}}}
set: {stages.three.next: {one: 1}, stages.one.next: [{when: {came_from: home}, use: {two: 1}}, {use: {home: 1}}]}
)");
    CHECK(about({"6 "}, ring) == Lines{"6 c1 stay ended three completed", "6 c1 request one", "6 a1 left one completed",
                                       "6 a1 admitted two", "6 b1 left two completed", "6 b1 admitted three",
                                       "6 c1 left three completed", "6 c1 admitted one"});
    const Lines own = story(R"(
populations: {a: {arrivals: at(0, 1), enters: {ward: 1}}}
stages:
  ward: {beds: 1, stay: 4 d, next: [{when: {came_from: home}, use: {ward: 1}}, {use: {home: 1}}], boarding: true}
)");
    CHECK(about({"admitted"}, own) ==
          Lines{"0 a1 admitted ward", "4 a1 admitted ward", "8 a2 admitted ward", "12 a2 admitted ward"});
}

TEST_CASE("of two rings through one stage the one with the longer boarder goes first; the other goes when it closes") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0), enters: {one: 1}}, b: {arrivals: at(0), enters: {two: 1}}, c: {arrivals: at(0), enters: {three: 1}}, d: {arrivals: at(0), enters: {one: 1}}}
clock: {start: 2027-01-04, run: 8 d}
stages:
  one: {beds: 2, stay: [{when: {population: a}, use: 5 d}, {use: 4 d}], next: [{when: {population: a}, use: {two: 1}}, {when: {population: d}, use: {three: 1}}, {use: {home: 1}}], boarding: true}
  two: {beds: 1, stay: 6 d, next: [{when: {came_from: one}, use: {home: 1}}, {use: {one: 1}}], boarding: true}
  three: {beds: 1, stay: 6 d, next: [{when: {came_from: one}, use: {home: 1}}, {use: {one: 1}}], boarding: true}
)");
    CHECK(about({"6 "}, lines) == Lines{"6 b1 stay ended two completed", "6 b1 request one", "6 c1 stay ended three completed",
                                        "6 c1 request one", "6 d1 left one completed", "6 d1 admitted three",
                                        "6 c1 left three completed", "6 c1 admitted one", "6 a1 left one completed",
                                        "6 a1 admitted two", "6 b1 left two completed", "6 b1 admitted one"});
}

TEST_CASE("a place is closed for the turnaround after a stay") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0, 1), enters: {ward: 1}}}
stages:
  ward: {beds: 1, stay: 4 d, next: {home: 1}, turnaround: 6 h}
)");
    CHECK(about({"admitted"}, lines) == Lines{"0 a1 admitted ward", "4.25 a2 admitted ward"});
}

TEST_CASE("a cut puts nobody out and comes before the stays that end on its midnight") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0, 0, 1, 1, 1), enters: {ward: 1}}}
stages:
  ward: {beds: 2, stay: 4 d, next: {home: 1}}
changes: {cut: {from: 2027-01-08, set: {stages.ward.beds: 1}}, more: {from: 2027-01-11, set: {stages.ward.beds: 3}}}
)");
    CHECK(about({"admitted", "left"}, lines) == Lines{"0 a1 admitted ward", "0 a2 admitted ward", "4 a1 left ward completed",
                                                      "4 a2 left ward completed", "4 a3 admitted ward", "7 a4 admitted ward",
                                                      "7 a5 admitted ward", "8 a3 left ward completed",
                                                      "11 a4 left ward completed", "11 a5 left ward completed"});
}

}  // namespace
}  // namespace stepdown::testing
