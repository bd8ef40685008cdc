// Which plan to try next: what single steps were seen to do, added up.
#pragma once

#include <cstdint>
#include <vector>

#include "experiment/plan_space.hpp"

namespace stepdown {

/// What is known at one plan: the margin of each requirement in units of its indifference, and what one step down or up of each
/// choice adds to it.
struct LocalEffects {
    std::vector<double> margins;
    /// Per choice, per requirement.
    std::vector<std::vector<double>> down;
    std::vector<std::vector<double>> up;
    /// Per requirement: how much stronger steps were seen to act together than alone.
    std::vector<double> curvature;

    /// The least predicted margin after `steps` (added to the plan).
    double predict(const PlanPoint& steps) const;
    double predict(const PlanPoint& steps, std::size_t requirement) const;
};

/// The cheapest combination of up to `reach` steps down of each choice whose predicted margins stay at 0 or above, put together
/// greedily by saving per margin spent. All 0 when no step down fits.
PlanPoint cheapest_steps_down(const PlanSpace& space, const PlanPoint& plan, const LocalEffects& effects, std::int64_t reach);

/// The cheapest combination of up to `reach` steps up of each choice that is predicted to mend every margin below 0, greedily by
/// what is mended per cost; what mends most when nothing mends all. All 0 when no step helps.
PlanPoint mending_steps(const PlanSpace& space, const PlanPoint& plan, const LocalEffects& effects, std::int64_t reach);

/// Exchanges of up to three choices by up to two steps each that save money and are predicted to keep margins above `tolerance`
/// (0 or below), cheapest first, at most `most`.
std::vector<PlanPoint> exchanges(const PlanSpace& space, const PlanPoint& plan, const LocalEffects& effects, double tolerance,
                                 std::size_t most);

/// The plan after the steps.
PlanPoint moved(const PlanPoint& plan, const PlanPoint& steps);

}  // namespace stepdown
