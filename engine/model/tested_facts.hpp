// Which facts about a client the model's conditions look at: what traffic equations must tell apart, and what not.
#pragma once

#include <cstdint>
#include <vector>

#include "model/model.hpp"

namespace stepdown {

struct TestedFacts {
    /// One per attribute of the model, those tested only by the draw of another tested one included.
    std::vector<char> attributes;
    bool came_from = false;
    bool last_outcome = false;
    bool month = false;
    bool waited = false;
    /// Numbers of relapses from this one on are all alike; 0 where nobody asks.
    std::uint32_t relapses_alike_from = 0;
};

/// Looks at every condition that decides where clients go or how long they stay (not at priority or patience).
TestedFacts tested_facts(const Model& model);

}  // namespace stepdown
