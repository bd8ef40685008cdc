// What is drawn on admission: how the stay ends, how long it takes and where it leads, from one block of words.
#pragma once

#include <cstdint>

#include "model/stage.hpp"
#include "random/keyed_stream.hpp"

namespace stepdown {

struct StayDraw {
    const Outcome* outcome = nullptr;
    Ticks stay = 0;
    /// Decides the destination once the stay has ended.
    std::uint32_t route_word = 0;
};

/// `choose(cases)` is the case that fits the client. `block` is the first of this client's n-th visit to the stage, and `words`
/// are those that come after it.
template <class Choose>
StayDraw draw_stay(const Block& block, WordStream words, const OutcomeTable& table, Choose&& choose) {
    const Outcome& outcome = table.outcomes[choose(table.shares).pick(block[0])];
    words.serve_first(std::uint64_t{block[2]} << 32 | block[1]);
    return {&outcome, choose(outcome.stay).sample_ticks(words), block[3]};
}

}  // namespace stepdown
