// Lengths are tried from the shortest on, and no path is followed that is too far from home to close in that length; so a
// cycle that fits is found without looking at the longer ones, of which there may be exponentially many.
#include "simulation/swap_search.hpp"

#include <algorithm>
#include <limits>

namespace stepdown {

namespace {

constexpr std::size_t unreachable = std::numeric_limits<std::size_t>::max() / 2;
constexpr int most_tries = 100'000;

using Moves = std::vector<SwapMove>;

/// The fewest moves from each stage to `goal`.
std::vector<std::size_t> distances(const Moves& moves, StageId goal, std::size_t stages) {
    std::vector<std::size_t> distance(stages, unreachable);
    distance[goal.index()] = 0;
    for (bool shorter = true; shorter;) {
        shorter = false;
        for (const SwapMove& move : moves) {
            const std::size_t through = distance[move.to.index()] + 1;
            if (through >= distance[move.from.index()]) continue;
            distance[move.from.index()] = through;
            shorter = true;
        }
    }
    return distance;
}

std::vector<std::size_t> stages_of(const Moves& cycle) {
    std::vector<std::size_t> stages;
    for (const SwapMove& move : cycle) stages.push_back(move.from.index());
    return stages;
}

/// The same cycle from its first stage in the file.
Moves from_first_stage(Moves cycle) {
    const auto first = std::min_element(cycle.begin(), cycle.end(),
                                        [](const SwapMove& left, const SwapMove& right) { return left.from < right.from; });
    std::rotate(cycle.begin(), first, cycle.end());
    return cycle;
}

/// The cycles of one length through one move.
class CyclesThrough {
public:
    CyclesThrough(const Moves& moves, const std::vector<std::size_t>& distance, std::size_t length, int& tries)
        : moves_(moves), distance_(distance), length_(length), tries_(tries) {}

    template <class Visit>
    void visit(const SwapMove& first, const Visit& found) {
        path_ = {first};
        extend(found);
    }

private:
    template <class Visit>
    void extend(const Visit& found) {
        const StageId start = path_.front().from;
        const StageId here = path_.back().to;
        if (here == start) {
            if (path_.size() == length_) found(path_);
            return;
        }
        if (path_.size() + distance_[here.index()] > length_) return;
        for (const SwapMove& move : moves_) {
            if (move.from != here || move.to == here || ++tries_ > most_tries) continue;
            const auto passed = [&](const SwapMove& past) { return past.from == move.to && move.to != start; };
            if (std::any_of(path_.begin(), path_.end(), passed)) continue;
            path_.push_back(move);
            extend(found);
            path_.pop_back();
        }
    }

    const Moves& moves_;
    const std::vector<std::size_t>& distance_;
    std::size_t length_;
    int& tries_;
    Moves path_;
};

}  // namespace

std::vector<SwapMove> SwapSearch::best_cycle(const Moves& moves, Ticks since,
                                             const std::function<bool(const Moves&)>& fits) const {
    int tries = 0;
    for (std::size_t length = 1; length <= stages_ && tries <= most_tries; ++length) {
        Moves best;
        for (const SwapMove& first : moves) {
            if (first.boarding_since != since) continue;
            const auto distance = distances(moves, first.from, stages_);
            if (1 + distance[first.to.index()] > length) continue;
            CyclesThrough(moves, distance, length, tries).visit(first, [&](const Moves& path) {
                Moves cycle = from_first_stage(path);
                if (!best.empty() && stages_of(best) <= stages_of(cycle)) return;
                if (fits(cycle)) best = std::move(cycle);
            });
        }
        if (!best.empty()) return best;
    }
    return {};
}

}  // namespace stepdown
