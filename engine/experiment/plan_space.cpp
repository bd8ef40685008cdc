#include "experiment/plan_space.hpp"

#include <cmath>

#include "core/contract.hpp"
#include "model/planned_cost.hpp"

namespace stepdown {

namespace {

std::vector<double> fte_of_roles(const Model& model) {
    std::vector<double> fte;
    for (const Role& role : model.roles) fte.push_back(role.fte());
    return fte;
}

/// One choice at both ends of its range, the others in the middle of theirs.
struct Ends {
    std::optional<Model> low;
    std::optional<Model> high;
    double units = 0.0;
};

double middle(const PricedChoice& priced) { return priced.value(priced.most / 2); }

Ends ends_of(const std::vector<PricedChoice>& choices, std::size_t which, const ModelAt& model_at) {
    std::vector<double> values;
    for (const PricedChoice& each : choices) values.push_back(middle(each));
    const PricedChoice& own = choices[which];
    const double low = own.value(0);
    const double high = own.most > 0 ? own.value(own.most) : low + own.choice.step;
    Ends ends;
    ends.units = high - low;
    values[which] = low;
    ends.low = model_at(values);
    values[which] = high;
    ends.high = model_at(values);
    return ends;
}

double cost_of_unit(const Ends& ends, const std::vector<bool>& posts_are_chosen) {
    double difference = planned_cost(*ends.high) - planned_cost(*ends.low);
    const std::vector<double> low = cost_of_leading(*ends.low);
    const std::vector<double> high = cost_of_leading(*ends.high);
    for (std::size_t role = 0; role < low.size(); ++role) {
        if (!posts_are_chosen[role]) difference += high[role] - low[role];
    }
    return difference / ends.units;
}

}  // namespace

PlanSpace::PlanSpace(std::vector<PricedChoice> choices, ModelAt model_at)
    : choices_(std::move(choices)), model_at_(std::move(model_at)) {
    STEPDOWN_EXPECT(!choices_.empty(), "something may be chosen");
}

std::vector<double> PlanSpace::values(const PlanPoint& plan) const {
    std::vector<double> values;
    for (std::size_t choice = 0; choice < choices_.size(); ++choice) values.push_back(choices_[choice].value(plan[choice]));
    return values;
}

double PlanSpace::cost(const PlanPoint& plan) const {
    double cost = 0.0;
    for (std::size_t choice = 0; choice < choices_.size(); ++choice)
        cost += choices_[choice].cost_per_week * choices_[choice].value(plan[choice]);
    return cost;
}

std::optional<Model> PlanSpace::model(const PlanPoint& plan) const { return model_at_(values(plan)); }

bool PlanSpace::contains(const PlanPoint& plan) const {
    for (std::size_t choice = 0; choice < choices_.size(); ++choice) {
        if (plan[choice] < 0 || plan[choice] > choices_[choice].most) return false;
    }
    return true;
}

PlanPoint PlanSpace::highest() const {
    PlanPoint plan;
    for (const PricedChoice& each : choices_) plan.push_back(each.most);
    return plan;
}

Pricing price(const std::vector<Choice>& choices, const ModelAt& model_at) {
    Pricing pricing;
    for (const Choice& choice : choices) {
        const auto most = static_cast<std::int64_t>(std::llround((choice.to - choice.from) / choice.step));
        pricing.choices.push_back({choice, most, choice.cost_per_week.value_or(0.0)});
    }
    std::vector<Ends> ends;
    std::vector<bool> posts_are_chosen;
    for (std::size_t which = 0; which < choices.size(); ++which) {
        ends.push_back(ends_of(pricing.choices, which, model_at));
        const Ends& own = ends.back();
        if (!own.low || !own.high) continue;
        posts_are_chosen.resize(own.low->roles.size());
        const auto low = fte_of_roles(*own.low);
        const auto high = fte_of_roles(*own.high);
        for (std::size_t role = 0; role < low.size(); ++role) {
            if (low[role] != high[role]) posts_are_chosen[role] = true;
        }
    }
    for (std::size_t which = 0; which < choices.size(); ++which) {
        PricedChoice& priced = pricing.choices[which];
        if (priced.choice.cost_per_week) continue;
        const bool known = ends[which].low && ends[which].high;
        if (known) priced.cost_per_week = cost_of_unit(ends[which], posts_are_chosen);
        if (!known || !(priced.cost_per_week > 0.0)) pricing.without_cost.push_back(priced.choice.path);
    }
    return pricing;
}

}  // namespace stepdown
