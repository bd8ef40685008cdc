// Reads what a stage says about its groups: tracks, leaders, rooms, entry, attendance, effects, weekly hours.
#pragma once

#include "model/stage.hpp"
#include "scenario/node.hpp"
#include "scenario/section_context.hpp"

namespace stepdown {

/// Fills the stage's tracks, leaders, rooms, entry, attendance and weekly hours. Codes: `zero-number`, `bad-notes`,
/// `bad-meetings`, `bad-weekly-hours`, `unknown-role`, `two-entries`, `no-entry`, `bad-cohort`, `needs-tracks`,
/// `only-in-care` and those of the text parsers.
void read_groups(const Node& node, Stage& stage, const SectionContext& context);

/// Groups and seats of a group of one track as stated; both at least 1.
struct GroupNumbers {
    std::int64_t groups = 1;
    std::int64_t size = 1;
};
GroupNumbers read_group_numbers(const Node& track, Diagnostics& problems);

/// The stage's effects, whose outcomes must be its own. Codes: `unknown-outcome`, `bad-effect` and those of conditions.
std::vector<StageEffect> read_effects(const Node& node, const Stage& stage, const SectionContext& context);

/// The role that `entry` names as key or that stands as its value. Code: `unknown-role`.
RoleId role_named(const std::string& name, const SourcePlace& place, const SectionContext& context);

}  // namespace stepdown
