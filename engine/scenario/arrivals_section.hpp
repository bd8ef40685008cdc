// Reads `arrivals`: how often clients of a population ask for care, and how that is spread over time.
#pragma once

#include <string>

#include "scenario/section_context.hpp"

namespace stepdown {

/// What the value states, profiles scaled to average 1; defaults stand where something was wrong and has been reported.
/// Codes: `no-arrivals`, `two-arrivals`, `trace-with-profile`, `stated-twice`, `empty-profile`, `bad-surge`, `bad-growth`,
/// `touches-no-measured-day` (a warning), those of traces and of the text parsers. `what` names the value in messages.
Arrivals read_arrivals(const Node& node, const std::string& what, const SectionContext& context);

}  // namespace stepdown
