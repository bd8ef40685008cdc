// The words for verdicts, agreement and evidence, the same in tables, JSON and docs.
#pragma once

#include <string_view>

#include "experiment/run_result.hpp"

namespace stepdown {

/// "met", "missed" or "undecided".
std::string_view verdict_word(Verdict verdict);

/// "agrees", "model is higher", "model is lower" or "unknown".
std::string_view agreement_words(ObservedResult::Agreement agreement);

/// "high", "moderate", "low" or "assumed".
std::string_view evidence_word(Evidence evidence);

}  // namespace stepdown
