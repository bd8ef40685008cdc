// Staff as a condition of admission: caseloads that stages share, beds that staff on shift can look after.
#include <algorithm>
#include <utility>

#include "simulation/care_network.hpp"

namespace stepdown {

namespace {

/// What a sum of reciprocals of ratios may miss a whole post by.
constexpr double rounding = 1e-9;

/// The part of a post that one client of the stage takes.
double part_of_post(const Stage& stage, RoleId role) {
    for (const Caseload& each : stage.caseload) {
        if (each.role == role) return 1.0 / each.clients_per_post;
    }
    return 0.0;
}

}  // namespace

void CareNetwork::prepare_staff() {
    carried_by_.resize(model_.roles.size());
    staffed_by_.resize(model_.roles.size());
    for (std::size_t position = 0; position < stages_.size(); ++position) {
        for (const Caseload& each : stage_of(StageId(position)).caseload)
            carried_by_[each.role.index()].push_back(StageId(position));
        for (const Staffing& each : stage_of(StageId(position)).staffed_by)
            staffed_by_[each.role.index()].push_back(StageId(position));
    }
    for (const std::vector<StageId>& sharing : carried_by_) {
        for (const StageId stage : sharing) {
            state_of(stage).mixed_causes = true;
            for (const StageId other : sharing) {
                auto& partners = state_of(stage).partners;
                if (other != stage && std::find(partners.begin(), partners.end(), other) == partners.end())
                    partners.push_back(other);
            }
        }
    }
    if (request_.pass == Pass::unconstrained) return;
    roster_.start(queue_);
    for (std::size_t role = 0; role < model_.roles.size(); ++role) staff_changed(RoleId(role));
}

/// Posts came or went.
void CareNetwork::staff_changed(RoleId role) {
    if (!role.exists()) return;
    recorder_.posts(role, roster_.posts(role), roster_.filled(role), now_);
    for (const StageId stage : carried_by_[role.index()]) offer_all(stage);
    shift_turned(role);
}

/// Who is at work may have changed.
void CareNetwork::shift_turned(RoleId role) {
    note_work(role);
    for (const StageId stage : staffed_by_[role.index()]) {
        StageState& state = state_of(stage);
        state.places.set_staffed(roster_.beds_staffed(stage_of(stage)));
        recorder_.open_places(stage, state.places.open(), now_);
        offer_all(stage);
    }
}

double CareNetwork::posts_carrying(RoleId role) const {
    double posts = 0.0;
    for (const StageId stage : carried_by_[role.index()]) {
        const std::int64_t clients = state_of(stage).places.taken() + state_of(stage).imagined;
        posts += static_cast<double>(clients) * part_of_post(stage_of(stage), role);
    }
    return posts;
}

bool CareNetwork::carries_more(RoleId role, double more) const {
    if (more <= rounding) return true;
    const double filled = static_cast<double>(roster_.filled(role)) / 1000.0;
    return posts_carrying(role) + more <= filled + rounding;
}

bool CareNetwork::caseload_admits(StageId stage, const Needs& needs) const {
    if (request_.pass == Pass::unconstrained) return true;
    for (const StageId joined : {stage, needs.partner}) {
        if (!joined.exists()) continue;
        for (const Caseload& each : stage_of(joined).caseload) {
            double more = part_of_post(stage_of(stage), each.role);
            if (needs.partner.exists()) more += part_of_post(stage_of(needs.partner), each.role);
            if (needs.held.exists()) more -= part_of_post(stage_of(needs.held), each.role);
            if (!carries_more(each.role, more)) return false;
        }
    }
    return true;
}

/// The stage whose share of a caseload the client would give up by moving on, if that share is of use there.
StageId CareNetwork::held_caseload(const Client& client, StageId stage) const {
    if (!client.place.exists()) return StageId::none();
    for (const Caseload& each : stage_of(stage).caseload) {
        if (part_of_post(stage_of(client.place), each.role) > 0.0) return client.place;
    }
    return StageId::none();
}

/// Whether no role carries more posts' worth of clients after the swap than it may.
bool CareNetwork::keeps_caseload(const std::vector<SwapMove>& cycle) const {
    for (std::size_t role = 0; role < model_.roles.size(); ++role) {
        double more = 0.0;
        for (const SwapMove& move : cycle) {
            more += part_of_post(stage_of(move.to), RoleId(role)) - part_of_post(stage_of(move.from), RoleId(role));
        }
        if (!carries_more(RoleId(role), more)) return false;
    }
    return true;
}

/// The old place is left while the client waits: what it would give up there is given up already.
void CareNetwork::forget_held_caseload(ClientHandle handle) {
    if (model_.roles.empty()) return;
    for (const Leg& leg : clients_[handle].legs) {
        for (const EntryHandle entry : {leg.care_entry, leg.beside_entry}) {
            if (entry == no_entry) continue;
            Needs needs = needs_of(entry);
            if (std::exchange(needs.held, StageId::none()).exists()) change_request(entry, needs, entries_[entry].position);
        }
    }
}

}  // namespace stepdown
