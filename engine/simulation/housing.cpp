// Housing and support held beside care: starting, ending, and the wait for a bed that goes on after care has started.
#include "simulation/care_network.hpp"

#include <utility>

namespace stepdown {

BesideStay& CareNetwork::beside_slot(Client& client, StageId stage) const {
    return stage_of(stage).kind == StageKind::housing ? client.housing : client.support;
}

void CareNetwork::start_beside(ClientHandle handle, StageId stage, Ticks waited) {
    Client& client = clients_[handle];
    BesideStay& slot = beside_slot(client, stage);
    if (slot.held()) end_beside(handle, slot);
    withdraw_follow_on(handle, stage_of(stage).kind);
    recorder_.moved(plan_.origin_end(client.came_from), plan_.stage_end(stage), cause_of_move(client));
    state_of(stage).places.occupy(reservation_rule(handle, stage));
    recorder_.entered(stage, client.group_class, waited, now_);
    log(client, Activity::admitted, stage);
    follow_ups_.admitted(client.watches, clients_.history(handle, stage), stage, now_,
                         [&](FollowUp what, const Watch& watch, std::size_t first) {
                             recorder_.followed(what, watch, first, client.group_class);
                         });
    slot.stage = stage;
    slot.since = now_;
    // Here the wait is the one for this stage, which may have gone on after that for care.
    const Ticks waited_for_care = std::exchange(client.waited, waited);
    const StayDraw drawn = draw_stay(handle, stage);
    slot.outcome = drawn.outcome;
    if (const auto& revenue = stage_of(stage).money.revenue) slot.revenue = &choose(*revenue, handle);
    client.waited = waited_for_care;
    slot.ends = now_ + drawn.stay;
    const bool is_housing = stage_of(stage).kind == StageKind::housing;
    schedule(slot.ends, EventKind::stay_ends, stage, handle, is_housing ? EventType::housing_ends : EventType::support_ends);
    if (is_housing && client.in_episode && !client.place.exists()) client.gap_housing_since = now_;
    update_clock(handle);
}

/// Whether what is asked for, or first of two, is a stage beside care that is held already, and that does not end with care.
bool CareNetwork::holds_all_of(Client& client, const Destination& destination) const {
    const Option& option = destination.first;
    if (option.care.exists() || !option.beside.exists()) return false;
    return beside_slot(client, option.beside).stage == option.beside && stage_of(option.beside).requires_care == RequiresCare::no;
}

/// Care ends, and what is held beside it goes on. It is no discharge, as no other entry to housing is.
void CareNetwork::keep_beside(ClientHandle handle, StageId stage) {
    Client& client = clients_[handle];
    const StageId from = client.place;
    if (from.exists()) {
        count_hold(client);
        leave_place(handle);
        recorder_.moved(plan_.origin_end(from), plan_.stage_end(stage), cause_of_move(client));
    }
    client.phase = Phase::idle;
    client.came_from = StageId::none();
    care_ends(handle);
    update_clock(handle);
}

void CareNetwork::count_earnings(const BesideStay& slot) {
    if (slot.revenue != nullptr && slot.revenue->unit == Revenue::Unit::day)
        recorder_.program().earned_by_day(slot.stage, slot.revenue->amount, slot.since, now_);
}

void CareNetwork::end_beside(ClientHandle handle, BesideStay& slot) {
    Client& client = clients_[handle];
    const StageId stage = slot.stage;
    recorder_.left({stage, slot.since, 0, slot.outcome->name}, client.group_class, now_);
    recorder_.moved(plan_.origin_end(stage), MeasurementPlan::home_end);
    log(client, Activity::left, stage, model_.outcome_names[slot.outcome->name.index()]);
    if (stage_of(stage).kind == StageKind::housing) housing_gap_ends(client);
    count_earnings(slot);
    if (slot.revenue != nullptr && slot.revenue->unit == Revenue::Unit::stay)
        recorder_.program().earned(stage, slot.revenue->amount, now_);
    slot = BesideStay{};
    follow_ups_.left(client.watches, clients_.history(handle, stage), stage, now_);
    vacate(stage, reservation_rule(handle, stage));
    update_clock(handle);
}

void CareNetwork::beside_stay_ends(ClientHandle handle, BesideStay& slot) {
    if (!slot.held() || slot.ends != now_) return;
    ++events_;
    end_beside(handle, slot);
    release_if_gone(handle);
}

/// A bed is free for a client whose care has started already.
void CareNetwork::follow_care(ClientHandle handle, EntryHandle entry) {
    const StageId stage = entries_[entry].stage;
    const Ticks waited = now_ - entries_[entry].position.ready;
    clients_[handle].follow_on_of(stage_of(stage).kind) = no_entry;
    leave_list(entry, Resolution::admitted);
    start_beside(handle, stage, waited);
}

void CareNetwork::withdraw_follow_on(ClientHandle handle, StageKind kind) {
    EntryHandle& follow_on = clients_[handle].follow_on_of(kind);
    const EntryHandle entry = std::exchange(follow_on, no_entry);
    if (entry != no_entry) leave_list(entry, Resolution::withdrawn);
}

void CareNetwork::withdraw_follow_ons(ClientHandle handle) {
    for (const StageKind kind : {StageKind::housing, StageKind::support}) withdraw_follow_on(handle, kind);
}

void CareNetwork::housing_gap_begins(Client& client) {
    if (client.in_episode && client.housing.held()) client.gap_housing_since = now_;
}

void CareNetwork::housing_gap_ends(Client& client) {
    if (client.gap_housing_since == never) return;
    client.episode_gap_ticks += now_ - client.gap_housing_since;
    client.gap_housing_since = never;
}

}  // namespace stepdown
