// The one way in which tests hold estimates against theory: an interval that must contain it and must be narrow enough to tell.
#pragma once

#include <string>
#include <string_view>

#include "experiment/run.hpp"
#include "statistics/ratio_estimate.hpp"

namespace stepdown::testing {

/// Empty when the 99.9% t interval of `estimate` contains `theory` and its half-width is at most `precision` (in the same unit);
/// otherwise why not. A sample too small to tell fails.
std::string disagreement(const Estimate& estimate, double theory, double precision);

/// The estimate of the metric of that name; throws std::out_of_range when the run does not list it.
const Estimate& figure(const RunResult& result, std::string_view name);

/// Runs the scenario of this text on one thread, without the unconstrained pass.
RunResult simulate(std::string_view yaml);

}  // namespace stepdown::testing
