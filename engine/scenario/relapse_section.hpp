// Reads `relapse`: the law of a spell, what multiplies its hazard, and what follows a relapse.
#pragma once

#include <optional>

#include "scenario/section_context.hpp"

namespace stepdown {

/// The section with every default filled in; nothing where it is not stated. Codes: `unknown-stage`, `missing-key` (`in_care`
/// where a care stage has a hazard) and those of values, distributions and destinations.
std::optional<Relapse> read_relapse(const Node& root, const SectionContext& context);

}  // namespace stepdown
