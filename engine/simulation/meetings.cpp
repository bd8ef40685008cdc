// Groups: seats, the timetable, who comes, who leads, merging and cancelling.
#include "simulation/care_network.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace stepdown {

namespace {

/// After a track's clients: events of the track itself.
constexpr std::uint64_t track_population = 0xFFF;
constexpr std::int64_t no_limit = std::numeric_limits<std::int64_t>::max();

std::int64_t leaders_for(std::int64_t came, double clients_per_leader) {
    return static_cast<std::int64_t>(std::ceil(static_cast<double>(came) / clients_per_leader - 1e-9));
}

}  // namespace

/// Leaders of one role in one meeting of a group.
struct CareNetwork::GroupLeaders {
    std::int64_t needed = 0;
    std::int64_t lead = 0;
};

/// One or several groups that sit together in one meeting.
struct CareNetwork::GroupMeeting {
    /// The first of them, which whoever attends is counted to.
    std::uint32_t group = 0;
    std::int64_t came = 0;
    /// Anybody who could come.
    bool is_there = false;
    bool cancelled = false;
    /// In the order of the stage's leaders.
    std::span<GroupLeaders> leaders = {};
};

std::uint32_t CareNetwork::tracks_that_suit(ClientHandle handle, StageId stage, Ticks waited) {
    std::uint32_t tracks = 0;
    const auto& declared = stage_of(stage).tracks;
    for (std::size_t track = 0; track < declared.size(); ++track) {
        if (declared[track].when.holds(facts(handle, waited))) tracks |= 1U << track;
    }
    return tracks;
}

Ticks CareNetwork::next_meeting(StageId stage, std::uint8_t track, Ticks from) const {
    const Track& declared = stage_of(stage).tracks[track];
    for (Ticks day = day_number(from) * ticks_per_day;; day += ticks_per_day) {
        const Ticks begins = day + declared.from;
        if (begins >= from && declared.days[model_.clock.calendar.weekday(day)]) return begins;
        if (day > from + 2 * ticks_per_week) return never;
    }
}

void CareNetwork::take_seat(ClientHandle handle, StageId stage, std::uint32_t tracks) {
    GroupSeats& seats = state_of(stage).seats;
    if (!seats.has_tracks()) return;
    std::uint8_t track = seats.first_free(tracks);
    // In a swap the seat is left by whoever goes.
    for (std::uint8_t each = 0; track == no_track; ++each) {
        if ((tracks >> each & 1U) != 0) track = each;
    }
    seats.take(track);
    Program& program = program_of(handle);
    program.track_ahead = track;
    program.group_ahead =
        seats.in_cohorts() ? seats.join(track, handle, Attendee::order_of(clients_[handle])) : Program::no_group;
}

void CareNetwork::give_back_seat_ahead(ClientHandle handle, StageId stage) {
    GroupSeats& seats = state_of(stage).seats;
    if (!seats.has_tracks()) return;
    Program& program = program_of(handle);
    if (program.group_ahead != Program::no_group) {
        seats.leave(program.track_ahead, {Attendee::order_of(clients_[handle]), handle, program.group_ahead});
    } else {
        seats.give_back(program.track_ahead);
    }
    program.track_ahead = no_track;
    program.group_ahead = Program::no_group;
}

Ticks CareNetwork::may_start(ClientHandle handle, const Option& granted) {
    if (granted.care.exists()) {
        const GroupSeats& seats = state_of(granted.care).seats;
        if (seats.has_tracks() && !seats.in_cohorts()) return next_meeting(granted.care, program_of(handle).track_ahead, now_);
    }
    Ticks starts = now_;
    for (const StageId stage : {granted.care, granted.beside}) {
        if (!stage.exists() || state_of(stage).window_open) continue;
        starts = std::max(starts, stage_of(stage).admits.next_opening(model_.clock.calendar, now_));
    }
    return starts;
}

void CareNetwork::await_start(ClientHandle handle, Ticks starts) {
    Client& client = clients_[handle];
    client.phase = Phase::moving;
    client.awaits_start = true;
    client.timer = starts;
    schedule(starts, EventKind::admission, first_stage(client.booked), handle, EventType::care_starts);
    settle(handle);
}

void CareNetwork::schedule_meeting(std::size_t number, Ticks from) {
    MeetingState& meeting = meetings_[number];
    meeting.next_begin = next_meeting(meeting.stage, meeting.track, from);
    for (const Leaders& leaders : stage_of(meeting.stage).leaders) {
        Ticks& next = leads_next_[leaders.role.index()] = never;
        for (const std::size_t led : led_by_role_[leaders.role.index()]) next = std::min(next, meetings_[led].next_begin);
    }
    if (meeting.next_begin >= model_.clock.end()) return;
    if (state_of(meeting.stage).seats.in_cohorts()) push_meeting(number, EventKind::admission, EventType::cohorts_open);
    push_meeting(number, EventKind::begins, EventType::meeting_begins);
}

