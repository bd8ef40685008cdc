// `stepdown check`: every mistake of every file, or the plan read back in plain words.

#include <memory>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/scenario_options.hpp"
#include "model/plain_words.hpp"
#include "report/check_report.hpp"

namespace stepdown {

namespace {

constexpr const char* example = R"(Example: is the scenario right, and did the program understand it?
  stepdown check scenarios/riverbend/scenario.yaml

A mistake is told as file:line:column: error[code]: what is wrong, with a hint. Nothing is simulated.
Exit status: 0 when no file has an error (warnings are none), 2 otherwise.)";

struct CheckOptions {
    std::vector<std::string> files;
    ScenarioOptions overrides;
    std::string format = "table";
};

CheckedScenario checked(const std::string& file, const CheckOptions& options) {
    CheckedScenario result;
    result.file = file;
    ScenarioRequest request = options.overrides.request();
    request.file = file;
    const std::optional<Scenario> scenario = read_scenario_and_plans(request, result.problems);
    if (scenario) result.plan = plan_in_words(scenario->model, scenario->load);
    return result;
}

std::string plan_text(const CheckedScenario& scenario, const Page& page) {
    std::string text;
    for (const std::string& line : scenario.plan) {
        const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
        const Page rest{.width = page.width > indent ? page.width - indent : 0, .coloring = page.coloring};
        text += line.substr(0, indent) + wrapped(line.substr(indent), indent + 2, rest) + "\n";
    }
    return text;
}

/// Plans on standard output, problems on standard error, file by file.
void print_in_words(const std::vector<CheckedScenario>& scenarios) {
    const Page page = result_page();
    bool first = true;
    for (const CheckedScenario& scenario : scenarios) {
        if (!scenario.plan.empty()) {
            const std::string heading = scenarios.size() > 1 ? toned(scenario.file, Tone::strong, page) + "\n" : "";
            print_result((first ? "" : "\n") + heading + plan_text(scenario, page));
            first = false;
        }
        say_problems(scenario.problems);
    }
}

ExitStatus check(const CheckOptions& options) {
    std::vector<CheckedScenario> scenarios;
    for (const std::string& file : options.files) scenarios.push_back(checked(file, options));
    if (options.format == "json") print_result(check_json(scenarios));
    if (options.format == "csv") print_result(check_csv(scenarios));
    if (options.format == "table") print_in_words(scenarios);
    for (const CheckedScenario& scenario : scenarios) {
        if (scenario.problems.has_errors()) return ExitStatus::wrong_input;
    }
    return ExitStatus::done;
}

}  // namespace

void add_check_command(CLI::App& program, Action& chosen) {
    const auto options = std::make_shared<CheckOptions>();
    CLI::App* command = program.add_subcommand("check", "Find all mistakes, or read the plan back in plain words");
    command->footer(example);
    command->add_option("FILE", options->files, "Scenarios")->required()->type_name("");
    add_override_options(*command, options->overrides);
    command->add_option("--format", options->format, "table (plain words), json or csv; table if not given")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"table", "json", "csv"}).description(""));
    command->callback([options, &chosen] { chosen = [options](const Invocation&) { return check(*options); }; });
}

}  // namespace stepdown
