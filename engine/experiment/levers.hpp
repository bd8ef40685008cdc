// Where the next unit of money goes: one more and one less of each thing, with the same clients.
#pragma once

#include <optional>
#include <vector>

#include "experiment/plan_space.hpp"
#include "experiment/requirements.hpp"
#include "statistics/ratio_estimate.hpp"

namespace stepdown {

/// Every bed or slot that is limited, every group and every post of the scenario, by path, one step up and one down of what it
/// has.
std::vector<Choice> every_lever(const Model& model);

/// What one step of a lever does to one target's figure.
struct LeverEffect {
    /// Nothing where the lever cannot go there.
    std::optional<Estimate> one_more;
    std::optional<Estimate> one_less;
    /// Towards the target, of one more, per 1,000 of weekly cost.
    std::optional<double> gain_per_thousand;
};

struct Lever {
    PricedChoice choice;
    double present = 0.0;
    /// One per target.
    std::vector<LeverEffect> effects;
};

struct LeversResult {
    std::vector<Requirement> targets;
    /// Of the scenario as it is: what is judged of each target.
    std::vector<Estimate> figures;
    std::vector<bool> missed;
    std::vector<Lever> levers;
    std::int64_t replications = 0;
    std::uint64_t seed = 0;

    /// Positions of the levers, those that gain most per 1,000 for this target first.
    std::vector<std::size_t> ranked(std::size_t target) const;
};

struct LeversRequest {
    int threads = 0;
    std::int64_t replications = 30;
    std::function<void(std::int64_t, std::int64_t)> progress;
};

/// `present` are the values that the choices have now; each choice's range is of no matter, its step is.
LeversResult pull_levers(const std::vector<PricedChoice>& choices, const std::vector<double>& present, const ModelAt& model_at,
                         const LeversRequest& request);

}  // namespace stepdown
