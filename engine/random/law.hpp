// The families of laws for durations, as they are before `shift` and `truncate`: nonnegative, in days.
// distribution.hpp adds those two and is what the rest of the program uses.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "random/keyed_stream.hpp"
#include "random/standard_variates.hpp"

namespace stepdown {

enum class Family : std::uint8_t {
    fixed,
    exponential,
    uniform,
    triangular,
    gamma,
    erlang,
    weibull,
    lognormal,
    hyperexponential,
    empirical,
    histogram
};

/// The rows of a law that has more than three parameters: branches, values or bins.
struct LawTable {
    /// Means of the branches, or values in ascending order; histogram: one edge more than there are bins.
    std::vector<double> points;
    std::vector<double> probabilities;
    /// P(row <= i), and the same with rows weighted by their mean length; both end at 1.
    std::vector<double> cumulative;
    std::vector<double> length_biased;
};

/// A family with its parameters. Immutable; the makers' conditions are contracts that the scenario reader has checked.
class Law {
public:
    static Law fixed(double value);
    static Law exponential(double mean);
    static Law uniform(double min, double max);
    static Law triangular(double min, double mode, double max);
    static Law gamma(double shape, double scale);
    static Law erlang(double mean, int shape);
    static Law weibull(double shape, double scale);
    static Law lognormal(double mu, double sigma);
    static Law hyperexponential(std::span<const double> shares, std::span<const double> means);
    static Law empirical(std::span<const double> values, std::span<const double> weights);
    static Law histogram(std::span<const double> edges, std::span<const double> weights);

    Family family() const { return family_; }

    double sample(WordStream& words) const {
        return family_ == Family::exponential ? first_ * standard_exponential(words) : sample_other(words);
    }
    /// From the density x f(x) / mean.
    double sample_length_biased(WordStream& words) const;

    double cdf(double x) const;
    double survival(double x) const;
    /// log P(X > x), minus infinity where the survival is 0; does not underflow before that.
    double log_survival(double x) const;
    /// The smallest x with P(X <= x) >= p, and the smallest x with P(X > x) <= q (accurate for tiny q).
    double quantile(double p) const;
    double survival_quantile(double q) const;
    /// The smallest x with -log P(X > x) >= hazard; infinity where there is none.
    double inverse_cumulative_hazard(double hazard) const;

    /// E[X^order; X <= x] for order 0, 1 or 2; the full moment at infinity.
    double partial_moment(int order, double x) const;
    double mean() const;
    /// The ends of the support; `highest` may be infinite.
    double lowest() const;
    double highest() const;

private:
    double sample_other(WordStream& words) const;

    Law(Family family, double first, double second = 0.0, double third = 0.0)
        : family_(family), first_(first), second_(second), third_(third) {}
    Law(Family family, LawTable table);

    /// Which row of the table a uniform falls in.
    std::size_t row_at(double uniform, const std::vector<double>& cumulative) const;
    double table_cdf(double x) const;
    double table_quantile(double p) const;
    double table_partial_moment(int order, double x) const;

    Family family_;
    // fixed: value; exponential: mean; uniform: min, max; triangular: min, mode, max; gamma and erlang: shape, scale;
    // weibull: shape, scale, 1/shape; lognormal: mu, sigma.
    double first_;
    double second_ = 0.0;
    double third_ = 0.0;
    std::shared_ptr<const LawTable> table_;
};

}  // namespace stepdown
