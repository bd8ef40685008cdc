// What a plain network keeps of each client and stage.
#pragma once

#include <cstdint>
#include <limits>
#include <span>

#include "core/id.hpp"
#include "model/model.hpp"
#include "simulation/client.hpp"
#include "simulation/loop_guard.hpp"
#include "simulation/stay_draw.hpp"

namespace stepdown {

struct PlainClient {
    std::uint64_t number = 0;
    ClientHandle handle = no_client;
    /// Of its population.
    std::uint32_t draw_name = 0;
    std::uint32_t watches = no_watch;
    PopulationId population;
    std::uint16_t group_class = 0;
    /// `absent`, `expected`, `in_stay`, while it waits `seeking`, on being sent on `away`.
    Phase phase = Phase::absent;
    bool has_been_in_care = false;
    bool in_episode = false;
    /// Whether `next_visit` is drawn; until then it is still being gathered.
    bool has_drawn = false;
    StageId place;
    StageId came_from;
    OutcomeNameId last_outcome;
    /// The stage of `next_visit`.
    StageId drawn_for;
    /// Since when it is in its place, or waits.
    Ticks since = 0;
    const Outcome* outcome = nullptr;
    /// Where it goes next, when that is known already: where it enters, is sent on, or goes after its stay.
    const Destination* heading = nullptr;
    StayDraw next_visit;
    std::uint32_t route_word = 0;
    std::uint32_t episode_stages = 0;
    InstantSteps steps;
    Ticks episode_ticks = 0;
    Ticks waited = 0;
    Ticks first_request = 0;
    /// The instant at which its patience ends; `never` when it has none.
    Ticks gives_up = never;
    /// Where it waits, and who stands before and behind it there.
    StageId heading_to;
    ClientHandle previous = no_client;
    ClientHandle next = no_client;
};

/// What the conditions of the scenario see of the client.
inline ClientFacts facts_of(const Model& model, const PlainClient& client, std::span<const std::uint8_t> attributes, Ticks now) {
    ClientFacts facts;
    facts.attributes = attributes;
    facts.population = client.population;
    facts.came_from = client.came_from;
    facts.last_outcome = client.last_outcome;
    facts.waited = client.waited;
    facts.now = now;
    facts.calendar = &model.clock.calendar;
    return facts;
}

/// A stage's places, and its waitlist in the order of asking.
struct PlainStage {
    StageId id;
    const Stage* declared;
    /// No condition decides on outcome or length of its stays: the next visit is drawn as soon as a client is on the way to it.
    bool is_drawn_ahead;
    bool has_patience;
    std::int64_t places = std::numeric_limits<std::int64_t>::max();
    std::int64_t census = 0;
    ClientHandle first = no_client;
    ClientHandle last = no_client;

    PlainStage(StageId stage, const Stage& declaration)
        : id(stage),
          declared(&declaration),
          is_drawn_ahead(declaration.outcomes.shares.same_for_all()),
          has_patience(declaration.waitlist.patience.has_value()) {
        for (const Outcome& outcome : declared->outcomes.outcomes) is_drawn_ahead = is_drawn_ahead && outcome.stay.same_for_all();
    }

    bool is_unlimited() const { return places == std::numeric_limits<std::int64_t>::max(); }
    bool has_room() const { return census < places; }
    bool is_waited_for() const { return first != no_client; }

    template <class Clients>
    void append(Clients& clients, ClientHandle client) {
        clients[client].previous = last;
        clients[client].next = no_client;
        (last == no_client ? first : clients[last].next) = client;
        last = client;
    }
    template <class Clients>
    void remove(Clients& clients, ClientHandle client) {
        const ClientHandle before = clients[client].previous;
        const ClientHandle behind = clients[client].next;
        (before == no_client ? first : clients[before].next) = behind;
        (behind == no_client ? last : clients[behind].previous) = before;
    }
};

}  // namespace stepdown
