// The law of a duration (or of a plain number): a family, possibly shifted, possibly truncated. Immutable and cheap to
// copy. Doubles are in days. Everything random about it comes from the words it is given.
#pragma once

#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "random/categorical.hpp"
#include "random/keyed_stream.hpp"
#include "random/law.hpp"
#include "time/sim_time.hpp"

namespace stepdown {

class Distribution {
public:
    /// Always 0.
    Distribution() : Distribution(fixed(0.0)) {}

    /// The parameters' conditions, named with each maker, are contracts; the scenario reader checks them first.
    /// 0 <= value.
    static Distribution fixed(double value);
    /// 0 < mean.
    static Distribution exponential(double mean);
    /// 0 <= min < max.
    static Distribution uniform(double min, double max);
    /// 0 <= min <= mode <= max, min < max.
    static Distribution triangular(double min, double mode, double max);
    /// 0 < shape, scale.
    static Distribution gamma_shape_scale(double shape, double scale);
    /// 0 < mean, 1 <= shape: the sum of `shape` exponentials.
    static Distribution erlang(double mean, int shape);
    /// 0 < shape, scale: P(X > x) = exp(-(x/scale)^shape).
    static Distribution weibull(double shape, double scale);
    /// 0 < sigma: the logarithm is normal(mu, sigma).
    static Distribution lognormal(double mu, double sigma);
    /// A mixture of exponentials. As many shares as means, at least one; shares as in `Categorical`; 0 < means.
    static Distribution hyperexponential(std::span<const double> shares, std::span<const double> means);
    /// One of the values, which need not be sorted. As many weights as values, at least one; 0 <= values.
    static Distribution empirical(std::span<const double> values, std::span<const double> weights);
    /// Uniform within bins: one edge more than weights, edges strictly ascending, 0 <= first edge.
    static Distribution histogram(std::span<const double> edges, std::span<const double> weights);

    /// This law plus a constant `by` >= 0. Shift comes before truncation: shifting a truncated law breaks the contract.
    Distribution shifted(double by) const;
    /// This law given that min <= X <= max, which must have a probability of at least 1% (`probability_between`).
    /// Sampling redraws until the value lies inside. A law is truncated once.
    Distribution truncated(std::optional<double> min, std::optional<double> max) const;
    /// P(min <= X <= max), so that the reader can refuse an interval that hardly ever happens.
    double probability_between(std::optional<double> min, std::optional<double> max) const;

    Family family() const { return law_.family(); }
    /// No value lies outside of these; `highest` may be infinite.
    double lowest() const;
    double highest() const;

    double sample(WordStream& words) const {
        double x = law_.sample(words);
        if (is_truncated_) {
            while (x < low_ || x > high_) x = law_.sample(words);
        }
        return x + shift_;
    }
    /// Rounded to the nearest tick, at most `longest_time` (which outlasts every run).
    Ticks sample_ticks(WordStream& words) const {
        const double ticks = sample(words) * static_cast<double>(ticks_per_day);
        return ticks < static_cast<double>(longest_time) ? static_cast<Ticks>(ticks + 0.5) : longest_time;
    }
    /// From the density x f(x) / mean: the whole length of a stay found in progress at a random instant.
    /// A uniform fraction of it is the age, the rest the residual.
    double sample_length_biased(WordStream& words) const;

    /// Exact to a relative 1e-9, truncated or not. Worked out when the law is made, since it is asked for often.
    double mean() const { return mean_; }
    /// Absolute error about 1e-13 squared means.
    double variance() const;
    double cdf(double days) const;
    double survival(double days) const;
    /// The smallest x with cdf(x) >= p, 0 <= p <= 1; `lowest` at 0 and `highest` at 1.
    double quantile(double p) const;

    /// -log survival(days); infinity where survival is 0. Does not underflow in the far tail.
    double cumulative_hazard(double days) const;
    /// The smallest x >= 0 with cumulative_hazard(x) >= hazard; infinity where there is none. 0 <= hazard.
    double inverse_cumulative_hazard(double hazard) const;
    /// The integral of survival from `a` to `b`, 0 <= a <= b, `b` may be infinite; absolute error about 1e-13 means.
    /// The mean residual at age `a` is integrated_survival(a, infinity) / survival(a).
    double integrated_survival(double a, double b) const;

    /// In a planner's words: "lognormal, median 41 d, mean 74 d".
    std::string describe() const;

private:
    explicit Distribution(Law law);

    double mean_from_moments() const;

    /// The family's P(X >= x).
    double survival_from(double x) const;
    /// E[X^order; X <= x] of the family's law given the bounds; x before the shift.
    double conditional_moment(int order, double x) const;
    /// From the density (x + shift) f(x) / mean, f being the family's; the value is before shift and truncation.
    double length_biased_before_cut(WordStream& words) const;
    /// The integral of survival from 0 to `days`.
    double integrated_survival_to(double days) const;
    /// E[Y; Y <= x + shift] of the final law Y; x before the shift.
    double length_up_to(double x) const;

    Law law_;
    double shift_ = 0.0;
    bool is_truncated_ = false;
    /// Bounds before the shift.
    double low_ = 0.0;
    double high_ = std::numeric_limits<double>::infinity();
    /// The family's P(X >= low_), P(X > high_), and the difference.
    double survival_low_ = 1.0;
    double survival_high_ = 0.0;
    double probability_ = 1.0;
    double mean_ = 0.0;
};

/// What planners know of a duration: days, and the coefficient of variation (standard deviation over mean).
struct DurationFigures {
    std::optional<double> mean;
    std::optional<double> median;
    std::optional<double> p90;
    std::optional<double> cv;
};

/// The lognormal with the two figures given (exactly two, positive; cv may be 0); nothing where there is none, e.g. a mean
/// below the median. Of two with the same mean and p90, the one of smaller spread. No spread at all gives `fixed`.
std::optional<Distribution> lognormal_from(const DurationFigures& figures);

/// 0 < mean, 0 <= cv; cv 0 gives `fixed`.
Distribution gamma_from(double mean, double cv);

/// 0 < shape, mean.
Distribution weibull_from(double shape, double mean);

/// Two branches with balanced means (each contributes half of the mean); nothing when cv < 1. 0 < mean.
std::optional<Distribution> hyperexponential_from(double mean, double cv);

}  // namespace stepdown
