// Reads `when`: what must hold of a client for a case or an effect.
#pragma once

#include <optional>
#include <vector>

#include "model/condition.hpp"
#include "scenario/section_context.hpp"

namespace stepdown {

/// Where a condition stands, and so what it can know.
struct ConditionScope {
    /// For the draw of an attribute: the attributes drawn before it; only these, `population` and `month` may be tested.
    const std::vector<AttributeId>* drawn_before = nullptr;
};

/// All tests of a `when` map; nothing after an error. Codes: `unknown-attribute`, `unknown-value`, `unknown-stage`,
/// `unknown-population`, `unknown-outcome`, `not-yet-known`, `not-in-this-version`, those of the text parsers, and
/// `empty-condition`.
std::optional<Condition> read_condition(const Node& when, const SectionContext& context, const ConditionScope& scope);

/// The tests of both.
Condition both(const Condition& left, const Condition& right);

}  // namespace stepdown
