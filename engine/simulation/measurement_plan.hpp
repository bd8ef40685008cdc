// What a replication must measure: the metrics of a run, resolved once to the tallies that hold them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/model.hpp"

namespace stepdown {

/// "How much lies at or below this bound?", counted exactly for a quantile metric that a target names.
struct BoundQuestion {
    Metric metric;
    /// Days for durations (the nearest tick), clients for census (rounded down).
    double bound = 0.0;
};

/// The quantity whose observations one histogram holds, for one group.
struct HistogramSlot {
    enum class Quantity : std::uint8_t { wait, stay, client_access } quantity = Quantity::wait;
    StageId stage;
    std::size_t group = 0;
};

/// The census of one stage and group, kept as time at each level for its pooled quantile.
struct LevelSlot {
    StageId stage;
    std::size_t group = 0;
};

struct MeasurementPlan {
    std::vector<Metric> metrics;
    std::vector<Group> groups;
    std::vector<BoundQuestion> bounds;
    std::vector<HistogramSlot> histograms;
    /// For each metric: the histogram slot of a quantile of durations, or -1.
    std::vector<int> histogram_of_metric;
    std::vector<LevelSlot> levels;
    /// For each metric: the level slot of a quantile of the census, or -1.
    std::vector<int> level_of_metric;
    /// The durations named in each kind of metric, ascending, the same for every stage.
    std::vector<Ticks> access_thresholds;
    std::vector<Ticks> wait_thresholds;
    std::vector<Ticks> readmitted_windows;
    std::vector<Ticks> followed_up_windows;
    std::vector<Ticks> retained_windows;
    std::vector<Ticks> client_access_thresholds;
    std::vector<Ticks> client_readmitted_windows;
    std::vector<Ticks> client_relapsed_windows;
    /// Whole days per point of the series: the fewest that give at most 2,000 points.
    std::int64_t days_per_block = 1;
    std::size_t series_points = 0;
    /// Flow ends: home, then the stages in file order, then the exits.
    std::size_t flow_ends = 0;

    static constexpr std::size_t home_end = 0;
    std::size_t stage_end(StageId stage) const { return 1 + stage.index(); }
    /// Of where a client comes from: `none()` is home.
    std::size_t origin_end(StageId stage) const { return stage.exists() ? stage_end(stage) : home_end; }
    std::size_t exit_end(const Model& model, ExitId exit) const { return 1 + model.stages.size() + exit.index(); }
};

/// The plan for `metrics` (usually `metric_catalogue`), with a bound question for each target on a quantile.
MeasurementPlan make_measurement_plan(const Model& model, std::vector<Metric> metrics, std::vector<BoundQuestion> bounds);

/// The share at or below a quantile metric: 0.9 of `wait.p90`. Only for measures that are quantiles.
double quantile_level(Measure measure);

/// The words for a flow end: "home", a stage's or an exit's name.
std::string flow_end_name(const Model& model, std::size_t end);

}  // namespace stepdown
