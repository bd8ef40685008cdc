// Pulling the levers of a scenario, for `levers` and for `run --levers`.
#pragma once

#include <optional>

#include "cli/plan_models.hpp"
#include "experiment/levers.hpp"

namespace stepdown {

/// The levers that `sizing` names, or every one; nothing after what is wrong with them has been said.
std::optional<LeversResult> pull_levers_of(const PlanModels& models, const std::string& file, int threads);

}  // namespace stepdown
