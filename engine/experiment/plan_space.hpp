// The plans that a sizing may choose from: a whole number of steps per choice, what each plan costs, and its model.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/model.hpp"

namespace stepdown {

/// The scenario with these values at the chosen paths, in their order; nothing when it is no valid scenario.
using ModelAt = std::function<std::optional<Model>(std::span<const double> values)>;

/// A plan: how many steps above its `from` each choice lies.
using PlanPoint = std::vector<std::int64_t>;

struct PricedChoice {
    Choice choice;
    /// The highest number of steps.
    std::int64_t most = 0;
    /// Of one unit, per week.
    double cost_per_week = 0.0;

    double value(std::int64_t steps) const { return choice.from + choice.step * static_cast<double>(steps); }
    double step_cost() const { return choice.step * cost_per_week; }
};

class PlanSpace {
public:
    PlanSpace(std::vector<PricedChoice> choices, ModelAt model_at);

    const std::vector<PricedChoice>& choices() const { return choices_; }
    std::size_t size() const { return choices_.size(); }
    std::vector<double> values(const PlanPoint& plan) const;
    /// Of everything chosen, per week.
    double cost(const PlanPoint& plan) const;
    std::optional<Model> model(const PlanPoint& plan) const;
    bool contains(const PlanPoint& plan) const;
    PlanPoint lowest() const { return PlanPoint(choices_.size(), 0); }
    PlanPoint highest() const;

private:
    std::vector<PricedChoice> choices_;
    ModelAt model_at_;
};

/// The choices with their costs: stated, or else the difference that one unit makes to what limited places and filled posts cost
/// per week (a group costs the places that come with it, and its leaders' hours unless posts of their role are chosen too). Paths
/// that so cost nothing, or whose scenario is wrong at an end of their range, are in `without_cost`.
struct Pricing {
    std::vector<PricedChoice> choices;
    std::vector<std::string> without_cost;
};
Pricing price(const std::vector<Choice>& choices, const ModelAt& model_at);

}  // namespace stepdown
