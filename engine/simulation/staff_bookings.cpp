// Posts on shift, found and booked.
#include "simulation/staff_roster.hpp"

#include <tuple>

namespace stepdown {

PostHandle StaffRoster::idle_leader(RoleId role, Ticks now, Ticks ends) const {
    PostHandle best = no_post;
    for_each_post(role, [&](PostHandle handle, const Post& post) {
        if (!is_idle(post, now)) return;
        const auto rank = [&](const Post& each) { return std::tuple(each.shift_ends >= ends, each.bookable); };
        if (best == no_post || rank(posts_[best]) < rank(post)) best = handle;
    });
    return best;
}

void StaffRoster::find_idle(RoleId role, Ticks now, std::vector<PostHandle>& found) const {
    found.clear();
    for_each_post(role, [&](PostHandle handle, const Post& post) {
        if (is_idle(post, now)) found.push_back(handle);
    });
}

std::int64_t StaffRoster::idle(RoleId role, Ticks now) const {
    std::int64_t count = 0;
    for_each_post(role, [&](PostHandle, const Post& post) { count += is_idle(post, now) ? 1 : 0; });
    return count;
}

std::int64_t StaffRoster::idle_at(RoleId role, Ticks now, Ticks at, PostHandle but) const {
    std::int64_t count = 0;
    const Ticks today = day_number(at) * ticks_per_day;
    for_each_post(role, [&](PostHandle handle, const Post& post) {
        if (handle == but || post.busy_until > at) return;
        if (post.on_shift && post.shift_ends > at) {
            ++count;
            return;
        }
        const Shift& shift = model_->roles[role.index()].shifts[post.shift];
        const Ticks begins = today + shift.from;
        const bool comes = begins > now && begins <= at && at < begins + shift.length();
        if (comes && post.state == Post::State::filled && works(post, today) && !is_absent(post, today)) ++count;
    });
    return count;
}

void StaffRoster::book(PostHandle handle, Ticks now, Ticks booked, EventQueue& queue) {
    Post& post = posts_[handle];
    post.busy_until = now + booked;
    post.bookable -= booked;
    push(queue, post.busy_until, EventType::post_is_free, handle);
}

}  // namespace stepdown
