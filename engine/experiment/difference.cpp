// Differences of two plans whose replications had the same clients.
#include <algorithm>

#include "core/contract.hpp"
#include "experiment/reduction.hpp"

namespace stepdown {

Estimate Reduction::difference(std::size_t metric, const Reduction& base, std::size_t base_metric, double confidence) const {
    const auto& own = numerators_[metric];
    const auto& other = base.numerators_[base_metric];
    STEPDOWN_EXPECT(own.size() == other.size(), "paired replications are as many");
    const Estimator estimator = measure_row(plan_.metrics[metric].measure).estimator;
    if (estimator == Estimator::ratio || estimator == Estimator::time_average) {
        return ratio_difference({own, denominators_[metric]}, {other, base.denominators_[base_metric]}, confidence);
    }
    const Estimate here = estimate(metric);
    const Estimate there = base.estimate(base_metric);
    if (!here.value || !there.value) return {};
    std::vector<std::optional<double>> single;
    const auto ours = per_replication(metric);
    const auto theirs = base.per_replication(base_metric);
    for (std::size_t replication = 0; replication < ours.size(); ++replication) {
        const bool both = ours[replication] && theirs[replication];
        single.push_back(both ? std::optional(*ours[replication] - *theirs[replication]) : std::nullopt);
    }
    return sectioned_quantile(*here.value - *there.value, single, confidence);
}

}  // namespace stepdown
