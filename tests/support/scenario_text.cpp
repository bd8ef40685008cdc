#include "support/scenario_text.hpp"

#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <fmt/format.h>

#include "scenario/scenario.hpp"

namespace stepdown::testing {

Model model_from(std::string_view yaml) {
    // Studies compile on several threads.
    static std::atomic<int> count = 0;
    const auto path = std::filesystem::temp_directory_path() / fmt::format("stepdown-{}-{}.yaml", ::getpid(), ++count);
    std::ofstream(path) << yaml;
    ScenarioRequest request;
    request.file = path.string();
    Diagnostics diagnostics;
    auto scenario = read_scenario(request, diagnostics);
    std::filesystem::remove(path);
    if (scenario) return std::move(scenario->model);
    std::string text;
    for (const Diagnostic& problem : diagnostics.sorted()) text += to_text(problem) + "\n";
    throw std::runtime_error(text);
}

}  // namespace stepdown::testing
