// Who is there to work: the posts of every role, filled or vacant, and those on shift in stages that are staffed round the clock.
// Says when it wants to be woken; what that means for clients is the care network's business.
#pragma once

#include <cstdint>
#include <vector>

#include "model/model.hpp"
#include "random/keyed_stream.hpp"
#include "simulation/event_queue.hpp"

namespace stepdown {

class StaffRoster {
public:
    StaffRoster(const Model& model, const ReplicationKey& key) : model_(&model), key_(key) {}

    /// Fills all posts at instant 0 and puts the first event of each into the queue.
    void start(EventQueue& queue);
    /// One of the roster's own events; returns the role that changed.
    RoleId handle(const Event& event, EventQueue& queue);
    /// A dated change of a shift's posts at `now`.
    void set_fte(const SetFte& change, Ticks now, EventQueue& queue);

    /// Posts that exist and posts that are filled, in thousandths.
    std::int64_t posts(RoleId role) const { return roles_[role.index()].posts; }
    std::int64_t filled(RoleId role) const { return roles_[role.index()].filled; }
    /// Beds that the staff on shift can look after.
    std::int64_t beds_staffed(const Stage& stage) const;

private:
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
        /// How many have left it; the index of the next draws.
        std::uint32_t left = 0;
        Ticks timer = never;
    };

    struct RoleState {
        std::int64_t posts = 0;
        std::int64_t filled = 0;
    };

    struct ShiftState {
        RoleId role;
        std::uint32_t shift = 0;
        std::vector<std::uint32_t> members;
        std::uint64_t numbered = 0;
        std::int64_t on_shift = 0;
        /// Whether some stage asks who is on it.
        bool watched = false;
    };

    static std::int64_t thousandths(double part) { return static_cast<std::int64_t>(part * 1000.0 + 0.5); }

    ShiftState& state_of(const Post& post) { return shifts_[first_shift_[post.role.index()] + post.shift]; }
    const Shift& declared(const ShiftState& state) const { return model_->roles[state.role.index()].shifts[state.shift]; }
    void add_post(ShiftState& state, double part, Ticks now, EventQueue& queue);
    void remove_post(ShiftState& state, bool whole, Ticks now, EventQueue& queue);
    void close(Post& post, Ticks now, EventQueue& queue);
    void drop(std::uint32_t post);
    void schedule_leaving(std::uint32_t post, Ticks now, EventQueue& queue);
    void leave(std::uint32_t post, Ticks now, EventQueue& queue);
    void fill(std::uint32_t post, Ticks now, EventQueue& queue);
    void take_off_shift(Post& post);
    void begin_shift(std::size_t shift, Ticks began);
    void end_shift(std::size_t shift);
    bool works(const Post& post, Ticks day_began) const;
    bool is_absent(const Post& post, Ticks day_began) const;
    /// The end of the shift that the post is on at `now`, or `never`.
    Ticks end_of_present_shift(const Post& post, Ticks now) const;
    std::int64_t free_slot(const ShiftState& state) const;
    DrawKey key_of(const Post& post, Purpose purpose, std::uint32_t index) const;
    void push(EventQueue& queue, Ticks at, EventType type, std::size_t number) const;

    const Model* model_;
    ReplicationKey key_;
    std::vector<RoleState> roles_;
    /// Position in `shifts_` of a role's first shift.
    std::vector<std::size_t> first_shift_;
    std::vector<ShiftState> shifts_;
    std::vector<Post> posts_;
    std::vector<std::uint32_t> free_posts_;
};

}  // namespace stepdown
