// Reads how long something lasts: a bare duration, two figures that planners know, or a named family, with shift and truncate.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "random/distribution.hpp"
#include "scenario/section_context.hpp"

namespace stepdown {

/// The distribution that a value states; `what` names it in messages. Codes: `no-distribution`, `two-distributions`,
/// `one-figure`, `too-many-figures`, `wrong-parameters`, `no-such-distribution`, `hardly-ever`, those of the text parsers and
/// of data columns. Keys that are no part of a distribution are passed over (`susceptible` of a law).
std::optional<Distribution> read_distribution(const Node& node, const std::string& what, const SectionContext& context);

/// The same, where clients may differ.
std::optional<Cases<Distribution>> read_distribution_cases(const Node& node, const std::string& what,
                                                           const SectionContext& context);

/// The law of a map `{family: parameters}` before shift and truncate; nothing after an error. `family` names a key of
/// the language's distributions other than mean, median, p90, cv, data, shift and truncate.
std::optional<Distribution> read_family(const std::string& family, const Node& parameters, const SectionContext& context);

}  // namespace stepdown
