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
    /// Whether the client has a seat, so that its track can be tested, and attends, so that missed meetings can be too.
    enum class Program : std::uint8_t { unknown, seated, attends } program = Program::unknown;
};

inline constexpr ConditionScope seated_clients{nullptr, ConditionScope::Program::seated};

/// All tests of a `when` map; nothing after an error. Codes: `unknown-attribute`, `unknown-value`, `unknown-stage`,
/// `unknown-population`, `unknown-outcome`, `unknown-track`, `not-yet-known`, those of the text parsers, and
/// `empty-condition`.
std::optional<Condition> read_condition(const Node& when, const SectionContext& context, const ConditionScope& scope);

/// The tests of both.
Condition both(const Condition& left, const Condition& right);

}  // namespace stepdown
