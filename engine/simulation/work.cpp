// Who does the work that waits: posts that are idle take what is due first, their own before what they cover.
#include "simulation/care_network.hpp"

#include <algorithm>
#include <cmath>

namespace stepdown {

void CareNetwork::note_work(RoleId role) {
    if (!role.exists() || is_twin()) return;
    work_noted_[role.index()] = 1;
    // Those who wait since before the first instant are served from it on.
    const Ticks at = std::max<Ticks>(0, now_);
    if (work_given_at_ == at || works_.size() == 0) return;
    work_given_at_ = at;
    queue_.push(make_event(at, EventKind::begins, home_position, 0, 0, 0, EventType::work_is_given));
}

void CareNetwork::give_work() {
    work_given_at_ = -1;
    std::vector<char> noted(work_noted_.size(), 0);
    noted.swap(work_noted_);
    for (std::size_t role = 0; role < noted.size(); ++role) {
        if (noted[role]) serve(RoleId(role), RoleId(role));
    }
    for (std::size_t role = 0; role < noted.size(); ++role) {
        for (const RoleId covered : model_.roles[role].covers) {
            if (noted[role] || noted[covered.index()]) serve(RoleId(role), covered);
        }
    }
}

/// Posts of one role take the work of another (or their own), the earliest due first; what nobody has time for is passed over.
void CareNetwork::serve(RoleId posts, RoleId work) {
    if (roster_.idle(posts, now_) == 0) return;
    std::vector<std::uint32_t> queues;
    for (const std::uint32_t queue : queues_of_role_[work.index()]) {
        if (works_[queue].is_ready()) queues.push_back(queue);
    }
    while (!queues.empty()) {
        const auto first = std::min_element(queues.begin(), queues.end(), [&](std::uint32_t left, std::uint32_t right) {
            return works_.goes_before(left, right);
        });
        if (!begin_work(*first, posts) || !works_[*first].is_ready()) queues.erase(first);
    }
}

bool CareNetwork::begin_work(std::uint32_t number, RoleId posts) {
    const WorkQueue queue = works_[number];
    const Ticks until = now_ + queue.booked;
    const PostHandle post = roster_.idle_post(posts, queue.booked, now_,
                                              [&](PostHandle candidate) { return keeps_leaders(posts, candidate, until); });
    if (post == no_post) return false;
    roster_.book(post, now_, queue.booked, queue_);
    recorder_.program().booked({posts, queue.stage, now_, queue.length, queue.booked, roster_.shift_end(post)});
    std::vector<Attendee> attendees;
    std::int64_t taken = 0;
    while (taken < queue.group && works_[number].first != no_work) {
        const WorkHandle handle = works_[number].first;
        const Work work = works_.work(handle);
        works_.remove(handle);
        ++taken;
        if (queue.session == WorkQueue::intake) {
            begin_intake(work.client, work.leg);
            return true;
        }
        session_of(work.client, queue.session).work = no_work;
        recorder_.program().session_held(queue.stage, queue.session, now_ - work.due, now_);
        attendees.push_back(attendee(work.client));
    }
    run_session(queue.stage, queue.session, std::move(attendees));
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

/// Whether enough posts are left to lead the groups that begin before `until` if this one is busy until then.
bool CareNetwork::keeps_leaders(RoleId role, PostHandle post, Ticks until) const {
    for (const std::size_t number : led_by_role_[role.index()]) {
        const Ticks begins = meetings_[number].next_begin;
        if (begins >= until || begins <= now_ || !roster_.is_there_at(post, begins)) continue;
        if (roster_.idle_at(role, now_, begins, post) < leaders_wanted(role, begins)) return false;
    }
    return true;
}

}  // namespace stepdown
