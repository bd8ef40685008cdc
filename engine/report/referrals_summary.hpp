// The result of `size --most-referrals` for people and programs.
#pragma once

#include <string>

#include "experiment/most_referrals.hpp"
#include "report/result_tables.hpp"
#include "report/text_table.hpp"

namespace stepdown {

std::string referrals_summary(const Model& model, const MostReferrals& result, const Page& page);
/// One document: the multiple, its guarantee, its requirements and every multiple that was tried.
std::string referrals_json(const Model& model, const MostReferrals& result);
/// A row per multiple that was tried.
ResultTable referrals_table(const MostReferrals& result);

}  // namespace stepdown
