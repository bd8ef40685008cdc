#include "scenario/did_you_mean.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace stepdown {
namespace {

constexpr std::size_t longest_compared = 64;
constexpr std::size_t most_listed = 8;

std::string plain_letters(std::string_view word) {
    std::string plain(word);
    for (char& letter : plain) {
        if (letter == '_') letter = '-';
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return plain;
}

}  // namespace

std::size_t edit_distance(std::string_view left, std::string_view right) {
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
            const bool swapped = line > 1 && column > 1 && left[line - 1] == right[column - 2] &&
                                 left[line - 2] == right[column - 1];
            if (swapped) row[column] = std::min(row[column], before_last[column - 2] + 1);
        }
    }
    return row[right.size()];
}

std::optional<std::string> closest_word(std::string_view word, std::span<const std::string> candidates) {
    if (word.empty() || word.size() > longest_compared) return std::nullopt;
    const std::string plain = plain_letters(word);
    std::optional<std::string> closest;
    std::size_t smallest = 0;
    for (const auto& candidate : candidates) {
        if (candidate.size() > longest_compared) continue;
        const std::size_t distance = edit_distance(plain, plain_letters(candidate));
        const std::size_t allowed = std::max<std::size_t>(1, std::max(word.size(), candidate.size()) / 3);
        // Of a word of one or two letters nothing would be left.
        const bool is_close = distance <= allowed && distance < std::min(word.size(), candidate.size());
        if ((is_close || distance == 0) && (!closest || distance < smallest)) {
            closest = candidate;
            smallest = distance;
        }
    }
    return closest;
}

std::string did_you_mean(std::string_view word, std::span<const std::string> candidates) {
    if (const auto closest = closest_word(word, candidates)) return fmt::format("did you mean `{}`?", *closest);
    if (candidates.empty() || candidates.size() > most_listed) return "";
    std::vector<std::string> sorted(candidates.begin(), candidates.end());
    std::sort(sorted.begin(), sorted.end());
    return sorted.size() == 1 ? fmt::format("the only one is `{}`", sorted[0])
                              : fmt::format("one of {}", fmt::join(sorted, ", "));
}

}  // namespace stepdown
