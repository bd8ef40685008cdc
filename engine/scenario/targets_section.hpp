// Reads `targets` and `observed`: what is to be kept, and what was seen.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/section_context.hpp"

namespace stepdown {

/// Codes: `bad-target`, `bad-metric`, `wrong-metric-unit`, `not-in-this-version` (`in every region`), those of text parsers,
/// and the warnings `cannot-confirm` where the replications are too few ever to confirm a target and `never-observed`.
std::vector<Target> read_targets(const Node& root, const SectionContext& context);
std::vector<Observed> read_observed(const Node& root, const SectionContext& context);

/// One target as written; nothing after an error.
std::optional<Target> read_target(std::string_view text, const SourcePlace& place, const SectionContext& context);

/// False for what happens within a time that is not shorter than the run: only those whose whole time lies in the run are
/// counted.
bool is_observed(const Target& target, const Model& model);
/// What to say of such a target.
std::string never_observed_text(const Target& target);
inline constexpr const char* never_observed_hint = "let the run be longer, or the time shorter";

/// The least number of runs that, all keeping a target, show with 95% confidence that at least this share of all runs do (the
/// lower end of the one-sided Clopper-Pearson interval, 0.05^(1/n)). `share` lies between 0 and 1.
std::int64_t runs_to_confirm(double share);

}  // namespace stepdown
