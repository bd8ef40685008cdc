// Durations observed elsewhere: `data: "stays.csv#days"` resamples a column of a CSV file.
#pragma once

#include <optional>

#include "random/distribution.hpp"
#include "scenario/section_context.hpp"

namespace stepdown {

/// Every cell counts once; a bare number is days, other durations carry their unit, empty cells are left out. The file is looked
/// for beside the file in which `node` stands. Codes: `bad-data-reference`, `unknown-column`, `bad-data-line`,
/// `no-data`, `bad-csv` and those of text files.
std::optional<Distribution> read_data_column(const Node& node, const SectionContext& context);

}  // namespace stepdown
