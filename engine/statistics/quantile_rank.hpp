// The one definition of a quantile that all estimates share.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>

#include "core/contract.hpp"

namespace stepdown {

/// Of `count` observations in ascending order, which one (from 1) is the smallest with at least a share `p` at or below
/// it. A product that misses a whole number by rounding alone counts as that number. 0 < p <= 1, 0 < count.
inline std::uint64_t quantile_rank(double p, std::uint64_t count) {
    STEPDOWN_EXPECT(p > 0.0 && p <= 1.0 && count > 0, "a quantile needs a share in (0, 1] and an observation");
    const double rank = std::ceil(p * static_cast<double>(count) * (1.0 - 1e-12));
    const auto whole = static_cast<std::uint64_t>(rank);
    return whole < 1 ? 1 : whole;
}

}  // namespace stepdown
