#include "experiment/budget_plan.hpp"

#include <algorithm>
#include <cmath>

namespace stepdown {

namespace {

constexpr std::int64_t probing = 20;
constexpr std::int64_t comparing = 60;
constexpr std::int64_t comparing_close = 240;
constexpr std::int64_t first_reach = 8;
constexpr std::size_t most_proposals = 10;

double predicted(const PlanPoint& steps, const std::vector<double>& down, const std::vector<double>& up) {
    double change = 0.0;
    for (std::size_t choice = 0; choice < steps.size(); ++choice) {
        if (steps[choice] < 0) change -= static_cast<double>(steps[choice]) * down[choice];
        if (steps[choice] > 0) change += static_cast<double>(steps[choice]) * up[choice];
    }
    return change;
}

}  // namespace

BudgetSearch::BudgetSearch(PlanTrials& trials, CheapestPlanSearch& standing, double budget)
    : trials_(trials), standing_(standing), budget_(budget) {}

bool BudgetSearch::is_affordable(const PlanPoint& plan) const {
    return trials_.space().contains(plan) && trials_.space().cost(plan) <= budget_ * (1.0 + 1e-12);
}

PlanPoint BudgetSearch::within_budget(PlanPoint plan) const {
    const PlanSpace& space = trials_.space();
    while (!is_affordable(plan)) {
        std::size_t highest = 0;
        double position = 0.0;
        for (std::size_t choice = 0; choice < space.size(); ++choice) {
            const double here =
                static_cast<double>(plan[choice]) / static_cast<double>(std::max<std::int64_t>(space.choices()[choice].most, 1));
            if (here <= position) continue;
            position = here;
            highest = choice;
        }
        if (position <= 0.0) break;
        --plan[highest];
    }
    return plan;
}

Trial* BudgetSearch::find(const PlanPoint& start) {
    const PlanPoint plan = within_budget(start);
    if (!is_affordable(plan)) return nullptr;
    Trial* here = &trials_.at(plan, "start");
    if (!here->model) return nullptr;
    trials_.deepen(*here, comparing);
    std::int64_t reach = first_reach;
    while (Trial* better = better_than(*here, reach)) here = better;
    if (!here->margins.empty() && !standing_.settle(*here).is_plausible) return nullptr;
    return here;
}

std::vector<double> BudgetSearch::steps_effects(Trial& here, std::int64_t step) {
    std::vector<double> effects;
    for (std::size_t choice = 0; choice < here.plan.size(); ++choice) {
        PlanPoint plan = here.plan;
        plan[choice] += step;
        effects.push_back(0.0);
        if (!trials_.space().contains(plan)) continue;
        Trial& probe = trials_.at(plan, step > 0 ? "one more" : "one less");
        if (!probe.model) continue;
        trials_.deepen(probe, probing);
        effects.back() = paired_difference(probe.objective, here.objective).value.value_or(0.0);
    }
    return effects;
}

std::vector<PlanPoint> BudgetSearch::proposals(const Trial& here, const std::vector<double>& down, const std::vector<double>& up,
                                               std::int64_t reach) const {
    struct Proposal {
        PlanPoint plan;
        double change;
    };
    std::vector<Proposal> found;
    PlanPoint steps(here.plan.size(), 0);
    const auto consider = [&] {
        const double change = predicted(steps, down, up);
        const PlanPoint plan = moved(here.plan, steps);
        if (change < 0.0 && is_affordable(plan)) found.push_back({plan, change});
    };
    const std::int64_t sizes[] = {-reach, -2, -1, 1, 2, reach};
    for (std::size_t one = 0; one < steps.size(); ++one) {
        for (const std::int64_t first : sizes) {
            steps[one] = first;
            consider();
            for (std::size_t other = one + 1; other < steps.size(); ++other) {
                for (const std::int64_t second : sizes) {
                    steps[other] = second;
                    consider();
                }
                steps[other] = 0;
            }
        }
        steps[one] = 0;
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Proposal& left, const Proposal& right) { return left.change < right.change; });
    std::vector<PlanPoint> plans;
    for (const Proposal& proposal : found) {
        if (plans.size() == most_proposals) break;
        if (std::find(plans.begin(), plans.end(), proposal.plan) == plans.end()) plans.push_back(proposal.plan);
    }
    return plans;
}

bool BudgetSearch::is_better(Trial& tried, Trial& here) {
    if (!tried.model) return false;
    if (!tried.margins.empty() && !standing_.settle(tried).is_plausible) return false;
    for (const std::int64_t replications : {comparing, comparing_close}) {
        trials_.deepen(here, replications);
        trials_.deepen(tried, replications);
        const Estimate difference = paired_difference(tried.objective, here.objective);
        if (!difference.value || !difference.standard_error) return false;
        if (*difference.value < -2.0 * *difference.standard_error) return true;
        if (*difference.value > 0.0) return false;
    }
    const Estimate difference = paired_difference(tried.objective, here.objective);
    return *difference.value < -*difference.standard_error;
}

Trial* BudgetSearch::better_than(Trial& here, std::int64_t& reach) {
    const auto down = steps_effects(here, -1);
    const auto up = steps_effects(here, 1);
    while (true) {
        for (const PlanPoint& plan : proposals(here, down, up, reach)) {
            Trial& tried = trials_.at(plan, "exchange");
            if (is_better(tried, here)) return &tried;
        }
        if (reach <= 2) return nullptr;
        reach /= 2;
    }
}

std::size_t BudgetSearch::not_told_apart(const Trial& chosen) const {
    std::size_t count = 0;
    for (const Trial* trial : trials_.all()) {
        if (trial == &chosen || trial->replications() < 2 || !is_affordable(trial->plan)) continue;
        const Estimate difference = paired_difference(trial->objective, chosen.objective);
        if (difference.low && *difference.low <= 0.0) ++count;
    }
    return count;
}

}  // namespace stepdown
