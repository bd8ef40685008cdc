#include "statistics/mser.hpp"

#include <vector>

namespace stepdown {

namespace {

constexpr std::size_t batch_size = 5;
constexpr std::size_t least_batches = 10;
constexpr std::size_t never_candidates = 5;

std::vector<double> batch_means(std::span<const double> series) {
    std::vector<double> means;
    means.reserve(series.size() / batch_size);
    for (std::size_t first = 0; first + batch_size <= series.size(); first += batch_size) {
        double sum = 0.0;
        for (std::size_t position = first; position < first + batch_size; ++position) sum += series[position];
        means.push_back(sum / static_cast<double>(batch_size));
    }
    return means;
}

}  // namespace

std::optional<Truncation> mser5(std::span<const double> series) {
    const std::vector<double> batches = batch_means(series);
    if (batches.size() < least_batches) return std::nullopt;

    // Backwards, so that mean and sum of squares of what is left grow by one batch a step (Welford 1962).
    double mean = 0.0;
    double squares = 0.0;
    double least = 0.0;
    std::size_t best = batches.size();
    for (std::size_t left_out = batches.size(); left_out-- > 0;) {
        const auto kept = static_cast<double>(batches.size() - left_out);
        const double step = batches[left_out] - mean;
        mean += step / kept;
        squares += step * (batches[left_out] - mean);
        if (left_out + never_candidates > batches.size()) continue;
        const double statistic = squares / (kept * kept);
        if (best == batches.size() || statistic <= least) {
            least = statistic;
            best = left_out;
        }
    }
    return Truncation{best * batch_size, best, 2 * best <= batches.size()};
}

}  // namespace stepdown
