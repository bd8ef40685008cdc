// Bounds that targets could name, for every quantile of durations.
#pragma once

#include <vector>

#include "simulation/measurement_plan.hpp"
#include "time/sim_time.hpp"

namespace stepdown::testing {

/// A plan for all metrics, with three bounds of each: below 0 (as `< 0 d` asks for), 0, and a day and a half.
inline MeasurementPlan plan_with_bounds(const Model& model) {
    std::vector<Metric> metrics = metric_catalogue(model, {});
    const MeasurementPlan without = make_measurement_plan(model, metrics, {});
    std::vector<BoundQuestion> bounds;
    for (std::size_t index = 0; index < metrics.size(); ++index) {
        if (without.histogram_of_metric[index] < 0) continue;
        for (const double bound : {to_days(-1), 0.0, 1.5}) bounds.push_back({metrics[index], bound});
    }
    return make_measurement_plan(model, std::move(metrics), std::move(bounds));
}

}  // namespace stepdown::testing
