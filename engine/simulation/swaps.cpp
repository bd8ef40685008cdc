// Boarders that wait for each other in a cycle: found, chosen and moved together, so that the network never locks.
#include "simulation/care_network.hpp"

#include <algorithm>
#include <map>

namespace stepdown {

namespace {

/// What decides whether a boarder fits into a cycle.
struct SwapKind {
    StageId to;
    StageId from;
    Needs needs;
    /// Of the place that it leaves: its reservation and its track.
    std::uint8_t left_rule = Needs::no_rule;
    std::uint8_t left_track = no_track;
    friend bool operator==(const SwapKind&, const SwapKind&) = default;
};

}  // namespace

/// Boarders who lack only a place, in the order of the stage they wait for; of those who are alike in all that decides whether a
/// cycle fits, the first.
std::vector<SwapMove> CareNetwork::possible_swap_moves() {
    std::vector<EntryHandle> waiting;
    for (const ClientHandle boarder : boarders_) {
        // Whoever only holds its place until this instant is over does not board.
        if (stage_of(clients_[boarder].place).boarding.rule != Boarding::Rule::boards || clients_[boarder].boarding_over)
            continue;
        for (const Leg& leg : clients_[boarder].legs) {
            if (leg.care_entry == no_entry) continue;
            const StageState& state = state_of(entries_[leg.care_entry].stage);
            // Whoever waits for a stage in which nobody boards closes no cycle.
            if (state.boarding > 0 && state.window_open) waiting.push_back(leg.care_entry);
        }
    }
    std::sort(waiting.begin(), waiting.end(), [&](EntryHandle left, EntryHandle right) {
        const WaitEntry& one = entries_[left];
        const WaitEntry& other = entries_[right];
        return one.stage != other.stage ? one.stage < other.stage : one.position < other.position;
    });
    std::vector<SwapMove> moves;
    std::vector<SwapKind> found;
    for (const EntryHandle handle : waiting) {
        const WaitEntry& entry = entries_[handle];
        const Client& client = clients_[entry.client];
        const Needs& needs = needs_of(handle);
        if (needs.start != Needs::Start::open || state_of(entry.stage).seats.in_cohorts()) continue;
        if (needs.partner.exists()) {
            const StageState& partner = state_of(needs.partner);
            if (!partner.window_open || !partner.places.admits(needs.partner_rule)) continue;
        }
        const std::uint8_t left_track = has_programs_ ? program_of(entry.client).track : no_track;
        const SwapKind kind{entry.stage, client.place, needs, reservation_rule(entry.client, client.place), left_track};
        if (std::find(found.begin(), found.end(), kind) != found.end()) continue;
        found.push_back(kind);
        moves.push_back({client.place, entry.stage, entry.client, entry.leg, client.stay_ended});
    }
    return moves;
}

/// Whether no stage of the cycle has more of its reserved places taken by others after the swap than before.
bool CareNetwork::keeps_reservations(const std::vector<SwapMove>& cycle) {
    for (std::size_t index = 0; index < cycle.size(); ++index) {
        const SwapMove& coming = cycle[index];
        const SwapMove& going = cycle[(index + 1) % cycle.size()];
        StagePlaces places = state_of(coming.to).places;
        const std::int64_t before = places.taken_from_reserved();
        places.vacate(reservation_rule(going.client, coming.to));
        places.occupy(reservation_rule(coming.client, coming.to));
        if (places.taken_from_reserved() > before) return false;
    }
    return true;
}

/// Whether the stages beside care that the cycle asks for hold all who ask together.
bool CareNetwork::keeps_partners(const std::vector<SwapMove>& cycle) {
    std::map<StageId, StagePlaces> partners;
    for (const SwapMove& move : cycle) {
        const Needs& needs = needs_of(clients_[move.client].legs[move.leg].care_entry);
        if (!needs.partner.exists()) continue;
        StagePlaces& places = partners.try_emplace(needs.partner, state_of(needs.partner).places).first->second;
        if (!places.admits(needs.partner_rule)) return false;
        places.occupy(needs.partner_rule);
    }
    return true;
}

/// Whether each who comes finds a seat that suits: a free one, or that of whoever goes.
bool CareNetwork::keeps_seats(const std::vector<SwapMove>& cycle) {
    for (std::size_t index = 0; index < cycle.size(); ++index) {
        const SwapMove& coming = cycle[index];
        const SwapMove& going = cycle[(index + 1) % cycle.size()];
        const GroupSeats& seats = state_of(coming.to).seats;
        if (!seats.has_tracks()) continue;
        const Leg& leg = clients_[coming.client].legs[coming.leg];
        const std::uint32_t suit = needs_of(leg.care_entry).tracks;
        const std::uint8_t left = program_of(going.client).track;
        if (!seats.admits(suit) && (left == no_track || (suit >> left & 1U) == 0)) return false;
    }
    return true;
}

/// Of several cycles the one with the longest boarder, then the fewest stages, then the order of the file.
std::vector<SwapMove> CareNetwork::chosen_swap() {
    std::vector<SwapMove> moves = possible_swap_moves();
    const SwapSearch search(stages_.size());
    const auto fits = [&](const std::vector<SwapMove>& cycle) {
        return keeps_reservations(cycle) && keeps_caseload(cycle) && keeps_seats(cycle) && keeps_partners(cycle);
    };
    while (!moves.empty()) {
        const auto longer = [](const SwapMove& left, const SwapMove& right) {
            return left.boarding_since < right.boarding_since;
        };
        const Ticks since = std::min_element(moves.begin(), moves.end(), longer)->boarding_since;
        const auto cycle = search.best_cycle(moves, since, fits);
        if (!cycle.empty()) return cycle;
        // No cycle has any of those who have boarded longest, so the others' cycles are among the others.
        std::erase_if(moves, [&](const SwapMove& move) { return move.boarding_since == since; });
    }
    return {};
}

bool CareNetwork::swap_boarders() {
    const std::vector<SwapMove> chosen = chosen_swap();
    if (chosen.empty()) return false;
    swapping_ = true;
    for (const SwapMove& move : chosen) grant(move.client, move.leg);
    swapping_ = false;
    for (const SwapMove& move : chosen) offer(move.to);
    return true;
}

}  // namespace stepdown
