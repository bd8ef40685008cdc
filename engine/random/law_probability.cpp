// Probabilities, quantiles and hazards of each family.
#include <algorithm>
#include <cmath>
#include <limits>

#include "random/incomplete_gamma.hpp"
#include "random/law.hpp"
#include "random/monotone_root.hpp"
#include "random/portable_math.hpp"

namespace stepdown {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// How much cumulative shares that were added up may miss a round probability.
constexpr double cumulative_tolerance = 1e-12;

double triangular_survival(double x, double min, double mode, double max) {
    const double width = max - min;
    if (x < mode) return 1.0 - (x - min) * (x - min) / (width * (mode - min));
    return (max - x) * (max - x) / (width * (max - mode));
}

// log of a mixture of exponentials' survival, without underflow: the longest branch is taken out.
double mixture_log_survival(const LawTable& table, double x) {
    const double longest = *std::max_element(table.points.begin(), table.points.end());
    double sum = 0.0;
    for (std::size_t branch = 0; branch < table.points.size(); ++branch) {
        sum += table.probabilities[branch] * portable_exp(x / longest - x / table.points[branch]);
    }
    // The shares may add up to a rounding more than 1.
    return portable_log(std::min(sum, 1.0)) - x / longest;
}

double mixture_cdf(const LawTable& table, double x) {
    double sum = 0.0;
    for (std::size_t branch = 0; branch < table.points.size(); ++branch) {
        sum -= table.probabilities[branch] * portable_expm1(-x / table.points[branch]);
    }
    return sum;
}

}  // namespace

double Law::lowest() const {
    switch (family_) {
        case Family::fixed:
        case Family::uniform:
        case Family::triangular: return first_;
        case Family::empirical:
        case Family::histogram: return table_quantile(0.0);
        default: return 0.0;
    }
}

double Law::highest() const {
    switch (family_) {
        case Family::fixed: return first_;
        case Family::uniform: return second_;
        case Family::triangular: return third_;
        case Family::empirical:
        case Family::histogram: return table_quantile(1.0);
        default: return infinity;
    }
}

double Law::table_cdf(double x) const {
    const LawTable& table = *table_;
    const auto above =
        static_cast<std::size_t>(std::upper_bound(table.points.begin(), table.points.end(), x) - table.points.begin());
    if (above == 0) return 0.0;
    if (family_ == Family::empirical) return table.cumulative[above - 1];
    const std::size_t bin = above - 1;
    if (bin == table.probabilities.size()) return 1.0;
    const double before = bin == 0 ? 0.0 : table.cumulative[bin - 1];
    const double within = (x - table.points[bin]) / (table.points[bin + 1] - table.points[bin]);
    return before + within * (table.cumulative[bin] - before);
}

double Law::table_quantile(double p) const {
    const LawTable& table = *table_;
    // The smallest value that is possible at all, also for p = 0.
    const double at_least = std::max(p - cumulative_tolerance, std::numeric_limits<double>::min());
    const auto row = static_cast<std::size_t>(std::lower_bound(table.cumulative.begin(), table.cumulative.end(), at_least) -
                                              table.cumulative.begin());
    if (family_ == Family::empirical) return table.points[row];
    const double before = row == 0 ? 0.0 : table.cumulative[row - 1];
    const double within = std::clamp((p - before) / (table.cumulative[row] - before), 0.0, 1.0);
    return table.points[row] + within * (table.points[row + 1] - table.points[row]);
}

double Law::cdf(double x) const {
    if (x < lowest()) return 0.0;
    if (x >= highest()) return 1.0;
    switch (family_) {
        case Family::exponential: return -portable_expm1(-x / first_);
        case Family::uniform: return (x - first_) / (second_ - first_);
        case Family::gamma:
        case Family::erlang: return gamma_cdf(first_, x / second_);
        case Family::weibull: return -portable_expm1(-portable_pow(x / second_, first_));
        case Family::lognormal: return x > 0.0 ? normal_cdf((portable_log(x) - first_) / second_) : 0.0;
        case Family::hyperexponential: return mixture_cdf(*table_, x);
        case Family::empirical:
        case Family::histogram: return table_cdf(x);
        default: return 1.0 - survival(x);
    }
}

