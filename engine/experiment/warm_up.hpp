// Whether the warm-up is long enough: MSER-5 on the mean census series of every stage.
#pragma once

#include <vector>

#include "experiment/run_result.hpp"

namespace stepdown {

/// `series` as `Reduction::series` gives it. A run that begins from a stated day zero has nothing to warm up and is not judged.
/// Where dated changes, surges or growth move the census, only the time before the first of them is looked at.
WarmUpCheck check_warm_up(const Model& model, const MeasurementPlan& plan, const std::vector<SeriesBands>& series);

}  // namespace stepdown
