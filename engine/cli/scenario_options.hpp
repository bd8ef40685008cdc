// The options with which `run`, `check` and `graph` choose a scenario and override its values, and how it is read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/scenario.hpp"

namespace CLI {
class App;
}

namespace stepdown {

struct ScenarioOptions {
    std::string file;
    std::string plan;
    std::vector<std::string> settings;
    std::optional<std::uint64_t> seed;
    std::optional<std::int64_t> replications;
    std::vector<std::string> metrics;

    ScenarioRequest request() const;
};

/// `--plan` and `--set`. The options must outlive the command line.
void add_override_options(CLI::App& command, ScenarioOptions& options);

/// FILE, then the above.
void add_scenario_options(CLI::App& command, ScenarioOptions& options);

/// The scenario, its problems said on standard error; nothing when it has errors. Warnings with the code `told_later` are
/// left out of a scenario without errors: the results say them with better numbers.
std::optional<Scenario> read_and_report(const ScenarioRequest& request, std::string_view told_later = "");

}  // namespace stepdown