double Law::survival(double x) const {
    if (x < lowest()) return 1.0;
    if (x >= highest()) return 0.0;
    switch (family_) {
        case Family::exponential: return portable_exp(-x / first_);
        case Family::uniform: return (second_ - x) / (second_ - first_);
        case Family::triangular: return triangular_survival(x, first_, second_, third_);
        case Family::gamma:
        case Family::erlang: return gamma_survival(first_, x / second_);
        case Family::weibull: return portable_exp(-portable_pow(x / second_, first_));
        case Family::lognormal: return x > 0.0 ? normal_survival((portable_log(x) - first_) / second_) : 1.0;
        case Family::hyperexponential: return portable_exp(mixture_log_survival(*table_, x));
        default: return 1.0 - cdf(x);
    }
}

double Law::log_survival(double x) const {
    if (x <= 0.0 && x < highest()) return 0.0;
    if (x >= highest()) return -infinity;
    switch (family_) {
        case Family::exponential: return -x / first_;
        case Family::weibull: return -portable_pow(x / second_, first_);
        case Family::gamma:
        case Family::erlang: return gamma_log_survival(first_, x / second_);
        case Family::lognormal: return normal_log_survival((portable_log(x) - first_) / second_);
        case Family::hyperexponential: return mixture_log_survival(*table_, x);
        default: return portable_log(survival(x));
    }
}

double Law::quantile(double p) const {
    STEPDOWN_EXPECT(p >= 0.0 && p <= 1.0, "a probability lies between 0 and 1");
    if (p == 0.0) return lowest();
    if (p == 1.0) return highest();
    switch (family_) {
        case Family::exponential: return -first_ * portable_log1p(-p);
        case Family::uniform: return first_ + p * (second_ - first_);
        case Family::weibull: return second_ * portable_pow(-portable_log1p(-p), third_);
        case Family::lognormal: return portable_exp(first_ + second_ * normal_quantile(p));
        case Family::empirical:
        case Family::histogram: return table_quantile(p);
        case Family::gamma:
        case Family::erlang:
        case Family::hyperexponential:
            if (p < 0.5) return monotone_root_above([&](double x) { return cdf(x) - p; }, 0.0, mean());
            return survival_quantile(1.0 - p);
        default: return survival_quantile(1.0 - p);
    }
}

double Law::survival_quantile(double q) const {
    STEPDOWN_EXPECT(q >= 0.0 && q <= 1.0, "a probability lies between 0 and 1");
    if (q == 0.0) return highest();
    if (q == 1.0) return lowest();
    switch (family_) {
        case Family::fixed: return first_;
        case Family::uniform: return second_ - q * (second_ - first_);
        case Family::triangular: {
            const double width = third_ - first_;
            if (q * width <= third_ - second_) return third_ - std::sqrt(q * width * (third_ - second_));
            return first_ + std::sqrt((1.0 - q) * width * (second_ - first_));
        }
        case Family::lognormal: return portable_exp(first_ - second_ * normal_quantile(q));
        case Family::empirical:
        case Family::histogram: return table_quantile(1.0 - q);
        default: return inverse_cumulative_hazard(-portable_log(q));
    }
}

double Law::inverse_cumulative_hazard(double hazard) const {
    if (std::isinf(hazard)) return highest();
    switch (family_) {
        case Family::exponential: return first_ * hazard;
        case Family::weibull: return second_ * portable_pow(hazard, third_);
        case Family::gamma:
        case Family::erlang:
        case Family::hyperexponential:
            return monotone_root_above([&](double x) { return -log_survival(x) - hazard; }, 0.0, mean());
        case Family::lognormal: {
            if (hazard < 600.0) return survival_quantile(portable_exp(-hazard));
            const double z = monotone_root_above([&](double far) { return -normal_log_survival(far) - hazard; }, 30.0, 60.0);
            return portable_exp(first_ + second_ * z);
        }
        default: return survival_quantile(portable_exp(-hazard));
    }
}

}  // namespace stepdown
