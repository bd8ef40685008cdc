// The result of `size` for people, and its tables for programs.
#pragma once

#include <string>

#include "experiment/sizing.hpp"
#include "report/result_tables.hpp"
#include "report/text_table.hpp"

namespace stepdown {

/// The plan with its costs, its requirements with their bounds, its neighbours, the next cheaper plans and what the answer is
/// worth.
std::string sizing_summary(const Model& model, const SizingResult& result, const Page& page);

/// A row per choice: what `size --format csv` prints.
ResultTable choices_table(const SizingResult& result);
/// A row per tried plan, in the order in which they were tried.
ResultTable trace_table(const SizingResult& result);

}  // namespace stepdown
