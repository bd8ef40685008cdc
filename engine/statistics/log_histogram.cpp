#include "statistics/log_histogram.hpp"

#include <algorithm>
#include <numeric>

#include "statistics/quantile_rank.hpp"

namespace stepdown {

Ticks LogBins::lower_edge(std::size_t bin) {
    if (bin < 2 * per_octave) return static_cast<Ticks>(bin) * ticks_per_second;
    const std::size_t halvings = bin / per_octave - 1;
    const std::size_t within = bin - halvings * per_octave;
    return static_cast<Ticks>(within << halvings) * ticks_per_second;
}

template <class Count>
double BasicLogHistogram<Count>::quantile(double p) const {
    const std::uint64_t rank = quantile_rank(p, total_);
    std::uint64_t seen = zeros_;
    if (rank <= seen) return 0.0;
    std::size_t bin = 0;
    // Whole octaves first: adding them up is much quicker than asking after each bin.
    for (; bin < counts_.size(); bin += LogBins::per_octave) {
        const auto first = counts_.begin() + static_cast<std::ptrdiff_t>(bin);
        const std::uint64_t inside = std::accumulate(first, first + LogBins::per_octave, std::uint64_t{0});
        if (rank <= seen + inside) break;
        seen += inside;
    }
    for (; bin < counts_.size(); ++bin) {
        seen += counts_[bin];
        if (rank <= seen) {
            return 0.5 * (static_cast<double>(LogBins::lower_edge(bin)) + static_cast<double>(LogBins::upper_edge(bin)));
        }
    }
    STEPDOWN_EXPECT(false, "the bins hold all observations");
    return 0.0;
}

template <class Count>
double BasicLogHistogram<Count>::count_at_or_below(Ticks edge) const {
    STEPDOWN_EXPECT(edge >= 0, "a duration is not negative");
    auto count = static_cast<double>(zeros_);
    for (std::size_t bin = 0; bin < counts_.size(); ++bin) {
        const Ticks lower = LogBins::lower_edge(bin);
        if (lower >= edge) break;
        const Ticks width = LogBins::upper_edge(bin) - lower;
        const double share = static_cast<double>(std::min(edge - lower, width)) / static_cast<double>(width);
        count += share * static_cast<double>(counts_[bin]);
    }
    return count;
}

template <class Count>
std::vector<HistogramBin> BasicLogHistogram<Count>::bins() const {
    std::vector<HistogramBin> filled;
    if (zeros_ > 0) filled.push_back({0, zeros_});
    for (std::size_t bin = 0; bin < counts_.size(); ++bin) {
        if (counts_[bin] > 0) filled.push_back({LogBins::upper_edge(bin), counts_[bin]});
    }
    return filled;
}

template class BasicLogHistogram<std::uint32_t>;
template class BasicLogHistogram<std::uint64_t>;

}  // namespace stepdown
