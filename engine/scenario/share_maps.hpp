// Shares that must add up to 1: `rest` is what is left, and being off by more than rounding is an error.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/diagnostic.hpp"
#include "scenario/node.hpp"

namespace stepdown {

/// A share as stated; without an amount it is `rest`.
struct StatedShare {
    std::optional<double> amount;
    SourcePlace place;
    bool is_rest() const { return !amount.has_value(); }
};

/// How far the sum of stated shares may be from 1.
inline constexpr double share_tolerance = 1e-9;

/// `0.53`, `53%` or `rest`; nothing after an error.
std::optional<StatedShare> read_stated_share(const Node& node, Diagnostics& problems);

/// The probabilities; nothing after `shares-off-one` or `rest-twice`, which name `what` (a path or a plain name) at `place`.
std::optional<std::vector<double>> add_up(const std::vector<StatedShare>& shares, const SourcePlace& place,
                                          const std::string& what, Diagnostics& problems);

}  // namespace stepdown
