// A stage of the care network: its places, who may enter, how stays end and where they lead.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/id.hpp"
#include "model/condition.hpp"
#include "model/groups.hpp"
#include "model/money.hpp"
#include "model/routing.hpp"
#include "model/sessions.hpp"
#include "model/staff.hpp"
#include "random/distribution.hpp"
#include "time/weekly_window.hpp"

namespace stepdown {

/// Levels of care from high to low; `none` has no rank.
enum class Level : std::uint8_t { detox, inpatient, residential, php, iop, op, aftercare, housing, none };

/// The level's word in the language, e.g. "php"; "none" for none.
std::string_view level_name(Level level);
/// The level of that word; nothing for other words.
std::optional<Level> level_named(std::string_view word);
/// Whether both have a rank and `lower` lies below `upper`.
constexpr bool is_lower_level(Level lower, Level upper) { return lower != Level::none && upper != Level::none && lower > upper; }

enum class StageKind : std::uint8_t { care, housing, support };
enum class PlaceKind : std::uint8_t { beds, slots };

/// How `a + b` waits: for both, or for care alone with housing following.
enum class Joins : std::uint8_t { with_care, after_care_starts };
/// Whether a housing or support stay ends when care ends.
enum class RequiresCare : std::uint8_t { no, yes };
/// Whether the stage belongs to another organization: unlimited, counted as a hand-off.
enum class Belongs : std::uint8_t { here, outside };

/// Number of places; nothing stands for unlimited.
using Places = std::optional<std::int64_t>;

/// Places that only clients who pass `who` may use.
struct Reservation {
    /// As written: a population's name or `attribute=value`.
    std::string label;
    Test who;
    std::int64_t places = 0;
};

struct Outcome {
    OutcomeNameId name;
    /// Of attended stays: about how long they last, for the traffic equations.
    Cases<Distribution> stay;
    Cases<Routing> next;
    /// Case by case as `stay`, where stays end by what is attended.
    std::optional<Cases<AttendedStay>> attended = std::nullopt;
};

/// How stays in a stage end. Drawn on admission: an outcome by `shares`, then its stay.
struct OutcomeTable {
    Cases<Categorical> shares;
    /// The probabilities behind `shares`, case by case (for traffic equations and display).
    std::vector<std::vector<double>> probabilities;
    std::vector<Outcome> outcomes;
};

struct Boarding {
    enum class Rule : std::uint8_t { waits_at_home, boards };
    Rule rule = Rule::waits_at_home;
    /// Counted from the stay's end; nothing: until placed.
    std::optional<Ticks> at_most;
};

enum class KeepsPlace : std::uint8_t { no, yes };
enum class BooksAhead : std::uint8_t { no, yes };

/// The move itself, for every destination but home and exits. Without `takes` moves take no time.
struct Transfer {
    std::optional<Cases<Distribution>> takes;
    KeepsPlace keeps_place = KeepsPlace::no;
    BooksAhead books = BooksAhead::no;
};

enum class OrderKey : std::uint8_t { priority, step_down_first, longest_wait };

using Patience = std::optional<Cases<Distribution>>;
using WaitlistLimit = std::optional<std::int64_t>;

struct Waitlist {
    std::vector<OrderKey> order = {OrderKey::priority, OrderKey::longest_wait};
    Patience patience;
    WaitlistLimit limit;
    Cases<Routing> gave_up;
    Cases<Routing> turned_away;
};

struct Stage {
    std::string name;
    /// Names the stage in draw keys: a hash of its name, so that adding a stage moves no other stage's draws.
    std::uint32_t draw_name = 0;
    StageKind kind = StageKind::care;
    Level level = Level::none;
    std::string asam;
    Belongs belongs = Belongs::here;
    PlaceKind place_kind = PlaceKind::slots;
    Places places;
    std::vector<Reservation> reserved;
    std::vector<Caseload> caseload;
    std::vector<Staffing> staffed_by;
    std::vector<Track> tracks;
    /// `slots` is not stated: there are as many as seats.
    bool places_are_seats = false;
    std::vector<Leaders> leaders;
    /// In-person groups at one time; nothing: no limit.
    std::optional<std::int64_t> rooms;
    GroupEntry entry;
    Cases<double> attendance = Cases<double>(1.0);
    std::vector<StageEffect> effects;
    std::optional<HourBand> weekly_hours;
    std::optional<Intake> intake;
    std::vector<Session> sessions;
    std::optional<Authorizations> authorization;
    StageMoney money;
    OutcomeTable outcomes;
    Boarding boarding;
    Transfer transfer;
    Waitlist waitlist;
    std::optional<Cases<Distribution>> lag;
    WeeklyWindow admits;
    Ticks turnaround = 0;
    Joins joins = Joins::with_care;
    RequiresCare requires_care = RequiresCare::no;

    bool is_care() const { return kind == StageKind::care; }
    /// Of all its tracks.
    std::int64_t seats() const;
    /// How many fit at once: places, or seats where there are fewer; nothing: no limit.
    Places room() const;
    /// Whether clients attend anything here.
    bool has_program() const { return !tracks.empty() || !sessions.empty(); }
    /// A residential care stage: ends housing on entry, begins a relapse spell on leaving.
    bool is_bed_stage() const { return is_care() && place_kind == PlaceKind::beds; }
};

/// The hours in a week that the stage's level asks for, or its own `weekly_hours`; nothing for levels without a band.
std::optional<HourBand> hour_band(const Stage& stage);

}  // namespace stepdown
