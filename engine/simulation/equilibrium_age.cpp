#include "simulation/equilibrium_age.hpp"

#include <algorithm>

#include "core/contract.hpp"
#include "random/portable_math.hpp"

namespace stepdown {

EquilibriumAge::EquilibriumAge(const Distribution& time, double multiplier) {
    STEPDOWN_EXPECT(multiplier > 0.0, "a clock runs only where its hazard is positive");
    constexpr std::size_t points = 2048;
    // Beyond this cumulative hazard a share of e^-30 is left.
    const double longest = time.inverse_cumulative_hazard(30.0 / multiplier);
    ages_.push_back(0.0);
    cumulative_.push_back(0.0);
    double survival_before = 1.0;
    for (std::size_t point = 1; point <= points; ++point) {
        // Denser near 0, where hazards change fastest.
        const double fraction = static_cast<double>(point) / static_cast<double>(points);
        const double age = longest * fraction * fraction * fraction;
        const double survival = portable_exp(-multiplier * time.cumulative_hazard(age));
        cumulative_.push_back(cumulative_.back() + 0.5 * (survival_before + survival) * (age - ages_.back()));
        ages_.push_back(age);
        survival_before = survival;
    }
}

double EquilibriumAge::quantile(double p) const {
    const double wanted = p * cumulative_.back();
    const auto after = std::upper_bound(cumulative_.begin(), cumulative_.end() - 1, wanted);
    const auto upper = static_cast<std::size_t>(after - cumulative_.begin());
    const double width = cumulative_[upper] - cumulative_[upper - 1];
    const double part = width > 0.0 ? (wanted - cumulative_[upper - 1]) / width : 0.0;
    return ages_[upper - 1] + part * (ages_[upper] - ages_[upper - 1]);
}

}  // namespace stepdown
