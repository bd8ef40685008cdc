// Cycles of boarders that wait for each other's places: the shortest through those who have boarded longest.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "core/id.hpp"
#include "simulation/client.hpp"

namespace stepdown {

/// A boarder that could move in a swap: from where, to where, and how.
struct SwapMove {
    StageId from;
    StageId to;
    ClientHandle client = no_client;
    std::uint8_t leg = 0;
    Ticks boarding_since = 0;
};

class SwapSearch {
public:
    explicit SwapSearch(std::size_t stages) : stages_(stages) {}

    /// Of the cycles that have a move with `boarding_since == since` and that `fits` accepts: the one with the fewest stages; of
    /// several, the first in file order of their stages, compared from the cycle's first stage in the file. It begins there.
    /// Empty when there is none. Between the same two stages the move listed first is tried first. After so many tries that
    /// nobody would wait for more (refusals by reservations or caseloads) the search ends without one.
    std::vector<SwapMove> best_cycle(const std::vector<SwapMove>& moves, Ticks since,
                                     const std::function<bool(const std::vector<SwapMove>&)>& fits) const;

private:
    std::size_t stages_;
};

}  // namespace stepdown
