// The result of `run`: estimates, verdicts, flows, series and checks as plain values, ready to be printed.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/model.hpp"
#include "simulation/measurement_plan.hpp"
#include "simulation/replication.hpp"
#include "statistics/log_histogram.hpp"
#include "statistics/ratio_estimate.hpp"

namespace stepdown {

struct MetricEstimate {
    Metric metric;
    /// Canonical name and unit.
    std::string name;
    std::string unit;
    Estimate estimate;
};

/// Between two flow ends of the plan, per day of the run; only pairs with at least one move.
struct FlowEstimate {
    std::string from;
    std::string to;
    double per_day = 0.0;
    /// The part of it that follows on a relapse, in care or at home.
    double after_relapse_per_day = 0.0;
};

enum class Verdict : std::uint8_t { met, missed, undecided };

struct TargetResult {
    Target target;
    std::string metric_name;
    /// The tested figure: the metric's own, or the share at or below the bound for a long-run target on a quantile, or the
    /// share of runs that keep the promise.
    std::string tested;
    std::optional<double> value;
    std::optional<double> low;
    std::optional<double> high;
    /// How far `value` lies on the right side of what is asked of it; negative on the wrong one.
    std::optional<double> margin;
    Verdict verdict = Verdict::undecided;
};

struct ObservedResult {
    Observed observed;
    std::string metric_name;
    std::string unit;
    /// The interval is the spread of single runs (5th to 95th percentile): what one such period may look like.
    std::optional<double> value;
    std::optional<double> low;
    std::optional<double> high;
    enum class Agreement : std::uint8_t { agrees, model_higher, model_lower, unknown } agreement = Agreement::unknown;
};

/// A series across replications, one value per block of whole days from the beginning of the warm-up.
struct SeriesBands {
    StageId stage;
    enum class Quantity : std::uint8_t { census, waitlist, need } quantity = Quantity::census;
    std::vector<double> mean;
    /// Across replications; empty unless series are kept.
    std::vector<double> p2_5, p10, p50, p90, p97_5;
};

/// MSER-5 on the mean census series of each stage.
struct WarmUpCheck {
    struct StageRow {
        StageId stage;
        /// Days from the beginning of the warm-up after which the series looks steady; nothing when it never does.
        std::optional<double> steady_after_days;
    };
    std::vector<StageRow> stages;
    /// Whether the stated warm-up covers them all.
    bool long_enough = true;
    std::string sentence;
};

struct WaitDistribution {
    StageId stage;
    std::size_t group = 0;
    LogHistogramPool waits;
};

/// One role: hours of an average week by hour of the week from Monday 00:00 on, and the share of posts that stand empty in each
/// block of days from the beginning of the warm-up; means over all replications.
struct StaffSeries {
    RoleId role;
    std::array<double, 168> booked = {};
    std::array<double, 168> bookable = {};
    std::vector<double> vacancy;
};

/// What keeps most clients waiting, in one sentence, and which stage that is.
struct Bottleneck {
    StageId stage;
    std::string sentence;
};

/// One replication's figures, in the order of `RunResult::metrics`.
struct ReplicationRow {
    std::vector<std::optional<double>> values;
};

struct RunResult {
    std::uint64_t seed = 1;
    std::int64_t replications = 0;
    /// With `precision`: whether the half-width was reached within `at_most`.
    std::optional<bool> precision_reached;
    MeasurementPlan plan;
    std::vector<MetricEstimate> metrics;
    std::vector<FlowEstimate> flows;
    std::vector<TargetResult> targets;
    std::vector<ObservedResult> observed;
    std::vector<std::string> warnings;
    WarmUpCheck warm_up;
    Bottleneck bottleneck;
    /// Each check once, holding only when it held in every replication and pass.
    std::vector<SelfCheck> checks;
    std::vector<SeriesBands> series;
    /// How many replications the bands of `series` are made from (at most 1,000).
    std::int64_t series_replications = 0;
    /// Kept only on request.
    std::vector<ReplicationRow> replication_rows;
    std::vector<WaitDistribution> waits;
    std::vector<StaffSeries> staff;
    std::uint64_t events = 0;
    std::uint64_t peak_clients = 0;
};

/// The estimate of a metric, or null when the run does not list it.
const MetricEstimate* find_metric(const RunResult& result, const Metric& metric);

}  // namespace stepdown
