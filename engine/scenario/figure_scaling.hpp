// All figures below a path made larger or smaller by one factor: what tornado diagrams vary.
#pragma once

#include <cstddef>

#include "scenario/language.hpp"
#include "scenario/node.hpp"
#include "scenario/path.hpp"

namespace stepdown {

/// Multiplies every number, duration, rate, share and amount that stands at or below the path, and says how many. Whole numbers
/// are rounded and stay at 1 at least; of shares that make up a whole only those beside a `rest` are varied, none beyond 100%;
/// times of day, dates, days and words stay.
std::size_t scale_figures(Node& root, const Path& path, double factor, const Language& language);

}  // namespace stepdown
