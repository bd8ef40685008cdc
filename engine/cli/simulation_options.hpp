// The options that every command that simulates has: seed, replications, threads, metrics.
#pragma once

#include "cli/scenario_options.hpp"

namespace stepdown {

struct SimulationOptions {
    int threads = 0;

    /// As asked for, or the processors that this process may use.
    int thread_count() const;
};

/// `--seed`, `--replications`, `--threads` and `--metric`. The options must outlive the command line.
void add_simulation_options(CLI::App& command, ScenarioOptions& scenario, SimulationOptions& options);

}  // namespace stepdown
