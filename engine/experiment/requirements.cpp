#include "experiment/requirements.hpp"

#include <algorithm>
#include <cmath>

#include "experiment/target_rules.hpp"

namespace stepdown {

namespace {

/// Two hundredths of a share, but no more than a quarter of what lies between the bound and the end of the scale.
double indifference_of_share(double bound) { return std::min(0.02, 0.25 * std::max(1e-3, std::min(bound, 1.0 - bound))); }

double indifference_of_figure(double bound) { return bound != 0.0 ? 0.05 * std::fabs(bound) : 0.05; }

Requirement requirement_of(const Model& model, const Target& target) {
    Requirement requirement;
    requirement.text = target.text;
    const bool by_share = is_judged_by_share(target);
    const MeasureRow& row = measure_row(target.metric.measure);
    requirement.judged = by_share ? tested_share(target) : metric_name(model, target.metric);
    requirement.unit = by_share ? "share" : std::string(row.unit);
    requirement.bound = by_share ? quantile_level(target.metric.measure) : target.bound;
    const Comparison comparison = by_share ? comparison_of_share(target.comparison) : target.comparison;
    requirement.sign = asks_for_more(comparison) ? 1.0 : -1.0;
    if (target.share_of_runs) {
        requirement.promise = Promise::per_run;
        requirement.judged = "share of runs that keep it";
        requirement.unit = "share";
        requirement.bound = *target.share_of_runs;
        requirement.sign = 1.0;
        requirement.indifference = 0.4 * (1.0 - requirement.bound);
    } else {
        const bool is_share = requirement.unit == "share";
        requirement.indifference =
            is_share ? indifference_of_share(requirement.bound) : indifference_of_figure(requirement.bound);
    }
    return requirement;
}

}  // namespace

RequirementPlan plan_requirements(const Model& model, const std::vector<Metric>& beside) {
    RequirementPlan plan;
    std::vector<Metric> metrics;
    const auto add = [&](const Metric& metric) {
        if (std::find(metrics.begin(), metrics.end(), metric) == metrics.end()) metrics.push_back(metric);
    };
    for (const Target& target : model.targets) {
        add(target.metric);
        plan.requirements.push_back(requirement_of(model, target));
    }
    for (const Metric& metric : beside) add(metric);
    plan.measurements = make_measurement_plan(model, std::move(metrics), bound_questions(model));
    return plan;
}

std::vector<Judged> judge_replication(const Model& model, const RequirementPlan& plan, const ReplicationResult& result) {
    std::vector<Judged> judged;
    const auto& metrics = plan.measurements.metrics;
    std::size_t question = 0;
    for (const Target& target : model.targets) {
        const bool by_share = is_judged_by_share(target);
        const auto metric = static_cast<std::size_t>(std::find(metrics.begin(), metrics.end(), target.metric) - metrics.begin());
        Judged one;
        one.amount = by_share ? result.at_or_below[question] : result.numerators[metric];
        one.weight = by_share ? result.observed[question] : result.denominators[metric];
        if (by_share) ++question;
        if (target.share_of_runs && one.weight > 0.0) {
            const Comparison comparison = by_share ? comparison_of_share(target.comparison) : target.comparison;
            const double bound = by_share ? quantile_level(target.metric.measure) : target.bound;
            one = {keeps(one.amount / one.weight, comparison, bound) ? 1.0 : 0.0, 1.0};
        }
        judged.push_back(one);
    }
    return judged;
}

double margin(const Requirement& requirement, const Judged& judged) {
    return requirement.sign * (judged.amount - requirement.bound * judged.weight);
}

}  // namespace stepdown
