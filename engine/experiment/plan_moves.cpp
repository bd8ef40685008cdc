#include "experiment/plan_moves.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace stepdown {

namespace {

/// A saving that spends no margin is better than any that does.
constexpr double hardly_any = 1e-6;

double saving(const PlanSpace& space, const PlanPoint& steps) {
    double cost = 0.0;
    for (std::size_t choice = 0; choice < steps.size(); ++choice)
        cost += static_cast<double>(steps[choice]) * space.choices()[choice].step_cost();
    return -cost;
}

double shortfall(const LocalEffects& effects, const PlanPoint& steps) {
    double sum = 0.0;
    for (std::size_t row = 0; row < effects.margins.size(); ++row) sum += std::max(0.0, -effects.predict(steps, row));
    return sum;
}

struct Exchange {
    PlanPoint steps;
    double saved = 0.0;
};

/// Every vector of up to three steps that are not 0, visited once.
class ExchangeFinder {
public:
    ExchangeFinder(const PlanSpace& space, const PlanPoint& plan, const LocalEffects& effects, double tolerance)
        : space_(space), plan_(plan), effects_(effects), tolerance_(tolerance), steps_(plan.size(), 0) {}

    std::vector<Exchange> find() {
        visit(0, 0);
        return std::move(found_);
    }

private:
    void visit(std::size_t from, int changed) {
        if (changed > 1) consider();
        if (changed == 3) return;
        for (std::size_t choice = from; choice < plan_.size(); ++choice) {
            for (const std::int64_t step : {-2, -1, 1, 2}) {
                const std::int64_t there = plan_[choice] + step;
                if (there < 0 || there > space_.choices()[choice].most) continue;
                steps_[choice] = step;
                visit(choice + 1, changed + 1);
                steps_[choice] = 0;
            }
        }
    }

    void consider() {
        const double saved = saving(space_, steps_);
        if (saved <= 0.0 || effects_.predict(steps_) < tolerance_) return;
        found_.push_back({steps_, saved});
    }

    const PlanSpace& space_;
    const PlanPoint& plan_;
    const LocalEffects& effects_;
    double tolerance_;
    PlanPoint steps_;
    std::vector<Exchange> found_;
};

}  // namespace

double LocalEffects::predict(const PlanPoint& steps, std::size_t requirement) const {
    double change = 0.0;
    int parts = 0;
    for (std::size_t choice = 0; choice < steps.size(); ++choice) {
        if (steps[choice] < 0) change -= static_cast<double>(steps[choice]) * down[choice][requirement];
        if (steps[choice] > 0) change += static_cast<double>(steps[choice]) * up[choice][requirement];
        parts += steps[choice] != 0 ? 1 : 0;
        parts += steps[choice] < -1 || steps[choice] > 1 ? 1 : 0;
    }
    if (parts > 1 && change < 0.0) change *= curvature[requirement];
    return margins[requirement] + change;
}

double LocalEffects::predict(const PlanPoint& steps) const {
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t row = 0; row < margins.size(); ++row) least = std::min(least, predict(steps, row));
    return least;
}

PlanPoint cheapest_steps_down(const PlanSpace& space, const PlanPoint& plan, const LocalEffects& effects, std::int64_t reach) {
    PlanPoint steps(plan.size(), 0);
    while (true) {
        std::size_t best = plan.size();
        double most = 0.0;
        for (std::size_t choice = 0; choice < plan.size(); ++choice) {
            if (steps[choice] <= -reach || plan[choice] + steps[choice] <= 0) continue;
            --steps[choice];
            if (effects.predict(steps) >= 0.0) {
                double spent = hardly_any;
                for (std::size_t row = 0; row < effects.margins.size(); ++row)
                    spent += std::max(0.0, -effects.down[choice][row]) / std::max(effects.margins[row], 1.0);
                const double gain = space.choices()[choice].step_cost() / spent;
                if (gain > most) {
                    most = gain;
                    best = choice;
                }
            }
            ++steps[choice];
        }
        if (best == plan.size()) return steps;
        --steps[best];
    }
}

PlanPoint mending_steps(const PlanSpace& space, const PlanPoint& plan, const LocalEffects& effects, std::int64_t reach) {
    PlanPoint steps(plan.size(), 0);
    double missing = shortfall(effects, steps);
    while (missing > 0.0) {
        std::size_t best = plan.size();
        double most = 0.0;
        for (std::size_t choice = 0; choice < plan.size(); ++choice) {
            if (steps[choice] >= reach || plan[choice] + steps[choice] >= space.choices()[choice].most) continue;
            ++steps[choice];
            const double gain = (missing - shortfall(effects, steps)) / std::max(space.choices()[choice].step_cost(), hardly_any);
            if (gain > most) {
                most = gain;
                best = choice;
            }
            --steps[choice];
        }
        if (best == plan.size()) return steps;
        ++steps[best];
        missing = shortfall(effects, steps);
    }
    return steps;
}

std::vector<PlanPoint> exchanges(const PlanSpace& space, const PlanPoint& plan, const LocalEffects& effects, double tolerance,
                                 std::size_t most) {
    std::vector<Exchange> found = ExchangeFinder(space, plan, effects, tolerance).find();
    std::stable_sort(found.begin(), found.end(),
                     [](const Exchange& one, const Exchange& other) { return one.saved > other.saved; });
    std::vector<PlanPoint> plans;
    for (const Exchange& exchange : found) {
        if (plans.size() == most) break;
        plans.push_back(moved(plan, exchange.steps));
    }
    return plans;
}

PlanPoint moved(const PlanPoint& plan, const PlanPoint& steps) {
    PlanPoint result = plan;
    for (std::size_t choice = 0; choice < plan.size(); ++choice) result[choice] += steps[choice];
    return result;
}

}  // namespace stepdown
