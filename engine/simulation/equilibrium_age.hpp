// The age of a relapse clock that is found running: density in proportion to exp(-m H(age)) for a hazard multiplied by m.
#pragma once

#include <vector>

#include "random/distribution.hpp"

namespace stepdown {

/// The renewal equilibrium (Cox 1962, chapter 5) of a law's time under a multiplied hazard, tabulated.
class EquilibriumAge {
public:
    /// `multiplier` > 0.
    EquilibriumAge(const Distribution& time, double multiplier);

    /// In days; 0 < p < 1. Linear between table points; relative error of probabilities below 1e-4.
    double quantile(double p) const;

private:
    std::vector<double> ages_;
    std::vector<double> cumulative_;
};

}  // namespace stepdown
