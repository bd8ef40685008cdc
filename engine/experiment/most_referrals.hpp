// How many more referrals the present plan can carry.
#pragma once

#include <optional>
#include <vector>

#include "experiment/certification.hpp"
#include "experiment/sizing.hpp"

namespace stepdown {

/// The model with this multiple of its referrals, changes of arrivals included; nothing when a population's referrals are a trace
/// of dates, which have no multiple.
std::optional<Model> with_referrals(const Model& model, double times);

struct ReferralsTried {
    double times = 1.0;
    std::int64_t replications = 0;
    PlanVerdict verdict = PlanVerdict::undetermined;
    std::size_t worst = 0;
    std::vector<RequirementSeen> requirements;
};

struct MostReferrals {
    /// The largest multiple, in steps of 1%, at which every requirement is confirmed; nothing when none from 5% on is.
    std::optional<double> times;
    std::vector<Requirement> requirements;
    /// Of the confirmed multiple, or the last attempt.
    std::optional<Confirmation> confirmation;
    /// Sorted by multiple.
    std::vector<ReferralsTried> tried;
    int attempts = 0;
    std::int64_t replications = 0;
    std::uint64_t seed = 0;
    double confidence = 0.95;
    bool interrupted = false;
};

/// More referrals are taken to keep requirements less: the largest multiple is found by halving, up to 16 times today's, then
/// confirmed on fresh replications, going down by 1% until it is. `model.targets` are the requirements; there is at least one.
MostReferrals most_referrals(const Model& model, const SizingRequest& request);

}  // namespace stepdown
