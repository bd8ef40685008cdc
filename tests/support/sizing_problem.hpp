// A sizing in a test: a scenario's text, its plans by setting values, its answer.
#pragma once

#include <string>

#include "experiment/sizing.hpp"

namespace stepdown::testing {

/// Sizes the scenario of the text, whose `sizing` is stated, with this seed and `effort` replications on one thread.
SizingResult size_text(const std::string& yaml, std::uint64_t seed, std::int64_t effort = 200'000);

/// The values of the plan that was found; empty without one.
std::vector<double> chosen_values(const SizingResult& result);

}  // namespace stepdown::testing
