#include <catch2/catch.hpp>

#include <cmath>

#include "model/admission_hours.hpp"

using namespace stepdown;

namespace {
Stage open_on(std::bitset<7> days, int from_hour, int to_hour) {
    Stage stage;
    stage.admits = WeeklyWindow(days, from_hour * ticks_per_hour, to_hour * ticks_per_hour);
    return stage;
}
}  // namespace

TEST_CASE("nobody waits for the hours of a stage that always admits, or gives up before them") {
    Stage stage;
    stage.waitlist.patience = Cases<Distribution>(Distribution::exponential(1.0));
    const AdmissionHours hours(stage);
    CHECK(hours.wait_days() == 0.0);
    CHECK(hours.gives_up({}) == 0.0);
}

TEST_CASE("a request waits half of a closed stretch when it comes in one") {
    CHECK(AdmissionHours(open_on(0b1111111, 6, 18)).wait_days() == Approx(0.5 * 0.25));
    // Weekdays from 9 to 17: four nights of 16 h and a weekend of 64 h in a week of 168 h.
    CHECK(AdmissionHours(open_on(0b0011111, 9, 17)).wait_days() == Approx((4 * 16 * 8 + 64 * 32) / 168.0 / 24.0));
}

TEST_CASE("those whose patience ends in a closed stretch give up, each by its own patience") {
    Stage stage = open_on(0b1111111, 6, 18);
    CHECK(AdmissionHours(stage).gives_up({}) == 0.0);
    Test relapsed;
    relapsed.subject = Test::Subject::relapses;
    relapsed.at_least = 1;
    stage.waitlist.patience =
        Cases<Distribution>({{Condition{{relapsed}}, Distribution::fixed(2.0)}, {Condition{}, Distribution::exponential(1.0)}});
    const AdmissionHours hours(stage);
    CHECK(hours.gives_up({}) == Approx(0.5 - (1.0 - std::exp(-0.5))).epsilon(1e-9));
    ClientFacts facts;
    facts.relapses = 1;
    CHECK(hours.gives_up(facts) == 0.0);
}
