// Groups of a stage: tracks with their timetable and seats, who leads them, how one enters, and what is attended.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>

#include "core/id.hpp"
#include "model/condition.hpp"
#include "time/sim_time.hpp"

namespace stepdown {

enum class Held : std::uint8_t { in_person, virtually };

/// Groups that meet at the same hours. A seat in a track that fits is a condition of admission.
struct Track {
    TrackNameId name;
    /// Names the track in draw keys.
    std::uint32_t draw_name = 0;
    /// Whom it suits.
    Condition when;
    std::int64_t groups = 1;
    /// Seats of one group.
    std::int64_t size = 1;
    std::bitset<7> days;
    /// Times of day; `to` at or before `from` lies on the next day.
    Ticks from = 0;
    Ticks to = 0;
    /// Notes that a group's leaders write together, for each client that attended.
    Ticks notes_per_client = 0;
    Held held = Held::in_person;

    std::int64_t seats() const { return groups * size; }
    Ticks length() const { return to > from ? to - from : to + ticks_per_day - from; }
    /// Hours of meetings in a week, in ticks.
    Ticks weekly() const { return static_cast<Ticks>(days.count()) * length(); }
};

/// A leader of the role for every `clients_per_leader` clients that attend, rounded up.
struct Leaders {
    RoleId role;
    double clients_per_leader = 1.0;
};

/// How clients enter the groups of a stage.
struct GroupEntry {
    enum class Kind : std::uint8_t {
        /// At any meeting.
        rolling,
        /// Together, at the first meeting on or after set dates.
        dated,
        /// Together, as soon as a group is full.
        when_full
    };
    Kind kind = Kind::rolling;
    /// Of `dated`: from this instant on (it may lie before the first), every so often.
    Ticks first = 0;
    Ticks every = 0;
    /// Meetings of one cohort; 0: as long as its clients stay.
    std::int64_t lasts = 0;
    /// With fewer who could begin, a group waits for its next date.
    std::int64_t at_least = 1;
    /// Whether the groups of a track begin evenly apart instead of together.
    bool staggered = false;
};

/// A stay that lasts until so much is attended, instead of so many days.
struct AttendedStay {
    enum class Counts : std::uint8_t {
        /// Hours of meetings and sessions that the client attends.
        hours,
        /// Meetings that the client attends.
        attended_meetings,
        /// Meetings of its track, held or not, attended or not.
        meetings
    };
    Counts counts = Counts::hours;
    /// Ticks of hours, or a number of meetings.
    std::int64_t amount = 0;
    /// From admission; nothing: no other end.
    std::optional<Ticks> at_most;
};

/// When the condition becomes true, the stay ends with the outcome with this probability.
struct StageEffect {
    std::string name;
    /// Names the effect in draw keys.
    std::uint32_t draw_name = 0;
    Condition when;
    OutcomeNameId outcome;
    double share = 0.0;
};

/// Attended hours in a week that belong to a level of care, in ticks: from `at_least` to under `under`.
struct HourBand {
    Ticks at_least = 0;
    std::optional<Ticks> under;
};

}  // namespace stepdown
