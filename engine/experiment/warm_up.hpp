// Whether the warm-up is long enough: MSER-5 on the mean census series of every stage, and whether single replications drift.
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
};
JudgedBlocks judged_blocks(const Model& model, const MeasurementPlan& plan);

/// How much a replication's mean over the first quarter of the judged blocks lies above that over their second half; nothing
/// when there are fewer than four of them.
std::optional<double> census_drift(const JudgedBlocks& judged, std::span<const double> census);

/// `series` and `drifts` as `Reduction` gives them. A run that begins from a stated day zero has nothing to warm up and is not
/// judged. Where dated changes, surges or growth move the census, only the time before the first of them is looked at. A stage
/// is said to be unsteady only where MSER-5 truncates beyond the warm-up, where that matters, and where the drift is no chance.
WarmUpCheck check_warm_up(const Model& model, const MeasurementPlan& plan, const std::vector<SeriesBands>& series,
                          const std::vector<Estimate>& drifts);

}  // namespace stepdown
