// Reads `waitlist`: the order in which clients are admitted, how long they wait, and what becomes of those who do not.
#pragma once

#include "scenario/section_context.hpp"

namespace stepdown {

/// The waitlist of a stage's node, defaults where nothing is stated. Code `stated-twice`, and those of values.
Waitlist read_waitlist(const Node& stage, const std::string& name, const SectionContext& context);

/// `waitlist.patience` and `waitlist.limit` of a stage's node; nothing where they are not stated or wrong.
Patience read_patience(const Node& stage, const std::string& name, const SectionContext& context);
WaitlistLimit read_limit(const Node& stage, const SectionContext& context);

}  // namespace stepdown
