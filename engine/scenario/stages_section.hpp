// Reads one stage: its place in the levels of care, its places, and the rules of entering, moving and admitting.
// Outcomes and the waitlist have files of their own.
#pragma once

#include "scenario/section_context.hpp"

namespace stepdown {

/// The stage of an entry of `stages`; what was wrong has been reported and has its default. Codes: `beds-and-slots`,
/// `outside-has-places`, `only-beside-care`, `empty-window`, `reserved-without-places`, `too-many-reserved`,
/// `unknown-population`, `unknown-attribute`, `unknown-value`, and those of values, outcomes and the waitlist.
Stage read_stage(const Entry& entry, StageId id, const SectionContext& context);

/// `beds` or `slots` of a stage's node; unlimited where neither is stated.
Places read_places(const Node& stage, Diagnostics& problems);

}  // namespace stepdown
