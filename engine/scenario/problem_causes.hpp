// What brought a mistake about that shows elsewhere: the plan that was tried, or the `none` that took away what a line names.
// The mistake stays where it shows; its hint names the cause.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.hpp"
#include "scenario/path.hpp"

namespace stepdown {

/// A stage, population, role or named part of one that is gone from the scenario, and who took it: "plan `smaller`", or a place
/// in a file.
struct Removal {
    Path path;
    std::string by;
};

/// Adds the settings that remove such a thing; `by` is for all of them, or empty for the place of each.
void add_removals(const std::vector<PathSetting>& settings, std::string_view by, std::vector<Removal>& removals);

/// In the hint of every error that misses a name: what removed it.
void name_removals(const std::vector<Removal>& removals, Diagnostics& problems);

/// In the hint of every error that shows outside the plan's own settings: the plan.
void name_plan(const std::string& plan, const std::vector<PathSetting>& settings, Diagnostics& problems);

/// The hints of the same errors in `told`, but for those that `known` holds as well.
void take_hints(const Diagnostics& told, const Diagnostics& known, Diagnostics& problems);

/// Whether both are one mistake, whatever their hints.
bool is_same_problem(const Diagnostic& one, const Diagnostic& other);
bool is_among(const Diagnostic& problem, const Diagnostics& others);

}  // namespace stepdown
