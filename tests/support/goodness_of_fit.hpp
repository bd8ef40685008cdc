// Whether a sample can come from a law: the Kolmogorov-Smirnov distance in units of its 0.1% critical value.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace stepdown_test {

/// Above 1 for one in a thousand samples of the right law (Kolmogorov's asymptotic law); grows with the root of the sample
/// size for a wrong one. Values that occur several times are judged at their cdf, so laws with atoms are allowed.
template <class Cdf>
double misfit(std::vector<double> sample, const Cdf& cdf) {
    std::sort(sample.begin(), sample.end());
    const auto size = static_cast<double>(sample.size());
    double distance = 0.0;
    for (std::size_t first = 0; first < sample.size();) {
        std::size_t last = first;
        while (last + 1 < sample.size() && sample[last + 1] == sample[first]) ++last;
        const double below = cdf(std::nextafter(sample[first], -1.0));
        const double at = cdf(sample[first]);
        distance = std::max(distance, std::abs(below - static_cast<double>(first) / size));
        distance = std::max(distance, std::abs(at - static_cast<double>(last + 1) / size));
        first = last + 1;
    }
    return distance * std::sqrt(size) / 1.9495;
}

struct SampleMoments {
    double mean = 0.0;
    double variance = 0.0;
    double standard_error = 0.0;
};

inline SampleMoments moments(const std::vector<double>& sample) {
    SampleMoments result;
    const auto size = static_cast<double>(sample.size());
    for (const double value : sample) result.mean += value / size;
    for (const double value : sample) result.variance += (value - result.mean) * (value - result.mean) / (size - 1.0);
    result.standard_error = std::sqrt(result.variance / size);
    return result;
}

}  // namespace stepdown_test
