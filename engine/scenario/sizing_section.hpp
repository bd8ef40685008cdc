// Reads `sizing`: what a plan may choose and what it must keep.
#pragma once

#include <optional>

#include "scenario/language.hpp"
#include "scenario/section_context.hpp"

namespace stepdown {

/// Codes: `bad-choice`, `bad-range`, `bad-amount`, `bad-confidence`, `no-requirement`, `need-not-sized`, `minimize-and-budget`,
/// `too-many-choices`, those of paths, targets and metrics. Warnings: `lost-do-not-count` for a requirement on the waits of a
/// stage from whose waitlist clients are lost, `need-not-kept` for a target that is left out. After an error what could be read.
std::optional<Sizing> read_sizing(const Node& root, const Language& language, const SectionContext& context);

}  // namespace stepdown
