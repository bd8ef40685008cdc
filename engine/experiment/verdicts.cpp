#include "experiment/verdicts.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/contract.hpp"
#include "experiment/target_rules.hpp"
#include "statistics/intervals.hpp"

namespace stepdown {

namespace {

Verdict judge(const TargetResult& result, Comparison comparison, double bound) {
    if (!result.low || !result.high) return Verdict::undecided;
    const bool low_keeps = keeps(*result.low, comparison, bound);
    const bool high_keeps = keeps(*result.high, comparison, bound);
    if (low_keeps && high_keeps) return Verdict::met;
    return low_keeps || high_keeps ? Verdict::undecided : Verdict::missed;
}

std::size_t metric_position(const Reduction& reduction, const Metric& metric) {
    const auto& metrics = reduction.plan().metrics;
    const auto found = std::find(metrics.begin(), metrics.end(), metric);
    STEPDOWN_EXPECT(found != metrics.end(), "the catalogue lists every metric that a target or an observed figure names");
    return static_cast<std::size_t>(found - metrics.begin());
}

/// How many replications keep the target, of those that have the figure.
std::pair<std::uint64_t, std::uint64_t> kept_runs(const Target& target, const Reduction& reduction, std::size_t question) {
    const bool by_share = is_judged_by_share(target);
    const auto figures = by_share ? reduction.bound_share_per_replication(question)
                                  : reduction.per_replication(metric_position(reduction, target.metric));
    const Comparison comparison = by_share ? comparison_of_share(target.comparison) : target.comparison;
    const double bound = by_share ? quantile_level(target.metric.measure) : target.bound;
    std::uint64_t kept = 0;
    std::uint64_t runs = 0;
    for (const auto& figure : figures) {
        if (!figure) continue;
        ++runs;
        if (keeps(*figure, comparison, bound)) ++kept;
    }
    return {kept, runs};
}

std::optional<double> margin_of(const TargetResult& result, Comparison comparison, double bound) {
    if (!result.value) return std::nullopt;
    return asks_for_more(comparison) ? *result.value - bound : bound - *result.value;
}

TargetResult judge_runs(const Target& target, const Reduction& reduction, std::size_t question, TargetResult result) {
    const auto [kept, runs] = kept_runs(target, reduction, question);
    result.tested = "share of runs that keep it";
    if (runs == 0) return result;
    // Each end is a one-sided 95% bound: 59 of 59 confirm a promise of 95%, 30 of 30 one of 90.5%.
    const Interval interval = clopper_pearson(kept, runs, 0.90);
    result.value = static_cast<double>(kept) / static_cast<double>(runs);
    result.low = interval.low;
    result.high = interval.high;
    result.margin = margin_of(result, Comparison::at_least, *target.share_of_runs);
    result.verdict = judge(result, Comparison::at_least, *target.share_of_runs);
    return result;
}

TargetResult judge_long_run(const Target& target, const Reduction& reduction, std::size_t question, TargetResult result) {
    const bool by_share = is_judged_by_share(target);
    const Estimate estimate =
        by_share ? reduction.bound_share(question) : reduction.estimate(metric_position(reduction, target.metric));
    result.tested = by_share ? tested_share(target) : result.metric_name;
    result.value = estimate.value;
    result.low = estimate.low;
    result.high = estimate.high;
    const Comparison comparison = by_share ? comparison_of_share(target.comparison) : target.comparison;
    const double bound = by_share ? quantile_level(target.metric.measure) : target.bound;
    result.margin = margin_of(result, comparison, bound);
    result.verdict = judge(result, comparison, bound);
    return result;
}

}  // namespace

std::vector<TargetResult> judge_targets(const Model& model, const Reduction& reduction) {
    std::vector<TargetResult> results;
    std::size_t question = 0;
    for (const Target& target : model.targets) {
        TargetResult result;
        result.target = target;
        result.metric_name = metric_name(model, target.metric);
        results.push_back(target.share_of_runs ? judge_runs(target, reduction, question, std::move(result))
                                               : judge_long_run(target, reduction, question, std::move(result)));
        if (is_judged_by_share(target)) ++question;
    }
    return results;
}

std::vector<ObservedResult> compare_observed(const Model& model, const Reduction& reduction) {
    using Agreement = ObservedResult::Agreement;
    std::vector<ObservedResult> results;
    for (const Observed& observed : model.observed) {
        const Estimate estimate = reduction.estimate(metric_position(reduction, observed.metric));
        ObservedResult result;
        result.observed = observed;
        result.metric_name = metric_name(model, observed.metric);
        result.unit = measure_row(observed.metric.measure).unit;
        result.value = estimate.value;
        result.low = estimate.spread_low;
        result.high = estimate.spread_high;
        if (result.low && result.high) {
            result.agreement = observed.value < *result.low    ? Agreement::model_higher
                               : observed.value > *result.high ? Agreement::model_lower
                                                               : Agreement::agrees;
        }
        results.push_back(std::move(result));
    }
    return results;
}

}  // namespace stepdown
