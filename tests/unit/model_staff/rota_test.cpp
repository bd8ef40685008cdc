// Which days a post works.
#include <catch2/catch.hpp>

#include "model/staff.hpp"

namespace stepdown::testing {
namespace {

std::int64_t posts_on(const ShiftDays& days, std::int64_t posts, std::int64_t day) {
    std::int64_t count = 0;
    for (std::int64_t post = 0; post < posts; ++post) count += works_on(days, post, 1.0, day) ? 1 : 0;
    return count;
}

std::int64_t days_worked(const ShiftDays& days, std::int64_t post, double part, std::int64_t from, std::int64_t to) {
    std::int64_t count = 0;
    for (std::int64_t day = from; day < to; ++day) count += works_on(days, post, part, day) ? 1 : 0;
    return count;
}

ShiftDays rota(std::int64_t works, std::int64_t of) { return {ShiftDays::Kind::rota, {}, works, of}; }

TEST_CASE("a rota has the same number on each day when posts fill it, and never differs by more than one") {
    for (const std::int64_t day : {0, 1, 2, 3, 4, 5, 6, 20'000, 20'819}) {
        CHECK(posts_on(rota(3, 7), 14, day) == 6);
        CHECK(posts_on(rota(4, 7), 7, day) == 4);
        CHECK(posts_on(rota(1, 2), 6, day) == 3);
    }
    for (std::int64_t day = 20'000; day < 20'100; ++day) {
        const std::int64_t on = posts_on(rota(3, 7), 12, day);
        if (on != 5 && on != 6) FAIL_CHECK("day " << day << " has " << on);
    }
}

TEST_CASE("every post of a rota works its share of every cycle") {
    for (std::int64_t post = 0; post < 9; ++post) {
        for (std::int64_t first = 20'000; first < 20'014; ++first)
            CHECK(days_worked(rota(3, 7), post, 1.0, first, first + 7) == 3);
    }
}

TEST_CASE("a half post works half of its days, spread evenly") {
    ShiftDays weekdays;
    weekdays.weekdays = 0b0011111;
    for (std::int64_t monday = 0; monday < 700; monday += 14) CHECK(days_worked(weekdays, 4, 0.5, monday, monday + 14) == 5);
    CHECK(days_worked(weekdays, 0, 0.2, 0, 7 * 50) == 50);
    CHECK(days_worked(rota(4, 8), 3, 0.5, 0, 80) == 20);
    std::int64_t in_a_row = 0;
    for (std::int64_t day = 0; day < 28; ++day) {
        if (!weekdays.weekdays[static_cast<std::size_t>(day % 7)]) continue;
        in_a_row = works_on(weekdays, 0, 0.5, day) ? in_a_row + 1 : 0;
        CHECK(in_a_row <= 1);
    }
}

TEST_CASE("a full post on weekdays works them all, before 1970 too") {
    ShiftDays weekdays;
    weekdays.weekdays = 0b0010101;
    CHECK(days_worked(weekdays, 0, 1.0, -14, 14) == 12);
    CHECK(works_on(weekdays, 0, 1.0, -7));
    CHECK_FALSE(works_on(weekdays, 0, 1.0, -6));
    CHECK(days_worked(weekdays, 0, 0.5, -14, 14) == 6);
}

}  // namespace
}  // namespace stepdown::testing
