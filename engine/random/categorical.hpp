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

    std::size_t size() const { return thresholds_.size() + 1; }

    std::size_t pick(std::uint32_t word) const {
        std::size_t choice = 0;
        while (choice < thresholds_.size() && word >= thresholds_[choice]) ++choice;
        return choice;
    }

private:
    /// Cumulative shares but the last, in units of 2^-32.
    std::vector<std::uint64_t> thresholds_;
};

}  // namespace stepdown
