// Who does the work that waits: posts that are idle take what is due first, their own before what they cover.
#include "simulation/care_network.hpp"

#include <algorithm>
#include <cmath>

namespace stepdown {

void CareNetwork::give_work() {
    work_given_.clear();
    work_given_.swap(work_noted_);
    if (work_given_.size() > 1) std::sort(work_given_.begin(), work_given_.end());
    for (const RoleId role : work_given_) is_noted_[role.index()] = 0;
    for (const RoleId role : work_given_) serve(role, role);
    const auto is_given = [&](RoleId role) {
        return std::find(work_given_.begin(), work_given_.end(), role) != work_given_.end();
    };
    for (const auto& [posts, work] : covers_) {
        if (is_given(posts) || is_given(work)) serve(posts, work);
    }
}

/// Posts of one role take the work of another (or their own), the earliest due first; what nobody has time for is passed over.
void CareNetwork::serve(RoleId posts, RoleId work) {
    if (roster_.idle(posts).empty()) return;
    std::vector<std::uint32_t>& queues = ready_queues_;
    queues.clear();
    for (const std::uint32_t queue : queues_of_role_[work.index()]) {
        if (works_[queue].is_ready()) queues.push_back(queue);
    }
    while (!queues.empty() && !roster_.idle(posts).empty()) {
        const auto first = std::min_element(queues.begin(), queues.end(), [&](std::uint32_t left, std::uint32_t right) {
            return works_.goes_before(left, right);
        });
        if (!begin_work(*first, posts) || !works_[*first].is_ready()) queues.erase(first);
    }
}

bool CareNetwork::begin_work(std::uint32_t number, RoleId posts) {
    const WorkQueue& queue = works_[number];
    bool foreseen = false;
    const PostHandle post = roster_.most_time(posts, queue.booked, [&](PostHandle candidate) {
        if (!foreseen) foresee_groups(posts, now_ + queue.booked);
        foreseen = true;
        return keeps_leaders(posts, candidate);
    });
    if (post == no_post) return false;
    roster_.book(post, now_, queue.booked, queue_);
    recorder_.program().booked({posts, queue.stage, now_, queue.length, queue.booked, roster_.shift_end(post)});
    if (queue.session == WorkQueue::intake) {
        const Work work = works_.take_first(number);
        begin_intake(work.client, work.leg);
        return true;
    }
    session_attendees_.clear();
    for (std::int64_t taken = 0; taken < queue.group && queue.first != no_work; ++taken) {
        const Work work = works_.take_first(number);
        session_of(work.client, queue.session).work = no_work;
        recorder_.program().session_held(queue.stage, queue.session, now_ - work.due, now_);
        session_attendees_.push_back(attendee(work.client));
    }
    run_session(queue.stage, queue.session);
    return true;
}

/// Leaders that the groups of all tracks need which begin at `at`, if everybody comes.
std::int64_t CareNetwork::leaders_wanted(RoleId role, Ticks at) const {
    double wanted = 0.0;
    for (const std::size_t number : led_by_role_[role.index()]) {
        const MeetingState& meeting = meetings_[number];
        if (meeting.next_begin != at) continue;
        for (const Leaders& leaders : stage_of(meeting.stage).leaders) {
            if (leaders.role != role) continue;
            const auto leaders_for = [&](auto clients) {
                return std::ceil(static_cast<double>(clients) / leaders.clients_per_leader - 1e-9);
            };
            const GroupSeats::TrackState& track = state_of(meeting.stage).seats.tracks()[meeting.track];
            double by_groups = 0.0;
            for (const GroupSeats::Group& group : track.each) by_groups += leaders_for(group.members.size());
            // Those who begin at this meeting sit in no group yet.
            wanted += std::max(by_groups, leaders_for(track.taken));
        }
    }
    return static_cast<std::int64_t>(wanted);
}

/// Which groups that the role leads begin before `until`, and how many leaders they want.
void CareNetwork::foresee_groups(RoleId role, Ticks until) {
    groups_ahead_.clear();
    if (leads_next_[role.index()] >= until) return;
    for (const std::size_t number : led_by_role_[role.index()]) {
        const Ticks begins = meetings_[number].next_begin;
        if (begins <= now_ || begins >= until) continue;
        const auto is_known = [&](const GroupsAhead& other) { return other.begins == begins; };
        if (std::any_of(groups_ahead_.begin(), groups_ahead_.end(), is_known)) continue;
        groups_ahead_.push_back({begins, leaders_wanted(role, begins)});
    }
}

/// Whether enough posts are left to lead the groups ahead if this one is busy.
bool CareNetwork::keeps_leaders(RoleId role, PostHandle post) const {
    return std::all_of(groups_ahead_.begin(), groups_ahead_.end(), [&](const GroupsAhead& groups) {
        return !roster_.is_there_at(post, groups.begins) ||
               roster_.are_idle_at(role, now_, groups.begins, {.but = post, .posts = groups.leaders});
    });
}

}  // namespace stepdown
