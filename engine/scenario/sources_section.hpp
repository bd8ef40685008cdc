// Reads `sources`: where the figures come from; and finds the figures for which nothing is said.
#pragma once

#include <vector>

#include "scenario/language_rules.hpp"
#include "scenario/section_context.hpp"

namespace stepdown {

/// The sources in written order. Codes: `bad-path`, `unknown-path`, and the warning `relapse-counted-twice` where a relapse
/// hazard in care stands beside recorded outcomes of the same stage, both with sources.
std::vector<Source> read_sources(const Node& root, const Language& language, const SectionContext& context);

/// The figures of stages, populations and relapse that no source covers by its path or one above it. A list of numbers is
/// one figure; places, priorities and shares of 1 are no figures but rules.
std::vector<UnsourcedFigure> unsourced_figures(const Node& root, const Language& language, const std::vector<Source>& sources);

}  // namespace stepdown
