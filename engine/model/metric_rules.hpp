// What the parts that read, list and print metrics share: which figures a model has, and how a duration is spelled.
#pragma once

#include <optional>
#include <string>

#include "model/metric.hpp"

namespace stepdown {

/// Why the model has no such figure; nothing when it has.
std::optional<MetricProblem> why_not(const Model& model, const Metric& metric);

/// Whether some stage of this model has that level.
bool has_level(const Model& model, Level level);

/// The shortest exact decimal in days, or in the largest smaller unit that needs at most four decimals: "7 d", "0.5 d", "1 h".
std::string duration_text(Ticks duration);

}  // namespace stepdown
