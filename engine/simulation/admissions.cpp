// Who is offered a place: after every instant's ends and beginnings, stage by stage in file order, until nothing moves.
#include "simulation/care_network.hpp"

#include <algorithm>

namespace stepdown {

void CareNetwork::offer(StageId stage) {
    StageState& state = state_of(stage);
    if (state.waitlist.waiting() > 0) state.to_offer = offers_pending_ = true;
    if (state.mixed_causes) causes_stale_ = state.causes_stale = true;
}

void CareNetwork::offer_all(StageId stage) {
    offer(stage);
    for (const StageId partner : state_of(stage).partners) offer(partner);
}

bool CareNetwork::fits(StageId stage, const Needs& needs) const {
    if (needs.start != Needs::Start::open || !state_of(stage).places.admits(needs.rule)) return false;
    const StageId care = stage_of(stage).is_care() ? stage : needs.partner;
    if (care.exists() && !state_of(care).seats.admits(needs.tracks)) return false;
    if (needs.partner.exists()) {
        const StageState& partner = state_of(needs.partner);
        if (!partner.window_open || !partner.places.admits(needs.partner_rule)) return false;
    }
    return caseload_admits(stage, needs);
}

EntryHandle CareNetwork::next_in_line(StageId stage) const {
    const StageState& state = state_of(stage);
    if (state.waitlist.waiting() == 0 || !state.window_open) return no_entry;
    EntryHandle next = no_entry;
    for (const WaitingList::Line& line : state.waitlist.lines()) {
        if (line.first == no_entry || !fits(stage, line.needs)) continue;
        if (next == no_entry || entries_[line.first].position < entries_[next].position) next = line.first;
    }
    return next;
}

EntryHandle CareNetwork::written_before(EntryHandle entry) const {
    const Client& client = clients_[entries_[entry].client];
    if (entries_[entry].leg != 1 || client.legs[0].state != Leg::State::waiting) return no_entry;
    const Leg& first = client.legs[0];
    return next_in_line(entries_[first.care_entry != no_entry ? first.care_entry : first.beside_entry].stage);
}

EntryHandle CareNetwork::before_at_partner(EntryHandle entry) const {
    const StageId partner = needs_of(entry).partner;
    if (!partner.exists()) return no_entry;
    const EntryHandle before = next_in_line(partner);
    return before == no_entry || entries_[before].client == entries_[entry].client ? no_entry : before;
}

// Of `a or b` with both open the first written is taken: its list goes first. Of `a + b` both lists must have come to the client.
// Whoever is at the head of the other list may itself have to let somebody go first.
EntryHandle CareNetwork::first_of_all_lists(EntryHandle head) const {
    const auto goes_before = [&](EntryHandle entry) {
        const EntryHandle before = written_before(entry);
        return before == no_entry ? before_at_partner(entry) : before;
    };
    EntryHandle first = head;
    for (std::size_t steps = 0; steps <= stages_.size(); ++steps) {
        const EntryHandle before = goes_before(first);
        if (before == no_entry) return first;
        first = before;
    }
    // By now it is one of several who stand in each other's way in a ring: one of them has to go first on one list only, that of
    // the stage that comes first in the file, or to take what it wrote second.
    for (EntryHandle other = goes_before(first); other != first; other = goes_before(other)) {
        if (entries_[other].stage < entries_[first].stage) first = other;
    }
    const EntryHandle before = written_before(first);
    return before == no_entry ? first : before;
}

bool CareNetwork::admit_next(StageId stage) {
    const EntryHandle head = next_in_line(stage);
    if (head == no_entry) return false;
    const EntryHandle next = first_of_all_lists(head);
    const WaitEntry entry = entries_[next];
    if (entry.leg == follow_on_leg) {
        follow_care(entry.client, next);
    } else {
        grant(entry.client, entry.leg);
    }
    return true;
}

void CareNetwork::run_admissions() {
    while (true) {
        bool moved = false;
        offers_pending_ = false;
        for (std::size_t position = 0; position < stages_.size(); ++position) {
            if (!stages_[position].to_offer) continue;
            stages_[position].to_offer = false;
            while (admit_next(StageId(position))) moved = true;
        }
        if (moved || offers_pending_) continue;
        if (may_swap_ && !boarders_.empty() && swap_boarders()) continue;
        if (!tentative_.empty()) {
            end_tentative_holds();
            continue;
        }
        break;
    }
    if (!limit_checks_.empty()) check_limits();
}

void CareNetwork::end_tentative_holds() {
    std::vector<ClientHandle> holders;
    holders.swap(tentative_);
    for (const ClientHandle handle : holders) {
        Client& client = clients_[handle];
        if (!client.tentative) continue;
        client.tentative = false;
        settle(handle);
    }
}

void CareNetwork::grant(ClientHandle handle, std::uint8_t number) {
    Client& client = clients_[handle];
    if (client.legs[1 - number].state != Leg::State::none) {
        drop_leg(handle, static_cast<std::uint8_t>(1 - number), Resolution::withdrawn);
    }
    Leg leg = client.legs[number];
    const std::uint32_t tracks = leg.care_entry != no_entry ? needs_of(leg.care_entry).tracks : 0;
    client.waited = now_ - leg.ready;
    const bool together =
        leg.beside_entry != no_entry && (leg.care_entry == no_entry || stage_of(leg.option.beside).joins == Joins::with_care);
    if (leg.care_entry != no_entry) leave_list(leg.care_entry, Resolution::admitted);
    if (together) {
        leave_list(leg.beside_entry, Resolution::admitted);
        leg.beside_entry = no_entry;
    }
    leg.care_entry = no_entry;
    leg.state = Leg::State::none;
    leg.timer = never;
    // What is granted stands in the first leg from here on; a beside entry that is left waits for care to start.
    client.legs = {};
    client.legs[0] = leg;
    const StageId care = leg.option.care;
    if (care.exists()) take_seat(handle, care, tracks);
    const Option granted{care, together ? leg.option.beside : StageId::none()};
    const auto book_ahead = [&] {
        client.booked = granted;
        for (const StageId stage : {client.booked.care, client.booked.beside}) {
            if (stage.exists()) state_of(stage).places.book(reservation_rule(handle, stage));
        }
    };
    if (client.came_from.exists()) {
        const Transfer& transfer = stage_of(client.came_from).transfer;
        if (transfer.takes && transfer.books == BooksAhead::yes) {
            const std::uint32_t visit = clients_.history(handle, client.came_from).visits;
            const Ticks takes = draw_duration(handle, *transfer.takes, Purpose::transfer, client.came_from, visit);
            if (takes > 0) {
                client.phase = Phase::moving;
                client.timer = now_ + takes;
                book_ahead();
                schedule(client.timer, EventKind::stay_ends, first_stage(leg.option), handle, EventType::booked_move_ends);
                settle(handle);
                return;
            }
        }
    }
    const Ticks starts = may_start(handle, granted);
    if (starts > now_) {
        book_ahead();
        await_start(handle, starts);
        return;
    }
    admit(handle);
}

// Those who ask for care of no other condition, find a place and nobody waiting are spared the waitlist: they would be first on
// it, and nothing that is admitted elsewhere at this instant takes places here. What they free by it may be had only when their
// stage's turn comes in this instant's admissions, so whoever holds what others may wait for goes by the waitlist. A log tells
// admissions in file order, so with one everybody does.
bool CareNetwork::finds_free_place(const Client& client, const Destination& destination) const {
    const StageId care = destination.first.care;
    if (!care.exists() || destination.first.beside.exists() || destination.second.exists()) return false;
    const StageState& state = state_of(care);
    if (!state.place_is_all || state.waitlist.waiting() > 0 || !state.places.admits(Needs::no_rule)) return false;
    if (client.came_from.exists() && stage_of(client.came_from).transfer.takes) return false;
    return !frees_what_is_waited_for(client, care) && !more_before_admissions();
}

/// Whether admission to `care` frees, then and not before, a place that somebody may wait for: a boarder's, or housing.
bool CareNetwork::frees_what_is_waited_for(const Client& client, StageId care) const {
    if (stage_of(care).is_bed_stage() && (client.housing.held() || client.support.held())) return true;
    if (!client.place.exists() || stage_of(client.place).boarding.rule != Boarding::Rule::boards) return false;
    const StageState& held = state_of(client.place);
    return !held.place_is_all || held.waitlist.waiting() > 0;
}

void CareNetwork::admit_at_once(ClientHandle handle, StageId stage) {
    Client& client = clients_[handle];
    ++clients_.history(handle, stage).attempts;
    loop_guard_.count(client.steps, stage, now_);
    note_request(client);
    client.waited = 0;
    if (client.place.exists()) {
        count_hold(client);
        leave_place(handle);
    }
    enter_care(handle, stage, Recorder::Asked::now);
    update_clock(handle);
    // A stay of no length ends only after everybody who can be is admitted.
    if (offers_pending_ && more_before_admissions()) run_admissions();
}

void CareNetwork::check_limits() {
    if (request_.pass == Pass::unconstrained) limit_checks_.clear();
    for (std::size_t index = 0; index < limit_checks_.size(); ++index) check_limits(LimitCheck(limit_checks_[index]));
    limit_checks_.clear();
}

void CareNetwork::check_limits(const LimitCheck& check) {
    Client& client = clients_[check.client];
    if (client.number != check.number) return;
    for (EntryHandle& following : client.follow_on) {
        if (following == no_entry || entries_[following].position.ready != check.ready) continue;
        check_limit_of_following(following);
        return;
    }
    // What was granted on the way to a meeting stands in the first leg, and housing that is to follow still waits there.
    const bool is_granted = client.phase == Phase::moving && client.legs[0].beside_entry != no_entry;
    if (client.phase != Phase::seeking && !is_granted) return;
    Leg& leg = client.legs[is_granted ? 0 : check.leg];
    if (leg.ready != check.ready || (!is_granted && leg.state != Leg::State::waiting)) return;
    if (leg.beside_entry != no_entry && needs_of(leg.beside_entry).start == Needs::Start::after_care) {
        check_limit_of_following(leg.beside_entry);
        if (leg.beside_entry == no_entry) leg.asks = Leg::Asks::care_only;
    }
    if (is_granted) return;
    for (const EntryHandle handle : {leg.care_entry, leg.beside_entry}) {
        if (handle == no_entry || !is_refused_by_limit(entries_[handle])) continue;
        lose_leg(check.client, check.leg, entries_[handle].stage, Resolution::turned_away);
        return;
    }
    for (const EntryHandle handle : {leg.care_entry, leg.beside_entry}) {
        if (handle != no_entry) pass_limit(entries_[handle]);
    }
}

/// Housing that follows care is refused by its own limit alone, and care goes on without it.
void CareNetwork::check_limit_of_following(EntryHandle& handle) {
    if (!is_refused_by_limit(entries_[handle])) {
        pass_limit(entries_[handle]);
        return;
    }
    leave_list(handle, Resolution::turned_away);
    handle = no_entry;
}

bool CareNetwork::is_refused_by_limit(const WaitEntry& entry) const {
    const StageState& state = state_of(entry.stage);
    return !entry.limit_passed && state.limit && state.waitlist.outside_waiting >= *state.limit;
}

void CareNetwork::pass_limit(WaitEntry& entry) {
    if (entry.limit_passed) return;
    entry.limit_passed = true;
    ++state_of(entry.stage).waitlist.outside_waiting;
}

}  // namespace stepdown
