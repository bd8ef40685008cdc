// Entering a stage, the end of a stay, holding the old place while boarding or moving, leaving it, and leaving care.
#include "simulation/care_network.hpp"

#include <algorithm>

namespace stepdown {

void CareNetwork::admit(ClientHandle handle) {
    Client& client = clients_[handle];
    const Leg leg = client.legs[0];
    client.legs = {};
    client.tentative = false;
    if (client.place.exists()) {
        count_hold(client);
        leave_place(handle);
    }
    const bool beside_now = leg.option.beside.exists() && leg.asks == Leg::Asks::all && leg.beside_entry == no_entry;
    if (leg.option.care.exists()) {
        if (beside_now) starting_beside_ = leg.option.beside;
        enter_care(handle, leg.option.care);
        starting_beside_ = StageId::none();
        if (beside_now) start_beside(handle, leg.option.beside, clients_[handle].waited);
        if (leg.beside_entry != no_entry) {
            // Care has started: the wait for housing beside it goes on in the line of those who can start at once.
            const StageKind kind = stage_of(leg.option.beside).kind;
            withdraw_follow_on(handle, kind);
            WaitEntry& entry = entries_[leg.beside_entry];
            entry.leg = follow_on_leg;
            clients_[handle].follow_on_of(kind) = leg.beside_entry;
            start_when_open(leg.beside_entry);
        }
    } else {
        care_ends(handle);
        clients_[handle].phase = Phase::idle;
        start_beside(handle, leg.option.beside, clients_[handle].waited);
    }
    update_clock(handle);
}

void CareNetwork::enter_care(ClientHandle handle, StageId stage, Recorder::Asked asked) {
    Client& client = clients_[handle];
    recorder_.moved(plan_.origin_end(client.came_from), plan_.stage_end(stage), cause_of_move(client));
    if (stage_of(stage).is_bed_stage()) {
        if (client.housing.held()) end_beside(handle, client.housing);
        if (client.support.held() && stage_of(client.support.stage).requires_care == RequiresCare::yes) {
            end_beside(handle, client.support);
        }
        withdraw_follow_ons(handle);
    }
    client.phase = Phase::in_stay;
    client.place = stage;
    client.hold = Hold::stay;
    client.admitted = now_;
    client.boarding_ticks = 0;
    client.boarding_over = false;
    client.boarding_deadline = never;
    state_of(stage).places.occupy(reservation_rule(handle, stage));
    recorder_.entered(stage, client.group_class, client.waited, now_, asked);
    log(client, Activity::admitted, stage);
    begin_program(handle, stage);
    const StayDraw drawn = draw_stay(handle, stage);
    client.outcome = drawn.outcome;
    client.route_word = drawn.route_word;
    client.timer = now_ + drawn.stay;
    if (client.outcome->attended) {
        const AttendedStay& attended = choose(*client.outcome->attended, handle);
        program_of(handle).attended_stay = &attended;
        client.timer = attended.at_most ? now_ + *attended.at_most : never;
    }
    schedule(client.timer, EventKind::stay_ends, stage, handle, EventType::stay_ends);
    begin_sessions(handle, stage);
    if (!client.has_been_in_care) {
        client.has_been_in_care = true;
        recorder_.first_care(client.group_class, client.first_request, now_);
    }
    if (client.spell_due) begin_spell(handle);
    housing_gap_ends(client);
    if (!client.in_episode) {
        client.in_episode = true;
        client.episode_ticks = 0;
        client.episode_gap_ticks = 0;
        client.episode_stages = 0;
    }
    client.episode_ticks += client.episode_gap_ticks;
    client.episode_gap_ticks = 0;
    ++client.episode_stages;
    follow_ups_.admitted(client.watches, clients_.history(handle, stage), stage, now_,
                         [&](FollowUp what, const Watch& watch, std::size_t first) {
                             recorder_.followed(what, watch, first, client.group_class);
                         });
}

void CareNetwork::stay_ended(ClientHandle handle) {
    Client& client = clients_[handle];
    const Outcome& outcome = *client.outcome;
    client.last_outcome = outcome.name;
    log(client, Activity::stay_ended, client.place, model_.outcome_names[outcome.name.index()]);
    end_stay(handle, choose(outcome.next, handle).pick(client.route_word));
}

void CareNetwork::end_stay(ClientHandle handle, const Destination& destination) {
    Client& client = clients_[handle];
    client.stay_ended = now_;
    client.timer = never;
    const Boarding& boarding = stage_of(client.place).boarding;
    if (destination.kind == Destination::Kind::join && boarding.rule == Boarding::Rule::boards && boarding.at_most) {
        client.boarding_deadline = now_ + *boarding.at_most;
        schedule(client.boarding_deadline, EventKind::stay_ends, client.place, handle, EventType::boarding_ends);
    }
    go(handle, destination);
}

Hold CareNetwork::wanted_hold(const Client& client) const {
    if (client.phase == Phase::in_stay) return Hold::stay;
    const Stage& stage = stage_of(client.place);
    const bool keeps = stage.transfer.keeps_place == KeepsPlace::yes;
    const bool boards = stage.boarding.rule == Boarding::Rule::boards && !client.boarding_over;
    if (client.awaits_start) return boards ? Hold::boarding : Hold::none;
    if (client.phase == Phase::moving) return keeps ? Hold::transfer : Hold::none;
    if (client.phase != Phase::seeking) return Hold::none;
    for (const Leg& leg : client.legs) {
        if (leg.state == Leg::State::move) return keeps ? Hold::transfer : Hold::none;
    }
    return boards || client.tentative ? Hold::boarding : Hold::none;
}

void CareNetwork::count_hold(Client& client) {
    if (client.hold != Hold::boarding && client.hold != Hold::transfer) return;
    recorder_.held(client.place, client.group_class, client.hold, client.hold_since, now_);
    if (client.hold == Hold::boarding) {
        client.boarding_ticks += now_ - client.hold_since;
        end_boarding(client);
    }
}

void CareNetwork::begin_boarding(ClientHandle handle) {
    clients_[handle].boarder_position = static_cast<std::uint32_t>(boarders_.size());
    boarders_.push_back(handle);
    ++state_of(clients_[handle].place).boarding;
}

void CareNetwork::end_boarding(const Client& client) {
    const ClientHandle last = boarders_.back();
    boarders_[client.boarder_position] = last;
    clients_[last].boarder_position = client.boarder_position;
    boarders_.pop_back();
    --state_of(client.place).boarding;
}

/// Brings what a client holds in line with what it is doing, and starts its patience where it now waits at home.
void CareNetwork::settle(ClientHandle handle) {
    Client& client = clients_[handle];
    if (client.place.exists()) {
        const Hold wanted = wanted_hold(client);
        if (wanted != client.hold) {
            count_hold(client);
            client.hold = wanted;
            client.hold_since = now_;
            if (wanted == Hold::boarding) begin_boarding(handle);
            if (wanted == Hold::none) leave_place(handle);
        }
    }
    update_clock(handle);
    if (client.place.exists() || client.phase != Phase::seeking) return;
    for (std::uint8_t leg = 0; leg < 2; ++leg) {
        if (client.legs[leg].state == Leg::State::waiting && client.legs[leg].timer == never) start_patience(handle, leg);
    }
}

void CareNetwork::leave_place(ClientHandle handle) {
    Client& client = clients_[handle];
    const StageId stage = client.place;
    end_program(handle);
    recorder_.left({stage, client.admitted, client.boarding_ticks, client.last_outcome}, client.group_class, now_);
    log(client, Activity::left, stage, model_.outcome_names[client.last_outcome.index()]);
    client.place = StageId::none();
    client.hold = Hold::none;
    client.boarding_deadline = never;
    forget_held_caseload(handle);
    vacate(stage, reservation_rule(handle, stage));
    if (client.in_episode) {
        client.episode_ticks += now_ - client.admitted;
        housing_gap_begins(client);
    }
    follow_ups_.left(client.watches, clients_.history(handle, stage), stage, now_);
    if (stage_of(stage).is_bed_stage()) begin_spell(handle);
}

void CareNetwork::vacate(StageId stage, std::uint8_t rule) {
    StageState& state = state_of(stage);
    state.places.vacate(rule);
    // The places that are swapped are taken again at once. Housing that a swap ends is not among them.
    if (swapping_ && stage_of(stage).is_care()) return;
    const Ticks turnaround = stage_of(stage).turnaround;
    if (turnaround > 0 && state.places.vacated_place_remains()) {
        state.places.close_one();
        recorder_.open_places(stage, state.places.open(), now_);
        queue_.push(make_event(now_ + turnaround, EventKind::capacity, stage.index(), 0, 0,
                               static_cast<EventOwner>(stage.index()), EventType::turnaround_ends));
    }
    offer_all(stage);
}

void CareNetwork::discharge(ClientHandle handle) {
    Client& client = clients_[handle];
    const StageId from = client.place;
    if (from.exists()) {
        count_hold(client);
        leave_place(handle);
        recorder_.moved(plan_.origin_end(from), MeasurementPlan::home_end, cause_of_move(client));
        recorder_.discharged(client.group_class, now_);
        follow_ups_.watch_discharge(client.watches, now_);
        log(client, Activity::discharged, from);
    }
    client.phase = Phase::idle;
    client.timer = never;
    client.came_from = StageId::none();
    care_ends(handle);
    update_clock(handle);
    release_if_gone(handle);
}

void CareNetwork::leave_model(ClientHandle handle, ExitId exit) {
    Client& client = clients_[handle];
    const StageId from = client.place;
    if (from.exists()) {
        count_hold(client);
        leave_place(handle);
    }
    recorder_.moved(plan_.origin_end(from), plan_.exit_end(model_, exit), cause_of_move(client));
    recorder_.exited(client.group_class, exit);
    log(client, Activity::exited, from, model_.exits[exit.index()]);
    care_ends(handle);
    for (BesideStay* slot : {&client.housing, &client.support}) {
        if (slot->held()) end_beside(handle, *slot);
    }
    release(handle);
}

void CareNetwork::care_ends(ClientHandle handle) {
    Client& client = clients_[handle];
    withdraw_follow_ons(handle);
    for (BesideStay* slot : {&client.housing, &client.support}) {
        if (slot->held() && stage_of(slot->stage).requires_care == RequiresCare::yes) end_beside(handle, *slot);
    }
    end_episode(client);
}

void CareNetwork::end_episode(Client& client) {
    if (!client.in_episode) return;
    recorder_.episode_ended(client.group_class, client.episode_ticks, client.episode_stages);
    if (has_programs_) {
        const auto handle = static_cast<ClientHandle>(&client - &clients_[0]);
        recorder_.program().episode_hours(recorder_.groups_of_class(client.group_class), program_of(handle).episode_hours, now_);
    }
    client.in_episode = false;
    client.gap_housing_since = never;
}

void CareNetwork::finish_booked_move(ClientHandle handle) {
    Client& client = clients_[handle];
    const Ticks starts = may_start(handle, client.booked);
    if (starts > now_) {
        // The move is over, so nothing keeps the old place any more.
        if (!client.awaits_start) client.boarding_over = true;
        await_start(handle, starts);
        return;
    }
    for (const StageId stage : {client.booked.care, client.booked.beside}) {
        if (stage.exists()) state_of(stage).places.unbook(reservation_rule(handle, stage));
    }
    client.awaits_start = false;
    client.booked = {};
    admit(handle);
}

void CareNetwork::call_off_move(ClientHandle handle) {
    Client& client = clients_[handle];
    for (const StageId stage : {client.booked.care, client.booked.beside}) {
        if (!stage.exists()) continue;
        state_of(stage).places.unbook(reservation_rule(handle, stage));
        if (stage_of(stage).is_care()) give_back_seat_ahead(handle, stage);
        recorder_.called_off(stage, client.group_class, client.legs[0].ready, client.waited, now_);
        log(client, Activity::withdrawn, stage);
        offer_all(stage);
    }
    client.booked = {};
    client.awaits_start = false;
    if (client.legs[0].beside_entry != no_entry) leave_list(client.legs[0].beside_entry, Resolution::withdrawn);
    client.legs = {};
    client.timer = never;
}

void CareNetwork::release_if_gone(ClientHandle handle) {
    const Client& client = clients_[handle];
    if (client.phase != Phase::idle || client.clock.running || client.housing.held() || client.support.held()) return;
    release(handle);
}

void CareNetwork::release(ClientHandle handle) {
    follow_ups_.forget(clients_[handle].watches);
    clients_.release(handle);
    --present_;
}

}  // namespace stepdown
