// Laying one scenario over another: the file over the file that it `extends`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/diagnostic.hpp"
#include "scenario/node.hpp"
#include "scenario/problem_causes.hpp"
#include "scenario/tree_rules.hpp"

namespace stepdown {

/// Lays `over` over `base`: maps merge key by key, new keys follow the base's; lists, bare values and what
/// `rules.replaced_whole` names are replaced; `key: none` removes. Removing what is not there and could not be is an
/// `unknown-path` error.
void lay_over(Node& base, const Node& over, const TreeRules& rules, Diagnostics& diagnostics);

/// Takes every remaining `key: none` out of the maps of the tree, lists left alone: what nobody stated has its default.
void drop_none_entries(Node& root);

/// One file as it was read, for the manifest.
struct SourceText {
    std::string file;
    std::string text;
};

/// The file with everything it extends, each file's own `set` applied to what it adds up to. `extends` and `set` are
/// gone from the tree. nullopt when any file could not be read; a cycle is an `extends-cycle` error that names the
/// chain. `files` receives the texts, the named file first; `removals` what `none` took out of a base.
std::optional<Node> read_with_bases(const std::string& path, const TreeRules& rules, std::vector<SourceText>& files,
                                    std::vector<Removal>& removals, Diagnostics& diagnostics);

}  // namespace stepdown
