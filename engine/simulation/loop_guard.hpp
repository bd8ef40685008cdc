// The guard against clients that go round without time passing.
#pragma once

#include <cstdint>
#include <vector>

#include "core/id.hpp"
#include "model/model.hpp"
#include "time/sim_time.hpp"

namespace stepdown {

/// How many steps a client has made at its latest instant.
struct InstantSteps {
    Ticks at = -1;
    std::uint16_t count = 0;
};

class LoopGuard {
public:
    explicit LoopGuard(const Model& model) : model_(model) {}

    /// A client asks for `stage`, or relapses there (or at home). Throws `EndlessLoop`, which names the stages, at its 1,000th
    /// step of one instant.
    void count(InstantSteps& steps, StageId stage, Ticks now) {
        if (steps.at != now) steps = {now, 0};
        if (++steps.count >= trace_from) trace(steps, stage);
    }

private:
    static constexpr std::uint16_t most = 1000;
    static constexpr std::uint16_t trace_from = most - 50;

    void trace(const InstantSteps& steps, StageId stage);

    const Model& model_;
    std::vector<StageId> trace_;
};

}  // namespace stepdown
