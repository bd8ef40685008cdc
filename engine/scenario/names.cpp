#include "scenario/names.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace stepdown {
namespace {

constexpr std::array<std::string_view, 33> reserved = {
    "home",      "rest",         "none",   "stays",    "returns",   "to",       "after",
    "or",        "for",          "in",     "every",    "unlimited", "relapsed", "population",
    "came_from", "last_outcome", "track",  "waited",   "relapses",  "month",    "missed_in_a_row",
    "beside",    "groups",       "tracks", "sessions", "hours",     "staff",    "clients",
    "money",     "level",        "region", "targets",  "exits"};

bool is_letter(char character) { return character >= 'a' && character <= 'z'; }
bool is_digit(char character) { return character >= '0' && character <= '9'; }
bool is_separator(char character) { return character == '-' || character == '_'; }

bool has_name_shape(std::string_view name) {
    if (name.empty() || !is_letter(name.front()) || is_separator(name.back())) return false;
    for (std::size_t position = 1; position < name.size(); ++position) {
        const char character = name[position];
        if (is_separator(character) ? is_separator(name[position - 1]) : !is_letter(character) && !is_digit(character))
            return false;
    }
    return true;
}

bool is_reserved(std::string_view name) { return std::find(reserved.begin(), reserved.end(), name) != reserved.end(); }

/// The nearest well-formed name, or "".
std::string repaired(std::string_view name) {
    std::string result;
    for (char character : name) {
        if (character >= 'A' && character <= 'Z') character = static_cast<char>(character - 'A' + 'a');
        if (is_letter(character) || is_digit(character)) {
            result += character;
        } else if (!result.empty() && !is_separator(result.back())) {
            result += character == '_' ? '_' : '-';
        }
    }
    while (!result.empty() && is_separator(result.back())) result.pop_back();
    result.erase(0, static_cast<std::size_t>(std::find_if(result.begin(), result.end(), is_letter) - result.begin()));
    return result;
}

std::string_view what_is_wrong(std::string_view name) {
    const auto has = [&](auto test) { return std::any_of(name.begin(), name.end(), test); };
    if (name.empty()) return "is empty";
    if (has([](char character) { return character >= 'A' && character <= 'Z'; })) return "has capitals";
    if (has([](char character) { return character == ' '; })) return "has a space";
    if (has([](char character) { return !is_letter(character) && !is_digit(character) && !is_separator(character); })) {
        return "has characters other than a-z, 0-9, - and _";
    }
    if (!is_letter(name.front())) return "does not begin with a letter";
    return "has a - or _ that does not stand between letters or digits";
}

}  // namespace

std::span<const std::string_view> reserved_words() { return reserved; }

bool is_valid_name(std::string_view name) { return has_name_shape(name) && !is_reserved(name); }

std::optional<NameProblem> problem_with_name(std::string_view name) {
    if (!has_name_shape(name)) {
        const auto better = repaired(name);
        return NameProblem{
            "bad-name", fmt::format("the name `{}` {}", name, what_is_wrong(name)),
            is_valid_name(better) ? fmt::format("for example `{}`", better) : "a name is like `iop`, `step-up` or `unit_2`"};
    }
    if (is_reserved(name)) {
        return NameProblem{"reserved-name", fmt::format("`{}` is a word of the language and cannot be a name", name),
                           fmt::format("for example `{}-1`", name)};
    }
    return std::nullopt;
}

}  // namespace stepdown
