#include "statistics/ratio_estimate.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/contract.hpp"
#include "statistics/intervals.hpp"
#include "statistics/quantile_rank.hpp"

namespace stepdown {

namespace {

double mean(std::span<const double> values) {
    double sum = 0.0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

double squared_distances(std::span<const double> values, double from) {
    double sum = 0.0;
    for (const double value : values) sum += (value - from) * (value - from);
    return sum;
}

// The estimate with its interval, and the spread of `single`, one value per replication that has the metric.
Estimate complete(double value, double standard_error, std::vector<double> single, double confidence) {
    STEPDOWN_EXPECT(confidence > 0.0 && confidence < 1.0, "a confidence lies between 0 and 1");
    Estimate estimate;
    estimate.value = value;
    estimate.replications = single.size();
    if (single.size() < 2) return estimate;
    const double reach = student_t_quantile(0.5 + 0.5 * confidence, static_cast<double>(single.size() - 1)) * standard_error;
    estimate.standard_error = standard_error;
    estimate.low = value - reach;
    estimate.high = value + reach;
    std::sort(single.begin(), single.end());
    estimate.spread_low = single[quantile_rank(0.05, single.size()) - 1];
    estimate.spread_high = single[quantile_rank(0.95, single.size()) - 1];
    return estimate;
}

}  // namespace

Estimate pooled_ratio(std::span<const double> numerators, std::span<const double> denominators, double confidence) {
    STEPDOWN_EXPECT(numerators.size() == denominators.size(), "a ratio has a denominator for each numerator");
    double numerator = 0.0;
    double denominator = 0.0;
    std::vector<std::size_t> has_metric;
    std::vector<double> single;
    for (std::size_t position = 0; position < numerators.size(); ++position) {
        if (!(denominators[position] > 0.0)) continue;
        numerator += numerators[position];
        denominator += denominators[position];
        has_metric.push_back(position);
        single.push_back(numerators[position] / denominators[position]);
    }
    if (single.empty()) return {};
    const double ratio = numerator / denominator;
    if (single.size() == 1) return complete(ratio, 0.0, std::move(single), confidence);

    std::vector<double> without_one;
    without_one.reserve(single.size());
    for (const std::size_t position : has_metric) {
        without_one.push_back((numerator - numerators[position]) / (denominator - denominators[position]));
    }
    const auto count = static_cast<double>(single.size());
    const double variance = (count - 1.0) / count * squared_distances(without_one, mean(without_one));
    return complete(ratio, std::sqrt(variance), std::move(single), confidence);
}

Estimate ratio_difference(const RatioTerms& one, const RatioTerms& other, double confidence) {
    STEPDOWN_EXPECT(one.numerators.size() == other.numerators.size(), "paired ratios have as many replications");
    struct Sums {
        double numerator = 0.0;
        double denominator = 0.0;
        double without(double numerator_of_one, double denominator_of_one) const {
            return (numerator - numerator_of_one) / (denominator - denominator_of_one);
        }
    };
    Sums sums_of_one;
    Sums sums_of_other;
    std::vector<std::size_t> both;
    std::vector<double> single;
    for (std::size_t at = 0; at < one.numerators.size(); ++at) {
        if (!(one.denominators[at] > 0.0) || !(other.denominators[at] > 0.0)) continue;
        both.push_back(at);
        sums_of_one = {sums_of_one.numerator + one.numerators[at], sums_of_one.denominator + one.denominators[at]};
        sums_of_other = {sums_of_other.numerator + other.numerators[at], sums_of_other.denominator + other.denominators[at]};
        single.push_back(one.numerators[at] / one.denominators[at] - other.numerators[at] / other.denominators[at]);
    }
    if (both.empty()) return {};
    const double difference =
        sums_of_one.numerator / sums_of_one.denominator - sums_of_other.numerator / sums_of_other.denominator;
    if (both.size() == 1) return complete(difference, 0.0, std::move(single), confidence);
    std::vector<double> without_one;
    without_one.reserve(both.size());
    for (const std::size_t at : both) {
        without_one.push_back(sums_of_one.without(one.numerators[at], one.denominators[at]) -
                              sums_of_other.without(other.numerators[at], other.denominators[at]));
    }
    const auto count = static_cast<double>(both.size());
    const double variance = (count - 1.0) / count * squared_distances(without_one, mean(without_one));
    return complete(difference, std::sqrt(variance), std::move(single), confidence);
}

Estimate sectioned_quantile(double pooled_value, std::span<const std::optional<double>> per_replication, double confidence) {
    std::vector<double> single;
    for (const std::optional<double>& value : per_replication) {
        if (value) single.push_back(*value);
    }
    if (single.empty()) return {};
    const auto count = static_cast<double>(single.size());
    const double variance = single.size() < 2 ? 0.0 : squared_distances(single, pooled_value) / (count * (count - 1.0));
    return complete(pooled_value, std::sqrt(variance), std::move(single), confidence);
}

Estimate mean_of(std::span<const double> values, double confidence) {
    if (values.empty()) return {};
    const double average = mean(values);
    const auto count = static_cast<double>(values.size());
    const double variance = values.size() < 2 ? 0.0 : squared_distances(values, average) / (count * (count - 1.0));
    return complete(average, std::sqrt(variance), {values.begin(), values.end()}, confidence);
}

}  // namespace stepdown
