// Metrics: the dotted names of results, what each measures, in which unit and how it is estimated.
// One table row per measure serves parsing, printing, the catalogue and the docs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/id.hpp"
#include "model/stage.hpp"
#include "time/sim_time.hpp"

namespace stepdown {

struct Model;

enum class Measure : std::uint8_t {
    // Of a stage or level.
    access_within,
    wait_mean,
    wait_p50,
    wait_p90,
    wait_p95,
    wait_none,
    wait_within,
    waitlist_mean,
    waitlist_max,
    waiting_age_mean,
    gave_up_share,
    turned_away_share,
    withdrawn_share,
    admitted_share,
    requests,
    admissions,
    census_mean,
    census_p95,
    census_max,
    places_mean,
    occupancy,
    need_mean,
    boarding_share,
    boarding_days,
    transfer_share,
    stay_mean,
    stay_p50,
    outcome_share,
    waiting_for_place,
    waiting_for_caseload,
    waiting_for_seat,
    waiting_for_housing,
    waiting_for_staff,
    waiting_for_hours,
    followed_up,
    retained,
    readmitted,
    track_fill,
    track_cancelled,
    track_short_led,
    session_missed,
    session_delay,
    hours_per_week,
    hours_met,
    days_authorized,
    days_unpaid,
    stage_margin,
    cost_per_completed,
    // Of clients.
    clients_access_mean,
    clients_access_p90,
    clients_access_within,
    clients_exits,
    clients_handed_off,
    clients_days_in_care_mean,
    clients_stages_mean,
    clients_hours_mean,
    clients_readmitted,
    clients_relapsed,
    // Of a role of the staff.
    staff_vacancy,
    staff_caseload_mean,
    staff_utilization,
    staff_productivity,
    staff_overtime,
    // Of the whole scenario's money.
    money_cost,
    money_revenue,
    money_margin
};

/// How replications become one figure (see docs/methods/estimates.md).
enum class Estimator : std::uint8_t {
    /// Sum of numerators over sum of denominators.
    ratio,
    /// As ratio, but the denominator is the same for every stage of a level (the run's length), so only numerators add up.
    time_average,
    /// Of the pooled observations.
    quantile,
    /// Averaged over replications.
    maximum
};

enum class Subject : std::uint8_t { stage, level, clients, staff, money };

/// Whom a metric is about: everyone, a population (`for adolescents`) or an attribute value (`for payer=medicaid`).
struct Group {
    enum class Kind : std::uint8_t { everyone, population, attribute_value };
    Kind kind = Kind::everyone;
    PopulationId population;
    AttributeId attribute;
    /// As stored with the client (1 is the attribute's first value).
    std::uint8_t value = 0;
    friend bool operator==(const Group&, const Group&) = default;
};

struct Metric {
    Measure measure = Measure::census_mean;
    Subject subject = Subject::stage;
    StageId stage;
    Level level = Level::none;
    OutcomeNameId outcome;
    ExitId exit;
    RoleId role;
    /// Position among the stage's tracks or sessions, where the measure is of one of them.
    std::uint16_t part = 0;
    /// The duration in parentheses, 0 where the measure takes none.
    Ticks argument = 0;
    Group group;
    friend bool operator==(const Metric&, const Metric&) = default;
};

struct MeasureRow {
    Measure measure;
    /// What follows the subject, e.g. "wait.mean"; `outcome.NAME.share` and its like keep NAME.
    std::string_view name;
    /// "d", "h", "share", "per day", "per week", "clients", "places", "stages", ...
    std::string_view unit;
    Estimator estimator;
    /// Whether the name takes a duration in parentheses.
    enum class Argument : std::uint8_t { none, duration } argument;
    /// For the reference: one sentence.
    std::string_view meaning;
};

/// The row of a measure.
const MeasureRow& measure_row(Measure measure);
/// All rows in the order of the enumeration.
const std::vector<MeasureRow>& measure_rows();
/// Whether the measure is one that this kind of subject has.
bool is_of(Measure measure, Subject subject);

/// Whether the measure exists for populations and attribute values: places, tracks, sessions and money belong to nobody.
bool is_grouped(Measure measure);

/// `everyone`, then each population, then each value of each attribute, in file order.
std::vector<Group> groups_of(const Model& model);
/// "for adolescents", "for payer=medicaid", "" for everyone.
std::string group_text(const Model& model, const Group& group);

/// The canonical spelling: shortest decimal, one space, e.g. `iop.access.within(7 d) for payer=medicaid`.
std::string metric_name(const Model& model, const Metric& metric);

/// What is wrong with a metric's name, in plain words, with a hint that may be empty.
struct MetricProblem {
    std::string message;
    std::string hint;
};

/// Reads a metric's name; on failure nothing, and `problem` says why (unknown stage, unknown measure with did-you-mean,
/// missing or unneeded argument, several arguments, a measure that this version does not have).
std::optional<Metric> parse_metric(const Model& model, std::string_view text, MetricProblem& problem);

/// Whether the model has such a figure at all: no boarding share where nobody boards is still listed, but `retained` or an
/// outcome of another stage is not.
bool applies(const Model& model, const Metric& metric);

/// The metrics that a run reports: the defaults for every stage, level and group, then those named by targets, `observed`,
/// precision and `extra`, without repeats. The order is fixed: everyone first, stages in file order, measures in table order.
std::vector<Metric> metric_catalogue(const Model& model, const std::vector<Metric>& extra);

}  // namespace stepdown
