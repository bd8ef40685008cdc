// `stepdown completion`: the words are taken from the command line itself, so that the script never lags behind.

#include <memory>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/completion_scripts.hpp"
#include "cli/console.hpp"

namespace stepdown {

namespace {

constexpr const char* example = R"(Example: completion in this bash, until it is closed.
  source <(stepdown completion bash)

For every bash: put that line into ~/.bashrc. For zsh: save the script as `_stepdown` in a directory of
$fpath. For fish: stepdown completion fish > ~/.config/fish/completions/stepdown.fish)";

/// "table, json or csv; ..." names the words that the option takes; CLI11 does not give a check's words back.
std::vector<std::string> values_named(const std::string& description) {
    const std::string listed = description.substr(0, description.find(';'));
    std::vector<std::string> values;
    for (const char* word : {"table", "json", "csv", "dot", "svg"}) {
        if (listed.find(word) != std::string::npos) values.emplace_back(word);
    }
    return values;
}

OptionWord option_word(const CLI::Option& option) {
    OptionWord word;
    word.name = "--" + option.get_lnames().front();
    word.description = option.get_description();
    const std::string type = option.get_type_name();
    if (option.get_items_expected_max() == 0) return word;
    if (type == "FORMAT") {
        word.value = OptionWord::Value::words;
        word.values = values_named(word.description);
    } else {
        word.value = type == "DIR" || type == "FILE" ? OptionWord::Value::file : OptionWord::Value::text;
    }
    return word;
}

std::vector<CommandWord> words_of(const CLI::App& program) {
    std::vector<CommandWord> commands;
    for (const CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; })) {
        CommandWord word{command->get_name(), command->get_description(), {}};
        for (const CLI::Option* option : command->get_options()) {
            if (!option->get_lnames().empty()) word.options.push_back(option_word(*option));
        }
        commands.push_back(std::move(word));
    }
    return commands;
}

}  // namespace

void add_completion_command(CLI::App& program, Action& chosen) {
    const auto shell = std::make_shared<std::string>();
    CLI::App* command = program.add_subcommand("completion", "Print a completion script for bash, zsh or fish");
    command->footer(example);
    command->add_option("SHELL", *shell, "bash, zsh or fish")
        ->required()
        ->type_name("")
        ->check(CLI::IsMember({"bash", "zsh", "fish"}).description(""));
    command->callback([shell, &program, &chosen] {
        chosen = [shell, &program](const Invocation&) {
            const auto script = completion_script(*shell, words_of(program));
            if (script) print_result(*script);
            return script ? ExitStatus::done : ExitStatus::wrong_input;
        };
    });
}

}  // namespace stepdown
