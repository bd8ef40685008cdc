// The check that all exact-theory tests use must itself be able to fail.
#include <catch2/catch.hpp>

#include <cmath>
#include <random>
#include <vector>

#include "support/statistical_check.hpp"

namespace stepdown::testing {
namespace {

/// Exponential figures with mean 4, one per replication.
Estimate sample(std::size_t replications) {
    std::mt19937_64 generator(21);
    std::vector<double> values;
    for (std::size_t i = 0; i < replications; ++i)
        values.push_back(-4.0 * std::log((static_cast<double>(generator() >> 11) + 0.5) * 0x1p-53));
    return mean_of(values);
}

TEST_CASE("the true theory is agreed with") { CHECK(disagreement(sample(4000), 4.0, 0.25).empty()); }

TEST_CASE("a theory that is off by more than the precision is refused") {
    CHECK_FALSE(disagreement(sample(4000), 4.5, 0.25).empty());
    CHECK_FALSE(disagreement(sample(4000), 3.5, 0.25).empty());
}

TEST_CASE("a sample too small to tell is refused, whatever the theory") {
    CHECK_FALSE(disagreement(sample(40), 4.0, 0.25).empty());
    CHECK_FALSE(disagreement(Estimate{}, 4.0, 0.25).empty());
    CHECK_FALSE(disagreement(sample(1), 4.0, 100.0).empty());
}

}  // namespace
}  // namespace stepdown::testing
