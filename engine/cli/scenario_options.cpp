// Overrides go to the reader of scenarios, which checks them like the file's own values.

#include "cli/scenario_options.hpp"

#include <CLI/CLI.hpp>

#include "cli/console.hpp"

namespace stepdown {

ScenarioRequest ScenarioOptions::request() const {
    ScenarioRequest request;
    request.file = file;
    if (!plan.empty()) request.plan = plan;
    request.settings = settings;
    request.seed = seed;
    request.replications = replications;
    request.extra_metrics = metrics;
    return request;
}

void add_override_options(CLI::App& command, ScenarioOptions& options) {
    command.add_option("--plan", options.plan, "A plan of the scenario, set before --set")->type_name("NAME");
    command.add_option("--set", options.settings, "Another value, e.g. stages.php.slots=60; may be repeated")
        ->type_name("PATH=VALUE")
        ->allow_extra_args(false);
}

void add_scenario_options(CLI::App& command, ScenarioOptions& options) {
    command.add_option("FILE", options.file, "The scenario")->required()->type_name("");
    add_override_options(command, options);
}

std::optional<Scenario> read_and_report(const ScenarioRequest& request, std::string_view told_later) {
    Diagnostics problems;
    std::optional<Scenario> scenario = read_scenario(request, problems);
    const bool wrong = problems.has_errors();
    say_problems(problems, wrong ? "" : told_later);
    if (wrong) return std::nullopt;
    return scenario;
}

}  // namespace stepdown
