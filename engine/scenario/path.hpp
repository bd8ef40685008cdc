// Paths: one way to point at a value of a scenario, for changes, plans, set, --set, sources, sizing and sweeps.
// `staff.counselor.shifts.evening.fte`, `tracks.*.size`, `attendance.1.use`,
// `stages.inpatient.reserved.payer=medicaid`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.hpp"
#include "scenario/node.hpp"
#include "scenario/tree_rules.hpp"

namespace stepdown {

/// The steps from the root, each a key, a position in a list counted from 1, or `*` for all.
struct Path {
    std::vector<std::string> steps;

    std::string to_text() const;
    friend bool operator==(const Path&, const Path&) = default;
};

/// Steps are separated by dots; dots inside round brackets belong to the step (`observed.iop.wait.within(0.5 d)`).
/// Malformed text is a `bad-path` error at `place`.
std::optional<Path> parse_path(std::string_view text, const SourcePlace& place, Diagnostics& diagnostics);

/// One value to be put at one path.
struct PathSetting {
    Path path;
    SourcePlace path_place;
    Node value;
};

/// What a path points at, with `*` written out.
struct Match {
    Node* node = nullptr;
    Path path;
};
struct ConstMatch {
    const Node* node = nullptr;
    Path path;
};

/// The values that the file states at `path`, in file order; empty when there are none.
std::vector<Match> resolve(Node& root, const Path& path);
std::vector<ConstMatch> resolve(const Node& root, const Path& path);

/// Whether the path can be set: every name on it exists, and every other key is one that the language knows there,
/// stated or not. Otherwise one error (`unknown-path`) at `place` with the closest spelling, and false.
bool path_exists(const Node& root, const Path& path, const TreeRules& rules, const SourcePlace& place, Diagnostics& diagnostics);

/// Puts a copy of the value at every place the path reaches: what stood there is replaced whole. Keys that the language
/// knows but the file leaves out are made, maps on the way too. `none` removes the entry (removing an unstated key
/// changes nothing). False with one error (`unknown-path`) when the path does not exist; the tree is as before then.
bool set_at(Node& root, const PathSetting& setting, const TreeRules& rules, Diagnostics& diagnostics);

/// A map of paths to values, as in `set`, `plans` and `changes`, in written order. What is malformed is reported and
/// left out.
std::vector<PathSetting> read_settings(const Node& map, Diagnostics& diagnostics);

/// `PATH=VALUE` from the command line; places are `--set PATH=VALUE`. nullopt after a `bad-path` or YAML error.
std::optional<PathSetting> read_command_line_setting(std::string_view text, Diagnostics& diagnostics);
/// The same, said elsewhere: `place` is what mistakes name.
std::optional<PathSetting> read_setting(std::string_view text, const SourcePlace& place, Diagnostics& diagnostics);

}  // namespace stepdown
