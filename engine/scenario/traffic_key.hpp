// What of a scenario's text decides how much traffic each stage is offered.
#pragma once

#include <string>

#include "scenario/node.hpp"

namespace stepdown {

/// Equal for trees whose offered traffic per client is equal: places, groups, where they meet, staff, money and whatever only
/// judges or describes are left out. Trees that differ in anything else have different keys, whether it matters or not.
std::string traffic_key(const Node& root);

}  // namespace stepdown
