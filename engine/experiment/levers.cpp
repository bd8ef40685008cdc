#include "experiment/levers.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include <fmt/format.h>

#include "experiment/plan_trials.hpp"

namespace stepdown {

namespace {

constexpr double thousand = 1000.0;

/// The same choices as a space around the present values: one step less, as it is, one more. Where less would be below 0 it is
/// left out.
PlanSpace around(std::vector<PricedChoice> choices, const std::vector<double>& present, const ModelAt& model_at) {
    for (std::size_t each = 0; each < choices.size(); ++each) {
        Choice& choice = choices[each].choice;
        choice.from = present[each] - choice.step;
        choice.to = present[each] + choice.step;
        choices[each].most = 2;
    }
    return {std::move(choices), model_at};
}

std::optional<Estimate> effect(const Trial& trial, const Trial& base, std::size_t target) {
    if (!trial.model || trial.judged.empty()) return std::nullopt;
    return paired_difference(trial.judged[target], base.judged[target]);
}

}  // namespace

std::vector<Choice> every_lever(const Model& model) {
    std::vector<Choice> levers;
    const auto add = [&](std::string path) {
        Choice choice;
        choice.path = std::move(path);
        levers.push_back(std::move(choice));
    };
    for (const Stage& stage : model.stages) {
        if (stage.belongs == Belongs::outside) continue;
        if (stage.places && !stage.places_are_seats)
            add(fmt::format("stages.{}.{}", stage.name, stage.place_kind == PlaceKind::beds ? "beds" : "slots"));
        for (const Track& track : stage.tracks)
            add(fmt::format("stages.{}.tracks.{}.groups", stage.name, model.track_names[track.name.index()]));
    }
    for (const Role& role : model.roles) {
        for (const Shift& shift : role.shifts) add(fmt::format("staff.{}.shifts.{}.fte", role.name, shift.name));
    }
    return levers;
}

std::vector<std::size_t> LeversResult::ranked(std::size_t target) const {
    std::vector<std::size_t> order(levers.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto gain = [&](std::size_t lever) {
        return levers[lever].effects[target].gain_per_thousand.value_or(-std::numeric_limits<double>::infinity());
    };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) { return gain(one) > gain(other); });
    return order;
}

LeversResult pull_levers(const std::vector<PricedChoice>& choices, const std::vector<double>& present, const ModelAt& model_at,
                         const LeversRequest& request) {
    const PlanSpace space = around(choices, present, model_at);
    const auto plans = static_cast<std::int64_t>(2 * choices.size() + 1);
    PlanTrials trials(space, std::nullopt, request.threads, {plans * request.replications, nullptr, request.progress});
    const PlanPoint as_it_is(choices.size(), 1);
    Trial& base = trials.at(as_it_is, "as it is");
    trials.deepen(base, request.replications);
    LeversResult result;
    result.targets = base.requirements->requirements;
    result.replications = request.replications;
    result.seed = base.model->seed;
    for (std::size_t target = 0; target < result.targets.size(); ++target) {
        result.figures.push_back(pooled_figure(base.judged[target]));
        const auto value = result.figures.back().value;
        result.missed.push_back(value && result.targets[target].sign * (*value - result.targets[target].bound) < 0.0);
    }
    for (std::size_t each = 0; each < choices.size(); ++each) {
        const auto pulled = [&](std::int64_t to) -> Trial* {
            if (space.choices()[each].value(to) < 0.0) return nullptr;
            PlanPoint plan = as_it_is;
            plan[each] = to;
            Trial& trial = trials.at(plan, "lever");
            trials.deepen(trial, request.replications);
            return &trial;
        };
        const Trial* more = pulled(2);
        const Trial* less = pulled(0);
        Lever lever{space.choices()[each], present[each], {}};
        for (std::size_t target = 0; target < result.targets.size(); ++target) {
            LeverEffect effects;
            if (more != nullptr) effects.one_more = effect(*more, base, target);
            if (less != nullptr) effects.one_less = effect(*less, base, target);
            if (effects.one_more && effects.one_more->value && lever.choice.step_cost() > 0.0)
                effects.gain_per_thousand =
                    result.targets[target].sign * *effects.one_more->value * thousand / lever.choice.step_cost();
            lever.effects.push_back(std::move(effects));
        }
        result.levers.push_back(std::move(lever));
    }
    return result;
}

}  // namespace stepdown
