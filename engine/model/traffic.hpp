// Traffic equations: how many clients come to each stage and how many would be there if nothing were ever full.
// Exact in the long run for networks without relapse, housing, admission hours and dated changes; otherwise close, and
// marked so.
// Method and its limits: docs/methods/traffic.md.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/id.hpp"

namespace stepdown {

struct Model;
class TrafficMemo;

/// What one stage is asked for, if nothing in the network were ever full.
struct StageLoad {
    /// Admissions per day, averaged over the measured run.
    double arrivals_per_day = 0.0;
    /// Mean stay as the scenario states it, in days, over the clients who come; 0 where nobody comes.
    double stated_stay_days = 0.0;
    /// The same with stays cut short by relapse (and housing by the end of care).
    double effective_stay_days = 0.0;
    /// Mean days per stay in which the place is held after the stay's end, by lag and moves.
    double held_days = 0.0;
    /// Share of stays that a relapse ends.
    double relapsed_share = 0.0;
    /// Clients in the stage on average: arrivals x (effective stay + held days).
    double need = 0.0;
    /// The need on the run's last day; given where growth, surges or dated changes make it differ.
    std::optional<double> need_at_end;
    /// Open places, averaged over the run; nothing: unlimited.
    std::optional<double> places;
    /// How many fit: places, or seats where there are fewer, averaged over the run; nothing: no limit.
    std::optional<double> room;
    /// One per population; they add up to `need`.
    std::vector<double> need_of_population;

    /// Need at or over the room: queues grow for as long as the run lasts.
    bool overloaded() const { return room && need > 0.0 && need >= *room; }
    bool seats_bind() const { return room && (!places || *room < *places); }
};

/// Clients per day from one end to another; ends as in network.hpp. A pair `a + b` is a flow to each of the two.
struct Flow {
    std::size_t from = 0;
    std::size_t to = 0;
    double per_day = 0.0;
};

/// New clients per day of a population to where they enter; part of the flows from home.
struct NewFlow {
    std::size_t population = 0;
    std::size_t to = 0;
    double per_day = 0.0;
};

struct OfferedLoad {
    /// One per stage, in file order.
    std::vector<StageLoad> stages;
    /// Sorted by `from`, then `to`; only those above 0.
    std::vector<Flow> flows;
    std::vector<NewFlow> new_flows;
    /// Requests of new clients per day, one per population, averaged over the measured run.
    std::vector<double> arrivals_of_population;
    /// Whether any figure rests on an approximation, and which, each in a plain sentence.
    bool approximate = false;
    std::vector<std::string> approximations;
    /// Clients come back for ever (every spell ends in relapse and return), so that no long run exists; the figures then
    /// are for a horizon as long as the run.
    bool grows_without_end = false;
};

/// `memo` keeps what has been solved, for the same network with other places (see traffic_solution.hpp).
OfferedLoad offered_load(const Model& model);
OfferedLoad offered_load(const Model& model, TrafficMemo& memo);

/// Stages whose need is at or over their room, in file order.
std::vector<StageId> overloaded_stages(const OfferedLoad& load);

/// About how many events all replications together would need (with `precision`: the least number of replications),
/// warm-up included. Infinite or NaN rates give infinity.
double expected_events(const Model& model);
double expected_events(const Model& model, TrafficMemo& memo);

}  // namespace stepdown
