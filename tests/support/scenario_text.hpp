// Scenarios as text in a test, so that a test can be read like a scenario file.
#pragma once

#include <string_view>

#include "model/model.hpp"

namespace stepdown::testing {

/// The model of a scenario's text; throws std::runtime_error with the diagnostics when it has errors.
Model model_from(std::string_view yaml);

}  // namespace stepdown::testing
