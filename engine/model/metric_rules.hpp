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

/// Whether the measure is of one track, or of one session, of a stage.
bool is_of_track(Measure measure);
bool is_of_session(Measure measure);

/// Whether the scenario states any money: costs of places or staff, or revenue.
bool has_money(const Model& model);

/// Whether clients book the role's time: intake, sessions or groups, or it covers a role for which they do.
bool is_booked(const Model& model, RoleId role);

}  // namespace stepdown
