// Which observation a quantile is.
#include <catch2/catch.hpp>

#include "statistics/quantile_rank.hpp"

namespace stepdown_test {
namespace {

using stepdown::quantile_rank;

TEST_CASE("a quantile is the first observation with at least its share at or below it") {
    CHECK(quantile_rank(0.5, 1) == 1);
    CHECK(quantile_rank(0.5, 2) == 1);
    CHECK(quantile_rank(0.5, 3) == 2);
    CHECK(quantile_rank(0.9, 10) == 9);
    CHECK(quantile_rank(0.91, 10) == 10);
    CHECK(quantile_rank(1.0, 10) == 10);
    CHECK(quantile_rank(1e-9, 10) == 1);
}

TEST_CASE("a share that misses a whole rank by rounding alone is that rank") {
    // In doubles 0.07 * 100 is 7.000000000000001.
    CHECK(quantile_rank(0.07, 100) == 7);
    for (std::uint64_t count = 1; count <= 2000; ++count) {
        for (std::uint64_t rank = 1; rank <= count; rank += 1 + count / 50) {
            const double share = static_cast<double>(rank) / static_cast<double>(count);
            if (quantile_rank(share, count) != rank) FAIL_CHECK("rank " << rank << " of " << count);
        }
    }
    CHECK(quantile_rank(0.5, 4'000'000'000) == 2'000'000'000);
}

}  // namespace
}  // namespace stepdown_test
