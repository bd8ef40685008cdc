// What a planner should be told in a sentence: what binds, and where more is needed than there is.
#pragma once

#include <string>
#include <vector>

#include "experiment/run_result.hpp"

namespace stepdown {

/// The stage where most clients wait, what they lack there, and its need beside its places.
Bottleneck find_bottleneck(const Model& model, const RunResult& result);

/// A sentence for each stage whose need is at or over its places.
std::vector<std::string> overload_warnings(const Model& model, const RunResult& result);

}  // namespace stepdown
