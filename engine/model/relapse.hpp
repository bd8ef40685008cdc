// Relapse: the law of a spell, what multiplies its hazard, and what follows.
#pragma once

#include <string>
#include <vector>

#include "model/condition.hpp"
#include "model/routing.hpp"
#include "random/distribution.hpp"

namespace stepdown {

/// Time from a spell's beginning to relapse: with probability `1 - susceptible` never.
struct RelapseLaw {
    double susceptible = 0.0;
    Distribution time;
};

/// Multiplies the hazard while its condition holds; tested whenever the client's setting or the month changes.
struct RelapseEffect {
    std::string name;
    Condition when;
    double times = 1.0;
};

struct RelapseAtHome {
    Cases<double> returns = Cases<double>(0.0);
    Cases<Distribution> after;
    Cases<Routing> to;
};

struct Relapse {
    Cases<RelapseLaw> law;
    double home_hazard = 1.0;
    /// One per stage, defaults filled in: care stages not named 0, housing and support stages 1.
    std::vector<double> stage_hazard;
    std::vector<RelapseEffect> effects;
    Cases<Routing> in_care;
    RelapseAtHome at_home;
};

}  // namespace stepdown
