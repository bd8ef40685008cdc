// The document of `size`: stdout of `--format json`, summary.json of `--out`.
#pragma once

#include <string>

#include "experiment/run_result.hpp"
#include "experiment/sizing.hpp"

namespace stepdown {

/// The document of a run of the chosen plan, and `sizing`, `plans` and `trace`. Without a plan `run` is that of the scenario as
/// it is.
std::string sizing_json(const Model& model, const RunResult& run, const SizingResult& result);

}  // namespace stepdown
