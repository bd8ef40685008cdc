#include "simulation/group_seats.hpp"

#include <algorithm>

namespace stepdown {

namespace {

bool is_before(const GroupSeats::Member& left, const GroupSeats::Member& right) { return left.order < right.order; }

}  // namespace

GroupSeats::GroupSeats(const Stage& stage, Limits limits)
    : in_cohorts_(stage.entry.kind != GroupEntry::Kind::rolling && limits == Limits::apply), lifted_(limits == Limits::lifted) {
    for (const Track& track : stage.tracks) {
        TrackState state;
        state.groups = track.groups;
        state.size = track.size;
        state.each.resize(static_cast<std::size_t>(std::max<std::int64_t>(1, lifted_ ? 1 : track.groups)));
        state.each.front().closing = track.groups == 0 && !lifted_;
        tracks_.push_back(std::move(state));
    }
}

std::int64_t GroupSeats::free(std::size_t track) const {
    const TrackState& state = tracks_[track];
    if (lifted_) return no_limit;
    if (!in_cohorts_) return state.groups * state.size - state.taken;
    std::int64_t seats = 0;
    for (const Group& group : state.each) {
        if (group.cohort == Group::Cohort::open) seats += state.size - static_cast<std::int64_t>(group.members.size());
    }
    return seats;
}

std::uint8_t GroupSeats::first_free(std::uint32_t mask) const {
    for (std::size_t track = 0; track < tracks_.size(); ++track) {
        if ((mask >> track & 1U) != 0 && free(track) > 0) return static_cast<std::uint8_t>(track);
    }
    return no_track;
}

std::uint32_t GroupSeats::join(std::uint8_t track, ClientHandle client, std::uint64_t order) {
    TrackState& state = tracks_[track];
    std::size_t chosen = state.each.size();
    for (std::size_t index = 0; index < state.each.size(); ++index) {
        const Group& group = state.each[index];
        if (in_cohorts_) {
            const bool has_seat = static_cast<std::int64_t>(group.members.size()) < state.size;
            if (group.cohort == Group::Cohort::open && has_seat) {
                chosen = index;
                break;
            }
        }
        if (group.closing) continue;
        if (chosen == state.each.size() || group.members.size() < state.each[chosen].members.size()) chosen = index;
    }
    if (chosen == state.each.size()) chosen = 0;
    const Member member{order, client, static_cast<std::uint32_t>(chosen)};
    state.each[chosen].members.push_back(client);
    state.members.insert(std::upper_bound(state.members.begin(), state.members.end(), member, is_before), member);
    return member.group;
}

void GroupSeats::leave(std::uint8_t track, const Member& member) {
    TrackState& state = tracks_[track];
    --state.taken;
    auto& members = state.each[member.group].members;
    const auto found = std::find(members.begin(), members.end(), member.client);
    if (found == members.end()) return;
    members.erase(found);
    auto among_all = std::lower_bound(state.members.begin(), state.members.end(), member, is_before);
    while (among_all->group != member.group) ++among_all;
    state.members.erase(among_all);
}

void GroupSeats::dissolve(std::uint8_t track, std::uint32_t group) {
    TrackState& state = tracks_[track];
    state.each[group].members.clear();
    std::erase_if(state.members, [group](const Member& member) { return member.group == group; });
}

void GroupSeats::set_groups(std::uint8_t track, std::int64_t groups, std::int64_t size) {
    TrackState& state = tracks_[track];
    state.groups = groups;
    state.size = size;
    if (lifted_) return;
    const auto wanted = static_cast<std::size_t>(std::max<std::int64_t>(1, groups));
    if (wanted > state.each.size()) state.each.resize(wanted);
    for (std::size_t index = 0; index < state.each.size(); ++index)
        state.each[index].closing = static_cast<std::int64_t>(index) >= groups;
}

}  // namespace stepdown
