// The declared care network: everything a scenario says, compiled, checked and immutable.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/diagnostic.hpp"
#include "model/metric.hpp"
#include "model/population.hpp"
#include "model/relapse.hpp"
#include "model/sizing.hpp"
#include "model/staff.hpp"
#include "model/stage.hpp"
#include "time/calendar.hpp"

namespace stepdown {

/// Instant 0 is `start - warm_up`, 00:00 of a day; the measured run is [warm_up, warm_up + run). Both are whole days.
struct Clock {
    Calendar calendar;
    Ticks warm_up = 0;
    Ticks run = 0;

    Ticks start() const { return warm_up; }
    Ticks end() const { return warm_up + run; }
};

struct Precision {
    Metric metric;
    /// Relative (0.05 for 5%) or absolute in the metric's unit.
    enum class Kind : std::uint8_t { relative, absolute } kind = Kind::relative;
    double half_width = 0.0;
    std::int64_t at_most = 0;
};

struct StartStage {
    StageId stage;
    std::int64_t census = 0;
    std::int64_t waiting = 0;
};

struct StartState {
    std::vector<StartStage> stages;
    std::int64_t after_care = 0;
    bool empty() const { return stages.empty() && after_care == 0; }
};

// What may be dated in `changes`. Each holds for what happens from its instant on.
struct SetPlaces {
    StageId stage;
    Places places;
};
struct SetArrivals {
    PopulationId population;
    Arrivals arrivals;
};
struct SetEnters {
    PopulationId population;
    Cases<Routing> enters;
};
/// For later admissions: outcomes, stay and next together.
struct SetOutcomes {
    StageId stage;
    OutcomeTable outcomes;
};
/// For later waits.
struct SetPatience {
    StageId stage;
    Patience patience;
};
struct SetLimit {
    StageId stage;
    WaitlistLimit limit;
};
/// Vacant posts go first, then posts at the end of their shift; new posts are filled.
struct SetFte {
    RoleId role;
    std::size_t shift = 0;
    Fte fte;
};
/// For shifts that begin and posts that are left from then on; at another turnover, posts are left so much sooner or later.
struct SetPostTerms {
    RoleId role;
    PostTerms terms;
};
/// Those in groups that close keep their seats in the groups that stay.
struct SetGroups {
    StageId stage;
    std::size_t track = 0;
    std::int64_t groups = 1;
    std::int64_t size = 1;
};

using Setting =
    std::variant<SetPlaces, SetArrivals, SetEnters, SetOutcomes, SetPatience, SetLimit, SetFte, SetPostTerms, SetGroups>;

/// A dated change that falls after the first simulated instant (earlier ones are already in the model), at 00:00.
struct Change {
    std::string name;
    Ticks at = 0;
    std::vector<Setting> settings;
};

enum class Comparison : std::uint8_t { at_least, at_most, above, below };

struct Target {
    /// As written, canonical metric name.
    std::string text;
    Metric metric;
    Comparison comparison = Comparison::at_least;
    /// In the metric's unit (days for durations, 0..1 for shares).
    double bound = 0.0;
    /// `in 95% of runs`: the promise is per period; nothing: long-run.
    std::optional<double> share_of_runs;
    SourcePlace place;
};

struct Observed {
    Metric metric;
    double value = 0.0;
    SourcePlace place;
};

enum class Evidence : std::uint8_t { high, moderate, low, assumed };

struct Source {
    std::string path;
    std::string from;
    Evidence evidence = Evidence::assumed;
    std::string note;
};

/// A figure of the scenario (a path with its value as written) for which no source is given.
struct UnsourcedFigure {
    std::string path;
    std::string value;
};

struct Model {
    std::string name;
    std::string question;
    std::vector<std::string> leaves_out;

    Clock clock;
    std::uint64_t seed = 1;
    std::int64_t replications = 30;
    std::optional<Precision> precision;
    StartState start_state;

    std::vector<Attribute> attributes;
    std::vector<Population> populations;
    std::vector<Stage> stages;
    std::vector<std::string> exits;
    std::vector<Role> roles;
    /// All names of tracks of all stages.
    std::vector<std::string> track_names;
    std::string currency;
    /// All outcome names of all stages; entry 0 is the built-in `relapsed`.
    std::vector<std::string> outcome_names;
    std::optional<Relapse> relapse;
    /// Sorted by time, then as written.
    std::vector<Change> changes;

    std::vector<Target> targets;
    std::vector<Observed> observed;
    std::optional<Sizing> sizing;
    std::vector<Source> sources;
    std::vector<UnsourcedFigure> unsourced;
};

/// The built-in outcome of a stay that a relapse ended.
inline constexpr OutcomeNameId relapsed_outcome{0};

}  // namespace stepdown
