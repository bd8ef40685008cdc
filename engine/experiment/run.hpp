// Replications in parallel until their number or the asked precision is reached, reduced to a `RunResult`.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "experiment/run_result.hpp"
#include "model/model.hpp"
#include "model/traffic.hpp"
#include "simulation/event_log.hpp"

namespace stepdown {

enum class NeedPass : std::uint8_t { simulate, skip };
enum class Keep : std::uint8_t { estimates_only, everything };

struct RunRequest {
    /// 0: as many as the machine has.
    int threads = 0;
    NeedPass need = NeedPass::simulate;
    /// `everything` keeps series per replication, rows per replication and wait distributions (for `--out`).
    Keep keep = Keep::estimates_only;
    std::vector<Metric> extra_metrics;
    /// The model's offered load, which day zero needs; null: worked out where it is needed.
    const OfferedLoad* load = nullptr;
    /// Told of the first replication's events; null for none.
    EventLog* first_replication_log = nullptr;
    /// Called with (done, planned) after each replication, never twice at once, on any thread; may be empty.
    std::function<void(std::int64_t, std::int64_t)> progress;
};

class Reduction;

/// A reduction of nothing yet, for the metrics that the model and the request ask for.
Reduction empty_reduction(const Model& model, const RunRequest& request);

/// What the reduced replications say.
RunResult result_of(const Model& model, const RunRequest& request, const Reduction& reduction);

/// The same bytes for the same model on any number of threads. Throws `EndlessLoop`, and nothing else of its own.
RunResult run_experiment(const Model& model, const RunRequest& request);

}  // namespace stepdown
