// Reads one population: its arrivals, priority, attributes and where its clients enter care.
#pragma once

#include "scenario/section_context.hpp"

namespace stepdown {

/// The population of an entry of `populations`; what was wrong has been reported and has its default.
Population read_population(const Entry& entry, PopulationId id, const SectionContext& context);

/// `enters` of a population, or nothing after an error.
std::optional<Cases<Routing>> read_enters(const Node& population, const std::string& name, const SectionContext& context);

}  // namespace stepdown
