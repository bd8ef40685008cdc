// Looks at the words again after CLI11 has refused them: it complains about what is missing before what is misspelled.

#include "cli/command_mistakes.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "core/nearest_word.hpp"

namespace stepdown {

namespace {

std::vector<std::string> command_names(const CLI::App& program) {
    std::vector<std::string> names;
    for (const CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; })) {
        names.push_back(command->get_name());
    }
    return names;
}

std::vector<std::string> option_names(const CLI::App& command) {
    std::vector<std::string> names;
    for (const CLI::Option* option : command.get_options()) {
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
        for (const std::string& name : option->get_snames()) names.push_back("-" + name);
    }
    return names;
}

std::string perhaps(const std::string& word, const std::vector<std::string>& candidates) {
    const auto nearest = nearest_word(word, candidates);
    return nearest ? fmt::format("; did you mean {}?", *nearest) : "";
}

/// The first word that looks like an option of `command` and is none.
std::optional<std::string> unknown_option(const CLI::App& command, std::vector<std::string>::const_iterator word,
                                          std::vector<std::string>::const_iterator end) {
    const std::vector<std::string> known = option_names(command);
    for (; word != end && *word != "--"; ++word) {
        if (word->size() < 2 || word->front() != '-') continue;
        const std::string name = word->starts_with("--") ? word->substr(0, word->find('=')) : word->substr(0, 2);
        if (std::find(known.begin(), known.end(), name) != known.end()) {
            const CLI::Option* option = command.get_option_no_throw(name);
            // The next word is the option's value, whatever it looks like.
            if (option != nullptr && option->get_items_expected_max() > 0 && word->find('=') == std::string::npos &&
                word + 1 != end) {
                ++word;
            }
            continue;
        }
        return fmt::format("unknown option {}{}", name, perhaps(name, known));
    }
    return std::nullopt;
}

}  // namespace

std::string help_of_chosen(CLI::App& program) {
    const auto chosen = program.get_subcommands();
    const std::string text = chosen.empty() ? program.help() : chosen.front()->help("stepdown");
    return text.ends_with('\n') ? text : text + "\n";
}

std::string complaint(const CLI::App& program, const std::vector<std::string>& words, const std::string& reason) {
    const auto say = [](const std::string& what, const std::string& help) {
        return fmt::format("stepdown: {}\nSee `{} --help`.\n", what, help);
    };
    const std::vector<std::string> commands = command_names(program);
    const auto first = std::find_if(words.begin(), words.end(), [](const std::string& word) { return word[0] != '-'; });
    if (const auto option = unknown_option(program, words.begin(), first)) return say(*option, "stepdown");
    if (first == words.end()) return say(fmt::format("which command? One of {}", fmt::join(commands, ", ")), "stepdown");
    if (std::find(commands.begin(), commands.end(), *first) == commands.end()) {
        const std::string nearest = perhaps(*first, commands);
        return say(fmt::format("unknown command {}{} This version has {}", *first, nearest.empty() ? "." : nearest,
                               fmt::join(commands, ", ")),
                   "stepdown");
    }
    const CLI::App* command = program.get_subcommand(*first);
    const std::string help = "stepdown " + *first;
    if (const auto option = unknown_option(*command, first + 1, words.end())) return say(*option, help);
    return say(reason, help);
}

}  // namespace stepdown
