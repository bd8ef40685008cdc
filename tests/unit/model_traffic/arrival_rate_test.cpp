#include <catch2/catch.hpp>

#include <cmath>

#include "model/arrival_rate.hpp"
#include "model/regimes.hpp"
#include "support/small_models.hpp"

using namespace stepdown;

namespace {
Clock one_year(Ticks warm_up = 0) {
    Clock clock;
    clock.calendar =
        Calendar(std::chrono::sys_days{std::chrono::year{2027} / 1 / 4} - std::chrono::days{warm_up / ticks_per_day});
    clock.warm_up = warm_up;
    clock.run = ticks_per_year;
    return clock;
}
}  // namespace

TEST_CASE("weekday profiles spread the rate but keep its average over whole weeks") {
    Arrivals arrivals;
    arrivals.per_day = 3.0;
    arrivals.by_weekday = {1.5, 1.5, 1, 1, 1, 0.5, 0.5};
    const Clock clock = one_year();
    CHECK(mean_arrivals_per_day(clock, arrivals, 0, 4 * ticks_per_week) == Approx(3.0).epsilon(1e-12));
    CHECK(mean_arrivals_per_day(clock, arrivals, 0, ticks_per_day) == Approx(4.5));
}

TEST_CASE("growth begins at the measured start") {
    Arrivals arrivals;
    arrivals.per_day = 1.0;
    arrivals.growth = 0.03;
    const Clock clock = one_year(ticks_per_year);
    CHECK(mean_arrivals_per_day(clock, arrivals, 0, clock.start()) == Approx(1.0).epsilon(1e-12));
    CHECK(mean_arrivals_per_day(clock, arrivals, clock.start(), clock.end()) == Approx(0.03 / std::log(1.03)).epsilon(1e-6));
    CHECK(arrivals_per_day_at_end(clock, arrivals) == Approx(1.03).epsilon(1e-12));
}

TEST_CASE("surges multiply on their days, end exclusive") {
    Arrivals arrivals;
    arrivals.per_day = 1.0;
    arrivals.surges.push_back({"spring", 10 * ticks_per_day, 20 * ticks_per_day, 3.0});
    const Clock clock = one_year();
    CHECK(mean_arrivals_per_day(clock, arrivals, 0, 100 * ticks_per_day) == Approx(1.2));
    CHECK(mean_arrivals_per_day(clock, arrivals, 20 * ticks_per_day, 30 * ticks_per_day) == Approx(1.0));
}

TEST_CASE("a trace counts its lines") {
    Arrivals arrivals;
    arrivals.kind = Arrivals::Kind::trace;
    arrivals.trace = {{0, {}}, {ticks_per_day, {}}, {9 * ticks_per_day, {}}, {10 * ticks_per_day, {}}};
    CHECK(mean_arrivals_per_day(one_year(), arrivals, 0, 10 * ticks_per_day) == Approx(0.3));
}

TEST_CASE("regimes hold what the changes before them have set") {
    SmallModel small({"iop"});
    small.ask("adults", 1.0, {{1.0, "iop"}});
    small.stage("iop").places = 10;
    small.model.changes.push_back({"more", 5 * ticks_per_day, {SetPlaces{StageId(0), 20}}});
    small.model.changes.push_back({"same-day", 5 * ticks_per_day, {SetLimit{StageId(0), 7}}});
    small.model.changes.push_back({"after-the-end", 2 * ticks_per_year, {SetPlaces{StageId(0), 1}}});
    const auto regimes = regimes_of(small.model);
    REQUIRE(regimes.size() == 2);
    CHECK(regimes[0].to == 5 * ticks_per_day);
    CHECK(regimes[0].model.stages[0].places == 10);
    CHECK(regimes[1].model.stages[0].places == 20);
    CHECK(regimes[1].model.stages[0].waitlist.limit == 7);
    CHECK(regimes[1].to == small.model.clock.end());
}
