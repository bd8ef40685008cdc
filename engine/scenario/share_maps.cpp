#include "scenario/share_maps.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "scenario/section_values.hpp"
#include "scenario/text_values.hpp"

namespace stepdown {

std::optional<StatedShare> read_stated_share(const Node& node, Diagnostics& problems) {
    if (node.is_scalar() && !node.quoted && node.text == "rest") return StatedShare{std::nullopt, node.place};
    if (!node.is_scalar()) return std::nullopt;
    auto parsed = parse_share(node.text);
    if (parsed.code == "not-a-number" && parsed.hint.empty()) parsed.hint = "or `rest` for what is left to 1";
    const auto amount = accept(node, parsed, problems);
    if (!amount) return std::nullopt;
    return StatedShare{amount, node.place};
}

std::optional<std::vector<double>> add_up(const std::vector<StatedShare>& shares, const SourcePlace& place,
                                          const std::string& what, Diagnostics& problems) {
    const auto rests = std::count_if(shares.begin(), shares.end(), [](const StatedShare& share) { return share.is_rest(); });
    if (rests > 1) {
        const auto is_rest = [](const StatedShare& share) { return share.is_rest(); };
        const auto second = std::find_if(std::next(std::find_if(shares.begin(), shares.end(), is_rest)), shares.end(), is_rest);
        problems.error(second->place, "rest-twice", fmt::format("only one share of {} can be `rest`", what));
        return std::nullopt;
    }
    double sum = 0.0;
    for (const StatedShare& share : shares) sum += share.amount.value_or(0.0);
    const bool is_off = rests == 1 ? sum > 1.0 + share_tolerance : std::abs(sum - 1.0) > share_tolerance;
    if (is_off) {
        // Ten digits show every sum that is refused as different from 1.
        const std::string shown = number_text(std::round(sum * 1e10) / 1e10);
        problems.error(place, "shares-off-one", fmt::format("the shares of {} add up to {}, not to 1", what, shown),
                       rests == 1 ? "nothing is left for `rest`" : "write `rest` for one of them to give it what is left");
        return std::nullopt;
    }
    std::vector<double> probabilities;
    for (const StatedShare& share : shares) probabilities.push_back(share.amount.value_or(std::max(0.0, 1.0 - sum)));
    return probabilities;
}

}  // namespace stepdown
