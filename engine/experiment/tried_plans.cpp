#include "experiment/tried_plans.hpp"

#include <algorithm>

#include "statistics/intervals.hpp"

namespace stepdown {

namespace {

/// A plan is reported as failing where a requirement lies below by so much (one-sided).
constexpr double reported = 0.975;

bool is_broken(const MarginEstimate& margin) {
    if (margin.replications < 2 || margin.mean >= 0.0) return false;
    return margin.mean < -student_t_quantile(reported, static_cast<double>(margin.replications - 1)) * margin.standard_error;
}

}  // namespace

const Confirmation* TriedPlans::attempt_on(const PlanPoint& plan) const {
    const Confirmation* last = nullptr;
    for (const Confirmation& each : attempts_) {
        if (each.plan == plan) last = &each;
    }
    return last;
}

PlanVerdict TriedPlans::verdict_of(const Trial& trial, const Classification& stand, const Confirmation* attempt) const {
    if (!trial.model) return PlanVerdict::invalid;
    if (attempt != nullptr && attempt->is_broken()) return PlanVerdict::fails;
    const auto& margins = stand.margins;
    if (std::any_of(margins.begin(), margins.end(), is_broken)) return PlanVerdict::fails;
    return stand.standing == Standing::holds && trial.replications() > 0 ? PlanVerdict::holds : PlanVerdict::undetermined;
}

TriedPlan TriedPlans::describe(const Trial& trial, const Trial* chosen) const {
    TriedPlan result;
    result.values = trials_.space().values(trial.plan);
    result.cost = trial.cost;
    result.reason = trial.reason;
    result.replications = trial.model ? trial.replications() : 0;
    const Confirmation* attempt = attempt_on(trial.plan);
    if (attempt != nullptr) result.confirmation = *attempt;
    if (result.replications == 0) {
        result.verdict = trial.model ? PlanVerdict::undetermined : PlanVerdict::invalid;
        return result;
    }
    const Classification stand = stand_of(trial, anchor_);
    result.worst = stand.worst;
    result.verdict = &trial == chosen ? PlanVerdict::chosen : verdict_of(trial, stand, attempt);
    for (std::size_t row = 0; row < stand.margins.size(); ++row)
        result.requirements.push_back({pooled_figure(trial.judged[row]).value, stand.margins[row]});
    if (!trial.objective.empty()) result.objective = pooled_figure(trial.objective);
    return result;
}

std::vector<NeighbourOfChosen> TriedPlans::neighbours(const Trial& chosen, std::int64_t step) const {
    std::vector<NeighbourOfChosen> result;
    for (const Trial* trial : trials_.all()) {
        std::vector<std::size_t> changed;
        bool by_one_step = trial->model.has_value() && trial->replications() > 0;
        for (std::size_t choice = 0; choice < chosen.plan.size(); ++choice) {
            const std::int64_t difference = trial->plan[choice] - chosen.plan[choice];
            if (difference != 0) changed.push_back(choice);
            by_one_step = by_one_step && (difference == 0 || difference == step);
        }
        if (!by_one_step || changed.size() != 1) continue;
        NeighbourOfChosen neighbour;
        neighbour.choice = changed.front();
        neighbour.plan = describe(*trial, &chosen);
        for (std::size_t row = 0; row < chosen.judged.size(); ++row)
            neighbour.effects.push_back(paired_difference(trial->judged[row], chosen.judged[row]));
        if (!chosen.objective.empty()) neighbour.objective_effect = paired_difference(trial->objective, chosen.objective);
        result.push_back(std::move(neighbour));
    }
    std::sort(result.begin(), result.end(), [](const auto& one, const auto& other) { return one.choice < other.choice; });
    return result;
}

}  // namespace stepdown
