#include "core/nearest_word.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace stepdown {

namespace {
// Comparing costs the product of the lengths; nobody mistypes a longer name than this.
constexpr std::size_t longest_compared = 64;

std::string plain_letters(std::string_view word) {
    std::string plain(word);
    for (char& letter : plain) {
        if (letter == '_') letter = '-';
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return plain;
}

std::size_t letters_to_change(std::string_view left, std::string_view right) {
    std::vector<std::size_t> before_last(right.size() + 1);
    std::vector<std::size_t> last(right.size() + 1);
    std::vector<std::size_t> row(right.size() + 1);
    for (std::size_t column = 0; column <= right.size(); ++column) row[column] = column;
    for (std::size_t line = 1; line <= left.size(); ++line) {
        std::swap(before_last, last);
        std::swap(last, row);
        row[0] = line;
        for (std::size_t column = 1; column <= right.size(); ++column) {
            const std::size_t change = left[line - 1] == right[column - 1] ? 0 : 1;
            row[column] = std::min({last[column] + 1, row[column - 1] + 1, last[column - 1] + change});
            const bool swapped =
                line > 1 && column > 1 && left[line - 1] == right[column - 2] && left[line - 2] == right[column - 1];
            if (swapped) row[column] = std::min(row[column], before_last[column - 2] + 1);
        }
    }
    return row[right.size()];
}
}  // namespace

std::optional<std::string> nearest_word(std::string_view word, std::span<const std::string> candidates) {
    if (word.empty() || word.size() > longest_compared) return std::nullopt;
    const std::string plain = plain_letters(word);
    std::optional<std::string> nearest;
    std::size_t smallest = 0;
    for (const std::string& candidate : candidates) {
        if (candidate.size() > longest_compared) continue;
        const std::size_t distance = letters_to_change(plain, plain_letters(candidate));
        const std::size_t allowed = std::max<std::size_t>(1, std::max(word.size(), candidate.size()) / 3);
        // A word all of whose letters are changed is another word.
        const bool is_near = distance <= allowed && distance < std::min(word.size(), candidate.size());
        if ((is_near || distance == 0) && (!nearest || distance < smallest)) {
            nearest = candidate;
            smallest = distance;
        }
    }
    return nearest;
}

}  // namespace stepdown
