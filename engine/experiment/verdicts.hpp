// Targets and last year's figures held against the estimates. Rules: docs/methods/targets.md.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "experiment/reduction.hpp"

namespace stepdown {

/// One per target of the model: met, missed, or undecided while the 95% interval straddles the bound.
std::vector<TargetResult> judge_targets(const Model& model, const Reduction& reduction);

/// One per observed figure: it agrees when it lies in the spread of single runs.
std::vector<ObservedResult> compare_observed(const Model& model, const Reduction& reduction);

}  // namespace stepdown
