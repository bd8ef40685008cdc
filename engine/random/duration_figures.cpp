// Laws from the figures that planners know of a duration.
#include <array>
#include <cmath>

#include "core/contract.hpp"
#include "random/distribution.hpp"
#include "random/portable_math.hpp"

namespace stepdown {

namespace {

double p90_of_standard_normal() { return normal_quantile(0.9); }

std::optional<Distribution> lognormal_or_fixed(double log_median, double variance) {
    if (!(variance >= 0.0)) return std::nullopt;
    if (variance == 0.0) return Distribution::fixed(portable_exp(log_median));
    return Distribution::lognormal(log_median, std::sqrt(variance));
}

// log p90 = mu + z sigma and log mean = mu + sigma^2 / 2: a quadratic in sigma.
std::optional<Distribution> lognormal_from_mean_and_p90(double mean, double p90) {
    const double z = p90_of_standard_normal();
    const double excess = portable_log(p90 / mean);
    if (excess == 0.0) return Distribution::fixed(mean);
    const double discriminant = z * z - 2.0 * excess;
    if (discriminant < 0.0) return std::nullopt;
    const double smaller = z - std::sqrt(discriminant);
    const double sigma = smaller > 0.0 ? smaller : z + std::sqrt(discriminant);
    return lognormal_or_fixed(portable_log(mean) - 0.5 * sigma * sigma, sigma * sigma);
}

double log_variance_from_cv(double cv) { return portable_log1p(cv * cv); }

}  // namespace

std::optional<Distribution> lognormal_from(const DurationFigures& figures) {
    int given = 0;
    for (const std::optional<double>& figure : {figures.mean, figures.median, figures.p90}) {
        given += figure ? 1 : 0;
        STEPDOWN_EXPECT(!figure || (*figure > 0.0 && std::isfinite(*figure)), "mean, median and p90 are positive");
    }
    given += figures.cv ? 1 : 0;
    STEPDOWN_EXPECT(given == 2, "a lognormal is fitted to two figures");
    STEPDOWN_EXPECT(!figures.cv || (*figures.cv >= 0.0 && std::isfinite(*figures.cv)), "a cv is not negative");

    if (figures.mean && figures.median) {
        const double ratio = *figures.mean / *figures.median;
        if (ratio == 1.0) return Distribution::fixed(*figures.mean);
        return lognormal_or_fixed(portable_log(*figures.median), 2.0 * portable_log(ratio));
    }
    if (figures.mean && figures.p90) return lognormal_from_mean_and_p90(*figures.mean, *figures.p90);
    if (figures.median && figures.p90) {
        if (*figures.p90 < *figures.median) return std::nullopt;
        if (*figures.p90 == *figures.median) return Distribution::fixed(*figures.median);
        const double sigma = portable_log(*figures.p90 / *figures.median) / p90_of_standard_normal();
        return lognormal_or_fixed(portable_log(*figures.median), sigma * sigma);
    }
    const double variance = log_variance_from_cv(*figures.cv);
    const double stated = figures.mean ? *figures.mean : figures.median ? *figures.median : *figures.p90;
    if (variance == 0.0) return Distribution::fixed(stated);
    double log_median = portable_log(stated);
    if (figures.mean) log_median -= 0.5 * variance;
    if (figures.p90) log_median -= p90_of_standard_normal() * std::sqrt(variance);
    return lognormal_or_fixed(log_median, variance);
}

Distribution gamma_from(double mean, double cv) {
    STEPDOWN_EXPECT(mean > 0.0 && cv >= 0.0, "a gamma's mean is positive, its cv not negative");
    if (cv == 0.0) return Distribution::fixed(mean);
    return Distribution::gamma_shape_scale(1.0 / (cv * cv), mean * cv * cv);
}

Distribution weibull_from(double shape, double mean) {
    STEPDOWN_EXPECT(shape > 0.0 && mean > 0.0, "a Weibull's shape and mean are positive");
    return Distribution::weibull(shape, mean / portable_tgamma(1.0 + 1.0 / shape));
}

std::optional<Distribution> hyperexponential_from(double mean, double cv) {
    STEPDOWN_EXPECT(mean > 0.0 && std::isfinite(cv), "a hyperexponential's mean is positive");
    if (cv < 1.0) return std::nullopt;
    const double squared = cv * cv;
    const double often = 0.5 * (1.0 + std::sqrt((squared - 1.0) / (squared + 1.0)));
    const std::array shares = {often, 1.0 - often};
    const std::array means = {mean / (2.0 * shares[0]), mean / (2.0 * shares[1])};
    return Distribution::hyperexponential(shares, means);
}

}  // namespace stepdown
