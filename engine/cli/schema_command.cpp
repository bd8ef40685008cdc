// `stepdown schema`: the JSON Schema of the language, for editors.

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "scenario/schema.hpp"

namespace stepdown {

namespace {

constexpr const char* example = R"(Example: completion and underlined mistakes in an editor with a YAML language server.
  stepdown schema > stepdown.schema.json
  # and as the first line of a scenario:  # yaml-language-server: $schema=stepdown.schema.json)";

}  // namespace

void add_schema_command(CLI::App& program, Action& chosen) {
    CLI::App* command = program.add_subcommand("schema", "Print the JSON Schema of the scenario language");
    command->footer(example);
    command->callback([&chosen] {
        chosen = [](const Invocation&) {
            print_result(scenario_schema());
            return ExitStatus::done;
        };
    });
}

}  // namespace stepdown
