// From the merged tree to the model: every section in the order in which they need one another.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/model.hpp"
#include "model/traffic.hpp"
#include "scenario/clock_section.hpp"
#include "scenario/data_files.hpp"
#include "scenario/node.hpp"

namespace stepdown {

/// A model and what is known beside it.
struct Compiled {
    Model model;
    std::vector<Metric> extra_metrics;
    DataFiles data_files;
    OfferedLoad load;
};

/// The model that the tree states; nothing when there are errors. Sections that were misread leave defaults behind, so that the
/// others can still be checked. `traffic` holds what has been solved for trees of the same `traffic_key`.
std::optional<Compiled> compile(Node root, const RunOverrides& overrides, const std::vector<std::string>& extra_metrics,
                                TrafficMemo& traffic, Diagnostics& problems);

}  // namespace stepdown