void CareNetwork::push_meeting(std::size_t number, EventKind kind, EventType type) {
    const MeetingState& meeting = meetings_[number];
    queue_.push(make_event(meeting.next_begin, kind, meeting.stage.index(), track_population, meeting.track,
                           static_cast<EventOwner>(number), type));
}

/// Who is there to come, and the groups they sit in; who does come is drawn.
std::vector<CareNetwork::GroupMeeting> CareNetwork::gather(MeetingState& meeting) {
    const GroupSeats::TrackState& seats = state_of(meeting.stage).seats.tracks()[meeting.track];
    const Stage& stage = stage_of(meeting.stage);
    const Calendar& calendar = model_.clock.calendar;
    const auto date = static_cast<std::uint32_t>(calendar.first_day().time_since_epoch().count() + day_number(now_)) & 0xFFFFFU;
    const std::uint32_t place = stage.draw_name ^ stage.tracks[meeting.track].draw_name;
    std::vector<GroupMeeting> groups(seats.each.size());
    for (std::uint32_t group = 0; group < groups.size(); ++group) groups[group].group = group;
    meeting.attendees.clear();
    for (const GroupSeats::Member& member : seats.members) {
        const Client& client = clients_[member.client];
        if (!attends(client, meeting.stage)) continue;
        const DrawKey key = client_key(client, Purpose::meeting_attended, place, date);
        const bool comes = unit_double(word64(draw_block(key_, key), 0)) < attendance(member.client, meeting.stage);
        Attendee& found = meeting.attendees.emplace_back(member.client, client);
        found.part = comes ? Attendee::Part::came : Attendee::Part::stayed_away;
        found.group = member.group;
        groups[member.group].is_there = true;
        groups[member.group].came += comes ? 1 : 0;
    }
    std::erase_if(groups, [](const GroupMeeting& group) { return !group.is_there; });
    return groups;
}

std::int64_t CareNetwork::idle_leaders(RoleId role) const {
    std::size_t idle = roster_.idle(role).size();
    for (const RoleId other : covered_by_[role.index()]) idle += roster_.idle(other).size();
    return static_cast<std::int64_t>(idle);
}

std::int64_t CareNetwork::free_rooms(const MeetingState& meeting) const {
    const Stage& stage = stage_of(meeting.stage);
    if (!stage.rooms || track_of(meeting).held == Held::virtually) return no_limit;
    std::int64_t free = *stage.rooms;
    const std::size_t first = state_of(meeting.stage).first_meeting;
    for (std::size_t track = 0; track < stage.tracks.size(); ++track) free -= meetings_[first + track].rooms;
    return std::max<std::int64_t>(0, free);
}

bool CareNetwork::is_short(const MeetingState& meeting, const std::vector<GroupMeeting>& groups) const {
    const Stage& stage = stage_of(meeting.stage);
    const auto comes = [](const GroupMeeting& group) { return group.came > 0; };
    if (std::count_if(groups.begin(), groups.end(), comes) > free_rooms(meeting)) return true;
    for (const Leaders& leaders : stage.leaders) {
        std::int64_t needed = 0;
        for (const GroupMeeting& group : groups) needed += leaders_for(group.came, leaders.clients_per_leader);
        if (needed > idle_leaders(leaders.role)) return true;
    }
    return false;
}

/// While leaders or rooms are short, sister groups that fit in one sit together, the first pair first.
void CareNetwork::merge_groups(MeetingState& meeting, std::vector<GroupMeeting>& groups) const {
    const std::int64_t size = state_of(meeting.stage).seats.tracks()[meeting.track].size;
    while (is_short(meeting, groups)) {
        bool merged = false;
        for (std::size_t first = 0; first < groups.size() && !merged; ++first) {
            for (std::size_t second = first + 1; second < groups.size() && !merged; ++second) {
                const bool both_meet = groups[first].came > 0 && groups[second].came > 0;
                if (!both_meet || groups[first].came + groups[second].came > size) continue;
                groups[first].came += groups[second].came;
                for (Attendee& one : meeting.attendees) {
                    if (one.group == groups[second].group) one.group = groups[first].group;
                }
                groups.erase(groups.begin() + static_cast<std::ptrdiff_t>(second));
                merged = true;
            }
        }
        if (!merged) return;
    }
}

