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

std::optional<MetricProblem> unless(bool has_it, const Stage& stage, std::string_view what) {
    if (has_it) return std::nullopt;
    return MetricProblem{fmt::format("`{}` has no {}", stage.name, what), ""};
}

bool can_be_completed(const Model& model, const Stage& stage) {
    const auto& outcomes = stage.outcomes.outcomes;
    return std::any_of(outcomes.begin(), outcomes.end(),
                       [&](const Outcome& outcome) { return model.outcome_names[outcome.name.index()] == "completed"; });
}

/// Of what groups, sessions, payers and money do in the stage.
std::optional<MetricProblem> why_not_of_program(const Model& model, const Stage& stage, const Metric& metric) {
    const auto band = hour_band(stage);
    switch (metric.measure) {
        case Measure::waiting_for_seat:
        case Measure::track_fill:
        case Measure::track_cancelled:
        case Measure::track_short_led: return unless(!stage.tracks.empty(), stage, "tracks");
        case Measure::waiting_for_staff: return unless(stage.intake.has_value(), stage, "intake");
        case Measure::session_missed:
        case Measure::session_delay: return unless(!stage.sessions.empty(), stage, "sessions");
        case Measure::hours_per_week: return unless(stage.has_program(), stage, "tracks or sessions");
        case Measure::hours_met:
            if (!stage.has_program()) return unless(false, stage, "tracks or sessions");
            return unless(band && band->at_least > 0, stage,
                          "least number of hours in a week: state its `level` or `weekly_hours`");
        case Measure::days_authorized:
        case Measure::days_unpaid: return unless(stage.authorization.has_value(), stage, "authorization");
        case Measure::stage_margin:
        case Measure::cost_per_completed:
            if (!has_money(model)) return MetricProblem{"this scenario states no costs and no revenue", "add `money`"};
            if (stage.belongs == Belongs::outside)
                return unless(false, stage, "money of ours: it belongs to another organization");
            return metric.measure == Measure::stage_margin
                       ? std::nullopt
                       : unless(can_be_completed(model, stage), stage, "stays that end as `completed`");
        default: return std::nullopt;
    }
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
        default: return why_not_of_program(model, stage, metric);
    }
}

std::optional<MetricProblem> why_not_in_level(const Model& model, const Metric& metric) {
    if (is_of_track(metric.measure) || is_of_session(metric.measure))
        return MetricProblem{"a level has no tracks or sessions of its own", "ask for it stage by stage"};
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
    if (metric.measure == Measure::staff_vacancy) return std::nullopt;
    if (metric.measure != Measure::staff_caseload_mean) {
        if (is_booked(model, metric.role)) return std::nullopt;
        return MetricProblem{fmt::format("nobody books the time of `{}`: no intake, session or group names it",
                                         model.roles[metric.role.index()].name),
                             ""};
    }
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

bool is_of_track(Measure measure) {
    return measure == Measure::track_fill || measure == Measure::track_cancelled || measure == Measure::track_short_led;
}

bool is_of_session(Measure measure) { return measure == Measure::session_missed || measure == Measure::session_delay; }

bool has_money(const Model& model) {
    const auto of_stage = [](const Stage& stage) { return stage.money.cost_per_day > 0.0 || stage.money.revenue; };
    const auto of_role = [](const Role& role) { return role.cost_per_hour > 0.0; };
    return std::any_of(model.stages.begin(), model.stages.end(), of_stage) ||
           std::any_of(model.roles.begin(), model.roles.end(), of_role);
}

bool is_booked(const Model& model, RoleId role) {
    const auto books = [&](const Stage& stage, RoleId asked) {
        if (stage.intake && stage.intake->role == asked) return true;
        const auto by = [&](const Session& session) { return session.role == asked; };
        const auto led = [&](const Leaders& leaders) { return leaders.role == asked; };
        return std::any_of(stage.sessions.begin(), stage.sessions.end(), by) ||
               std::any_of(stage.leaders.begin(), stage.leaders.end(), led);
    };
    const auto is_asked = [&](RoleId asked) {
        return std::any_of(model.stages.begin(), model.stages.end(), [&](const Stage& stage) { return books(stage, asked); });
    };
    const auto& covers = model.roles[role.index()].covers;
    return is_asked(role) || std::any_of(covers.begin(), covers.end(), is_asked);
}

std::optional<MetricProblem> why_not(const Model& model, const Metric& metric) {
    if (metric.group.kind != Group::Kind::everyone && !is_grouped(metric.measure))
        return MetricProblem{fmt::format("`{}` is a figure of everyone", measure_row(metric.measure).name),
                             "leave out `for ...`"};
    switch (metric.subject) {
        case Subject::stage: return why_not_in_stage(model, model.stages[metric.stage.index()], metric);
        case Subject::level: return why_not_in_level(model, metric);
        case Subject::staff: return why_not_of_staff(model, metric);
        case Subject::money:
            if (!has_money(model)) return MetricProblem{"this scenario states no costs and no revenue", "add `money`"};
            break;
        case Subject::clients:
            if (metric.measure != Measure::clients_hours_mean) break;
            if (std::any_of(model.stages.begin(), model.stages.end(), [](const Stage& stage) { return stage.has_program(); }))
                break;
            return MetricProblem{"no stage has tracks or sessions to attend", ""};
    }
    return std::nullopt;
}

bool applies(const Model& model, const Metric& metric) { return !why_not(model, metric).has_value(); }

}  // namespace stepdown
