// Reads how long a stay lasts: a distribution, or until so much has been attended.
#pragma once

#include <optional>
#include <string>

#include "model/groups.hpp"
#include "random/distribution.hpp"
#include "scenario/section_context.hpp"

namespace stepdown {

struct StayLength {
    /// Of attended stays only the conditions count.
    Cases<Distribution> length;
    std::optional<Cases<AttendedStay>> attended;
};

/// Nothing after an error. Codes: `two-distributions`, `at-most-alone`, `mixed-stays`, those of distributions, cases and what is
/// attended.
std::optional<StayLength> read_stay(const Node& node, const std::string& what, const SectionContext& context);

}  // namespace stepdown
