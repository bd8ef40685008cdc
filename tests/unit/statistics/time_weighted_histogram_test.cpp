// How long a level was held, against the same history written out.
#include <catch2/catch.hpp>

#include <vector>

#include "statistics/time_weighted_histogram.hpp"

namespace stepdown_test {
namespace {

using stepdown::Int128;
using stepdown::Ticks;
using stepdown::TimeWeightedHistogram;
using stepdown::to_double;

TEST_CASE("the integral, the highest level and the quantiles weigh each level by its time") {
    TimeWeightedHistogram levels;
    levels.add(3, 10);
    levels.add(0, 60);
    levels.add(3, 20);
    levels.add(7, 10);
    CHECK(to_double(levels.total()) == 100);
    CHECK(to_double(levels.integral()) == 3 * 30 + 7 * 10);
    CHECK(to_double(levels.held_at_or_below(2)) == 60);
    CHECK(to_double(levels.held_at_or_below(3)) == 90);
    CHECK(levels.max() == 7);
    CHECK(levels.quantile(0.01) == 0);
    CHECK(levels.quantile(0.6) == 0);
    CHECK(levels.quantile(0.61) == 3);
    CHECK(levels.quantile(0.9) == 3);
    CHECK(levels.quantile(0.91) == 7);
    CHECK(levels.quantile(1.0) == 7);
}

TEST_CASE("a level that was held for no time was not held") {
    TimeWeightedHistogram levels;
    levels.add(2, 5);
    levels.add(90, 0);
    CHECK(levels.max() == 2);
    CHECK(levels.quantile(1.0) == 2);
}

TEST_CASE("histories added together are one longer history") {
    TimeWeightedHistogram together;
    TimeWeightedHistogram first;
    TimeWeightedHistogram second;
    for (const auto& [level, held] : std::vector<std::pair<int, Ticks>>{{1, 5}, {4, 9}}) {
        first.add(level, held);
        together.add(level, held);
    }
    second.add(9, 30);
    together.add(9, 30);
    first.merge(second);
    CHECK(first.max() == together.max());
    CHECK(first.integral() == together.integral());
    CHECK(first.quantile(0.3) == together.quantile(0.3));
}

TEST_CASE("a hundred years of a thousand clients do not overflow and lose no tick") {
    TimeWeightedHistogram levels;
    for (int replication = 0; replication < 1000; ++replication) levels.add(1000, 100 * stepdown::ticks_per_year);
    levels.add(1000, 1);
    const Int128 ticks = Int128{1000} * 100 * stepdown::ticks_per_year + 1;
    CHECK(levels.total() == ticks);
    CHECK(levels.integral() == 1000 * ticks);
}

}  // namespace
}  // namespace stepdown_test
