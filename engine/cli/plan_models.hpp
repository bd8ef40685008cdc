// A scenario whose chosen figures can be set to other values, as searches and sweeps need it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/diagnostic.hpp"
#include "experiment/plan_space.hpp"
#include "scenario/scenario.hpp"

namespace stepdown {

/// The scenario read once, and its models at other values of some paths.
struct PlanModels {
    std::shared_ptr<ScenarioBase> base;
    Scenario scenario;
    /// What the last values that made no valid scenario were refused for.
    std::shared_ptr<Diagnostics> refused;

    /// Models whose targets are what sizing requires, by the values of these paths in order.
    ModelAt requirements_at(const std::vector<std::string>& paths) const;
    /// The same with the scenario's own targets.
    ModelAt at(const std::vector<std::string>& paths) const;
};

/// Nothing after errors, which have been said on standard error, as are the warnings.
std::optional<PlanModels> read_plan_models(const ScenarioRequest& request);
/// The same when the problems have been said before.
std::optional<PlanModels> read_plan_models_quietly(const ScenarioRequest& request);

/// The paths of the choices, in order.
std::vector<std::string> paths_of(const std::vector<Choice>& choices);

/// The choices with their costs; nothing after those without one, and ranges that make no valid scenario, have been said.
std::optional<std::vector<PricedChoice>> price_or_say(const std::vector<Choice>& choices, const ModelAt& model_at,
                                                      const PlanModels& models);

}  // namespace stepdown
