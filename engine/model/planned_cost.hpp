// What a plan costs before anything is simulated.
#pragma once

#include <vector>

namespace stepdown {

struct Model;

/// Per week: limited places at their cost per day, and the paid hours of the posts that are filled in the long run. Places
/// without limit cost by client and are left out.
double planned_cost(const Model& model);

/// Per week and role: what the hours of leading groups, with their notes, cost if every group sits full.
std::vector<double> cost_of_leading(const Model& model);

}  // namespace stepdown
