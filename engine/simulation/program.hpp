// What a client attends in its present stay, and the meetings and sessions under way.
#pragma once

#include <cstdint>
#include <vector>

#include "model/model.hpp"
#include "simulation/client.hpp"
#include "simulation/group_seats.hpp"
#include "simulation/work_queue.hpp"

namespace stepdown {

/// Kept beside a client, from the grant of a seat to the end of the stay.
struct Program {
    std::uint8_t track = no_track;
    /// Its group; none when its cohort is over.
    std::uint32_t group = no_group;
    /// The seat granted at the next stage, and its group where that is known already.
    std::uint8_t track_ahead = no_track;
    std::uint32_t group_ahead = no_group;
    /// Attended in this episode.
    Ticks episode_hours = 0;
    /// What ends the stay, where something attended does.
    const AttendedStay* attended_stay = nullptr;
    Ticks hours = 0;
    std::int64_t attended = 0;
    std::int64_t meetings = 0;
    std::uint32_t missed_in_a_row = 0;
    /// The share that it comes to, in stages where that is fixed.
    double attendance = 1.0;
    /// The stage's effects whose condition holds, by bits, and how often any has been tested.
    std::uint32_t effects_true = 0;
    std::uint32_t effect_tests = 0;
    /// The present week of the stay, for the level's hours.
    Ticks week_began = 0;
    Ticks week_hours = 0;
    /// The latest day that was earned, where attended days are.
    std::int64_t earned_on = -1;
    const Authorization* authorization = nullptr;
    std::uint32_t reviews = 0;
    Ticks authorized_until = never;
    /// Since when nobody pays; `never` while somebody does.
    Ticks unpaid_since = never;
    const Revenue* revenue = nullptr;

    static constexpr std::uint32_t no_group = 0xFFFFFFFF;
};

/// One kind of session of one client.
struct ClientSession {
    /// Waiting for the role's time.
    WorkHandle work = no_work;
    /// How many have been due.
    std::uint32_t due = 0;
    Ticks next_due = never;
};

/// Holds a place of the stage and is not on a move.
inline bool attends(const Client& client, StageId stage) {
    return client.place == stage && (client.phase == Phase::in_stay || client.hold == Hold::boarding);
}

/// A client as it was when a meeting or session began: whether it still is there must be checked.
struct Attendee {
    Attendee(ClientHandle handle, const Client& is) : client(handle), order(order_of(is)), admitted(is.admitted) {}

    /// Whether it is in the stay in which it was then.
    bool is_still(const Client& now) const {
        return now.phase != Phase::absent && now.admitted == admitted && order_of(now) == order;
    }
    static std::uint64_t order_of(const Client& client) { return std::uint64_t{client.population.index()} << 40 | client.number; }

    ClientHandle client;
    /// Population and number.
    std::uint64_t order;
    Ticks admitted;
    /// `called_off`: came to a meeting that was cancelled.
    enum class Part : std::uint8_t { came, stayed_away, called_off } part = Part::came;
    /// Of a meeting.
    std::uint32_t group = 0;
};

/// One track's timetable under way.
struct MeetingState {
    StageId stage;
    std::uint8_t track = 0;
    Ticks next_begin = never;
    std::vector<Attendee> attendees;
    /// Groups that meet in a room now.
    std::int64_t rooms = 0;
};

struct RunningSession {
    StageId stage;
    std::size_t session = 0;
    std::vector<Attendee> attendees;
};

}  // namespace stepdown
