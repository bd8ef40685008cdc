// Reads `start_state`: who is in care, waiting, or at home with a running clock when the run begins.
#pragma once

#include "scenario/section_context.hpp"

namespace stepdown {

/// Codes: `start-state-and-warm-up`, `unknown-stage`, `bad-start-state`.
StartState read_start_state(const Node& root, const SectionContext& context);

}  // namespace stepdown
