// Estimates over independent replications: pooled ratios, pooled quantiles and plain means, each with its standard
// error, its interval, and the spread of single replications.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace stepdown {

/// `low` and `high` are a two-sided t interval with `replications - 1` degrees of freedom; `spread` is the 5th and 95th
/// percentile of single replications. Without any replication that has the metric all is empty; with one, all but `value`.
struct Estimate {
    std::optional<double> value;
    std::optional<double> standard_error;
    std::optional<double> low;
    std::optional<double> high;
    /// How many replications have the metric.
    std::size_t replications = 0;
    std::optional<double> spread_low;
    std::optional<double> spread_high;
};

/// Sum of numerators over sum of denominators, over the replications whose denominator is above 0; standard error by the
/// jackknife (Miller 1974; Efron and Tibshirani 1993, chapter 11). Equal lengths; 0 < confidence < 1.
Estimate pooled_ratio(std::span<const double> numerators, std::span<const double> denominators, double confidence = 0.95);

/// One value per replication each; as many.
struct RatioTerms {
    std::span<const double> numerators;
    std::span<const double> denominators;
};

/// The difference of two pooled ratios over the same replications, those in which both denominators are above 0; standard error
/// by the jackknife that leaves a replication out of both, so that what they share cancels.
Estimate ratio_difference(const RatioTerms& one, const RatioTerms& other, double confidence = 0.95);

/// A quantile of the pooled observations, its standard error by sectioning with replications as sections: the scatter of
/// the replications' own quantiles around the pooled one (Asmussen and Glynn 2007, section III.5; Nakayama 2014).
/// Nothing stands for a replication without observations; all of them: an empty estimate.
Estimate sectioned_quantile(double pooled_value, std::span<const std::optional<double>> per_replication,
                            double confidence = 0.95);

/// The mean of one value per replication.
Estimate mean_of(std::span<const double> values, double confidence = 0.95);

}  // namespace stepdown
