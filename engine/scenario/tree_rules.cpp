#include "scenario/tree_rules.hpp"

#include <algorithm>
#include <array>

namespace stepdown {
namespace {

/// Share maps, distributions and outcomes: parts of one of them mean nothing beside parts of another.
constexpr std::array<std::string_view, 21> whole_values = {
    "populations.*.enters",
    "populations.*.attributes.*",
    "stages.*.outcomes",
    "stages.*.stay",
    "stages.*.next",
    "stages.*.lag",
    "stages.*.attendance",
    "stages.*.authorization",
    "stages.*.entry",
    "stages.*.intake.shows",
    "stages.*.tracks.*.when",
    "stages.*.turnaround",
    "stages.*.transfer.takes",
    "stages.*.waitlist.patience",
    "stages.*.waitlist.gave_up",
    "stages.*.waitlist.turned_away",
    "relapse.law",
    "relapse.effects.*.when",
    "relapse.then.in_care",
    "relapse.then.at_home.after",
    "relapse.then.at_home.to",
};

/// What a setting holds is put in place whole.
constexpr std::array<std::string_view, 3> setting_values = {"set.*", "plans.*.*", "changes.*.set.*"};

template <std::size_t Count>
bool matches_any(std::span<const std::string> path, const std::array<std::string_view, Count>& patterns) {
    return std::any_of(patterns.begin(), patterns.end(), [&](std::string_view pattern) { return path_matches(path, pattern); });
}

}  // namespace

bool path_matches(std::span<const std::string> path, std::string_view pattern) {
    for (std::size_t step = 0; step < path.size(); ++step) {
        const auto dot = pattern.find('.');
        const auto part = pattern.substr(0, dot);
        if (part != "*" && part != path[step]) return false;
        const bool is_last = dot == std::string_view::npos;
        if (is_last) return step + 1 == path.size();
        pattern.remove_prefix(dot + 1);
    }
    return false;
}

bool none_is_a_value(std::span<const std::string> path) {
    return path_matches(path, "set") || path_matches(path, "plans.*") || path_matches(path, "changes.*.set") ||
           path_matches(path, "relapse.effects.*.when");
}

bool TreeRules::replaced_whole(std::span<const std::string> path) const {
    return matches_any(path, whole_values) || matches_any(path, setting_values);
}

std::optional<std::string> TreeRules::short_form(std::span<const std::string> path) const {
    if (path_matches(path, "populations.*.arrivals")) return "rate";
    return std::nullopt;
}

}  // namespace stepdown
