// What staff can carry on average, worked out without simulating: filled posts, posts that clients need, beds with staff.
#pragma once

#include <optional>

#include "core/id.hpp"
#include "model/staff.hpp"
#include "model/traffic.hpp"

namespace stepdown {

struct Model;
struct Stage;

/// The long-run share of the role's posts that are empty: turnover x refill / (1 + turnover x refill), since filled and empty
/// times of a post take turns (Cox 1962, chapter 7).
double expected_vacancy(const Role& role);

/// Filled posts that the role's clients would take if nothing were ever full; nothing where no stage names it in `caseload`.
std::optional<double> posts_needed(const Model& model, const OfferedLoad& load, RoleId role);

/// Beds that staff on shift could look after, averaged over the rota, if every post were filled and present; nothing where the
/// stage is not staffed so.
std::optional<double> beds_staffed_on_average(const Model& model, const Stage& stage);

}  // namespace stepdown
