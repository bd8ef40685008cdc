// Which figures a model has, and why it does not have others, in words for the planner who asked.

#include "model/metric_rules.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "model/model.hpp"

namespace stepdown {

namespace {
bool has_outcome(const Model& model, const Stage& stage, OutcomeNameId outcome) {
    if (outcome == relapsed_outcome) return model.relapse.has_value();
    const auto is_it = [&](const Outcome& candidate) { return candidate.name == outcome; };
    if (std::any_of(stage.outcomes.outcomes.begin(), stage.outcomes.outcomes.end(), is_it)) return true;
    for (const Change& change : model.changes) {
        for (const Setting& setting : change.settings) {
            const auto* dated = std::get_if<SetOutcomes>(&setting);
            if (dated == nullptr || &model.stages[dated->stage.index()] != &stage) continue;
            const auto& later = dated->outcomes.outcomes;
            if (std::any_of(later.begin(), later.end(), is_it)) return true;
        }
    }
    return false;
}

bool has_lower_level(const Model& model, Level level) {
    return std::any_of(model.stages.begin(), model.stages.end(),
                       [&](const Stage& other) { return is_lower_level(other.level, level); });
}

std::optional<MetricProblem> why_not_in_stage(const Model& model, const Stage& stage, const Metric& metric) {
    switch (metric.measure) {
        case Measure::outcome_share:
            if (has_outcome(model, stage, metric.outcome)) return std::nullopt;
            if (metric.outcome == relapsed_outcome)
                return MetricProblem{"nobody relapses in this scenario: it has no `relapse` section", ""};
            return MetricProblem{
                fmt::format("no stay in `{}` ends as `{}`", stage.name, model.outcome_names[metric.outcome.index()]), ""};
        case Measure::followed_up:
            if (stage.level == Level::none) {
                return MetricProblem{fmt::format("`{}` has no level, so no other stage is below it", stage.name),
                                     fmt::format("give it one: `{}: {{level: iop}}`", stage.name)};
            }
            if (!has_lower_level(model, stage.level)) {
                return MetricProblem{fmt::format("no stage has a lower level than `{}`", stage.name), ""};
            }
            return std::nullopt;
        case Measure::waiting_for_caseload:
            if (!model.roles.empty()) return std::nullopt;
            return MetricProblem{"no caseload can be full: this scenario has no `staff`", ""};
        default: return std::nullopt;
    }
}

std::optional<MetricProblem> why_not_in_level(const Model& model, const Metric& metric) {
    const Estimator estimator = measure_row(metric.measure).estimator;
    if (estimator == Estimator::quantile || estimator == Estimator::maximum) {
        return MetricProblem{
            fmt::format("a level has no `{}`: the stages' {} do not add up to one of the level", measure_row(metric.measure).name,
                        estimator == Estimator::quantile ? "quantiles" : "maxima"),
            "ask for it stage by stage; means, shares and rates add up over a level"};
    }
    std::optional<MetricProblem> first;
    for (const Stage& stage : model.stages) {
        if (stage.level != metric.level) continue;
        const auto problem = why_not_in_stage(model, stage, metric);
        if (!problem) return std::nullopt;
        if (!first) first = problem;
    }
    if (first) return first;
    return MetricProblem{fmt::format("no stage has the level `{}`", level_name(metric.level)), ""};
}

std::optional<MetricProblem> why_not_of_staff(const Model& model, const Metric& metric) {
    if (metric.measure != Measure::staff_caseload_mean) return std::nullopt;
    const Role& role = model.roles[metric.role.index()];
    const auto carried = [&](const Stage& stage) {
        return std::any_of(stage.caseload.begin(), stage.caseload.end(),
                           [&](const Caseload& each) { return each.role == metric.role; });
    };
    if (std::any_of(model.stages.begin(), model.stages.end(), carried)) return std::nullopt;
    return MetricProblem{fmt::format("no stage names `{}` in its `caseload`", role.name), ""};
}

}  // namespace

bool has_level(const Model& model, Level level) {
    return level != Level::none &&
           std::any_of(model.stages.begin(), model.stages.end(), [&](const Stage& stage) { return stage.level == level; });
}

std::optional<MetricProblem> why_not(const Model& model, const Metric& metric) {
    switch (metric.subject) {
        case Subject::stage: return why_not_in_stage(model, model.stages[metric.stage.index()], metric);
        case Subject::level: return why_not_in_level(model, metric);
        case Subject::staff: return why_not_of_staff(model, metric);
        case Subject::clients: break;
    }
    return std::nullopt;
}

bool applies(const Model& model, const Metric& metric) { return !why_not(model, metric).has_value(); }

}  // namespace stepdown
