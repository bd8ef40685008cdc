// From YAML text to plain nodes, refusing what a scenario has no use for. The only place that knows yaml-cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/diagnostic.hpp"
#include "scenario/node.hpp"

namespace stepdown {

/// Maps and lists inside one another, at most.
inline constexpr std::size_t deepest_nesting = 64;
/// Values after every alias is written out, at most.
inline constexpr std::size_t most_nodes = 100'000;

/// The one document in the text, with places as an editor counts them (lines and characters from 1).
/// Returns nullopt when there is no tree to speak of: not text, not YAML (`yaml-syntax`, the first error only), nested
/// too deep
/// (`nested-too-deep`), too large (`too-many-values`) or empty (`empty-file`). Everything else is reported and the tree
/// returned, so that later steps can report their problems too: `duplicate-key` (the first one stays), `yaml-tag`,
/// `null-key`, `key-not-text`, `merge-key`, `several-documents` (the first one stays), `empty-value` (as a null node)
/// and `missing-space` (`{iop:0.6}`, read as if the space were there).
std::optional<Node> read_yaml_text(std::string_view text, const std::string& file_name, Diagnostics& diagnostics);

/// The same for a file; diagnostics name it as `path` does. See `read_text_file` for what may be wrong with a file.
std::optional<Node> read_yaml_file(const std::string& path, const SourcePlace& named_at, Diagnostics& diagnostics);
/// For a file that the command line names.
std::optional<Node> read_yaml_file(const std::string& path, Diagnostics& diagnostics);

/// A value given on the command line, as YAML flow (`60`, `{iop: 0.6, home: rest}`). Every place in it is `place`.
std::optional<Node> read_yaml_value(std::string_view text, const SourcePlace& place, Diagnostics& diagnostics);

}  // namespace stepdown
