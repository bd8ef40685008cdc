// The seats of one stage's tracks at an instant: how many are taken, who sits in which group, and which cohorts are open.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "model/stage.hpp"
#include "simulation/client.hpp"

namespace stepdown {

inline constexpr std::uint8_t no_track = 0xFF;

class GroupSeats {
public:
    struct Group {
        /// Those who attend, in the order of admission.
        std::vector<ClientHandle> members;
        /// Of cohorts: one is under way, or may be entered at this instant.
        enum class Cohort : std::uint8_t { none, open, running } cohort = Cohort::none;
        /// Meetings before the cohort ends; 0: no such end.
        std::int64_t meetings_left = 0;
        /// A dated change closed it: nobody new.
        bool closing = false;
    };

    /// A client in a group.
    struct Member {
        /// Population and number.
        std::uint64_t order = 0;
        ClientHandle client = 0;
        std::uint32_t group = 0;
    };

    struct TrackState {
        std::int64_t groups = 0;
        std::int64_t size = 0;
        /// Seats granted: held or kept for a first meeting.
        std::int64_t taken = 0;
        std::vector<Group> each;
        /// The members of all groups in the order of `Member::order`, in which a meeting takes them.
        std::vector<Member> members;
    };

    enum class Limits : std::uint8_t { apply, lifted };

    GroupSeats() = default;
    GroupSeats(const Stage& stage, Limits limits);

    bool has_tracks() const { return !tracks_.empty(); }
    bool limits_lifted() const { return lifted_; }
    /// Whether clients enter in cohorts; never where limits are lifted.
    bool in_cohorts() const { return in_cohorts_; }
    std::vector<TrackState>& tracks() { return tracks_; }
    const std::vector<TrackState>& tracks() const { return tracks_; }

    /// Seats that could be granted now.
    std::int64_t free(std::size_t track) const;
    /// The first track of the mask with a free seat, or `no_track`.
    std::uint8_t first_free(std::uint32_t mask) const;
    bool admits(std::uint32_t mask) const { return tracks_.empty() || first_free(mask) != no_track; }

    void take(std::uint8_t track) { ++tracks_[track].taken; }
    void give_back(std::uint8_t track) { --tracks_[track].taken; }
    /// Puts a client who holds a seat into a group: the emptiest, or of cohorts the first that is open (else the emptiest).
    std::uint32_t join(std::uint8_t track, ClientHandle client, std::uint64_t order);
    void leave(std::uint8_t track, const Member& member);
    /// Its members sit in no group from now on; their seats are given back when they leave.
    void dissolve(std::uint8_t track, std::uint32_t group);
    /// A dated change: seats at once, groups that close keep their members.
    void set_groups(std::uint8_t track, std::int64_t groups, std::int64_t size);

private:
    static constexpr std::int64_t no_limit = std::numeric_limits<std::int64_t>::max();

    std::vector<TrackState> tracks_;
    bool in_cohorts_ = false;
    bool lifted_ = false;
};

}  // namespace stepdown
