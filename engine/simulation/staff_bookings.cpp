// Posts on shift, found and booked.
#include "simulation/staff_roster.hpp"

namespace stepdown {

void StaffRoster::note_idle(PostHandle handle, Ticks now) {
    Post& post = posts_[handle];
    if (!post.on_shift || post.is_idle || post.busy_until > now) return;
    std::vector<PostHandle>& idle = roles_[post.role.index()].idle;
    post.idle_position = static_cast<std::uint32_t>(idle.size());
    post.is_idle = true;
    idle.push_back(handle);
}

void StaffRoster::note_busy(PostHandle handle) {
    Post& post = posts_[handle];
    if (!post.is_idle) return;
    post.is_idle = false;
    std::vector<PostHandle>& idle = roles_[post.role.index()].idle;
    idle[post.idle_position] = idle.back();
    posts_[idle.back()].idle_position = post.idle_position;
    idle.pop_back();
}

PostHandle StaffRoster::idle_leader(RoleId role, Ticks ends) const {
    PostHandle best = no_post;
    for (const PostHandle handle : idle(role)) {
        if (best == no_post) {
            best = handle;
            continue;
        }
        const bool lasts = posts_[handle].shift_ends >= ends;
        const bool best_lasts = posts_[best].shift_ends >= ends;
        if (lasts != best_lasts ? lasts : has_more_time(posts_[handle], posts_[best])) best = handle;
    }
    return best;
}

bool StaffRoster::are_idle_at(RoleId role, Ticks now, Ticks at, Wanted wanted) const {
    if (wanted.posts <= 0) return true;
    const std::int64_t today = date(at);
    const auto& shifts = model_->roles[role.index()].shifts;
    for (std::size_t shift = 0; shift < shifts.size(); ++shift) {
        const Ticks begins = day_number(at) * ticks_per_day + shifts[shift].from;
        const bool begins_before = begins > now && begins <= at && at < begins + shifts[shift].length();
        for (const PostHandle handle : shifts_[first_shift_[role.index()] + shift].members) {
            const Post& post = posts_[handle];
            if (handle == wanted.but || post.busy_until > at) continue;
            const bool stays = post.on_shift && post.shift_ends > at;
            const bool comes = !stays && begins_before && post.state == Post::State::filled && works(post, today);
            if ((stays || (comes && !is_absent(post, today))) && --wanted.posts == 0) return true;
        }
    }
    return false;
}

void StaffRoster::book(PostHandle handle, Ticks now, Ticks booked, EventQueue& queue) {
    Post& post = posts_[handle];
    note_busy(handle);
    post.busy_until = now + booked;
    post.bookable -= booked;
    queue.push(make_event(post.busy_until, EventKind::ends, shift_position, 0, handle, handle, EventType::post_is_free));
}

}  // namespace stepdown
