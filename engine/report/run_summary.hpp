// What `run` prints: the whole result on a page that a planner can read at a glance.
// Each part is a function in summary_parts.hpp; this file has their order.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "experiment/run_result.hpp"
#include "model/traffic.hpp"
#include "report/text_table.hpp"

namespace stepdown {

struct SummaryRequest {
    Page page;
    /// Named with `--metric`: listed apart, since the tables hold only the usual ones.
    std::span<const Metric> asked;
    /// The plan that was run; nothing for the scenario as it is.
    std::optional<std::string> plan;
};

/// `load` is the model's. Ends with a line break. Nothing in it depends on time, machine or threads.
std::string run_summary(const Model& model, const OfferedLoad& load, const RunResult& result, const SummaryRequest& request);

}  // namespace stepdown
