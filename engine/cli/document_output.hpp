// The directory of `--out` of the commands that hand over a few documents: compare, size, levers and sweep.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli/commands.hpp"
#include "cli/scenario_options.hpp"

namespace stepdown {

struct DocumentOutput {
    std::string directory;
    std::string scenario;
    const std::vector<ScenarioFile>* files = nullptr;
    std::vector<std::string> settings;
    std::uint64_t seed = 1;
    std::int64_t replications = 0;
    int threads = 1;
    /// Names and texts; `manifest.json` and `report.html` are added.
    std::vector<std::pair<std::string, std::string>> documents;
};

/// Written whole or not at all. Throws std::system_error.
void write_documents(const DocumentOutput& output, const Invocation& invocation);

}  // namespace stepdown
