// Who is there to work: the posts of every role, filled or vacant, those on shift, and how much of their time is booked.
// Says when it wants to be woken; what that means for clients is the care network's business.
#pragma once

#include <cstdint>
#include <vector>

#include "model/model.hpp"
#include "random/keyed_stream.hpp"
#include "simulation/event_queue.hpp"
#include "simulation/program_recorder.hpp"

namespace stepdown {

using PostHandle = std::uint32_t;
inline constexpr PostHandle no_post = 0xFFFFFFFF;

class StaffRoster {
public:
    /// `program` is told of every shift that a filled post works.
    StaffRoster(const Model& model, const ReplicationKey& key, ProgramRecorder& program)
        : model_(&model), key_(key), program_(&program) {}

    /// Fills all posts at instant 0 and puts the first event of each into the queue.
    void start(EventQueue& queue);
    /// One of the roster's own events; returns the role that changed.
    RoleId handle(const Event& event, EventQueue& queue);
    /// Dated changes at `now`: of a shift's posts, and of what holds for each post of a role.
    void set_fte(const SetFte& change, Ticks now, EventQueue& queue);
    void set_terms(const SetPostTerms& change, Ticks now, EventQueue& queue);

    /// Posts that exist and posts that are filled, in thousandths.
    std::int64_t posts(RoleId role) const { return roles_[role.index()].posts; }
    std::int64_t filled(RoleId role) const { return roles_[role.index()].filled; }
    /// Beds that the staff on shift can look after.
    std::int64_t beds_staffed(const Stage& stage) const;

    /// Posts of the role on shift with nothing to do, in no order.
    const std::vector<PostHandle>& idle(RoleId role) const { return roles_[role.index()].idle; }
    /// Of the idle posts with at least `booked` of bookable time left that `accept` takes, the one with the most.
    template <class Accept>
    PostHandle most_time(RoleId role, Ticks booked, Accept&& accept) const;
    /// An idle post on shift to lead a group that ends at `ends`: one whose shift lasts as long before others, then the one with
    /// the most bookable time left, which may be none.
    PostHandle idle_leader(RoleId role, Ticks ends) const;
    struct Wanted {
        PostHandle but = no_post;
        std::int64_t posts = 0;
    };
    /// Whether so many posts other than `but` will be on shift and idle at the later instant `at`, as far as is known at `now`.
    bool are_idle_at(RoleId role, Ticks now, Ticks at, Wanted wanted) const;
    /// Whether the post's present shift lasts beyond `at`.
    bool is_there_at(PostHandle post, Ticks at) const { return posts_[post].on_shift && posts_[post].shift_ends > at; }
    /// Books a post from `now` on; its end is an event.
    void book(PostHandle post, Ticks now, Ticks booked, EventQueue& queue);
    void booking_ends(PostHandle post, Ticks now) { note_idle(post, now); }
    Ticks shift_end(PostHandle post) const { return posts_[post].shift_ends; }
    RoleId role_of(PostHandle post) const { return posts_[post].role; }

private:
    /// Of events, after all dated changes and places that reopen: posts, then shifts.
    static constexpr std::uint64_t post_position = home_position - 2;
    static constexpr std::uint64_t shift_position = home_position - 1;

    struct Post {
        RoleId role;
        std::uint32_t shift = 0;
        /// Its place in the shift's rota, lowest first; reused when it closes.
        std::int64_t slot = 0;
        /// Never reused: whose luck it is.
        std::uint64_t number = 0;
        double part = 1.0;
        enum class State : std::uint8_t { filled, vacant, closing, closed } state = State::filled;
        bool on_shift = false;
        /// Whether and where it is among the idle posts of its role.
        bool is_idle = false;
        std::uint32_t idle_position = 0;
        Ticks shift_ends = 0;
        /// Bookable time that is left of the shift; below 0 when groups took more.
        Ticks bookable = 0;
        Ticks busy_until = 0;
        /// How many have left it; the index of the next draws.
        std::uint32_t left = 0;
        Ticks timer = never;
        /// While nobody leaves: what is left of the standard exponential after which it is left; below 0 when none is drawn.
        double unspent = -1.0;
    };

