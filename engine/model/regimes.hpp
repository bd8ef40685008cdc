// The model between its dated changes: stretches of time during which nothing is set anew.
#pragma once

#include <vector>

#include "model/model.hpp"

namespace stepdown {

/// The model with every change up to `from` applied and none left; it holds from `from` to `to`.
struct Regime {
    Ticks from = 0;
    Ticks to = 0;
    Model model;
};

/// In order of time, from instant 0 to the end of the run; one where nothing changes.
std::vector<Regime> regimes_of(const Model& model);

}  // namespace stepdown