/// Each group a leader of every role before any has a second one; groups without a room or without a leader are cancelled.
std::vector<CareNetwork::GroupLeaders> CareNetwork::lead_groups(const MeetingState& meeting,
                                                                std::vector<GroupMeeting>& groups) const {
    const auto& leaders = stage_of(meeting.stage).leaders;
    std::vector<GroupLeaders> of_all(groups.size() * leaders.size());
    for (std::size_t group = 0; group < groups.size(); ++group)
        groups[group].leaders = std::span(of_all).subspan(group * leaders.size(), leaders.size());
    std::vector<std::int64_t> idle;
    for (const Leaders& each : leaders) idle.push_back(idle_leaders(each.role));
    std::int64_t rooms = free_rooms(meeting);
    for (GroupMeeting& group : groups) {
        bool led = group.came == 0 || rooms > 0;
        for (std::size_t role = 0; role < leaders.size(); ++role) {
            group.leaders[role].needed = leaders_for(group.came, leaders[role].clients_per_leader);
            led = led && (group.leaders[role].needed == 0 || idle[role] > 0);
        }
        group.cancelled = !led;
        if (!led || group.came == 0) continue;
        --rooms;
        for (std::size_t role = 0; role < leaders.size(); ++role) {
            group.leaders[role].lead = 1;
            --idle[role];
        }
    }
    for (GroupMeeting& group : groups) {
        for (std::size_t role = 0; role < leaders.size(); ++role) {
            GroupLeaders& counts = group.leaders[role];
            if (group.cancelled || counts.lead == 0) continue;
            const std::int64_t more = std::min(idle[role], counts.needed - counts.lead);
            counts.lead += more;
            idle[role] -= more;
        }
    }
    return of_all;
}

void CareNetwork::book_leaders(const MeetingState& meeting, const GroupMeeting& group) {
    const Track& track = track_of(meeting);
    const auto& leaders = stage_of(meeting.stage).leaders;
    std::int64_t all = 0;
    for (const GroupLeaders& counts : group.leaders) all += counts.lead;
    if (all == 0) return;
    const Ticks booked = track.length() + track.notes_per_client * group.came / all;
    for (std::size_t role = 0; role < leaders.size(); ++role) {
        for (std::int64_t leader = 0; leader < group.leaders[role].lead; ++leader) {
            PostHandle post = roster_.idle_leader(leaders[role].role, now_ + track.length());
            for (const RoleId other : covered_by_[leaders[role].role.index()]) {
                if (post == no_post) post = roster_.idle_leader(other, now_ + track.length());
            }
            recorder_.program().booked(
                {roster_.role_of(post), meeting.stage, now_, track.length(), booked, roster_.shift_end(post)});
            roster_.book(post, now_, booked, queue_);
        }
    }
}

void CareNetwork::begin_meeting(std::size_t number) {
    MeetingState& meeting = meetings_[number];
    const StageId stage = meeting.stage;
    if (state_of(stage).seats.in_cohorts() && open_cohorts(number)) {
        // First those who wait for it are admitted.
        push_meeting(number, EventKind::begins, EventType::meeting_begins);
        return;
    }
    const Track& track = track_of(meeting);
    close_cohort_entry(meeting);
    std::vector<GroupMeeting> groups = gather(meeting);
    if (!groups.empty()) ++events_;
    std::vector<GroupLeaders> leaders;
    if (!is_twin()) {
        merge_groups(meeting, groups);
        leaders = lead_groups(meeting, groups);
    }
    meeting.rooms = 0;
    const std::int64_t seats = state_of(stage).seats.tracks()[meeting.track].size;
    for (const GroupMeeting& group : groups) {
        if (group.cancelled) {
            recorder_.program().meeting_cancelled(stage, meeting.track, now_);
            for (Attendee& one : meeting.attendees) {
                if (one.group == group.group && one.part == Attendee::Part::came) one.part = Attendee::Part::called_off;
            }
            continue;
        }
        const bool short_led = std::any_of(group.leaders.begin(), group.leaders.end(),
                                           [](const GroupLeaders& counts) { return counts.lead != counts.needed; });
        recorder_.program().meeting_held(stage, meeting.track, group.came, seats, short_led, now_);
        if (group.came > 0 && track.held == Held::in_person) ++meeting.rooms;
        book_leaders(meeting, group);
    }
    queue_.push(make_event(now_ + track.length(), EventKind::ends, stage.index(), track_population, meeting.track,
                           static_cast<EventOwner>(number), EventType::meeting_ends));
    // Whoever was kept free for it may not be needed.
    for (const Leaders& each : stage_of(stage).leaders) note_work(each.role);
    schedule_meeting(number, now_ + 1);
}

void CareNetwork::end_meeting(std::size_t number) {
    MeetingState& meeting = meetings_[number];
    meeting.rooms = 0;
    const Ticks length = track_of(meeting).length();
    std::vector<Attendee> attendees;
    attendees.swap(meeting.attendees);
    for (const Attendee& one : attendees) {
        if (!still_attends(one, meeting.stage)) continue;
        Program& program = program_of(one.client);
        ++program.meetings;
        if (one.part == Attendee::Part::came) {
            ++program.attended;
            attend(one.client, length, false);
        } else if (one.part == Attendee::Part::stayed_away) {
            ++program.missed_in_a_row;
        }
        review_attendance(one.client);
    }
    count_cohort_meetings(meetings_[number]);
    attendees.clear();
    if (meetings_[number].attendees.empty()) meetings_[number].attendees.swap(attendees);
}

}  // namespace stepdown
