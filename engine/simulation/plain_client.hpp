// A client of a plain network, on two lines of the cache.
#pragma once

#include <cstdint>

#include "core/id.hpp"
#include "model/model.hpp"
#include "simulation/client.hpp"
#include "simulation/loop_guard.hpp"

namespace stepdown {

struct PlainClient {
    std::uint64_t number = 0;
    /// Since when it is in its place, or waits.
    Ticks since = 0;
    const Outcome* outcome = nullptr;
    std::uint32_t route_word = 0;
    std::uint32_t watches = no_watch;
    PopulationId population;
    StageId place;
    StageId came_from;
    OutcomeNameId last_outcome;
    std::uint16_t group_class = 0;
    /// `absent`, `expected`, `in_stay` or, while it waits, `seeking`.
    Phase phase = Phase::absent;
    bool has_been_in_care = false;
    /// The next on the waitlist.
    ClientHandle next = no_client;
    std::uint32_t episode_stages = 0;
    Ticks episode_ticks = 0;
    Ticks waited = 0;
    Ticks first_request = 0;
    InstantSteps steps;
    /// Where it enters.
    const Destination* heading = nullptr;
};

}  // namespace stepdown
