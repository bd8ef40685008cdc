// The word that was probably meant: suggestions for misspelled keys, names, paths and units.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace stepdown {

/// Letters to insert, delete, change, or neighbors to swap, to get from one word to the other (Damerau 1964; the optimal
/// string alignment variant, in which no part is edited twice).
std::size_t edit_distance(std::string_view left, std::string_view right);

/// The candidate closest to `word`, if it is close: within a third of the longer word's length, one letter at least; `-`
/// and `_` count as the same letter, as do capitals. The first of equals.
std::optional<std::string> closest_word(std::string_view word, std::span<const std::string> candidates);

/// "did you mean `x`?", or, when nothing is close and there are at most eight candidates, "one of a, b, c", or "".
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

}  // namespace stepdown
