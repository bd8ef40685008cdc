// Reads the `staff` section, and what a stage asks of staff.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "scenario/section_context.hpp"

namespace stepdown {

/// A role with its shifts. Codes: `bad-rota`, `no-refill`, `refill-without-turnover`, `empty-section`, `too-large`, those of the
/// text parsers.
Role read_role(const Entry& entry, RoleId id, const SectionContext& context);

/// `absence`, `turnover`, `refill` and `bookable` of the role at `path`. Codes: `no-refill`, `refill-without-turnover`.
PostTerms read_post_terms(const Node& role, const std::string& path, const SectionContext& context);

/// The posts that a shift states.
std::optional<Fte> read_fte(const Node& shift, Diagnostics& problems);

/// `caseload` and `staffed_by` of a stage. Codes: `unknown-role`, `unknown-shift`, `bad-per`, `staffed-without-beds`.
std::vector<Caseload> read_caseload(const Node& stage, const SectionContext& context);
std::vector<Staffing> read_staffed_by(const Node& stage, const std::string& path, const SectionContext& context);

}  // namespace stepdown
