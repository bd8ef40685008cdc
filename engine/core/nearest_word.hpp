// The word that was probably meant, among those that would have been right.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace stepdown {

/// The candidate nearest to `word` by edit distance (Damerau 1964; optimal string alignment), if it is near: within a third
/// of the longer word's length, one letter at least. Capitals and `_` for `-` count as nothing. The first of equals.
std::optional<std::string> nearest_word(std::string_view word, std::span<const std::string> candidates);

}  // namespace stepdown
