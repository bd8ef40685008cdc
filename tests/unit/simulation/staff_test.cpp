// Staff as a condition of admission, told as stories.
#include <catch2/catch.hpp>

#include "story.hpp"

namespace stepdown::testing {
namespace {

TEST_CASE("a caseload that two stages share admits while the sum stays within the filled posts") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0, 1, 2), enters: {iop: 1}}, b: {arrivals: at(0, 0.5, 1.5), enters: {op: 1}}}
staff: {counselor: {shifts: {day: {fte: 1, days: mon-fri, from: 09:00, to: 17:00}}}}
stages:
  iop: {stay: 10 d, next: {home: 1}, caseload: {counselor: 2}}
  op: {stay: 4 d, next: {home: 1}, caseload: {counselor: 4}}
)");
    // Half a post for the first of a, a quarter each for the first two of b; on day 4 a quarter becomes free, which is too little
    // for a and enough for b.
    CHECK(about({"admitted"}, lines) == Lines{"0 a1 admitted iop", "0 b1 admitted op", "0.5 b2 admitted op", "4 b3 admitted op",
                                              "8 a2 admitted iop", "10 a3 admitted iop"});
}

TEST_CASE("a boarder brings its share of the caseload along, so that a full one does not lock") {
    const std::string scenario = R"(
populations: {a: {arrivals: at(0, 0), enters: {iop: 1}}, b: {arrivals: at(1), enters: {op: 1}}}
staff: {counselor: {shifts: {day: {fte: 1, days: mon-fri, from: 09:00, to: 17:00}}}}
stages:
  op: {stay: 6 d, next: {home: 1}, caseload: {counselor: 4}}
  iop: {stay: 3 d, next: {op: 1}, boarding: true, caseload: {counselor: 2}}
)";
    CHECK(about({"admitted op"}, story(scenario)) == Lines{"3 a1 admitted op", "3 b1 admitted op", "3 a2 admitted op"});
}

TEST_CASE("who leaves the old place while waiting no longer counts there, and gives nothing up") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0), enters: {iop: 1}}, b: {arrivals: at(0), enters: {op: 1}}, c: {arrivals: at(6), enters: {iop: 1}}}
staff: {counselor: {shifts: {day: {fte: 1, days: mon-fri, from: 09:00, to: 17:00}}}}
stages:
  iop: {stay: 3 d, next: {op: 1}, boarding: {at_most: 2 d}, caseload: {counselor: 2}}
  op: {slots: 1, stay: 10 d, next: {home: 1}, caseload: {counselor: 2}}
)");
    CHECK(about({"left iop", "admitted"}, lines) == Lines{"0 a1 admitted iop", "0 b1 admitted op", "5 a1 left iop completed",
                                                          "6 c1 admitted iop", "10 a1 admitted op", "11 c1 left iop completed",
                                                          "20 c1 admitted op"});
}

TEST_CASE("unstaffed beds take nobody new: nights carry fewer, and nobody is put out") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0.5, 0.5, 0.5, 0.9, 1.1), enters: {ward: 1}}}
staff:
  nurse:
    shifts:
      day: {fte: 2, days: mon-sun, from: 07:00, to: 19:00}
      night: {fte: 1, days: mon-sun, from: 19:00, to: 07:00}
stages:
  ward: {beds: 9, stay: 20 d, next: {home: 1}, staffed_by: {nurse: {day: 1 per 2, night: 1 per 3}}}
)");
    // Four by day, three by night: the fourth of Monday evening waits until seven on Tuesday.
    CHECK(about({"admitted", "left"}, lines) ==
          Lines{"0.5 a1 admitted ward", "0.5 a2 admitted ward", "0.5 a3 admitted ward", "1.29167 a4 admitted ward",
                "20.5 a1 left ward completed", "20.5 a2 left ward completed", "20.5 a3 left ward completed",
                "20.5 a5 admitted ward", "21.2917 a4 left ward completed", "40.5 a5 left ward completed"});
}

TEST_CASE("with fewer on shift than the least nobody new is admitted, and a rota of a half post is every second of its days") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(0, 1, 2, 3, 4, 5), enters: {ward: 1}}}
staff: {nurse: {shifts: {day: {fte: 1.5, days: mon-sun, from: 00:00, to: 24:00}}}}
stages:
  ward: {beds: 9, stay: 30 d, next: {home: 1}, staffed_by: {nurse: {day: 1 per 6, at_least: 2}}}
)");
    const Lines admitted = about({"admitted"}, lines);
    REQUIRE(admitted.size() == 6);
    // Every second day both are on shift; those of the day between are admitted at its end.
    const bool even = admitted[0] == "0 a1 admitted ward";
    CHECK(admitted == (even ? Lines{"0 a1 admitted ward", "2 a2 admitted ward", "2 a3 admitted ward", "4 a4 admitted ward",
                                    "4 a5 admitted ward", "6 a6 admitted ward"}
                            : Lines{"1 a1 admitted ward", "1 a2 admitted ward", "3 a3 admitted ward", "3 a4 admitted ward",
                                    "5 a5 admitted ward", "5 a6 admitted ward"}));
}

TEST_CASE("a cut closes a post at the end of its shift, and new posts begin filled") {
    const auto admitted = [](const std::string& arrivals, const std::string& changes) {
        return about({"admitted"}, story("populations: {a: {arrivals: " + arrivals + R"(, enters: {ward: 1}}}
staff: {nurse: {shifts: {night: {fte: 2, days: mon-sun, from: 20:00, to: 08:00}, day: {fte: 2, days: mon-sun, from: 08:00, to: 20:00}}}}
stages:
  ward: {beds: 9, stay: 3 d, next: {home: 1}, staffed_by: {nurse: {night: 1 per 2, day: 1 per 2}}}
changes: )" + changes + "\n"));
    };
    // On day 3 both posts of the night stay until eight and carry four; by day one carries two, of which three are there.
    CHECK(admitted("at(3.1, 3.1, 3.1, 3.4)", "{cut: {from: 2027-01-07, set: {staff.nurse.shifts.*.fte: 1}}}") ==
          Lines{"3.1 a1 admitted ward", "3.1 a2 admitted ward", "3.1 a3 admitted ward", "6.1 a4 admitted ward"});
    CHECK(admitted("at(3.1, 3.4, 12)",
                   "{cut: {from: 2027-01-07, set: {staff.nurse.shifts.*.fte: 0}}, "
                   "back: {from: 2027-01-14, set: {staff.nurse.shifts.day.fte: 1}}}") ==
          Lines{"3.1 a1 admitted ward", "10.3333 a2 admitted ward", "12.3333 a3 admitted ward"});
}

TEST_CASE("vacant posts carry nobody until they are filled") {
    const Lines lines = story(R"(
populations: {a: {arrivals: at(1, 2), enters: {iop: 1}}}
staff: {counselor: {shifts: {day: {fte: 1, days: mon-fri, from: 09:00, to: 17:00}}, turnover: 100000% per year, refill: 5 d}}
stages:
  iop: {stay: 50 d, next: {home: 1}, caseload: {counselor: 12}}
)");
    // A post that is left every eight hours or so stands empty most of the time, and clients come in when it does not.
    const Lines admitted = about({"admitted"}, lines);
    REQUIRE(admitted.size() == 2);
    CHECK(admitted.front() != "1 a1 admitted iop");
}

}  // namespace
}  // namespace stepdown::testing
