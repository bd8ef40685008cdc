// Checks of groups, sessions and staff time that need the whole scenario.
#pragma once

#include "core/diagnostic.hpp"
#include "model/model.hpp"
#include "model/traffic.hpp"
#include "scenario/node.hpp"

namespace stepdown {

/// Code: `no-shift-covers`.
void check_leaders(const Model& model, const Node& root, Diagnostics& problems);

/// Warnings: `outside-band`, `overloaded` (of a role's bookable time), `too-few-leaders`.
void warn_of_program(const Model& model, const OfferedLoad& load, const Node& root, Diagnostics& problems);

}  // namespace stepdown
