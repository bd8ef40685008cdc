// `stepdown graph`: the care network as a drawing.

#include <memory>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/graphviz.hpp"
#include "cli/scenario_options.hpp"
#include "model/network_drawing.hpp"

namespace stepdown {

namespace {

constexpr const char* example = R"(Example: the network as a picture for a browser.
  stepdown graph scenarios/riverbend/scenario.yaml --format svg > riverbend.svg

The flows are those to expect if nothing were ever full; nothing is simulated. svg needs Graphviz.)";

struct GraphOptions {
    ScenarioOptions scenario;
    std::string format = "dot";
};

ExitStatus graph(const GraphOptions& options) {
    const std::optional<Scenario> scenario = read_and_report(options.scenario.request());
    if (!scenario) return ExitStatus::wrong_input;
    const std::string drawing = care_network_drawing(scenario->model, scenario->load);
    if (options.format == "dot") {
        print_result(drawing);
        return ExitStatus::done;
    }
    const std::optional<std::string> picture = drawn_as_svg(drawing);
    if (!picture) {
        say("stepdown: --format svg needs Graphviz, which is not installed: install the package graphviz "
            "(apt-get install graphviz), or use --format dot\n");
        return ExitStatus::environment_failed;
    }
    print_result(*picture);
    return ExitStatus::done;
}

}  // namespace

void add_graph_command(CLI::App& program, Action& chosen) {
    const auto options = std::make_shared<GraphOptions>();
    CLI::App* command = program.add_subcommand("graph", "Draw the care network with the flows to expect");
    command->footer(example);
    add_scenario_options(*command, options->scenario);
    command->add_option("--format", options->format, "dot or svg; dot if not given")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"dot", "svg"}).description(""));
    command->callback([options, &chosen] { chosen = [options](const Invocation&) { return graph(*options); }; });
}

}  // namespace stepdown
