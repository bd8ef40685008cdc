// Future events and the written order in which simultaneous ones happen.
//
// Order (docs/methods/order-of-events.md): time; then kind; then stage in file order; then population; then client number;
// then the event's type. The whole order is in the key, so neither the queue's layout nor the moment of scheduling can
// change it.
#pragma once

#include <cstdint>

#include "statistics/int128.hpp"
#include "time/sim_time.hpp"

namespace stepdown {

/// What happens first at one instant. Admissions are no event: they happen between `lag_ends` and `gives_up`.
enum class EventKind : std::uint8_t {
    capacity = 1,
    /// Of sessions, meetings, intakes and authorizations.
    ends = 2,
    stay_ends = 3,
    relapse = 4,
    lag_ends = 5,
    admission = 6,
    gives_up = 7,
    request = 8,
    /// Of meetings, intakes and sessions.
    begins = 9
};

/// What to do. Types of one kind are told apart by their order here.
enum class EventType : std::uint8_t {
    change,
    window_turns,
    turnaround_ends,
    post_leaves,
    post_filled,
    post_closes,
    shift_ends,
    shift_begins,
    post_is_free,
    meeting_ends,
    session_ends,
    intake_ends,
    second_intake_ends,
    authorization_ends,
    cohorts_open,
    meeting_begins,
    stay_ends,
    booked_move_ends,
    first_move_ends,
    second_move_ends,
    boarding_ends,
    housing_ends,
    support_ends,
    relapse,
    first_lag_ends,
    second_lag_ends,
    wait_is_reviewed,
    first_gives_up,
    second_gives_up,
    arrival,
    returns,
    sent_on,
    care_starts,
    session_is_due,
    intake_begins
};

/// Clients, or positions of changes and stages for events that belong to nobody.
using EventOwner = std::uint32_t;

/// A key of 128 bits, compared in one operation, and whose event it is.
struct Event {
    /// time (52 bits), kind (4), the higher 8 bits of the stage.
    std::uint64_t when = 0;
    /// The lower 4 bits of the stage, population (12), client number (36), which of several alike (4), type (8).
    std::uint64_t who = 0;
    EventOwner owner = 0;

    Ticks time() const { return static_cast<Ticks>(when >> 12); }
    unsigned kind() const { return static_cast<unsigned>(when >> 8) & 15U; }
    std::uint64_t population() const { return who >> 48 & 0xFFF; }
    std::uint64_t number() const { return who >> 12 & ((std::uint64_t{1} << 36) - 1); }
    /// Which of several alike.
    std::size_t which() const { return who >> 8 & 15U; }
    EventType type() const { return static_cast<EventType>(who & 255U); }
    Uint128 key() const { return static_cast<Uint128>(when) << 64 | who; }
    friend bool operator<(const Event& left, const Event& right) { return left.key() < right.key(); }
};

/// Stage position for events at home: after all stages.
inline constexpr std::uint64_t home_position = 0xFFF;

inline Event make_event(Ticks time, EventKind kind, std::uint64_t stage, std::uint64_t population, std::uint64_t number,
                        EventOwner owner, EventType type, std::uint64_t which = 0) {
    return {static_cast<std::uint64_t>(time) << 12 | static_cast<std::uint64_t>(kind) << 8 | stage >> 4,
            (stage & 15U) << 60 | population << 48 | number << 12 | which << 8 | static_cast<std::uint64_t>(type), owner};
}

}  // namespace stepdown
