// Cohorts: groups whose clients begin together, on set dates or when a group is full.
#include "simulation/care_network.hpp"

#include <algorithm>

namespace stepdown {

using Cohort = GroupSeats::Group::Cohort;

/// Whether the meeting that begins now is the first of its track on or after one of the group's dates.
bool CareNetwork::is_date_of_cohort(const MeetingState& meeting, std::size_t group) const {
    const Stage& stage = stage_of(meeting.stage);
    const auto& track = state_of(meeting.stage).seats.tracks()[meeting.track];
    const GroupEntry& entry = stage.entry;
    Ticks first = entry.first;
    if (entry.staggered && track.groups > 0) {
        const Ticks apart = entry.every * static_cast<Ticks>(group) / track.groups;
        first += apart / ticks_per_day * ticks_per_day;
    }
    if (now_ < first) return false;
    Ticks before = now_ - 1;
    while (next_meeting(meeting.stage, meeting.track, before) >= now_ && before > now_ - 8 * ticks_per_day)
        before -= ticks_per_day;
    const Ticks previous = next_meeting(meeting.stage, meeting.track, before);
    const auto dates_until = [&](Ticks time) { return time < first ? std::int64_t{-1} : (time - first) / entry.every; };
    return dates_until(now_) > dates_until(previous < now_ ? previous : now_ - ticks_per_week);
}

/// Whether any of the meeting's groups opens to those who wait. Looked at before admissions, and again for those who ask at this
/// very instant.
bool CareNetwork::open_cohorts(std::size_t number) {
    const MeetingState& meeting = meetings_[number];
    const Stage& stage = stage_of(meeting.stage);
    auto& track = state_of(meeting.stage).seats.tracks()[meeting.track];
    std::int64_t waiting = -1;
    bool opened = false;
    for (std::size_t index = 0; index < track.each.size(); ++index) {
        GroupSeats::Group& group = track.each[index];
        if (group.cohort != Cohort::none || group.closing || !group.members.empty()) continue;
        const bool dated = stage.entry.kind == GroupEntry::Kind::dated;
        if (dated && !is_date_of_cohort(meeting, index)) continue;
        if (waiting < 0) waiting = could_begin(meeting.stage, meeting.track);
        if (waiting < (dated ? stage.entry.at_least : track.size)) continue;
        waiting = std::max<std::int64_t>(0, waiting - track.size);
        group.cohort = Cohort::open;
        group.meetings_left = stage.entry.lasts;
        opened = true;
    }
    if (opened) offer_all(meeting.stage);
    return opened;
}

/// Entry to a cohort ends when its first meeting begins; one that nobody entered waits for its next date.
void CareNetwork::close_cohort_entry(MeetingState& meeting) {
    GroupSeats& seats = state_of(meeting.stage).seats;
    if (!seats.in_cohorts()) return;
    for (GroupSeats::Group& group : seats.tracks()[meeting.track].each) {
        if (group.cohort == Cohort::open) group.cohort = group.members.empty() ? Cohort::none : Cohort::running;
    }
}

/// A cohort ends with its last meeting, and with it the stays of those who are still there; or when all have left.
void CareNetwork::count_cohort_meetings(MeetingState& meeting) {
    const StageId stage = meeting.stage;
    const std::uint8_t track = meeting.track;
    if (!state_of(stage).seats.in_cohorts()) return;
    const std::size_t groups = state_of(stage).seats.tracks()[track].each.size();
    for (std::size_t index = 0; index < groups; ++index) {
        GroupSeats::Group& group = state_of(stage).seats.tracks()[track].each[index];
        if (group.cohort != Cohort::running) continue;
        const bool last = group.meetings_left > 0 && --group.meetings_left == 0;
        if (last) {
            const std::vector<ClientHandle> members = group.members;
            for (const ClientHandle member : members) {
                if (clients_[member].phase != Phase::in_stay || clients_[member].place != stage) continue;
                ++events_;
                stay_ended(member);
            }
        }
        GroupSeats::Group& after = state_of(stage).seats.tracks()[track].each[index];
        if (last) {
            for (const ClientHandle member : after.members) program_of(member).group = Program::no_group;
            state_of(stage).seats.dissolve(track, static_cast<std::uint32_t>(index));
        }
        if (after.members.empty()) after.cohort = Cohort::none;
    }
}

}  // namespace stepdown
