// Populations: who asks for care, how often, with which attributes, and where they enter.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/id.hpp"
#include "model/condition.hpp"
#include "model/routing.hpp"

namespace stepdown {

/// A named property of clients with a few named values, shared by all populations that draw it.
/// Value 0 is "not drawn" (clients of a population that does not state the attribute); value i + 1 is `values[i]`.
struct Attribute {
    std::string name;
    std::uint32_t draw_name = 0;
    std::vector<std::string> values;
};

/// How a population draws one attribute; the picked position is an index into the attribute's `values`.
struct AttributeDraw {
    AttributeId attribute;
    Cases<Categorical> value;
    /// The probabilities behind `value`, case by case.
    std::vector<std::vector<double>> probabilities;
};

/// `times` multiplies the rate from `from` (inclusive) to `to` (exclusive), both 00:00 of a day.
struct Surge {
    std::string name;
    Ticks from = 0;
    Ticks to = 0;
    double times = 1.0;
};

/// One line of an arrival trace; attributes not given are drawn.
struct TraceArrival {
    Ticks at = 0;
    std::vector<std::pair<AttributeId, std::uint8_t>> attributes;
};

/// When clients ask. Profiles are already scaled to average 1 over their cycle.
struct Arrivals {
    enum class Kind : std::uint8_t {
        /// Poisson with the profile as its rate.
        random,
        /// The n-th comes when the integrated rate reaches n: `every`.
        regular,
        trace
    };

    Kind kind = Kind::random;
    double per_day = 0.0;
    std::array<double, 7> by_weekday = {1, 1, 1, 1, 1, 1, 1};
    std::array<double, 12> by_month = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    std::array<double, 24> by_hour = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    /// Per year; the rate is multiplied by (1 + growth)^(t / 365 d) from `start` on.
    double growth = 0.0;
    std::vector<Surge> surges;
    /// Sorted by time.
    std::vector<TraceArrival> trace;
};

struct Population {
    std::string name;
    std::uint32_t draw_name = 0;
    Arrivals arrivals;
    Cases<int> priority = Cases<int>(1);
    /// In the order written: later ones may test earlier ones.
    std::vector<AttributeDraw> attributes;
    Cases<Routing> enters;
};

}  // namespace stepdown
