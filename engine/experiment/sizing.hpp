// The cheapest plan that keeps its requirements, with its guarantee; and the best plan for a budget.
// What is guaranteed and what is not: docs/methods/sizing.md.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "experiment/certification.hpp"
#include "experiment/plan_space.hpp"
#include "statistics/ratio_estimate.hpp"

namespace stepdown {

struct SizingRequest {
    int threads = 0;
    double confidence = 0.95;
    /// Replications that may be spent, the confirmation's included.
    std::int64_t effort = 50'000;
    /// Instead of the cheapest plan.
    std::optional<WithinBudget> within_budget;
    Screening screening = {};
    std::function<bool()> stop;
    std::function<void(std::int64_t, std::int64_t)> progress;
};

/// Why a tried plan is not the answer.
enum class PlanVerdict : std::uint8_t { chosen, fails, undetermined, holds, invalid };

/// A requirement of a tried plan as the search estimated it; `value` is what is judged.
struct RequirementSeen {
    std::optional<double> value;
    MarginEstimate margin;
};

struct TriedPlan {
    std::vector<double> values;
    double cost = 0.0;
    std::string reason;
    std::int64_t replications = 0;
    PlanVerdict verdict = PlanVerdict::undetermined;
    /// One per requirement; empty for an invalid plan.
    std::vector<RequirementSeen> requirements;
    /// The requirement that fails or is nearest to failing.
    std::size_t worst = 0;
    /// Of the metric that is to be least.
    std::optional<Estimate> objective;
    std::optional<Confirmation> confirmation;
};

/// What one step of one choice does to the chosen plan.
struct NeighbourOfChosen {
    std::size_t choice = 0;
    TriedPlan plan;
    /// Per requirement: what is judged, less that of the chosen plan; paired.
    std::vector<Estimate> effects;
    std::optional<Estimate> objective_effect;
};

struct SizingResult {
    enum class End : std::uint8_t {
        certified,      ///< the plan's requirements hold with the confidence
        best_found,     ///< within a budget: the best plan that was tried
        no_plan,        ///< no plan in the ranges was found that keeps the requirements; `plan` is the nearest miss, if any
        not_certified,  ///< plausible plans were found and none was confirmed; `plan` is the best of them
        effort_spent,   ///< unconfirmed, because no effort was left
        interrupted     ///< unconfirmed, because somebody asked to stop
    } end = End::no_plan;
    std::vector<PricedChoice> choices;
    std::vector<Requirement> requirements;
    std::optional<TriedPlan> plan;
    std::vector<NeighbourOfChosen> one_less;
    std::vector<NeighbourOfChosen> one_more;
    /// Every plan in the order in which it was tried.
    std::vector<TriedPlan> trace;
    std::vector<Confirmation> attempts;
    /// Cheaper than the chosen one and not known to fail.
    std::size_t undetermined_cheaper = 0;
    /// Within a budget: what is least, from fresh replications, and how many tried plans cannot be told apart from the chosen
    /// one.
    std::optional<Estimate> objective;
    std::size_t not_told_apart = 0;
    std::int64_t replications = 0;
    double confidence = 0.95;
};

/// Searches, confirms and looks at the neighbours. Reproducible to the byte at any number of threads unless `stop` cuts it short.
SizingResult size_plan(const PlanSpace& space, const SizingRequest& request);

}  // namespace stepdown
