// Intake: an appointment between asking and being admitted.
#include <algorithm>

#include "simulation/care_network.hpp"

namespace stepdown {

void CareNetwork::ask_for_intake(ClientHandle handle, std::uint8_t number) {
    Client& client = clients_[handle];
    const StageId stage = client.legs[number].option.care;
    if (is_twin()) {
        // Staff are always free; the client does not show before the request has been made.
        queue_.push(make_event(std::max<Ticks>(0, now_), EventKind::begins, stage.index(), client.population.index(),
                               client.number, handle, EventType::intake_begins, number));
        client.legs[number].intake_ends = 0;
        return;
    }
    const std::uint32_t queue = state_of(stage).intake_queue;
    Work work{.client = handle, .order = Attendee::order_of(client), .due = now_, .queue = queue, .leg = number};
    client.legs[number].intake = works_.push(work);
    note_work(stage_of(stage).intake->role);
}

void CareNetwork::intake_begins(ClientHandle handle, std::uint8_t number) {
    const Client& client = clients_[handle];
    const Leg& leg = client.legs[number];
    if (client.phase != Phase::seeking || leg.state != Leg::State::waiting || leg.intake_ends != 0) return;
    begin_intake(handle, number);
}

/// Who does not show has given up.
void CareNetwork::begin_intake(ClientHandle handle, std::uint8_t number) {
    Client& client = clients_[handle];
    const StageId stage = client.legs[number].option.care;
    client.legs[number].intake = Leg::no_intake;
    client.waited = now_ - client.legs[number].ready;
    const Intake& intake = *stage_of(stage).intake;
    const std::uint32_t attempt = clients_.history(handle, stage).attempts;
    const DrawKey key = client_key(client, Purpose::shows, stage_of(stage).draw_name, attempt);
    if (unit_double(word64(draw_block(key_, key), 0)) >= choose(intake.shows, handle)) {
        ++events_;
        lose_leg(handle, number, stage, Resolution::gave_up);
        return;
    }
    client.legs[number].intake_ends = now_ + intake.length;
    schedule(now_ + intake.length, EventKind::ends, stage, handle,
             number == 0 ? EventType::intake_ends : EventType::second_intake_ends);
}

void CareNetwork::intake_ends(ClientHandle handle, std::uint8_t number) {
    Client& client = clients_[handle];
    Leg& leg = client.legs[number];
    if (client.phase != Phase::seeking || leg.state != Leg::State::waiting || leg.intake_ends != now_) return;
    ++events_;
    leg.intake_ends = never;
    for (const EntryHandle entry : {leg.care_entry, leg.beside_entry}) {
        if (entry == no_entry) continue;
        if (needs_of(entry).start == Needs::Start::after_intake) start_when_open(entry);
    }
}

}  // namespace stepdown
