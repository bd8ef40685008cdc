// Names of metrics and amounts of them as a scenario writes them, problems reported in place.
#pragma once

#include <optional>
#include <string_view>

#include "model/metric.hpp"
#include "scenario/section_context.hpp"
#include "scenario/text_values.hpp"

namespace stepdown {

/// The metric, or nothing after `bad-metric`.
std::optional<Metric> read_metric(std::string_view text, const SourcePlace& place, const SectionContext& context);

/// An amount in the metric's unit, as results give it: days for `11.2 d`, 0.89 for `89%` or `0.89`, per day or per week for
/// `9 per day`, plain numbers for clients and places. Code `wrong-metric-unit`, and those of the text parsers.
Parsed<double> parse_metric_value(std::string_view text, const Metric& metric);

}  // namespace stepdown
