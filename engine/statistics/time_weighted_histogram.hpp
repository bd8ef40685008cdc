// How long an integer level (a census, a waitlist) was held: exact ticks per level.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/contract.hpp"
#include "statistics/int128.hpp"
#include "time/sim_time.hpp"

namespace stepdown {

/// `Held` counts the ticks at one level.
template <class Held>
class BasicTimeWeightedHistogram {
public:
    /// `level` was held for `held` more ticks; both >= 0.
    void add(std::int64_t level, Ticks held) {
        STEPDOWN_EXPECT(level >= 0 && held >= 0, "levels and times held are not negative");
        const auto position = static_cast<std::size_t>(level);
        if (position >= held_.size()) held_.resize(position + 1);
        held_[position] += held;
    }

    template <class OtherHeld>
    void merge(const BasicTimeWeightedHistogram<OtherHeld>& other) {
        if (held_.size() < other.held_.size()) held_.resize(other.held_.size());
        for (std::size_t level = 0; level < other.held_.size(); ++level) held_[level] += static_cast<Held>(other.held_[level]);
    }

    Int128 total() const;
    /// The integral of the level over time.
    Int128 integral() const;
    /// Ticks at levels up to `level`.
    Int128 held_at_or_below(std::int64_t level) const;
    /// The smallest level such that at least a share `p` of the time was spent at or below it. 0 < p <= 1, total() > 0.
    std::int64_t quantile(double p) const;
    /// The highest level held for any time; 0 when there is none.
    std::int64_t max() const;

private:
    template <class>
    friend class BasicTimeWeightedHistogram;

    /// The last ones may be 0.
    std::vector<Held> held_;
};

extern template class BasicTimeWeightedHistogram<Ticks>;
extern template class BasicTimeWeightedHistogram<Int128>;

/// Of one replication, and pooled over many.
using TimeWeightedHistogram = BasicTimeWeightedHistogram<Ticks>;
using TimeWeightedHistogramPool = BasicTimeWeightedHistogram<Int128>;

}  // namespace stepdown
