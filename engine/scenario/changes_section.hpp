// Reads `changes`: what is set on a day of the run. Those that hold from the first simulated instant become part of the
// scenario; each later one is a changed scenario of its own, from which the changed sections are read again.
#pragma once

#include <string>
#include <vector>

#include "scenario/path.hpp"
#include "scenario/section_context.hpp"

namespace stepdown {

/// A change that falls after the first simulated instant, with the scenario as it is from then on (earlier changes included).
struct DatedChange {
    std::string name;
    SourcePlace place;
    Ticks at = 0;
    std::vector<PathSetting> settings;
    Node changed_root;
};

/// Applies the changes dated on or before `start` to `root` and returns the later ones in order of date. Codes: `not-datable`,
/// `unknown-path`, `bad-path`, and the warning `touches-no-measured-day`.
std::vector<DatedChange> read_changes(Node& root, const Clock& clock, const TreeRules& rules, Diagnostics& problems);

/// The change as the model states it. Codes: `trace-cannot-change`, `beds-and-slots`, and those of the sections.
Change compile_change(const DatedChange& change, const SectionContext& context);

}  // namespace stepdown
