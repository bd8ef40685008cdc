// Where the initial transient of a series ends: MSER-5.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace stepdown {

struct Truncation {
    /// How many observations to leave out; a multiple of the batch size.
    std::size_t observations = 0;
    std::size_t batches = 0;
    /// Otherwise the series is too short to tell.
    bool in_first_half = true;
};

/// The truncation that minimizes the marginal standard error of what is left, on means of batches of 5 (White 1997;
/// White, Cobb and Spratt 2000). The last 5 batches are never candidates, since a few alike would win by chance.
/// Of equal minima the earliest. Nothing for series of fewer than 10 batches.
std::optional<Truncation> mser5(std::span<const double> series);

}  // namespace stepdown
