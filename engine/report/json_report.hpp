// The results of `run` as one JSON document: stdout of `--format json`, summary.json of `--out`.
#pragma once

#include <string>

#include "experiment/comparison.hpp"
#include "experiment/run_result.hpp"

namespace stepdown {

/// Keys in the order of the reference page; a figure that was not observed is null; numbers read back as the same numbers.
/// Ends with a line break.
std::string run_json(const Model& model, const RunResult& result);

/// The document of `compare --format json` and of its `--out`: that of the base, and plans, differences and which plan is best.
std::string comparison_json(const std::vector<NamedModel>& models, const PlanComparison& comparison);

}  // namespace stepdown
