// What a target asks, in the terms in which replications answer. Rules: docs/methods/targets.md.
#pragma once

#include <string>
#include <vector>

#include "model/model.hpp"
#include "simulation/measurement_plan.hpp"

namespace stepdown {

/// A target on a quantile is judged by the share of observations at or below its bound.
bool is_judged_by_share(const Target& target);

bool asks_for_more(Comparison comparison);
bool keeps(double value, Comparison comparison, double bound);

/// What p90 <= x and its like ask of the share at or below x.
Comparison comparison_of_share(Comparison comparison);

/// "share at or below the bound; 90% are asked for"
std::string tested_share(const Target& target);

/// The bound questions that the model's targets on quantiles ask, in the order of the targets.
std::vector<BoundQuestion> bound_questions(const Model& model);

}  // namespace stepdown
