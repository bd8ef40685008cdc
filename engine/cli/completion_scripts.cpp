// One function per shell. Whatever is not an option or a known value completes as a file name.

#include "cli/completion_scripts.hpp"

#include <fmt/format.h>

namespace stepdown {

namespace {

std::string names_of(const std::vector<CommandWord>& commands) {
    std::string names;
    for (const CommandWord& command : commands) names += (names.empty() ? "" : " ") + command.name;
    return names;
}

/// Text inside single quotes of a POSIX-like shell.
std::string quoted(const std::string& text) {
    std::string result = "'";
    for (const char letter : text) result += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    return result + "'";
}

std::string bash_script(const std::vector<CommandWord>& commands) {
    std::string options;
    std::string values;
    for (const CommandWord& command : commands) {
        std::string names;
        for (const OptionWord& option : command.options) {
            names += (names.empty() ? "" : " ") + option.name;
            if (option.value == OptionWord::Value::words) {
                values +=
                    fmt::format("        \"{} {}\") words=\"{}\" ;;\n", command.name, option.name, fmt::join(option.values, " "));
            }
        }
        options += fmt::format("            {}) words=\"{}\" ;;\n", command.name, names);
    }
    return fmt::format(R"(# bash completion for stepdown: source <(stepdown completion bash)
_stepdown() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command=${{COMP_WORDS[1]}} words=""
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        COMPREPLY=($(compgen -W "{} --help --version" -- "$word"))
        return
    fi
    case "$command $before" in
{}        *) ;;
    esac
    if [ -z "$words" ] && [ "${{word:0:1}}" = "-" ]; then
        case "$command" in
{}            *) ;;
        esac
    fi
    if [ -n "$words" ]; then
        COMPREPLY=($(compgen -W "$words" -- "$word"))
    fi
}}
complete -o default -F _stepdown stepdown ./stepdown
)",
                       names_of(commands), values, options);
}

/// In a description for `_arguments`: brackets and colons are its own.
std::string zsh_text(const std::string& text) {
    std::string result;
    for (const char letter : text) {
        if (letter == '[' || letter == ']' || letter == ':' || letter == '\\') result += '\\';
        result += letter;
    }
    return result;
}

std::string zsh_option(const OptionWord& option) {
    std::string specification = fmt::format("{}[{}]", option.name, zsh_text(option.description));
    switch (option.value) {
        case OptionWord::Value::none: break;
        case OptionWord::Value::words: specification += fmt::format(":value:({})", fmt::join(option.values, " ")); break;
        case OptionWord::Value::file: specification += ":file:_files"; break;
        case OptionWord::Value::text: specification += ":value:"; break;
    }
    return quoted(specification);
}

std::string zsh_script(const std::vector<CommandWord>& commands) {
    std::string descriptions;
    std::string cases;
    for (const CommandWord& command : commands) {
        descriptions += fmt::format("        {}\n", quoted(command.name + ":" + zsh_text(command.description)));
        cases += fmt::format("        {})\n            _arguments", command.name);
        for (const OptionWord& option : command.options) cases += " \\\n                " + zsh_option(option);
        cases += " \\\n                '*:file:_files'\n            ;;\n";
    }
    return fmt::format(R"(#compdef stepdown
# zsh completion for stepdown: stepdown completion zsh > a directory of $fpath, as _stepdown
_stepdown() {{
    local -a commands
    commands=(
{}    )
    if (( CURRENT == 2 )); then
        _describe 'command' commands
        return
    fi
    local command=$words[2]
    shift words
    (( CURRENT-- ))
    case $command in
{}    esac
}}
if [ "$funcstack[1]" = "_stepdown" ]; then
    _stepdown "$@"
else
    compdef _stepdown stepdown
fi
)",
                       descriptions, cases);
}

std::string fish_option(const CommandWord& command, const OptionWord& option) {
    std::string line = fmt::format("complete -c stepdown -n '__fish_seen_subcommand_from {}'", command.name);
    line += option.name.starts_with("--") ? " -l " + option.name.substr(2) : " -s " + option.name.substr(1);
    switch (option.value) {
        case OptionWord::Value::none: break;
        case OptionWord::Value::words: line += fmt::format(" -x -a '{}'", fmt::join(option.values, " ")); break;
        case OptionWord::Value::file: line += " -r -F"; break;
        case OptionWord::Value::text: line += " -x"; break;
    }
    return line + " -d " + quoted(option.description) + "\n";
}

std::string fish_script(const std::vector<CommandWord>& commands) {
    std::string text = "# fish completion for stepdown: stepdown completion fish | source\n";
    for (const CommandWord& command : commands) {
        text += fmt::format("complete -c stepdown -n __fish_use_subcommand -f -a {} -d {}\n", command.name,
                            quoted(command.description));
        for (const OptionWord& option : command.options) text += fish_option(command, option);
    }
    return text;
}

}  // namespace

std::optional<std::string> completion_script(std::string_view shell, const std::vector<CommandWord>& commands) {
    if (shell == "bash") return bash_script(commands);
    if (shell == "zsh") return zsh_script(commands);
    if (shell == "fish") return fish_script(commands);
    return std::nullopt;
}

}  // namespace stepdown
