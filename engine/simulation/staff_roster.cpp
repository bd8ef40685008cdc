#include "simulation/staff_roster.hpp"

#include <algorithm>
#include <limits>

#include "core/contract.hpp"
#include "random/standard_variates.hpp"

namespace stepdown {

namespace {

Ticks day_of(Ticks time) { return day_number(time) * ticks_per_day; }

}  // namespace

void StaffRoster::push(EventQueue& queue, Ticks at, EventType type, std::size_t number) const {
    const bool of_post = type == EventType::post_leaves || type == EventType::post_filled || type == EventType::post_closes;
    queue.push(make_event(at, EventKind::capacity, of_post ? post_position : shift_position, 0, number,
                          static_cast<EventOwner>(number), type));
}

void StaffRoster::start(EventQueue& queue) {
    roles_.resize(model_->roles.size());
    for (std::size_t role = 0; role < model_->roles.size(); ++role) {
        roles_[role].terms = &model_->roles[role].terms;
        first_shift_.push_back(shifts_.size());
        for (std::size_t shift = 0; shift < model_->roles[role].shifts.size(); ++shift) {
            shifts_.push_back({RoleId(role), static_cast<std::uint32_t>(shift), {}, 0, 0});
        }
    }
    for (std::size_t index = 0; index < shifts_.size(); ++index) {
        ShiftState& state = shifts_[index];
        const Fte fte = declared(state).fte;
        for (std::int64_t post = 0; post < fte.posts(); ++post) add_post(state, post < fte.whole ? 1.0 : fte.part, 0, queue);
        const Shift& shift = declared(state);
        const Ticks ends = shift.from + shift.length() - ticks_per_day;
        if (ends > 0) {
            begin_shift(index, -ticks_per_day, 0);
            push(queue, ends, EventType::shift_ends, index);
        }
        push(queue, shift.from, EventType::shift_begins, index);
    }
}

RoleId StaffRoster::handle(const Event& event, EventQueue& queue) {
    const Ticks now = event.time();
    if (event.type() == EventType::shift_begins || event.type() == EventType::shift_ends) {
        const std::size_t index = event.owner;
        if (event.type() == EventType::shift_ends) {
            end_shift(index);
        } else {
            begin_shift(index, day_of(now), now);
            push(queue, now + declared(shifts_[index]).length(), EventType::shift_ends, index);
            push(queue, now + ticks_per_day, EventType::shift_begins, index);
        }
        return shifts_[index].role;
    }
    Post& post = posts_[event.owner];
    const RoleId role = post.role;
    if (post.timer != now) return RoleId::none();
    if (event.type() == EventType::post_leaves && post.state == Post::State::filled) {
        leave(event.owner, now, queue);
    } else if (event.type() == EventType::post_filled && post.state == Post::State::vacant) {
        fill(event.owner, now, queue);
    } else if (event.type() == EventType::post_closes && post.state == Post::State::closing) {
        drop(event.owner);
    } else {
        return RoleId::none();
    }
    return role;
}

void StaffRoster::set_fte(const SetFte& change, Ticks now, EventQueue& queue) {
    ShiftState& state = shifts_[first_shift_[change.role.index()] + change.shift];
    std::int64_t whole = 0;
    double part = 0.0;
    for (const std::uint32_t member : state.members) {
        const Post& post = posts_[member];
        if (post.state == Post::State::closing) continue;
        if (post.part >= 1.0) {
            ++whole;
        } else {
            part = post.part;
        }
    }
    if (part != change.fte.part) {
        if (part > 0.0) remove_post(state, false, now, queue);
        if (change.fte.part > 0.0) add_post(state, change.fte.part, now, queue);
    }
    for (; whole < change.fte.whole; ++whole) add_post(state, 1.0, now, queue);
    for (; whole > change.fte.whole; --whole) remove_post(state, true, now, queue);
}

// Of the exponential after which a post is left, as much is spent as at the turnover until now.
void StaffRoster::set_terms(const SetPostTerms& change, Ticks now, EventQueue& queue) {
    const double before = leavings_per_day(change.role);
    roles_[change.role.index()].terms = &change.terms;
    if (before == leavings_per_day(change.role)) return;
    for (PostHandle handle = 0; handle < posts_.size(); ++handle) {
        Post& post = posts_[handle];
        if (post.role != change.role || post.state != Post::State::filled) continue;
        if (post.timer != never) post.unspent = to_days(post.timer - now) * before;
        if (post.unspent < 0.0) {
            schedule_leaving(handle, now, queue);
        } else {
            leave_after(handle, post.unspent, now, queue);
        }
    }
}

std::int64_t StaffRoster::beds_staffed(const Stage& stage) const {
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (const Staffing& staffing : stage.staffed_by) {
        std::int64_t posts = 0;
        double beds = 0.0;
        for (std::size_t shift = 0; shift < staffing.beds_per_post.size(); ++shift) {
            if (staffing.beds_per_post[shift] <= 0.0) continue;
            const std::int64_t on_shift = shifts_[first_shift_[staffing.role.index()] + shift].on_shift;
            posts += on_shift;
            beds += static_cast<double>(on_shift) * staffing.beds_per_post[shift];
        }
        // A rounding error must not close a bed.
        least = std::min(least, posts < staffing.at_least ? 0 : static_cast<std::int64_t>(beds + 1e-9));
    }
    return least;
}

void StaffRoster::add_post(ShiftState& state, double part, Ticks now, EventQueue& queue) {
    if (free_posts_.empty()) {
        free_posts_.push_back(static_cast<std::uint32_t>(posts_.size()));
        posts_.emplace_back();
    }
    const std::uint32_t index = free_posts_.back();
    free_posts_.pop_back();
    posts_[index] =
        Post{.role = state.role, .shift = state.shift, .slot = free_slot(state), .number = state.numbered++, .part = part};
    state.members.push_back(index);
    roles_[state.role.index()].posts += thousandths(part);
    roles_[state.role.index()].filled += thousandths(part);
    schedule_leaving(index, now, queue);
}

std::int64_t StaffRoster::free_slot(const ShiftState& state) const {
    std::int64_t slot = 0;
    const auto is_taken = [&](std::uint32_t member) { return posts_[member].slot == slot; };
    while (std::any_of(state.members.begin(), state.members.end(), is_taken)) ++slot;
    return slot;
}

// The last vacant post goes, or the last one when none is vacant.
void StaffRoster::remove_post(ShiftState& state, bool whole, Ticks now, EventQueue& queue) {
    std::uint32_t chosen = 0;
    const Post* best = nullptr;
    for (const std::uint32_t member : state.members) {
        const Post& post = posts_[member];
        if (post.state == Post::State::closing || (post.part >= 1.0) != whole) continue;
        const bool vacant = post.state == Post::State::vacant;
        const bool best_is_vacant = best != nullptr && best->state == Post::State::vacant;
        if (best == nullptr || vacant > best_is_vacant || (vacant == best_is_vacant && post.number > best->number)) {
            best = &post;
            chosen = member;
        }
    }
    STEPDOWN_EXPECT(best != nullptr, "a cut finds a post to remove");
    Post& post = posts_[chosen];
    const Ticks ends = post.state == Post::State::vacant ? never : end_of_present_shift(post, now);
    if (ends == never) {
        drop(chosen);
        return;
    }
    post.state = Post::State::closing;
    post.timer = ends;
    push(queue, ends, EventType::post_closes, chosen);
}

void StaffRoster::drop(std::uint32_t index) {
    Post& post = posts_[index];
    take_off_shift(index);
    roles_[post.role.index()].posts -= thousandths(post.part);
    if (post.state != Post::State::vacant) roles_[post.role.index()].filled -= thousandths(post.part);
    std::erase(state_of(post).members, index);
    post.state = Post::State::closed;
    post.timer = never;
    free_posts_.push_back(index);
}

void StaffRoster::schedule_leaving(std::uint32_t index, Ticks now, EventQueue& queue) {
    Post& post = posts_[index];
    post.timer = never;
    post.unspent = -1.0;
    if (leavings_per_day(post.role) <= 0.0) return;
    WordStream words(key_, key_of(post, Purpose::post_leaves, post.left));
    leave_after(index, standard_exponential(words), now, queue);
}

void StaffRoster::leave_after(std::uint32_t index, double exponential, Ticks now, EventQueue& queue) {
    Post& post = posts_[index];
    const double per_day = leavings_per_day(post.role);
    post.timer = never;
    post.unspent = exponential;
    if (per_day <= 0.0) return;
    const double days = exponential / per_day;
    if (days >= to_days(longest_time) - to_days(now)) return;
    post.timer = now + std::max<Ticks>(1, from_days(days));
    push(queue, post.timer, EventType::post_leaves, index);
}

void StaffRoster::leave(std::uint32_t index, Ticks now, EventQueue& queue) {
    Post& post = posts_[index];
    take_off_shift(index);
    roles_[post.role.index()].filled -= thousandths(post.part);
    post.state = Post::State::vacant;
    WordStream words(key_, key_of(post, Purpose::post_filled, post.left));
    ++post.left;
    post.timer = now + terms_of(post.role).refill->sample_ticks(words);
    push(queue, post.timer, EventType::post_filled, index);
}

void StaffRoster::fill(std::uint32_t index, Ticks now, EventQueue& queue) {
    Post& post = posts_[index];
    roles_[post.role.index()].filled += thousandths(post.part);
    post.state = Post::State::filled;
    schedule_leaving(index, now, queue);
}

void StaffRoster::take_off_shift(std::uint32_t index) {
    Post& post = posts_[index];
    if (!post.on_shift) return;
    note_busy(index);
    post.on_shift = false;
    --state_of(post).on_shift;
}

void StaffRoster::begin_shift(std::size_t shift, Ticks day_began, Ticks now) {
    ShiftState& state = shifts_[shift];
    const Shift& hours = declared(state);
    const auto bookable = static_cast<Ticks>(terms_of(state.role).bookable * static_cast<double>(hours.paid()) + 0.5);
    const std::int64_t today = date(day_began);
    WorkedShift worked{state.role, day_began + hours.from, hours.length(), hours.paid(), bookable};
    for (const std::uint32_t member : state.members) {
        Post& post = posts_[member];
        if (post.state != Post::State::filled || !works(post, today)) continue;
        ++worked.posts;
        if (is_absent(post, today)) continue;
        ++worked.present;
        post.on_shift = true;
        post.shift_ends = worked.from + worked.length;
        post.bookable = bookable;
        ++state.on_shift;
        note_idle(member, now);
    }
    program_->worked(worked);
}

void StaffRoster::end_shift(std::size_t shift) {
    for (const std::uint32_t member : shifts_[shift].members) take_off_shift(member);
}

bool StaffRoster::works(const Post& post, std::int64_t date) const {
    return works_on(model_->roles[post.role.index()].shifts[post.shift].days, post.slot, post.part, date);
}

bool StaffRoster::is_absent(const Post& post, std::int64_t date) const {
    const double absence = terms_of(post.role).absence;
    if (absence <= 0.0) return false;
    const DrawKey key = key_of(post, Purpose::post_absent, static_cast<std::uint32_t>(date) & 0xFFFFFU);
    return unit_double(word64(draw_block(key_, key), 0)) < absence;
}

Ticks StaffRoster::end_of_present_shift(const Post& post, Ticks now) const {
    const Shift& shift = model_->roles[post.role.index()].shifts[post.shift];
    for (const Ticks day : {day_of(now) - ticks_per_day, day_of(now)}) {
        const Ticks begins = day + shift.from;
        const Ticks ends = begins + shift.length();
        if (begins <= now && now < ends && works(post, date(day)) && !is_absent(post, date(day))) return ends;
    }
    return never;
}

DrawKey StaffRoster::key_of(const Post& post, Purpose purpose, std::uint32_t index) const {
    const Role& role = model_->roles[post.role.index()];
    return {OwnerKind::post, role.draw_name, post.number, purpose, role.shifts[post.shift].draw_name, index};
}

}  // namespace stepdown
