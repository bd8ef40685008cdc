// Sessions of a stay: when they are due, begin, and end.
#include "simulation/care_network.hpp"

#include <algorithm>

namespace stepdown {

namespace {
constexpr std::uint32_t index_mask = 0xFFFFF;
}  // namespace

bool CareNetwork::has_session(ClientHandle handle, StageId stage, std::size_t index) {
    const Session& session = stage_of(stage).sessions[index];
    const double share = choose(session.share, handle);
    if (share >= 1.0) return true;
    const std::uint32_t visit = clients_.history(handle, stage).visits;
    const DrawKey key = client_key(clients_[handle], Purpose::has_session, stage_of(stage).draw_name ^ session.draw_name, visit);
    return unit_double(word64(draw_block(key_, key), 0)) < share;
}

void CareNetwork::begin_sessions(ClientHandle handle, StageId stage) {
    for (std::size_t index = 0; index < stage_of(stage).sessions.size(); ++index) {
        ClientSession& session = session_of(handle, index) = ClientSession{};
        if (!has_session(handle, stage, index)) continue;
        session.next_due = now_;
        session_is_due(handle, index);
    }
}

void CareNetwork::schedule_session(ClientHandle handle, std::size_t index, Ticks due) {
    session_of(handle, index).next_due = due;
    if (due >= model_.clock.end()) return;
    const Client& client = clients_[handle];
    queue_.push(make_event(due, EventKind::begins, client.place.index(), client.population.index(), client.number, handle,
                           EventType::session_is_due, index));
}

void CareNetwork::end_sessions(ClientHandle handle, StageId stage) {
    for (std::size_t index = 0; index < stage_of(stage).sessions.size(); ++index) {
        ClientSession& session = session_of(handle, index);
        if (session.work != no_work) works_.remove(session.work);
        session = ClientSession{};
    }
}

/// One that has not begun when the next is due, or its time limit is over, is missed.
void CareNetwork::session_is_due(ClientHandle handle, std::size_t index) {
    const Client& client = clients_[handle];
    const StageId stage = client.place;
    if (!stage.exists() || index >= stage_of(stage).sessions.size()) return;
    ClientSession& session = session_of(handle, index);
    if (session.next_due != now_) return;
    const Session& declared = stage_of(stage).sessions[index];
    if (session.work != no_work) {
        works_.remove(session.work);
        session.work = no_work;
        recorder_.program().session_missed(stage, index, now_);
    }
    session.next_due = never;
    const bool is_over = declared.every == 0 && session.due > 0;
    if (is_over || client.phase != Phase::in_stay) return;
    ++session.due;
    schedule_session(handle, index, now_ + declared.waits());
    if (is_twin()) {
        session_attendees_.assign(1, attendee(handle));
        run_session(stage, index);
        return;
    }
    const std::uint32_t queue = state_of(stage).session_queues[index];
    Work work{.client = handle, .order = Attendee::order_of(client), .due = now_, .queue = queue};
    session.work = works_.push(work);
    note_work(declared.role);
}

bool CareNetwork::comes_to_session(const Attendee& one, StageId stage, std::size_t index) {
    const Stage& declared = stage_of(stage);
    const std::uint32_t visit = clients_.history(one.client, stage).visits;
    const std::uint32_t date = (visit << 12 | session_of(one.client, index).due) & index_mask;
    const std::uint32_t place = declared.draw_name ^ declared.sessions[index].draw_name;
    const DrawKey key = client_key(clients_[one.client], Purpose::session_attended, place, date);
    return unit_double(word64(draw_block(key_, key), 0)) < attendance(one.client, stage);
}

/// Begins a session of those in `session_attendees_`.
void CareNetwork::run_session(StageId stage, std::size_t index) {
    ++events_;
    for (Attendee& one : session_attendees_) {
        one.part = comes_to_session(one, stage, index) ? Attendee::Part::came : Attendee::Part::stayed_away;
    }
    if (free_sessions_.empty()) {
        free_sessions_.push_back(static_cast<std::uint32_t>(running_sessions_.size()));
        running_sessions_.emplace_back();
    }
    const std::uint32_t running = free_sessions_.back();
    free_sessions_.pop_back();
    const Client& first = clients_[session_attendees_.front().client];
    queue_.push(make_event(now_ + stage_of(stage).sessions[index].length, EventKind::ends, stage.index(),
                           first.population.index(), first.number, running, EventType::session_ends, index));
    running_sessions_[running].stage = stage;
    running_sessions_[running].session = index;
    running_sessions_[running].attendees.swap(session_attendees_);
}

void CareNetwork::session_ends(std::size_t running) {
    const StageId stage = running_sessions_[running].stage;
    const Ticks length = stage_of(stage).sessions[running_sessions_[running].session].length;
    // Whoever leaves by it may begin another session elsewhere, so that they move in memory.
    for (std::size_t index = 0; index < running_sessions_[running].attendees.size(); ++index) {
        const Attendee one = running_sessions_[running].attendees[index];
        if (!still_attends(one, stage)) continue;
        if (one.part == Attendee::Part::came) {
            attend(one.client, length, true);
        } else {
            ++program_of(one.client).missed_in_a_row;
        }
        review_attendance(one.client);
    }
    free_sessions_.push_back(static_cast<std::uint32_t>(running));
}

}  // namespace stepdown
