// What can only be said of the care network as a whole, once every section has been read.
#pragma once

#include "core/diagnostic.hpp"
#include "model/model.hpp"
#include "model/traffic.hpp"
#include "model/traffic_solution.hpp"
#include "scenario/node.hpp"

namespace stepdown {

/// More events than this would take days; the scenario is refused.
inline constexpr double most_events = 1e10;

/// Codes: `unreachable-stage`, `no-way-out`, `too-many-events`, and the warning `overloaded` where a stage's need is at or over
/// its places. `root` gives the places to point at. The model must be free of errors.
/// Returns the load that the check rests on; nothing in it when there are errors.
OfferedLoad check_network(const Model& model, const Node& root, TrafficMemo& traffic, Diagnostics& problems);

}  // namespace stepdown
