// Replications of one model in parallel, reduced in their order; and the looks at which a sequential run may stop.
#pragma once

#include <cstdint>

#include "experiment/reduction.hpp"
#include "experiment/run.hpp"
#include "model/traffic.hpp"

namespace stepdown {

/// The first look of a run that goes on until something is known precisely enough.
inline constexpr std::int64_t first_look = 30;

/// ceil(1.2 n): the look after n.
constexpr std::int64_t look_after(std::int64_t look) { return (6 * look + 4) / 5; }

/// Simulates replications `reduction.replications() + 1` to `last` and reduces them in their order. `load` is what day zero
/// needs, or null; `planned` is for the progress bar.
void simulate_replications(const Model& model, const RunRequest& request, const OfferedLoad* load, Reduction& reduction,
                           std::int64_t last, std::int64_t planned);

}  // namespace stepdown
