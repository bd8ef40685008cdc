// Bare values of the tree as quantities: the bridge from a node to the text parsers, problems reported in place.
// A node of the wrong kind is passed over in silence, because the check against the language's table has reported it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/diagnostic.hpp"
#include "scenario/node.hpp"
#include "scenario/text_values.hpp"

namespace stepdown {

/// The parsed value, or nothing after reporting why there is none.
template <class Value>
std::optional<Value> accept(const Node& node, const Parsed<Value>& parsed, Diagnostics& problems) {
    if (!parsed) problems.error(node.place, parsed.code, parsed.problem, parsed.hint);
    return parsed.value;
}

std::optional<double> read_number(const Node& node, Sign sign, Diagnostics& problems);
std::optional<std::int64_t> read_whole_number(const Node& node, Sign sign, Diagnostics& problems);
std::optional<double> read_share(const Node& node, Diagnostics& problems);
std::optional<double> read_ratio(const Node& node, Sign sign, Diagnostics& problems);
std::optional<Ticks> read_duration(const Node& node, Sign sign, Diagnostics& problems);

/// The value of `key` in a map, or nullptr: also when the map is none, or the value was left empty.
const Node* stated(const Node& map, std::string_view key);
/// The text of `key`, or nothing.
std::optional<std::string> stated_text(const Node& map, std::string_view key);
/// `true` or `false` of `key`; nothing where it is not stated or neither.
std::optional<bool> stated_truth(const Node& map, std::string_view key);

}  // namespace stepdown
