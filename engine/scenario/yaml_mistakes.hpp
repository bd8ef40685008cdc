// What was probably meant where YAML says something else: by a comma inside brackets, a line without a colon, a quote that ends
// early.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/node.hpp"
#include "scenario/yaml_source.hpp"

namespace stepdown {

/// Whether `key` is the rest of the number that `before` begins: `1,000` or `0,5` inside brackets.
bool is_number_split(const Node& before, const Node& key);

/// Puts a number that was split so at the beginning of a list together again.
void join_split_number(std::vector<Node>& items);

/// For a key without a value inside brackets, behind the entries of `map`: that it may belong to a list.
std::string hint_for_lonely_key(const Node& map, const Node& key);

/// Where a key begins that is longer than YAML allows; nullopt where none is.
std::optional<std::size_t> overlong_key(std::string_view text);

/// What to do about the library's complaint at `offset`; `last_quote` is where the last value begins, if it is a quoted one. May
/// be empty.
std::string hint_for_syntax(std::string_view complaint, const YamlSource& source, std::size_t offset,
                            std::optional<std::size_t> last_quote);

}  // namespace stepdown