    struct RoleState {
        const PostTerms* terms = nullptr;
        std::int64_t posts = 0;
        std::int64_t filled = 0;
        std::vector<PostHandle> idle;
    };

    struct ShiftState {
        RoleId role;
        std::uint32_t shift = 0;
        std::vector<std::uint32_t> members;
        std::uint64_t numbered = 0;
        std::int64_t on_shift = 0;
    };

    static std::int64_t thousandths(double part) { return static_cast<std::int64_t>(part * 1000.0 + 0.5); }

    const PostTerms& terms_of(RoleId role) const { return *roles_[role.index()].terms; }
    ShiftState& state_of(const Post& post) { return shifts_[first_shift_[post.role.index()] + post.shift]; }
    const Shift& declared(const ShiftState& state) const { return model_->roles[state.role.index()].shifts[state.shift]; }
    void add_post(ShiftState& state, double part, Ticks now, EventQueue& queue);
    void remove_post(ShiftState& state, bool whole, Ticks now, EventQueue& queue);
    void drop(std::uint32_t post);
    void schedule_leaving(std::uint32_t post, Ticks now, EventQueue& queue);
    double leavings_per_day(RoleId role) const { return terms_of(role).turnover / to_days(ticks_per_year); }
    void leave_after(std::uint32_t post, double exponential, Ticks now, EventQueue& queue);
    void leave(std::uint32_t post, Ticks now, EventQueue& queue);
    void fill(std::uint32_t post, Ticks now, EventQueue& queue);
    void take_off_shift(std::uint32_t post);
    void begin_shift(std::size_t shift, Ticks day_began, Ticks now);
    void end_shift(std::size_t shift);
    /// Puts the post among the idle ones if it is on shift and no longer busy.
    void note_idle(PostHandle post, Ticks now);
    void note_busy(PostHandle post);
    /// Of posts with as much bookable time left, the one of the earlier shift goes first, then the lower number.
    static bool has_more_time(const Post& post, const Post& than) {
        if (post.bookable != than.bookable) return post.bookable > than.bookable;
        return post.shift != than.shift ? post.shift < than.shift : post.number < than.number;
    }
    /// Days since Monday, 1970-01-05, of the day that holds `time`.
    std::int64_t date(Ticks time) const {
        return model_->clock.calendar.first_day().time_since_epoch().count() - 4 + day_number(time);
    }
    bool works(const Post& post, std::int64_t date) const;
    bool is_absent(const Post& post, std::int64_t date) const;
    /// The end of the shift that the post is on at `now`, or `never`.
    Ticks end_of_present_shift(const Post& post, Ticks now) const;
    std::int64_t free_slot(const ShiftState& state) const;
    DrawKey key_of(const Post& post, Purpose purpose, std::uint32_t index) const;
    void push(EventQueue& queue, Ticks at, EventType type, std::size_t number) const;

    const Model* model_;
    ReplicationKey key_;
    ProgramRecorder* program_;
    std::vector<RoleState> roles_;
    /// Position in `shifts_` of a role's first shift.
    std::vector<std::size_t> first_shift_;
    std::vector<ShiftState> shifts_;
    std::vector<Post> posts_;
    std::vector<std::uint32_t> free_posts_;
};

template <class Accept>
PostHandle StaffRoster::most_time(RoleId role, Ticks booked, Accept&& accept) const {
    PostHandle refused = no_post;
    while (true) {
        PostHandle best = no_post;
        Ticks most = booked;
        for (const PostHandle handle : idle(role)) {
            const Post& post = posts_[handle];
            if (post.bookable < most || (refused != no_post && !has_more_time(posts_[refused], post))) continue;
            if (best != no_post && !has_more_time(post, posts_[best])) continue;
            best = handle;
            most = post.bookable;
        }
        if (best == no_post || accept(best)) return best;
        refused = best;
    }
}

}  // namespace stepdown
