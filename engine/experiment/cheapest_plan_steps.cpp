// The steps of the search for the cheapest plan: what single steps do, and downward steps and exchanges that they suggest.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "experiment/cheapest_plan.hpp"

namespace stepdown {

namespace {

constexpr int most_bounds = 24;
constexpr std::size_t most_exchanges = 8;
/// Exchanges are tried down to this predicted margin, in units of indifference: predictions add up single steps.
constexpr double exchange_tolerance = -0.25;
/// No step down leads to values that make no scenario.
constexpr double impossible = -1e9;
/// A predicted change of less, in units of indifference, teaches nothing.
constexpr double hardly_anything = 1e-9;

/// What cannot be told from nothing is taken as nothing: many small errors would add up.
double seen_effect(const MarginEstimate& difference) {
    return std::fabs(difference.mean) > 1.5 * difference.standard_error ? difference.mean : 0.0;
}

const std::vector<Requirement>& requirements_of(const Trial& trial) { return trial.requirements->requirements; }

}  // namespace

std::vector<Trial*> CheapestPlanSearch::neighbours(const Trial& from, std::int64_t step, const std::string& reason) {
    std::vector<Trial*> result;
    for (std::size_t choice = 0; choice < from.plan.size(); ++choice) {
        PlanPoint plan = from.plan;
        plan[choice] += step;
        result.push_back(trials_.space().contains(plan) ? &trials_.at(plan, reason) : nullptr);
    }
    trials_.deepen_each(result, screening_.first);
    return result;
}

std::vector<Trial*> CheapestPlanSearch::one_less(const Trial& from) { return neighbours(from, -1, "one less"); }
std::vector<Trial*> CheapestPlanSearch::one_more(const Trial& from) { return neighbours(from, 1, "one more"); }

LocalEffects CheapestPlanSearch::effects_at(Trial& from, bool down, bool up) {
    LocalEffects effects;
    const auto& requirements = requirements_of(from);
    effects.margins = scaled_margins(from);
    effects.curvature.assign(requirements.size(), 1.0);
    const auto of = [&](const std::vector<Trial*>& probes, bool is_up) {
        std::vector<std::vector<double>> result;
        for (const Trial* probe : probes) {
            std::vector<double> rows(requirements.size(), probe == nullptr || probe->model ? 0.0 : impossible);
            for (std::size_t row = 0; row < requirements.size() && probe != nullptr && probe->model; ++row) {
                const MarginEstimate difference = margin_difference(*probe, from, row);
                rows[row] = (is_up ? difference.mean : seen_effect(difference)) / requirements[row].indifference;
            }
            result.push_back(std::move(rows));
        }
        return result;
    };
    const std::vector<std::vector<double>> nothing(from.plan.size(), std::vector<double>(requirements.size(), 0.0));
    effects.down = down ? of(one_less(from), false) : nothing;
    effects.up = up ? of(one_more(from), true) : nothing;
    return effects;
}

void CheapestPlanSearch::learn(const Trial& from, const Trial& tried, const PlanPoint& steps, LocalEffects& effects) const {
    for (std::size_t row = 0; row < effects.margins.size(); ++row) {
        const double predicted = effects.predict(steps, row) - effects.margins[row];
        const double seen = margin_difference(tried, from, row).mean / requirements_of(from)[row].indifference;
        if (predicted > -hardly_anything || seen >= 1.05 * predicted) continue;
        effects.curvature[row] *= std::min(4.0, seen / predicted);
    }
}

std::vector<double> CheapestPlanSearch::scaled_margins(const Trial& trial) const {
    std::vector<double> margins;
    const Classification now = stand(trial);
    for (std::size_t row = 0; row < now.margins.size(); ++row)
        margins.push_back(now.margins[row].mean / requirements_of(trial)[row].indifference - aim);
    return margins;
}

Trial* CheapestPlanSearch::several_less(Trial* here) {
    LocalEffects effects = effects_at(*here, true, false);
    bool is_fresh = true;
    std::int64_t reach = first_reach;
    for (int bound = 0; bound < most_bounds; ++bound) {
        const PlanPoint steps = cheapest_steps_down(trials_.space(), here->plan, effects, reach);
        const PlanPoint plan = moved(here->plan, steps);
        if (plan != here->plan) {
            Trial& tried = trials_.at(plan, "several less");
            if (settle_on(tried)) {
                here = &tried;
                effects.margins = scaled_margins(*here);
                is_fresh = false;
                reach = std::min(2 * reach, longest_reach);
                continue;
            }
            if (tried.model) learn(*here, tried, steps, effects);
            if (reach > 1) {
                reach /= 2;
                continue;
            }
        }
        if (is_fresh) break;
        effects = effects_at(*here, true, false);
        is_fresh = true;
    }
    return here;
}

Trial* CheapestPlanSearch::cut_each(Trial* here) {
    const auto& choices = trials_.space().choices();
    std::vector<std::size_t> order(choices.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t one, std::size_t other) { return choices[one].step_cost() > choices[other].step_cost(); });
    bool any = true;
    while (any) {
        any = false;
        for (const std::size_t choice : order) {
            std::int64_t cut = 1;
            while (true) {
                PlanPoint plan = here->plan;
                plan[choice] -= cut;
                Trial* tried = trials_.space().contains(plan) ? &trials_.at(plan, "one less") : nullptr;
                if (tried != nullptr && settle_on(*tried)) {
                    here = tried;
                    any = true;
                    cut *= 2;
                } else if (cut > 1) {
                    cut = 1;
                } else {
                    break;
                }
            }
        }
    }
    return here;
}

Trial* CheapestPlanSearch::exchange(Trial* from) {
    LocalEffects effects = effects_at(*from, true, true);
    Trial* here = from;
    while (true) {
        Trial* better = nullptr;
        for (const PlanPoint& plan : exchanges(trials_.space(), here->plan, effects, exchange_tolerance, most_exchanges)) {
            Trial& tried = trials_.at(plan, "exchange");
            if (!settle_on(tried)) continue;
            better = &tried;
            break;
        }
        if (better == nullptr) return here != from ? here : nullptr;
        here = better;
        effects.margins = scaled_margins(*here);
    }
}

}  // namespace stepdown
