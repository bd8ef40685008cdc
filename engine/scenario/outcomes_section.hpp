// Reads how stays in a stage end: `outcomes`, or `stay` and `next` as its short form, cases included.
#pragma once

#include "scenario/section_context.hpp"

namespace stepdown {

/// The outcomes of the stage with this node. Outcomes that differ between clients become one table: an outcome that some
/// cannot have has share 0 for them. After an error (`outcomes-and-stay`, `no-stay`, `missing-key`, `no-outcome`,
/// `too-many-cases`, those of shares, distributions and destinations) the table still names every outcome.
OutcomeTable read_outcomes(const Node& stage, StageId id, const SectionContext& context);

/// Refuses (`nothing-attended`) outcomes of the stage with this node that end by what nobody can attend there.
void check_attended(const Node& node, const Stage& stage, const OutcomeTable& outcomes, const SectionContext& context);

}  // namespace stepdown
