// The plan within a budget that has the least of a metric, by local search on the same clients.
#pragma once

#include <vector>

#include "experiment/cheapest_plan.hpp"
#include "experiment/plan_trials.hpp"

namespace stepdown {

class BudgetSearch {
public:
    /// `standing` tells which plans keep the requirements, where there are any.
    BudgetSearch(PlanTrials& trials, CheapestPlanSearch& standing, double budget);

    /// Goes from plan to better plan, by steps of one or two choices and by several steps at once, until none that can be paid is
    /// better. Null when not even the least of everything can be paid, or no plan that was tried keeps the requirements. Throws
    /// SearchEnd.
    Trial* find(const PlanPoint& start);
    /// Tried plans that can be paid and whose difference to the chosen one is not known to be above 0.
    std::size_t not_told_apart(const Trial& chosen) const;

private:
    bool is_affordable(const PlanPoint& plan) const;
    PlanPoint within_budget(PlanPoint plan) const;
    Trial* better_than(Trial& here, std::int64_t& reach);
    std::vector<double> steps_effects(Trial& here, std::int64_t step);
    std::vector<PlanPoint> proposals(const Trial& here, const std::vector<double>& down, const std::vector<double>& up,
                                     std::int64_t reach) const;
    bool is_better(Trial& tried, Trial& here);

    PlanTrials& trials_;
    CheapestPlanSearch& standing_;
    double budget_;
};

}  // namespace stepdown
