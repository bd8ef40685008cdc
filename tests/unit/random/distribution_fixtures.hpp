// One law of every family, plain, shifted and truncated, for the tests that hold for all of them.
#pragma once

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "random/distribution.hpp"

namespace stepdown_test {

struct NamedLaw {
    std::string name;
    stepdown::Distribution law;
    /// Families with a density, whose cdf has no jump.
    bool has_density = true;
};

inline std::vector<NamedLaw> plain_laws() {
    using stepdown::Distribution;
    const std::array shares = {0.7, 0.2, 0.1};
    const std::array means = {2.0, 15.0, 60.0};
    const std::array values = {9.0, 1.0, 4.0, 4.0, 30.0};
    const std::array weights = {0.2, 0.3, 0.1, 0.2, 0.2};
    const std::array edges = {0.5, 1.0, 3.0, 10.0, 11.0};
    const std::array bin_weights = {2.0, 0.0, 5.0, 3.0};
    return {{"fixed", Distribution::fixed(14.0), false},
            {"exponential", Distribution::exponential(12.5)},
            {"uniform", Distribution::uniform(3.0, 8.0)},
            {"triangular", Distribution::triangular(2.0, 4.0, 12.0)},
            {"triangular from its mode", Distribution::triangular(0.0, 0.0, 5.0)},
            {"triangular up to its mode", Distribution::triangular(1.0, 6.0, 6.0)},
            {"gamma", Distribution::gamma_shape_scale(2.3, 4.0)},
            {"steep gamma", Distribution::gamma_shape_scale(0.4, 20.0)},
            {"erlang", Distribution::erlang(9.0, 3)},
            {"weibull", Distribution::weibull(0.724, 47.3)},
            {"bell-shaped weibull", Distribution::weibull(2.5, 10.0)},
            {"lognormal", Distribution::lognormal(3.7, 1.09)},
            {"hyperexponential", Distribution::hyperexponential(shares, means)},
            {"empirical", Distribution::empirical(values, weights), false},
            {"histogram", Distribution::histogram(edges, bin_weights)}};
}

/// The plain laws, each also shifted, cut above, cut below and all at once.
inline std::vector<NamedLaw> all_laws() {
    std::vector<NamedLaw> laws;
    for (const NamedLaw& plain : plain_laws()) {
        const double low = plain.law.quantile(0.2);
        const double high = plain.law.quantile(0.85);
        const auto add = [&](const std::string& how, const stepdown::Distribution& law) {
            laws.push_back({plain.name + how, law, plain.has_density});
        };
        add("", plain.law);
        add(" shifted", plain.law.shifted(2.5));
        add(" cut above", plain.law.truncated(std::nullopt, high));
        add(" cut below", plain.law.truncated(low, std::nullopt));
        add(" shifted and cut", plain.law.shifted(2.5).truncated(low + 2.5, high + 2.5));
    }
    return laws;
}

/// A composite midpoint rule that is blind to how the law computes its own integrals.
template <class Function>
double integral(const Function& function, double from, double to, int steps = 10'000) {
    double sum = 0.0;
    for (int step = 0; step < steps; ++step) sum += function(from + (to - from) * (step + 0.5) / steps);
    return sum * (to - from) / steps;
}

}  // namespace stepdown_test
