// What `sizing` asks for: what may be chosen, what must hold, and what is to be as small as possible.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/diagnostic.hpp"
#include "model/metric.hpp"

namespace stepdown {

struct Target;

/// One figure of the scenario that a plan may choose: `from`, `from + step`, ... up to `to`.
struct Choice {
    std::string path;
    double from = 0.0;
    double to = 0.0;
    double step = 1.0;
    /// Of one unit, per week, as stated; nothing: worked out from `money` and `staff`.
    std::optional<double> cost_per_week;
    SourcePlace place;
};

/// Instead of the cheapest plan: the one with the least of a metric (the most of one that is better high) within a budget.
struct WithinBudget {
    Metric metric;
    /// For what is chosen, per week.
    double budget = 0.0;
};

struct Sizing {
    /// In written order.
    std::vector<Choice> choices;
    /// What a plan must keep.
    std::vector<Target> requirements;
    double confidence = 0.95;
    std::optional<WithinBudget> within_budget;
};

}  // namespace stepdown
