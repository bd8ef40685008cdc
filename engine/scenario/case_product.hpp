// Several lists of cases at once: which combinations of their cases can occur together, first fit in each.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "model/condition.hpp"
#include "model/model.hpp"

namespace stepdown {

/// The conditions of one list of cases; the last always holds.
using CaseConditions = std::vector<Condition>;

/// For a client whom `when` fits and no combination before: which case of each list is the first that fits.
struct CombinedCase {
    Condition when;
    std::vector<std::size_t> chosen;
};

/// The combinations that some client can have, in an order in which the first that fits is the right one. Combinations
/// that contradict themselves are left out. Nothing when there are too many to tell. `model`: which attributes every population
/// draws.
std::optional<std::vector<CombinedCase>> combine_cases(std::span<const CaseConditions> lists, const Model& model);

}  // namespace stepdown
