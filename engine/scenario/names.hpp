// The names that a scenario gives to its own things: what they may look like and which words are taken.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace stepdown {

/// Words of the language that no stage, population, attribute, plan or other named thing may take.
std::span<const std::string_view> reserved_words();

/// `[a-z][a-z0-9]*([-_][a-z0-9]+)*` and no reserved word.
bool is_valid_name(std::string_view name);

/// What is wrong with a name and what would be right, in one sentence each; nullopt for a valid one.
struct NameProblem {
    /// `bad-name` or `reserved-name`.
    std::string code;
    std::string message;
    std::string hint;
};
std::optional<NameProblem> problem_with_name(std::string_view name);

}  // namespace stepdown
