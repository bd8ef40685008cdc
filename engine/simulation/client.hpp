// A client as the simulation keeps it while it is present: in care, waiting, or at home with a running clock.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/id.hpp"
#include "model/model.hpp"
#include "simulation/loop_guard.hpp"
#include "time/sim_time.hpp"

namespace stepdown {

using ClientHandle = std::uint32_t;
inline constexpr ClientHandle no_client = 0xFFFFFFFF;
using EntryHandle = std::uint32_t;
inline constexpr EntryHandle no_entry = 0xFFFFFFFF;

/// What a client is doing about its care.
enum class Phase : std::uint8_t {
    /// A free slot of the pool.
    absent,
    /// Drawn, but its arrival has not come yet.
    expected,
    /// At home, nothing pending.
    idle,
    /// In a care stage, its stay running.
    in_stay,
    /// On the way to one or two options: lagging, moving or waiting; at home or in the old place.
    seeking,
    /// Granted, on a move to a booked place.
    moving,
    /// At home after a relapse, will return.
    away
};

/// Why a client still holds the place of a stay that has ended.
enum class Hold : std::uint8_t { none, stay, boarding, transfer };

/// Where a request comes from, which decides about limits, moves and priority of step-down.
enum class Origin : std::uint8_t { outside, stage };

/// How a request ended.
enum class Resolution : std::uint8_t { admitted, gave_up, turned_away, withdrawn };
inline constexpr std::size_t resolutions = 4;

/// Where an option's events have their place in the order of stages.
inline StageId first_stage(const Option& option) { return option.care.exists() ? option.care : option.beside; }

/// The way to one option of a destination.
struct Leg {
    enum class State : std::uint8_t { none, lag, move, waiting };
    State state = State::none;
    /// Beside stage is held already or waits on its own, so only care is asked for.
    enum class Asks : std::uint8_t { all, care_only } asks = Asks::all;
    Option option;
    /// Since when the request is made.
    Ticks ready = 0;
    /// End of lag, move or patience; `never` for none.
    Ticks timer = never;
    EntryHandle care_entry = no_entry;
    EntryHandle beside_entry = no_entry;
    /// The stage whose patience or limit ends the wait, how it ended and when.
    StageId loses_at;
    Resolution lost = Resolution::gave_up;
    Ticks lost_at = never;
    /// The intake that is waited for.
    std::uint32_t intake = no_intake;
    /// The end of the intake under way.
    Ticks intake_ends = never;

    static constexpr std::uint32_t no_intake = 0xFFFFFFFF;
};

/// A housing or support stage that a client holds beside care.
struct BesideStay {
    StageId stage;
    Ticks since = 0;
    Ticks ends = never;
    const Outcome* outcome = nullptr;
    /// What the stay earns, if anything.
    const Revenue* revenue = nullptr;

    bool held() const { return stage.exists(); }
};

/// The relapse clock of the present spell. Not running: no spell, not susceptible, or stopped at home after a relapse.
struct RelapseClock {
    const RelapseLaw* law = nullptr;
    bool running = false;
    Ticks spell_began = 0;
    /// The cumulative hazard at which relapse comes, and what has been used up until `as_of`.
    double threshold = 0.0;
    double used = 0.0;
    Ticks as_of = 0;
    double multiplier = 0.0;
    /// When relapse comes if nothing changes; `never` when it does not.
    Ticks due = never;
    /// When an effect may change by itself: the next month, or the next wait, where some effect tests it.
    Ticks review = never;
    /// The earliest relapse event in the queue for this client, so that later dates need no new event.
    Ticks queued = never;
};

inline constexpr std::uint32_t no_watch = 0xFFFFFFFF;

/// A stay's end that no lower level has followed yet, or a discharge that later events may count against ("readmitted within
/// 30 d").
struct Watch {
    enum class Kind : std::uint8_t { stay, discharge } kind = Kind::stay;
    StageId stage;
    Ticks since = 0;
    /// Of a discharge, whether the first such event has come: later ones fall into no window that the first did not.
    bool readmitted = false;
    bool relapsed = false;
    std::uint32_t next = no_watch;
};

struct Client {
    // What every move looks at stands together; what few clients need comes after it.
    std::uint64_t number = 0;
    PopulationId population;
    Phase phase = Phase::absent;
    Hold hold = Hold::none;
    Origin origin = Origin::outside;
    /// Boarding is over by `at_most`: waits at home though its stage boards.
    bool boarding_over = false;
    /// Holds the old place only until this instant's admissions are done.
    bool tentative = false;
    /// The next admission begins a spell: never in care yet, or returning after a relapse at home.
    bool spell_due = true;
    bool has_been_in_care = false;
    /// What it does next, it does because of a relapse.
    bool after_relapse = false;
    bool asked = false;
    bool in_episode = false;
    /// Granted, and waiting for the first meeting of its track or for admission hours.
    bool awaits_start = false;
    std::uint16_t group_class = 0;

    /// The care place held, or none at home.
    StageId place;
    StageId came_from;
    OutcomeNameId last_outcome;
    std::uint32_t route_word = 0;
    std::uint32_t relapses = 0;
    std::uint32_t spells = 0;
    Ticks admitted = 0;
    Ticks stay_ended = 0;
    Ticks timer = never;
    Ticks boarding_deadline = never;
    Ticks hold_since = 0;
    Ticks boarding_ticks = 0;
    /// Where it stands in the list of boarders while it boards.
    std::uint32_t boarder_position = 0;
    std::uint32_t episode_stages = 0;
    Ticks waited = 0;
    InstantSteps steps;
    const Outcome* outcome = nullptr;
    Ticks first_request = 0;
    /// Days in care of this episode; those in housing since care was left count once care goes on.
    Ticks episode_ticks = 0;
    Ticks episode_gap_ticks = 0;
    Ticks gap_housing_since = never;
    std::uint32_t watches = no_watch;
    /// The waits for housing and for support that go on beside care that has started.
    std::array<EntryHandle, 2> follow_on = {no_entry, no_entry};
    /// The places booked ahead while moving.
    Option booked;
    BesideStay housing;
    BesideStay support;
    RelapseClock clock;
    Destination heading;
    std::array<Leg, 2> legs;

    /// Not when this one is gone and its slot is empty or another's.
    bool is_still(std::uint64_t of_population, std::uint64_t with_number) const {
        return phase != Phase::absent && number == with_number && population.index() == of_population;
    }
    EntryHandle& follow_on_of(StageKind kind) { return follow_on[kind == StageKind::housing ? 0 : 1]; }
};

}  // namespace stepdown
