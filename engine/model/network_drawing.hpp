// The care network as a drawing: Graphviz DOT text of stages, home and exits with the flows expected between them.
#pragma once

#include <string>

#include "model/traffic.hpp"

namespace stepdown {

struct Model;

/// Stages are boxes with their places and what they need of them (red where that is at or over the places); edges are
/// labeled with clients per day and as wide as their flow; ways back up and returns after relapse are dashed and colored.
/// Ways without an expected flow (giving up, being turned away) are dotted. The same text for the same model.
std::string care_network_drawing(const Model& model, const OfferedLoad& load);

}  // namespace stepdown
