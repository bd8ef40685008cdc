#include "scenario/path.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenario/did_you_mean.hpp"
#include "scenario/path_steps.hpp"
#include "scenario/quantity_text.hpp"
#include "scenario/yaml_document.hpp"

namespace stepdown {
namespace {

using Steps = std::span<const std::string>;

void collect(const Node& node, Steps rest, Path& so_far, std::vector<ConstMatch>& found) {
    if (rest.empty()) {
        found.push_back({&node, so_far});
        return;
    }
    for (const auto& way : ways_on(node, rest)) {
        so_far.steps.push_back(way.step);
        collect(*way.node, rest.subspan(way.steps_used), so_far, found);
        so_far.steps.pop_back();
    }
}

std::optional<std::string> problem_with_steps(const std::vector<std::string>& steps) {
    for (const auto& step : steps) {
        if (step.empty()) return "there is nothing between two dots, or at an end";
        if (step != "*" && step.find('*') != std::string::npos) return "`*` stands alone between dots, for all names or items";
    }
    if (steps.size() > deepest_nesting) return "it has too many steps";
    return std::nullopt;
}

/// Where the value begins in `PATH=VALUE`: behind the first `=` that is not part of a key such as
/// `reserved.payer=medicaid`.
std::size_t equals_sign(std::string_view text) {
    const auto first = text.find('=');
    if (first == std::string_view::npos) return first;
    const auto dot = text.substr(0, first).rfind('.');
    const bool in_reserved = dot != std::string_view::npos && text.substr(0, dot).ends_with("reserved");
    const auto second = text.find('=', first + 1);
    return in_reserved && second != std::string_view::npos ? second : first;
}

}  // namespace

std::string Path::to_text() const { return fmt::format("{}", fmt::join(steps, ".")); }

std::optional<Path> parse_path(std::string_view text, const SourcePlace& place, Diagnostics& diagnostics) {
    Path path;
    std::string step;
    int open_brackets = 0;
    for (const char character : text) {
        if (character == '(') ++open_brackets;
        if (character == ')') --open_brackets;
        if (character == '.' && open_brackets == 0) {
            path.steps.push_back(without_outer_spaces(step));
            step.clear();
        } else {
            step += character;
        }
    }
    path.steps.push_back(without_outer_spaces(step));
    auto problem = problem_with_steps(path.steps);
    if (open_brackets != 0) problem = "a round bracket has no partner";
    if (!problem) return path;
    diagnostics.error(place, "bad-path", fmt::format("`{}` is no path: {}", text, *problem),
                      "a path is keys with dots between them, such as `stages.iop.slots`");
    return std::nullopt;
}

std::vector<ConstMatch> resolve(const Node& root, const Path& path) {
    std::vector<ConstMatch> found;
    Path so_far;
    collect(root, path.steps, so_far, found);
    return found;
}

std::vector<Match> resolve(Node& root, const Path& path) {
    std::vector<Match> found;
    for (auto& match : resolve(std::as_const(root), path)) {
        found.push_back({const_cast<Node*>(match.node), std::move(match.path)});
    }
    return found;
}

std::vector<PathSetting> read_settings(const Node& map, Diagnostics& diagnostics) {
    std::vector<PathSetting> settings;
    if (!map.is_map()) {
        // `set: none` is no settings.
        if (!map.is_null() && !map.is_none()) {
            diagnostics.error(map.place, "wrong-kind",
                              fmt::format("settings are a map of paths to values, and this is {}", kind_in_words(map)),
                              "such as `{stages.iop.slots: 60}`");
        }
        return settings;
    }
    for (const auto& entry : map.entries) {
        if (entry.value.is_null()) continue;
        if (auto path = parse_path(entry.key, entry.key_place, diagnostics)) {
            settings.push_back({std::move(*path), entry.key_place, entry.value});
        }
    }
    return settings;
}

std::optional<PathSetting> read_command_line_setting(std::string_view text, Diagnostics& diagnostics) {
    return read_setting(text, {fmt::format("--set {}", text), 0, 0}, diagnostics);
}

std::optional<PathSetting> read_setting(std::string_view text, const SourcePlace& place, Diagnostics& diagnostics) {
    const auto equals = equals_sign(text);
    if (equals == std::string_view::npos) {
        diagnostics.error(place, "bad-path", "there is no `=`", "write a path and a value, such as `--set stages.iop.slots=60`");
        return std::nullopt;
    }
    auto path = parse_path(text.substr(0, equals), place, diagnostics);
    auto value = read_yaml_value(text.substr(equals + 1), place, diagnostics);
    if (!path || !value) return std::nullopt;
    return PathSetting{std::move(*path), place, std::move(*value)};
}

}  // namespace stepdown
