// Requirements of a sizing as one number per replication: how far it is on the right side.
#pragma once

#include <string>
#include <vector>

#include "model/model.hpp"
#include "simulation/measurement_plan.hpp"
#include "simulation/replication.hpp"

namespace stepdown {

/// Which promise a requirement is: over all clients and years, or for each run with a stated probability.
enum class Promise : std::uint8_t { long_run, per_run };

struct Requirement {
    /// As written.
    std::string text;
    Promise promise = Promise::long_run;
    /// What is judged: "iop.access.within(7 d)", "share of runs that keep it".
    std::string judged;
    std::string unit;
    /// Of what is judged, and whether it must be at least (1) or at most (-1) that.
    double bound = 0.0;
    double sign = 1.0;
    /// Plans that keep it by less than this may be passed over; in the unit of what is judged (docs/methods/sizing.md).
    double indifference = 0.0;
};

/// A replication's share in a requirement: what is judged is sum of `amount` over sum of `weight`. Per-run promises have amount 1
/// (kept) or 0 and weight 1; weight 0: nothing to judge.
struct Judged {
    double amount = 0.0;
    double weight = 0.0;
};

/// The measurement plan for the model's `targets`, taken as requirements, and for one more metric where one is to be least.
struct RequirementPlan {
    MeasurementPlan measurements;
    std::vector<Requirement> requirements;
};
RequirementPlan plan_requirements(const Model& model, const std::vector<Metric>& beside);

/// One per requirement, in their order.
std::vector<Judged> judge_replication(const Model& model, const RequirementPlan& plan, const ReplicationResult& result);

/// Sum of (amount - bound x weight) and its like: 0 or more where the replication keeps the requirement.
double margin(const Requirement& requirement, const Judged& judged);

}  // namespace stepdown
