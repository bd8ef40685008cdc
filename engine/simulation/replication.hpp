// One replication: the care network simulated once, from the first instant to the end of the run.
// Takes a model and a measurement plan, shares nothing with other replications and returns plain sums; opens no file.
#pragma once

#include <array>
#include <cstdint>
#include <exception>
#include <string>
#include <vector>

#include "model/model.hpp"
#include "model/traffic.hpp"
#include "simulation/event_log.hpp"
#include "simulation/measurement_plan.hpp"
#include "statistics/log_histogram.hpp"
#include "statistics/time_weighted_histogram.hpp"

namespace stepdown {

/// `unconstrained` is the twin in which nothing is ever full; it measures need only.
enum class Pass : std::uint8_t { constrained, unconstrained };

struct ReplicationRequest {
    std::uint64_t seed = 1;
    /// From 1.
    std::uint32_t replication = 1;
    Pass pass = Pass::constrained;
    /// Told every step of every client's way; null for none.
    EventLog* log = nullptr;
    /// The model's offered load, which day zero needs; null: worked out anew.
    const OfferedLoad* load = nullptr;
};

/// An exact identity that every run verifies.
struct SelfCheck {
    std::string name;
    bool holds = true;
    /// The two sides in words when it does not hold.
    std::string detail;
};

/// Mean of a stage's census and waitlist in each block of whole days from the first instant on.
struct StageSeries {
    std::vector<double> census;
    std::vector<double> waitlist;
};

/// Of one role, by hour of the week from Monday 00:00 on: ticks over the whole run.
struct StaffWeek {
    std::array<double, 168> booked = {};
    std::array<double, 168> bookable = {};
};

struct ReplicationResult {
    /// One pair per metric of the plan, in its order. A ratio is numerator over denominator and unobserved when the
    /// denominator is 0; quantiles and maxima carry this replication's own value over 1 (over 0 when unobserved).
    /// In the unconstrained pass only `need_mean` is filled.
    std::vector<double> numerators;
    std::vector<double> denominators;
    /// Observations for pooled quantiles, one histogram per slot of the plan.
    std::vector<LogHistogram> histograms;
    /// Ticks at each census, one per level slot of the plan.
    std::vector<TimeWeightedHistogram> levels;
    /// For each bound question of the plan: how much lies at or below the bound, of how much.
    std::vector<double> at_or_below;
    std::vector<double> observed;
    /// Moves completed in the run, `from * ends + to` with the plan's flow ends.
    std::vector<std::int64_t> flows;
    /// Those of them that follow on a relapse, in the same order.
    std::vector<std::int64_t> relapse_flows;
    /// One per stage (census only in the unconstrained pass).
    std::vector<StageSeries> series;
    /// One per role: hours of the week, and the share of its posts that stand empty in each block of the series.
    std::vector<StaffWeek> staff_weeks;
    std::vector<std::vector<double>> vacancy;
    std::vector<SelfCheck> checks;
    std::uint64_t events = 0;
    /// The most clients present at once (in care, waiting, or at home with a running clock).
    std::uint64_t peak_clients = 0;
};

/// The scenario makes a client go round without simulated time passing. Thrown by `run_replication`: only running the
/// scenario shows it, and the person who wrote it must mend it.
class EndlessLoop : public std::exception {
public:
    explicit EndlessLoop(std::string loop);
    const char* what() const noexcept override { return message_.c_str(); }

private:
    std::string message_;
};

/// A pure function of its arguments, the same on every machine.
ReplicationResult run_replication(const Model& model, const MeasurementPlan& plan, const ReplicationRequest& request);

}  // namespace stepdown
