// Reads `money`: what stages cost and earn.
#pragma once

#include "model/model.hpp"
#include "scenario/node.hpp"
#include "scenario/section_context.hpp"

namespace stepdown {

struct Money {
    std::string currency;
    /// One per stage of the model.
    std::vector<StageMoney> stages;
};

/// Codes: `unknown-stage`, `outside-has-money`, `nothing-attended`, `bad-amount`, `negative-number`.
Money read_money(const Node& root, const SectionContext& context);

}  // namespace stepdown
