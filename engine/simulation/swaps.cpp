// Boarders that wait for each other in a cycle: found, chosen and moved together, so that the network never locks.
#include "simulation/care_network.hpp"

#include <algorithm>
#include <tuple>

namespace stepdown {

/// Boarders who lack only a place, the first of each origin and reservation in the order of the stage they wait for.
std::vector<CareNetwork::SwapMove> CareNetwork::possible_swap_moves() {
    std::vector<SwapMove> moves;
    for (std::size_t position = 0; position < stages_.size(); ++position) {
        const StageId to(position);
        const StageState& state = stages_[position];
        if (!state.window_open || !stage_of(to).is_care() || state.waitlist.waiting() == 0) continue;
        state.waitlist.in_order(entries_, order_scratch_);
        std::vector<std::pair<StageId, std::uint8_t>> found;
        for (const EntryHandle handle : order_scratch_) {
            const WaitEntry& entry = entries_[handle];
            const Client& client = clients_[entry.client];
            if (entry.leg == follow_on_leg || client.hold != Hold::boarding) continue;
            const Needs& needs = state.waitlist.lines()[entry.line].needs;
            if (needs.partner.exists()) {
                const StageState& partner = state_of(needs.partner);
                if (!partner.window_open || !partner.places.admits(needs.partner_rule)) continue;
            }
            const std::pair kind(client.place, needs.rule);
            if (std::find(found.begin(), found.end(), kind) != found.end()) continue;
            found.push_back(kind);
            moves.push_back({client.place, to, entry.client, entry.leg, client.stay_ended});
        }
    }
    return moves;
}

/// Every simple cycle of moves, each once, beginning at its first stage in the file.
void CareNetwork::find_cycles(const std::vector<SwapMove>& moves, std::vector<std::vector<SwapMove>>& cycles) const {
    std::vector<SwapMove> path;
    const auto extend = [&](auto&& self, StageId start, StageId here) -> void {
        for (const SwapMove& move : moves) {
            if (move.from != here || move.to < start) continue;
            path.push_back(move);
            if (move.to == start) {
                cycles.push_back(path);
            } else if (std::none_of(path.begin(), path.end(), [&](const SwapMove& past) { return past.from == move.to; })) {
                self(self, start, move.to);
            }
            path.pop_back();
        }
    };
    for (std::size_t position = 0; position < stages_.size(); ++position) extend(extend, StageId(position), StageId(position));
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

bool CareNetwork::swap_boarders() {
    const std::vector<SwapMove> moves = possible_swap_moves();
    if (moves.empty()) return false;
    std::vector<std::vector<SwapMove>> cycles;
    find_cycles(moves, cycles);
    std::erase_if(cycles, [&](const auto& cycle) { return !keeps_reservations(cycle) || !keeps_caseload(cycle); });
    if (cycles.empty()) return false;
    const auto key = [](const std::vector<SwapMove>& cycle) {
        Ticks longest_boarding = never;
        std::vector<std::size_t> stages;
        for (const SwapMove& move : cycle) {
            longest_boarding = std::min(longest_boarding, move.boarding_since);
            stages.push_back(move.from.index());
        }
        return std::tuple(longest_boarding, cycle.size(), stages);
    };
    const auto chosen = *std::min_element(cycles.begin(), cycles.end(),
                                          [&](const auto& left, const auto& right) { return key(left) < key(right); });
    swapping_ = true;
    for (const SwapMove& move : chosen) grant(move.client, move.leg);
    swapping_ = false;
    for (const SwapMove& move : chosen) offer(move.to);
    return true;
}

}  // namespace stepdown
