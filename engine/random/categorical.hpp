// A choice among a few, drawn from one 32-bit word by inversion.
// Inversion rather than an alias table: a small change of the shares then changes the choice of few clients.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace stepdown {

class Categorical {
public:
    /// A single certain choice.
    Categorical() = default;

    /// `shares` are relative weights: finite, none negative, at least one positive. Probabilities are kept to 2^-32;
    /// a share of 0 is never picked.
    explicit Categorical(std::span<const double> shares);

    std::size_t size() const { return size_; }

    /// Counts all thresholds passed: where a word falls cannot be guessed, so stopping at the first that is not would cost more.
    std::size_t pick(std::uint32_t word) const {
        std::size_t choice = 0;
        for (std::size_t first = 0; first < thresholds_.size(); first += at_once) {
            for (std::size_t each = 0; each < at_once; ++each) choice += word >= thresholds_[first + each] ? 1 : 0;
        }
        return choice;
    }

private:
    static constexpr std::size_t at_once = 4;

    std::size_t size_ = 1;
    /// Cumulative shares but the last, in units of 2^-32; filled up to a multiple of `at_once` with what no word reaches.
    std::vector<std::uint64_t> thresholds_;
};

}  // namespace stepdown
