// Shell completion: which words the command line knows, and the script that offers them in each shell.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown {

struct OptionWord {
    /// With its dashes.
    std::string name;
    std::string description;
    /// The words that may follow; empty with `takes_value` for a file or any text.
    std::vector<std::string> values;
    enum class Value { none, words, file, text } value = Value::none;
};

struct CommandWord {
    std::string name;
    std::string description;
    std::vector<OptionWord> options;
};

/// The script for "bash", "zsh" or "fish"; nothing for another shell.
std::optional<std::string> completion_script(std::string_view shell, const std::vector<CommandWord>& commands);

}  // namespace stepdown
