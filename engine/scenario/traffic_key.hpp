// What of a scenario's text decides how much traffic each stage is offered.
#pragma once

#include <string>

#include "scenario/node.hpp"

namespace stepdown {

/// Equal for trees that differ in nothing but places, groups, where they meet, staff, money and what only judges or describes:
/// their offered traffic per client is equal but for stays that end by what is attended, which `TrafficMemo` tells apart. Trees
/// that differ in anything else have different keys, whether it matters or not.
std::string traffic_key(const Node& root);

}  // namespace stepdown
