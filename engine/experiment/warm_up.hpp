// Whether the warm-up is long enough: MSER-5 on the mean census series of every stage, and whether single replications drift.
// Where arrivals have months: whether the census is another one year later.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "experiment/run_result.hpp"

namespace stepdown {

/// The blocks [from, to) of a series that are measured and lie before the scenario itself moves the census.
struct JudgedBlocks {
    std::size_t from = 0;
    std::size_t to = 0;
    /// Blocks in a year where arrivals have months, so that a census is to be compared with that of the same season; else 0.
    std::size_t year = 0;
};
JudgedBlocks judged_blocks(const Model& model, const MeasurementPlan& plan);

/// A quarter of a year and the same quarter one year later, the first as early in the run as the later one allows: for a run of
/// one year, the last quarter before it. Nothing for shorter runs, and where there is no quarter before a run of one year.
struct SameSeason {
    std::size_t first = 0;
    std::size_t later = 0;
    std::size_t blocks = 0;
};
std::optional<SameSeason> same_season(const JudgedBlocks& judged);

/// How much a replication's mean over the first quarter of the judged blocks lies above that over their second half; with a
/// year, over the first of two seasons above the later one. Nothing when there are fewer than four blocks, or no such seasons.
std::optional<double> census_drift(const JudgedBlocks& judged, std::span<const double> census);

/// `series` and `drifts` as `Reduction` gives them. A run that begins from a stated day zero has nothing to warm up and is not
/// judged; neither are arrivals from a trace. Where dated changes, surges or growth move the census, only the time before the
/// first of them is looked at. A stage is said to be unsteady only where MSER-5 truncates beyond the warm-up (but for arrivals
/// with months), where that matters, and where the drift is no chance.
WarmUpCheck check_warm_up(const Model& model, const MeasurementPlan& plan, const std::vector<SeriesBands>& series,
                          const std::vector<Estimate>& drifts);

}  // namespace stepdown
