// Reads an arrival trace: a CSV file with a column `time` and optional columns named like attributes.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "scenario/section_context.hpp"

namespace stepdown {

/// The arrivals at or after the first simulated instant, sorted by time; empty after an error. Earlier ones are left out with the
/// warning `before-the-run`, columns that name nothing with `unused-column`. Codes: `no-time-column`, `bad-trace-line`,
/// `no-data`, and those of CSV and text files.
std::vector<TraceArrival> read_arrival_trace(const Node& node, const SectionContext& context);

/// `2027-01-04`, `2027-01-04 09:30`, `2027-01-04T09:30:15`: the day and the time within it.
struct DateTime {
    std::chrono::sys_days day;
    Ticks time = 0;
};
std::optional<DateTime> parse_date_time(std::string_view text);

}  // namespace stepdown
