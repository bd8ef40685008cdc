// The result of `size --most-referrals` for people and programs.
#pragma once

#include <string>

#include "experiment/most_referrals.hpp"
#include "experiment/run_result.hpp"
#include "report/result_tables.hpp"
#include "report/text_table.hpp"

namespace stepdown {

std::string referrals_summary(const Model& model, const MostReferrals& result, const Page& page);
/// The document of a run with that multiple, and the multiple, its guarantee, its requirements and every one that was tried.
std::string referrals_json(const Model& model, const RunResult& run, const MostReferrals& result);
/// A row per multiple that was tried.
ResultTable referrals_table(const MostReferrals& result);

}  // namespace stepdown
