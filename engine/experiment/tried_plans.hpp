// Trials as a sizing reports them.
#pragma once

#include <vector>

#include "experiment/sizing.hpp"

namespace stepdown {

class TriedPlans {
public:
    /// `anchor` is the plan that is known best, or null.
    TriedPlans(const PlanTrials& trials, const std::vector<Confirmation>& attempts, const Trial* anchor)
        : trials_(trials), attempts_(attempts), anchor_(anchor) {}

    /// What is known of it; `chosen` may be null.
    TriedPlan describe(const Trial& trial, const Trial* chosen) const;
    /// The tried plans that differ from the chosen one by `step` of one choice.
    std::vector<NeighbourOfChosen> neighbours(const Trial& chosen, std::int64_t step) const;

private:
    PlanVerdict verdict_of(const Trial& trial, const Classification& stand, const Confirmation* attempt) const;
    const Confirmation* attempt_on(const PlanPoint& plan) const;

    const PlanTrials& trials_;
    const std::vector<Confirmation>& attempts_;
    const Trial* anchor_;
};

}  // namespace stepdown
