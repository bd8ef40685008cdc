// The result of `levers` for people and programs.
#pragma once

#include <string>

#include "experiment/levers.hpp"
#include "experiment/run_result.hpp"
#include "report/result_tables.hpp"
#include "report/text_table.hpp"

namespace stepdown {

/// Per target: what one more and one less of each lever does to its figure, those that gain most per 1,000 of weekly cost first.
std::string levers_summary(const Model& model, const LeversResult& result, const Page& page);
/// The first three levers of the first missed target; nothing when none is missed.
std::string first_levers(const Model& model, const LeversResult& result, const Page& page);

/// The document of the run, and `levers`.
std::string levers_json(const Model& model, const RunResult& run, const LeversResult& result);
/// A row per target and lever, in the order of the summary.
ResultTable levers_table(const LeversResult& result);

}  // namespace stepdown
