// Reads a stage's intake, sessions and authorization.
#pragma once

#include <optional>
#include <vector>

#include "model/sessions.hpp"
#include "model/stage.hpp"
#include "scenario/node.hpp"
#include "scenario/section_context.hpp"

namespace stepdown {

/// Codes: `unknown-role`, `zero-number` and those of shares and conditions.
std::optional<Intake> read_intake(const Node& node, const SectionContext& context);

/// Codes: `unknown-role`, `every-or-once`, `bad-once`, `bad-group` and those of durations, shares and conditions.
std::vector<Session> read_sessions(const Node& node, const Stage& stage, const SectionContext& context);

/// The outcomes of `stage` are read already. Codes: `unknown-outcome` and those of durations, shares and conditions.
std::optional<Authorizations> read_authorization(const Node& node, const Stage& stage, const SectionContext& context);

}  // namespace stepdown
