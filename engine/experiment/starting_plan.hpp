// Where a search for a plan begins: near what the offered load asks for.
#pragma once

#include "experiment/plan_space.hpp"

namespace stepdown {

/// The least plan in which every resource that the choices act on (places, seats, staffed beds, caseloads, bookable hours) has
/// what the offered load needs and its square root on top (Halfin and Whitt 1981), as far as the ranges allow. Capacities are
/// taken as linear in the choices. A choice that acts on none of them begins in the middle of its range.
PlanPoint starting_plan(const PlanSpace& space);

}  // namespace stepdown
