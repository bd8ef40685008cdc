#include "simulation/loop_guard.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "simulation/replication.hpp"

namespace stepdown {

EndlessLoop::EndlessLoop(std::string loop)
    : message_(
          fmt::format("a client goes round without time passing: {}; give one of these stages a stay that takes time, or let the "
                      "loop lead out",
                      loop)) {}

void LoopGuard::trace(const InstantSteps& steps, StageId stage) {
    if (steps.count == trace_from) trace_.clear();
    trace_.push_back(stage);
    if (steps.count < most) return;
    const auto name = [&](StageId id) { return id.exists() ? model_.stages[id.index()].name : std::string("home"); };
    std::vector<StageId> seen;
    std::string loop;
    for (const StageId id : trace_) {
        if (std::find(seen.begin(), seen.end(), id) != seen.end()) continue;
        seen.push_back(id);
        loop += name(id) + " -> ";
    }
    throw EndlessLoop(loop + name(seen.front()));
}

}  // namespace stepdown
