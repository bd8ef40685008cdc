#include "random/categorical.hpp"

#include <cmath>

#include "core/contract.hpp"

namespace stepdown {

namespace {

constexpr std::uint64_t no_word = std::uint64_t{1} << 32;

}  // namespace

Categorical::Categorical(std::span<const double> shares) {
    double total = 0.0;
    for (const double share : shares) {
        STEPDOWN_EXPECT(share >= 0.0 && std::isfinite(share), "shares are finite and not negative");
        total += share;
    }
    STEPDOWN_EXPECT(total > 0.0, "at least one share is positive");
    double sum = 0.0;
    size_ = shares.size();
    thresholds_.reserve(shares.size() + at_once);
    for (const double share : shares.first(shares.size() - 1)) {
        sum += share;
        thresholds_.push_back(static_cast<std::uint64_t>(sum / total * 0x1p32 + 0.5));
    }
    // Rounding must not leave a trailing share of 0 a last word.
    for (std::size_t last = shares.size(); last-- > 1 && shares[last] == 0.0;) thresholds_[last - 1] = no_word;
    while (thresholds_.size() % at_once != 0) thresholds_.push_back(no_word);
}

}  // namespace stepdown
