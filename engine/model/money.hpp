// What a stage costs and earns. Amounts are in the scenario's currency.
#pragma once

#include <cstdint>
#include <optional>

#include "model/condition.hpp"

namespace stepdown {

struct Revenue {
    enum class Unit : std::uint8_t { stay, day, attended_day, attended_hour, session };
    double amount = 0.0;
    Unit unit = Unit::day;
};

struct StageMoney {
    /// Per open place and day, or per client and day where places are unlimited.
    double cost_per_day = 0.0;
    std::optional<Cases<Revenue>> revenue;
};

}  // namespace stepdown
