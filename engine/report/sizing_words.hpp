// What a sizing found, in sentences: for the summary, the document and the report alike.
#pragma once

#include <string>

#include "experiment/sizing.hpp"

namespace stepdown {

/// "certified", "no plan", ...
std::string_view end_word(SizingResult::End end);
std::string_view verdict_word(PlanVerdict verdict);
std::string_view promise_word(Promise promise);

/// "stages.iop.slots = 84"
std::string choice_text(const PricedChoice& choice, double value);
/// The choices that differ from those of `base`, or all: "stages.iop.slots 84 (instead of 85)".
std::string difference_text(const SizingResult& result, const TriedPlan& plan, const TriedPlan& base);

/// What the answer is worth, named exactly.
std::string guarantee_sentence(const SizingResult& result);

/// Which requirement stands closest to its bound in units of its indifference.
std::size_t binding_requirement(const SizingResult& result);

/// Why a tried plan is not the answer: "iop.access.within(7 d) >= 90%: 88.1%".
std::string reason_against(const SizingResult& result, const TriedPlan& plan);

}  // namespace stepdown
