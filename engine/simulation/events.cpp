// What happens at an event: each type is handed to the rule that it belongs to.
#include "simulation/care_network.hpp"

namespace stepdown {

void CareNetwork::handle(const Event& event) {
    switch (event.type()) {
        case EventType::change: apply(model_.changes[event.owner]); return;
        case EventType::window_turns: turn_window(StageId(event.owner)); return;
        case EventType::turnaround_ends: reopen_place(StageId(event.owner)); return;
        case EventType::post_leaves:
        case EventType::post_filled:
        case EventType::post_closes: staff_changed(roster_.handle(event, queue_)); return;
        case EventType::shift_ends:
        case EventType::shift_begins: shift_turned(roster_.handle(event, queue_)); return;
        case EventType::post_is_free:
            roster_.booking_ends(event.owner, now_);
            note_work(roster_.role_of(event.owner));
            return;
        case EventType::meeting_ends: end_meeting(event.owner); return;
        case EventType::meeting_begins: begin_meeting(event.owner); return;
        case EventType::cohorts_open: open_cohorts(event.owner); return;
        case EventType::session_ends: session_ends(event.owner); return;
        default: break;
    }
    if (clients_[event.owner].is_still(event.population(), event.number())) handle_client_event(event);
}

void CareNetwork::handle_client_event(const Event& event) {
    const ClientHandle handle = event.owner;
    Client& client = clients_[handle];
    switch (event.type()) {
        case EventType::arrival:
            ++events_;
            arrive(handle);
            return;
        case EventType::stay_ends:
            if (client.phase != Phase::in_stay || client.timer != now_) return;
            ++events_;
            stay_ended(handle);
            return;
        case EventType::booked_move_ends:
            if (client.phase != Phase::moving || client.timer != now_ || client.awaits_start) return;
            ++events_;
            finish_booked_move(handle);
            return;
        case EventType::boarding_ends:
            if (client.boarding_deadline != now_ || !client.place.exists() || client.phase == Phase::in_stay) return;
            ++events_;
            client.boarding_over = true;
            settle(handle);
            return;
        case EventType::care_starts:
            if (client.phase != Phase::moving || client.timer != now_ || !client.awaits_start) return;
            ++events_;
            finish_booked_move(handle);
            return;
        case EventType::intake_ends: intake_ends(handle, 0); return;
        case EventType::second_intake_ends: intake_ends(handle, 1); return;
        case EventType::intake_begins: intake_begins(handle, static_cast<std::uint8_t>(event.which())); return;
        case EventType::authorization_ends: authorization_ends(handle); return;
        case EventType::session_is_due: session_is_due(handle, event.which()); return;
        case EventType::housing_ends: beside_stay_ends(handle, client.housing); return;
        case EventType::support_ends: beside_stay_ends(handle, client.support); return;
        case EventType::relapse: relapse_event(event); return;
        case EventType::first_lag_ends: leg_moves_on(handle, 0, Leg::State::lag); return;
        case EventType::second_lag_ends: leg_moves_on(handle, 1, Leg::State::lag); return;
        case EventType::wait_is_reviewed: review_waits(handle); return;
        case EventType::first_move_ends: leg_moves_on(handle, 0, Leg::State::move); return;
        case EventType::second_move_ends: leg_moves_on(handle, 1, Leg::State::move); return;
        case EventType::first_gives_up: give_up(handle, 0); return;
        case EventType::second_gives_up: give_up(handle, 1); return;
        case EventType::returns:
        case EventType::sent_on: come_back(handle); return;
        default: return;
    }
}

void CareNetwork::leg_moves_on(ClientHandle handle, std::uint8_t number, Leg::State state) {
    Client& client = clients_[handle];
    Leg& leg = client.legs[number];
    if (client.phase != Phase::seeking || leg.state != state || leg.timer != now_) return;
    ++events_;
    leg.timer = never;
    if (state == Leg::State::lag) {
        after_lag(handle, number);
    } else {
        make_request(handle, number);
    }
    settle(handle);
}

void CareNetwork::come_back(ClientHandle handle) {
    Client& client = clients_[handle];
    if (client.phase != Phase::away || client.timer != now_) return;
    ++events_;
    client.phase = Phase::idle;
    client.timer = never;
    switch (client.heading.kind) {
        case Destination::Kind::join: begin_seeking(handle, client.heading, Origin::outside); return;
        case Destination::Kind::exit: leave_model(handle, client.heading.exit); return;
        default: release_if_gone(handle); return;
    }
}

void CareNetwork::reopen_place(StageId stage) {
    StageState& state = state_of(stage);
    state.places.reopen_one();
    recorder_.open_places(stage, state.places.open(), now_);
    offer_all(stage);
}

void CareNetwork::turn_window(StageId stage) {
    const WeeklyWindow& window = stage_of(stage).admits;
    const Calendar& calendar = model_.clock.calendar;
    StageState& state = state_of(stage);
    state.window_open = window.is_open(calendar, now_);
    const Ticks turns = state.window_open ? window.next_closing(calendar, now_) : window.next_opening(calendar, now_);
    queue_.push(make_event(turns, EventKind::capacity, stage.index(), 0, 0, static_cast<EventOwner>(stage.index()),
                           EventType::window_turns));
    offer_all(stage);
}

void CareNetwork::apply(const Change& change) {
    ++events_;
    const bool limited = request_.pass == Pass::constrained;
    for (const Setting& setting : change.settings) {
        if (const auto* places = std::get_if<SetPlaces>(&setting); places != nullptr && limited) {
            StageState& state = state_of(places->stage);
            state.places.set_places(places->places);
            if (state.places.unlimited()) {
                if (recorder_.in_run() || now_ >= model_.clock.start()) recorder_.unlimited(places->stage);
            } else {
                recorder_.open_places(places->stage, state.places.open(), now_);
            }
            offer_all(places->stage);
        } else if (const auto* fte = std::get_if<SetFte>(&setting); fte != nullptr && limited) {
            roster_.set_fte(*fte, now_, queue_);
            staff_changed(fte->role);
        } else if (const auto* terms = std::get_if<SetPostTerms>(&setting); terms != nullptr && limited) {
            roster_.set_terms(*terms, now_, queue_);
        } else if (const auto* groups = std::get_if<SetGroups>(&setting); groups != nullptr && limited) {
            state_of(groups->stage).seats.set_groups(static_cast<std::uint8_t>(groups->track), groups->groups, groups->size);
            offer_all(groups->stage);
        } else if (const auto* outcomes = std::get_if<SetOutcomes>(&setting)) {
            state_of(outcomes->stage).outcomes = &outcomes->outcomes;
        } else if (const auto* patience = std::get_if<SetPatience>(&setting)) {
            state_of(patience->stage).patience = &patience->patience;
        } else if (const auto* limit = std::get_if<SetLimit>(&setting)) {
            state_of(limit->stage).limit = limit->limit;
        }
    }
}

}  // namespace stepdown
