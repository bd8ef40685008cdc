// The plan read back in plain words, for a planner who wants to see whether the program understood what was written.
#pragma once

#include <string>
#include <vector>

#include "model/traffic.hpp"

namespace stepdown {

struct Model;

/// Lines without line ends, some empty: the run, who asks, each stage with what it needs of its places, relapse, changes,
/// targets. Details of an entry are indented by two spaces. Warnings are not among them: they are diagnostics.
std::vector<std::string> plan_in_words(const Model& model, const OfferedLoad& load);

}  // namespace stepdown
