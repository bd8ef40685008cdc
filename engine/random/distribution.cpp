#include "random/distribution.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/contract.hpp"
#include "random/monotone_root.hpp"
#include "random/portable_math.hpp"

namespace stepdown {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// A truncation that keeps less would make sampling a long series of refusals.
constexpr double least_probability = 0.01;

// An interval that keeps enough of the clients may hold hardly any of their days; below this share of the days the law is
// inverted instead of redrawn. Only a cut above can do that, so the inverted law is bounded.
constexpr double least_length_share = 0.005;

}  // namespace

Distribution::Distribution(Law law) : law_(std::move(law)) { mean_ = mean_from_moments(); }

Distribution Distribution::fixed(double value) { return Distribution(Law::fixed(value)); }
Distribution Distribution::exponential(double mean) { return Distribution(Law::exponential(mean)); }
Distribution Distribution::uniform(double min, double max) { return Distribution(Law::uniform(min, max)); }
Distribution Distribution::triangular(double min, double mode, double max) {
    return Distribution(Law::triangular(min, mode, max));
}
Distribution Distribution::gamma_shape_scale(double shape, double scale) { return Distribution(Law::gamma(shape, scale)); }
Distribution Distribution::erlang(double mean, int shape) { return Distribution(Law::erlang(mean, shape)); }
Distribution Distribution::weibull(double shape, double scale) { return Distribution(Law::weibull(shape, scale)); }
Distribution Distribution::lognormal(double mu, double sigma) { return Distribution(Law::lognormal(mu, sigma)); }
Distribution Distribution::hyperexponential(std::span<const double> shares, std::span<const double> means) {
    return Distribution(Law::hyperexponential(shares, means));
}
Distribution Distribution::empirical(std::span<const double> values, std::span<const double> weights) {
    return Distribution(Law::empirical(values, weights));
}
Distribution Distribution::histogram(std::span<const double> edges, std::span<const double> weights) {
    return Distribution(Law::histogram(edges, weights));
}

Distribution Distribution::shifted(double by) const {
    STEPDOWN_EXPECT(by >= 0.0 && std::isfinite(by), "a shift is finite and not negative");
    STEPDOWN_EXPECT(!is_truncated_, "a law is shifted before it is truncated");
    Distribution moved = *this;
    moved.shift_ += by;
    moved.mean_ = moved.mean_from_moments();
    return moved;
}

Distribution Distribution::truncated(std::optional<double> min, std::optional<double> max) const {
    STEPDOWN_EXPECT(!is_truncated_, "a law is truncated once");
    STEPDOWN_EXPECT(probability_between(min, max) >= least_probability, "a truncated law keeps at least 1%");
    Distribution cut = *this;
    cut.is_truncated_ = true;
    cut.low_ = std::max(0.0, min.value_or(0.0) - shift_);
    cut.high_ = max.value_or(infinity) - shift_;
    cut.survival_low_ = survival_from(cut.low_);
    cut.survival_high_ = law_.survival(cut.high_);
    cut.probability_ = cut.survival_low_ - cut.survival_high_;
    cut.mean_ = cut.mean_from_moments();
    return cut;
}

double Distribution::probability_between(std::optional<double> min, std::optional<double> max) const {
    const double low = std::max(low_, min.value_or(0.0) - shift_);
    const double high = std::min(high_, max.value_or(infinity) - shift_);
    return low <= high ? (survival_from(low) - law_.survival(high)) / probability_ : 0.0;
}

double Distribution::survival_from(double x) const { return law_.survival(std::nextafter(x, -infinity)); }

double Distribution::lowest() const { return std::max(low_, law_.lowest()) + shift_; }

double Distribution::highest() const { return std::min(high_, law_.highest()) + shift_; }

double Distribution::survival(double days) const {
    const double x = days - shift_;
    if (x < low_) return 1.0;
    if (x >= high_) return 0.0;
    return is_truncated_ ? (law_.survival(x) - survival_high_) / probability_ : law_.survival(x);
}

double Distribution::cdf(double days) const {
    const double x = days - shift_;
    if (x < low_) return 0.0;
    if (x >= high_) return 1.0;
    return is_truncated_ ? (survival_low_ - law_.survival(x)) / probability_ : law_.cdf(x);
}

double Distribution::quantile(double p) const {
    STEPDOWN_EXPECT(p >= 0.0 && p <= 1.0, "a probability lies between 0 and 1");
    if (p == 0.0) return lowest();
    if (p == 1.0) return highest();
    if (!is_truncated_) return law_.quantile(p) + shift_;
    const double x = law_.survival_quantile(survival_high_ + (1.0 - p) * probability_);
    return std::clamp(x, low_, high_) + shift_;
}

double Distribution::cumulative_hazard(double days) const {
    const double x = days - shift_;
    if (x < low_) return 0.0;
    if (x >= high_) return infinity;
    if (std::isfinite(high_)) return -portable_log((law_.survival(x) - survival_high_) / probability_);
    return portable_log(survival_low_) - law_.log_survival(x);
}

double Distribution::inverse_cumulative_hazard(double hazard) const {
    STEPDOWN_EXPECT(hazard >= 0.0, "a cumulative hazard is not negative");
    if (hazard == 0.0) return 0.0;
    if (std::isinf(hazard)) return highest();
    if (!is_truncated_) return law_.inverse_cumulative_hazard(hazard) + shift_;
    const double x = std::isfinite(high_) ? law_.survival_quantile(survival_high_ + portable_exp(-hazard) * probability_)
                                          : law_.inverse_cumulative_hazard(hazard - portable_log(survival_low_));
    return std::clamp(x, low_, high_) + shift_;
}

double Distribution::length_biased_before_cut(WordStream& words) const {
    if (shift_ == 0.0) return law_.sample_length_biased(words);
    // (x + shift) f(x) is a mixture of the length-biased law and the plain one.
    const bool from_shift = unit_double(words.next64()) * (law_.mean() + shift_) < shift_;
    return from_shift ? law_.sample(words) : law_.sample_length_biased(words);
}

double Distribution::sample_length_biased(WordStream& words) const {
    if (!is_truncated_) return length_biased_before_cut(words) + shift_;
    const double whole = mean();
    if (probability_ * whole >= least_length_share * (law_.mean() + shift_)) {
        while (true) {
            const double x = length_biased_before_cut(words);
            if (x >= low_ && x <= high_) return x + shift_;
        }
    }
    const double wanted = unit_double(words.next64()) * whole;
    const auto missing = [&](double x) { return length_up_to(x) - wanted; };
    return monotone_root(missing, lowest() - shift_, highest() - shift_) + shift_;
}

}  // namespace stepdown
