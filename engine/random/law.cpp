#include "random/law.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/contract.hpp"

namespace stepdown {

namespace {

std::vector<double> cumulated(const std::vector<double>& probabilities) {
    std::vector<double> sums(probabilities.size());
    std::partial_sum(probabilities.begin(), probabilities.end(), sums.begin());
    for (double& sum : sums) sum /= sums.back();
    return sums;
}

std::vector<double> normalized(std::span<const double> weights) {
    double total = 0.0;
    for (const double weight : weights) {
        STEPDOWN_EXPECT(weight >= 0.0 && std::isfinite(weight), "weights are finite and not negative");
        total += weight;
    }
    STEPDOWN_EXPECT(total > 0.0, "at least one weight is positive");
    std::vector<double> shares;
    shares.reserve(weights.size());
    for (const double weight : weights) shares.push_back(weight / total);
    return shares;
}

// The table with its cumulative columns; `mean_lengths` are the means of the rows.
LawTable complete(LawTable table, const std::vector<double>& mean_lengths) {
    table.cumulative = cumulated(table.probabilities);
    std::vector<double> biased(mean_lengths.size());
    std::transform(mean_lengths.begin(), mean_lengths.end(), table.probabilities.begin(), biased.begin(), std::multiplies<>());
    // All of it at zero: nothing can be found in progress, and any row stands for a length of zero.
    const bool all_zero = std::all_of(biased.begin(), biased.end(), [](double value) { return value == 0.0; });
    table.length_biased = all_zero ? table.cumulative : cumulated(biased);
    return table;
}

}  // namespace

Law::Law(Family family, LawTable table)
    : family_(family), first_(0.0), table_(std::make_shared<const LawTable>(std::move(table))) {}

Law Law::fixed(double value) {
    STEPDOWN_EXPECT(value >= 0.0 && std::isfinite(value), "a fixed value is finite and not negative");
    return Law(Family::fixed, value);
}

Law Law::exponential(double mean) {
    STEPDOWN_EXPECT(mean > 0.0 && std::isfinite(mean), "an exponential's mean is positive");
    return Law(Family::exponential, mean);
}

Law Law::uniform(double min, double max) {
    STEPDOWN_EXPECT(0.0 <= min && min < max && std::isfinite(max), "a uniform has 0 <= min < max");
    return Law(Family::uniform, min, max);
}

Law Law::triangular(double min, double mode, double max) {
    STEPDOWN_EXPECT(0.0 <= min && min <= mode && mode <= max && min < max && std::isfinite(max),
                    "a triangular has 0 <= min <= mode <= max and min < max");
    return Law(Family::triangular, min, mode, max);
}

Law Law::gamma(double shape, double scale) {
    STEPDOWN_EXPECT(shape > 0.0 && scale > 0.0 && std::isfinite(shape * scale), "a gamma's shape and scale are positive");
    return Law(Family::gamma, shape, scale);
}

Law Law::erlang(double mean, int shape) {
    STEPDOWN_EXPECT(mean > 0.0 && std::isfinite(mean) && shape >= 1, "an Erlang's mean is positive, its shape at least 1");
    return Law(Family::erlang, shape, mean / shape);
}

Law Law::weibull(double shape, double scale) {
    STEPDOWN_EXPECT(shape > 0.0 && scale > 0.0 && std::isfinite(shape) && std::isfinite(scale),
                    "a Weibull's shape and scale are positive");
    return Law(Family::weibull, shape, scale, 1.0 / shape);
}

Law Law::lognormal(double mu, double sigma) {
    STEPDOWN_EXPECT(std::isfinite(mu) && sigma > 0.0 && std::isfinite(sigma), "a lognormal's sigma is positive");
    return Law(Family::lognormal, mu, sigma);
}

Law Law::hyperexponential(std::span<const double> shares, std::span<const double> means) {
    STEPDOWN_EXPECT(!means.empty() && shares.size() == means.size(), "a hyperexponential has a share for each mean");
    for (const double mean : means) STEPDOWN_EXPECT(mean > 0.0 && std::isfinite(mean), "branch means are positive");
    LawTable table;
    table.points.assign(means.begin(), means.end());
    table.probabilities = normalized(shares);
    const std::vector<double> lengths = table.points;
    return Law(Family::hyperexponential, complete(std::move(table), lengths));
}

Law Law::empirical(std::span<const double> values, std::span<const double> weights) {
    STEPDOWN_EXPECT(!values.empty() && values.size() == weights.size(), "an empirical law has a weight for each value");
    for (const double value : values) STEPDOWN_EXPECT(value >= 0.0 && std::isfinite(value), "values are not negative");
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t left, std::size_t right) { return values[left] < values[right]; });
    const std::vector<double> shares = normalized(weights);
    LawTable table;
    for (const std::size_t position : order) {
        table.points.push_back(values[position]);
        table.probabilities.push_back(shares[position]);
    }
    const std::vector<double> lengths = table.points;
    return Law(Family::empirical, complete(std::move(table), lengths));
}

Law Law::histogram(std::span<const double> edges, std::span<const double> weights) {
    STEPDOWN_EXPECT(!weights.empty() && edges.size() == weights.size() + 1, "a histogram has one edge more than weights");
    STEPDOWN_EXPECT(edges.front() >= 0.0 && std::isfinite(edges.back()), "a histogram's edges are finite and not negative");
    LawTable table;
    table.points.assign(edges.begin(), edges.end());
    table.probabilities = normalized(weights);
    std::vector<double> lengths;
    for (std::size_t bin = 0; bin < weights.size(); ++bin) {
        STEPDOWN_EXPECT(edges[bin] < edges[bin + 1], "a histogram's edges ascend");
        lengths.push_back(0.5 * (edges[bin] + edges[bin + 1]));
    }
    return Law(Family::histogram, complete(std::move(table), lengths));
}

}  // namespace stepdown
