#include "statistics/time_weighted_histogram.hpp"

namespace stepdown {

namespace {

// How much a share times the total may miss a whole time by rounding.
constexpr double rounding = 1e-12;

}  // namespace

void TimeWeightedHistogram::merge(const TimeWeightedHistogram& other) {
    if (held_.size() < other.held_.size()) held_.resize(other.held_.size());
    for (std::size_t level = 0; level < other.held_.size(); ++level) held_[level] += other.held_[level];
    total_ += other.total_;
}

Int128 TimeWeightedHistogram::integral() const {
    Int128 sum = 0;
    for (std::size_t level = 0; level < held_.size(); ++level) sum += static_cast<Int128>(level) * held_[level];
    return sum;
}

Int128 TimeWeightedHistogram::held_at_or_below(std::int64_t level) const {
    Int128 sum = 0;
    for (std::size_t position = 0; position < held_.size() && static_cast<std::int64_t>(position) <= level; ++position) {
        sum += held_[position];
    }
    return sum;
}

std::int64_t TimeWeightedHistogram::quantile(double p) const {
    STEPDOWN_EXPECT(p > 0.0 && p <= 1.0 && total_ > 0, "a quantile needs a share in (0, 1] and some time");
    const double needed = p * to_double(total_) * (1.0 - rounding);
    Int128 seen = 0;
    std::size_t level = 0;
    for (; level + 1 < held_.size(); ++level) {
        seen += held_[level];
        if (seen > 0 && to_double(seen) >= needed) break;
    }
    return static_cast<std::int64_t>(level);
}

}  // namespace stepdown
