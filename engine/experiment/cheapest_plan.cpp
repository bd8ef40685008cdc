#include "experiment/cheapest_plan.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace stepdown {

namespace {

constexpr int most_climbs = 60;
constexpr int most_mendings = 6;
/// The plan that neighbours are compared with is known to this part of the indifference where it matters.
constexpr double reference_part = 0.25;
constexpr double matters_below = 4.0;

const std::vector<Requirement>& requirements_of(const Trial& trial) { return trial.requirements->requirements; }

}  // namespace

CheapestPlanSearch::CheapestPlanSearch(PlanTrials& trials, Screening screening) : trials_(trials), screening_(screening) {}

Trial* CheapestPlanSearch::find(const PlanPoint& start) {
    Trial* found = nullptr;
    PlanPoint from = start;
    for (const double coarseness : {3.0, 1.0}) {
        found = find_at(from, coarseness);
        if (found != nullptr) from = found->plan;
    }
    return found;
}

Trial* CheapestPlanSearch::find_at(const PlanPoint& start, double coarseness) {
    screening_.coarseness = coarseness;
    Trial* found = ascend(start);
    return found != nullptr ? descend(found) : nullptr;
}

Trial* CheapestPlanSearch::next_after(Trial& failed) {
    pass_over(failed);
    Trial* mended = mend(&failed);
    return mended != nullptr ? refine(mended) : find_next();
}

/// Down again from the cheapest plausible one known.
Trial* CheapestPlanSearch::find_next() {
    incumbent_ = nullptr;
    Trial* next = nullptr;
    const std::vector<Trial*> known = trials_.all();
    for (Trial* trial : known) {
        if (trial->replications() < screening_.first || passed_over_.contains(trial->plan)) continue;
        if (next != nullptr && trial->cost >= next->cost) continue;
        if (stand(*trial).is_plausible && is_plausible(*trial)) next = trial;
    }
    return next != nullptr ? descend(next) : nullptr;
}

void CheapestPlanSearch::pass_over(const Trial& trial) {
    passed_over_.insert(trial.plan);
    compare_with(trial);
}

void CheapestPlanSearch::compare_with(const Trial& trial) {
    if (anchor_ == nullptr || trial.all_replications() >= anchor_->all_replications()) anchor_ = &trial;
}

bool CheapestPlanSearch::is_worth_confirming(const Trial& trial) const {
    return !passed_over_.contains(trial.plan) && stepdown::is_worth_confirming(trial, stand(trial));
}

bool CheapestPlanSearch::is_plausible(Trial& trial) {
    if (passed_over_.contains(trial.plan)) return false;
    return settle(trial).is_plausible;
}

void CheapestPlanSearch::tell(Trial& trial, std::int64_t most) {
    while (stand(trial).standing != Standing::fails && trial.replications() < most)
        trials_.deepen(trial, std::min(most, 2 * trial.replications()));
}

double CheapestPlanSearch::shortfall(const Trial& trial) const {
    double sum = 0.0;
    const Classification now = stand_of(trial, nullptr);
    for (std::size_t row = 0; row < now.margins.size(); ++row)
        sum += std::max(0.0, aim - now.margins[row].mean / requirements_of(trial)[row].indifference);
    return trial.model ? sum : std::numeric_limits<double>::infinity();
}

Trial* CheapestPlanSearch::nearest_miss() const {
    Trial* nearest = nullptr;
    for (Trial* trial : trials_.all()) {
        if (!trial->model || trial->replications() == 0) continue;
        if (nearest == nullptr || shortfall(*trial) < shortfall(*nearest)) nearest = trial;
    }
    return nearest;
}

Trial* CheapestPlanSearch::ascend(const PlanPoint& start) {
    Trial* here = &trials_.at(start, "start");
    if (here->model && is_plausible(*here)) return here;
    std::int64_t reach = first_reach;
    for (int climb = 0; climb < most_climbs && here->model; ++climb) {
        const PlanPoint steps = mending_steps(trials_.space(), here->plan, effects_at(*here, false, true), reach);
        const PlanPoint plan = moved(here->plan, steps);
        if (plan == here->plan) break;
        Trial& tried = trials_.at(plan, "more");
        if (is_plausible(tried)) return &tried;
        if (shortfall(tried) < shortfall(*here)) {
            here = &tried;
            reach = std::min(2 * reach, longest_reach);
        } else if (reach == 1) {
            break;
        } else {
            reach = 1;
        }
    }
    Trial& everything = trials_.at(trials_.space().highest(), "all there is");
    return is_plausible(everything) ? &everything : nullptr;
}

void CheapestPlanSearch::sharpen(Trial& trial) {
    while (trial.replications() < screening_.most) {
        const Classification now = stand(trial);
        double wanted = 2.0 * static_cast<double>(screening_.first);
        for (std::size_t row = 0; row < now.margins.size(); ++row) {
            const double indifference = requirements_of(trial)[row].indifference;
            const double ratio = now.margins[row].standard_error / (reference_part * screening_.coarseness * indifference);
            if (now.margins[row].mean > matters_below * indifference) continue;
            wanted = std::max(wanted, static_cast<double>(trial.replications()) * ratio * ratio);
        }
        const auto have = static_cast<double>(trial.replications());
        if (have >= wanted) break;
        trials_.deepen(trial, std::min(screening_.most, static_cast<std::int64_t>(std::ceil(std::min(wanted, 2.0 * have)))));
    }
    compare_with(trial);
}

bool CheapestPlanSearch::settle_on(Trial& trial) {
    if (!is_plausible(trial)) return false;
    accept(trial);
    return true;
}

void CheapestPlanSearch::accept(Trial& trial) {
    best_ = &trial;
    incumbent_ = &trial;
}

Trial* CheapestPlanSearch::descend(Trial* from) {
    sharpen(*from);
    // What looked plausible may not be so when it is known well.
    if (!settle_on(*from)) return find_next();
    Trial* here = cut_each(several_less(from));
    if (screening_.coarseness > 1.0) return here;
    sharpen(*here);
    // Small harms that no single step shows may have added up.
    if (!is_worth_confirming(*here)) {
        pass_over(*here);
        here = mend(here);
    }
    return here != nullptr ? refine(here) : find_next();
}

/// Up again from a plan that is known well and falls short: by what single steps up are seen to mend. Null when nothing does.
Trial* CheapestPlanSearch::mend(Trial* here) {
    for (int mending = 0; mending < most_mendings; ++mending) {
        LocalEffects effects = effects_at(*here, false, true);
        for (double& margin : effects.margins) {
            if (margin < 0.0 && margin >= -worth_confirming * aim) margin = 0.0;
        }
        const PlanPoint plan = moved(here->plan, mending_steps(trials_.space(), here->plan, effects, first_reach));
        if (plan == here->plan) return nullptr;
        here = &trials_.at(plan, "mended");
        trials_.deepen(*here, screening_.first);
        sharpen(*here);
        if (!is_worth_confirming(*here)) continue;
        accept(*here);
        return here;
    }
    return nullptr;
}

/// From a plan worth confirming to cheaper ones that are, as far as steps down and exchanges lead.
Trial* CheapestPlanSearch::refine(Trial* here) {
    while (true) {
        Trial* better = cut_each(here);
        if (better == here) better = exchange(here);
        if (better == nullptr) return here;
        sharpen(*better);
        if (!is_worth_confirming(*better)) {
            pass_over(*better);
            better = mend(better);
        }
        if (better == nullptr || better->cost >= here->cost) {
            accept(*here);
            return here;
        }
        here = better;
    }
}

}  // namespace stepdown
