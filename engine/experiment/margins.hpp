// How far a tried plan keeps its requirements, and whether that is known: estimates from the search's own replications.
#pragma once

#include <cstdint>
#include <vector>

#include "experiment/plan_trials.hpp"

namespace stepdown {

/// In the unit of what is judged; above 0 is on the right side.
struct MarginEstimate {
    double mean = 0.0;
    double standard_error = 0.0;
    std::int64_t replications = 0;
};

/// The margin of one requirement from the trial's replications. With a `reference` that has more of them, from what it knows and
/// the paired difference to it (double sampling: Cochran 1977, section 12.6 with a coefficient of 1), where that is the sharper
/// one.
MarginEstimate estimate_margin(const Trial& trial, std::size_t requirement, const Trial* reference);

/// One trial's margin less another's over the replications that both have.
MarginEstimate margin_difference(const Trial& trial, const Trial& other, std::size_t requirement);

/// A plan is worth confirming when it is seen to keep each requirement by this part of its indifference: one that just holds on a
/// sample average would hardly ever be confirmed, and one that keeps them by the whole indifference is hardly ever missed.
inline constexpr double aim = 0.6;
/// One that is known well and was seen to keep them by this part of the aim is not given up for it.
inline constexpr double worth_confirming = 0.5;

enum class Standing : std::uint8_t {
    holds,  ///< every requirement, beyond doubt
    fails,  ///< some requirement is broken beyond doubt, or the values make no valid scenario
    close   ///< the search's replications do not tell
};

struct Classification {
    Standing standing = Standing::close;
    std::vector<MarginEstimate> margins;
    /// The requirement that fails, or that holds by least in units of its indifference.
    std::size_t worst = 0;
    /// Each requirement holds, or is close and seen to hold by the aim.
    bool is_plausible = false;
};

/// How a search spends replications on one plan.
struct Screening {
    std::int64_t first = 8;
    /// Four times as many where a promise is per run.
    std::int64_t most = 150;
    /// Indifferences are taken so many times as wide: far from the answer little need be known.
    double coarseness = 1.0;
};

/// Goes on until it is known of every requirement on which side of the aim it lies (or to a fifth of its indifference times the
/// coarseness), and no longer when one is known to lie on the wrong side. Where a step from the `incumbent` (a plausible plan, or
/// null) is seen to leave a requirement as it is, the incumbent's word is taken for it, unless the estimate gainsays it: small
/// harms add up over many steps. Throws SearchEnd.
Classification classify(PlanTrials& trials, Trial& trial, const Trial* reference, const Trial* incumbent,
                        const Screening& screening);

/// Whether a plan that is known well keeps each requirement by so much that its confirmation is likely.
bool is_worth_confirming(const Trial& trial, const Classification& stand);

/// From what is known, without simulating.
Classification stand_of(const Trial& trial, const Trial* reference);

}  // namespace stepdown
