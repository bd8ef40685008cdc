// The result of `compare` for people, and its differences as a table for programs.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "experiment/comparison.hpp"
#include "report/result_tables.hpp"
#include "report/text_table.hpp"

namespace stepdown {

/// Per metric of the targets and of `asked` (or access, wait and census of each stage where there are none): the figure of each
/// plan, its difference to the base, and whether it can be told; then which plan is best by each target.
std::string comparison_summary(const std::vector<NamedModel>& models, const PlanComparison& comparison,
                               std::span<const Metric> asked, const Page& page);

/// "best is more-beds, not told apart from both; about 1,270 replications would tell the nearest."
std::string best_sentence(const BestPlan& best);

/// A row per plan and metric: what `compare --format csv` prints.
ResultTable differences_table(const PlanComparison& comparison);

}  // namespace stepdown
