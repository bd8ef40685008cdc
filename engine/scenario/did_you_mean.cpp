#include "scenario/did_you_mean.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/nearest_word.hpp"

namespace stepdown {
namespace {

constexpr std::size_t most_listed = 8;

}  // namespace

std::string did_you_mean(std::string_view word, std::span<const std::string> candidates) {
    if (const auto nearest = nearest_word(word, candidates)) return fmt::format("did you mean `{}`?", *nearest);
    if (candidates.empty() || candidates.size() > most_listed) return "";
    std::vector<std::string> sorted(candidates.begin(), candidates.end());
    std::sort(sorted.begin(), sorted.end());
    return sorted.size() == 1 ? fmt::format("the only one is `{}`", sorted[0])
                              : fmt::format("one of {}", fmt::join(sorted, ", "));
}

}  // namespace stepdown
