// Reads a stage's intake, sessions and authorization.
#pragma once

#include <optional>
#include <vector>

#include "model/sessions.hpp"
#include "model/staff.hpp"
#include "model/stage.hpp"
#include "scenario/node.hpp"
#include "scenario/section_context.hpp"

namespace stepdown {

/// The bookable time of a post of the role in its longest shift: no longer appointment is ever held. 0 without shifts.
Ticks most_bookable(const Role& role);

/// Codes: `unknown-role`, `zero-number`, `too-long-to-book` and those of shares and conditions.
std::optional<Intake> read_intake(const Node& node, const SectionContext& context);

/// Codes: `unknown-role`, `every-or-once`, `bad-once`, `bad-group`, `too-long-to-book` and those of durations, shares and
/// conditions.
std::vector<Session> read_sessions(const Node& node, const Stage& stage, const SectionContext& context);

/// The outcomes of `stage` are read already. Codes: `unknown-outcome` and those of durations, shares and conditions.
std::optional<Authorizations> read_authorization(const Node& node, const Stage& stage, const SectionContext& context);

}  // namespace stepdown
