// A histogram of durations with logarithmic bins, for quantiles of pooled observations in bounded memory.
// Values that a target names are counted exactly elsewhere.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/contract.hpp"
#include "time/sim_time.hpp"

namespace stepdown {

/// Bins in the manner of HdrHistogram: zero is kept apart and exact; then bins of one second up to 512 s, then 256 bins
/// per doubling. A bin holds its upper edge and not its lower one.
struct LogBins {
    static constexpr std::size_t per_octave = 256;
    /// What a quantile may be off: half a second, or this share of the value, whichever is larger.
    static constexpr double relative_error = 1.0 / 512;

    static std::size_t index(Ticks value) {
        const std::uint64_t second = static_cast<std::uint64_t>(value - 1) / static_cast<std::uint64_t>(ticks_per_second);
        const int halvings = static_cast<int>(std::bit_width(second | per_octave)) - 9;
        return static_cast<std::size_t>(halvings) * per_octave + static_cast<std::size_t>(second >> halvings);
    }
    /// Edges in ticks: the bin holds lower < value <= upper.
    static Ticks lower_edge(std::size_t bin);
    static Ticks upper_edge(std::size_t bin) { return lower_edge(bin + 1); }
};

/// One bin that holds something, for export.
struct HistogramBin {
    /// Inclusive upper edge; 0 for the exact zeros.
    Ticks upper_edge = 0;
    std::uint64_t count = 0;
};

/// Counts of `Count` bits; memory grows with the largest value seen. A bin must hold fewer than the largest `Count`.
template <class Count>
class BasicLogHistogram {
public:
    /// `value` >= 0.
    void add(Ticks value) {
        ++total_;
        if (value == 0) {
            ++zeros_;
            return;
        }
        STEPDOWN_EXPECT(value > 0, "a duration is not negative");
        const std::size_t bin = LogBins::index(value);
        if (bin >= counts_.size()) grow(bin);
        ++counts_[bin];
    }

    void add_zeros(std::uint64_t count) {
        total_ += count;
        zeros_ += count;
    }

    template <class OtherCount>
    void merge(const BasicLogHistogram<OtherCount>& other) {
        total_ += other.total_;
        zeros_ += other.zeros_;
        if (counts_.size() < other.counts_.size()) counts_.resize(other.counts_.size());
        for (std::size_t bin = 0; bin < other.counts_.size(); ++bin) counts_[bin] += static_cast<Count>(other.counts_[bin]);
    }

    std::uint64_t total() const { return total_; }
    std::uint64_t zeros() const { return zeros_; }

    /// The smallest value with at least a share `p` of the observations at or below it, in ticks: the middle of its bin,
    /// exactly 0 when the zeros suffice. 0 < p <= 1, total() > 0.
    double quantile(double p) const;
    /// How many observations are at or below `edge` >= 0; within the bin of `edge` taken as evenly spread.
    double count_at_or_below(Ticks edge) const;
    /// The zeros (when there are any) and every bin that is not empty, ascending.
    std::vector<HistogramBin> bins() const;

private:
    template <class>
    friend class BasicLogHistogram;

    void grow(std::size_t bin) { counts_.resize((bin / LogBins::per_octave + 1) * LogBins::per_octave); }

    std::uint64_t total_ = 0;
    std::uint64_t zeros_ = 0;
    /// Whole octaves.
    std::vector<Count> counts_;
};

extern template class BasicLogHistogram<std::uint32_t>;
extern template class BasicLogHistogram<std::uint64_t>;

/// Of one replication, and pooled over many.
using LogHistogram = BasicLogHistogram<std::uint32_t>;
using LogHistogramPool = BasicLogHistogram<std::uint64_t>;

}  // namespace stepdown
