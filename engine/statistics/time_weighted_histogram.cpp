#include "statistics/time_weighted_histogram.hpp"

namespace stepdown {

namespace {

// How much a share times the total may miss a whole time by rounding.
constexpr double rounding = 1e-12;

}  // namespace

template <class Held>
Int128 BasicTimeWeightedHistogram<Held>::total() const {
    Int128 sum = 0;
    for (const Held held : held_) sum += held;
    return sum;
}

template <class Held>
Int128 BasicTimeWeightedHistogram<Held>::integral() const {
    Int128 sum = 0;
    for (std::size_t level = 0; level < held_.size(); ++level) sum += static_cast<Int128>(level) * held_[level];
    return sum;
}

template <class Held>
Int128 BasicTimeWeightedHistogram<Held>::held_at_or_below(std::int64_t level) const {
    Int128 sum = 0;
    for (std::size_t position = 0; position < held_.size() && static_cast<std::int64_t>(position) <= level; ++position) {
        sum += held_[position];
    }
    return sum;
}

template <class Held>
std::int64_t BasicTimeWeightedHistogram<Held>::max() const {
    std::size_t levels = held_.size();
    while (levels > 1 && held_[levels - 1] == 0) --levels;
    return levels == 0 ? 0 : static_cast<std::int64_t>(levels) - 1;
}

template <class Held>
std::int64_t BasicTimeWeightedHistogram<Held>::quantile(double p) const {
    const Int128 whole = total();
    STEPDOWN_EXPECT(p > 0.0 && p <= 1.0 && whole > 0, "a quantile needs a share in (0, 1] and some time");
    const double needed = p * to_double(whole) * (1.0 - rounding);
    Int128 seen = 0;
    std::size_t level = 0;
    for (; level + 1 < held_.size(); ++level) {
        seen += held_[level];
        if (seen > 0 && to_double(seen) >= needed) break;
    }
    return static_cast<std::int64_t>(level);
}

template class BasicTimeWeightedHistogram<Ticks>;
template class BasicTimeWeightedHistogram<Int128>;

}  // namespace stepdown
