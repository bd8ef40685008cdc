// The search for the cheapest plan that keeps every requirement, on the sample average of the same clients.
// Method and its limits: docs/methods/sizing.md.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "experiment/margins.hpp"
#include "experiment/plan_moves.hpp"
#include "experiment/plan_trials.hpp"

namespace stepdown {

class CheapestPlanSearch {
public:
    CheapestPlanSearch(PlanTrials& trials, Screening screening);

    /// The cheapest plausible plan that is found from `start` up and then down; null when none is. Throws SearchEnd.
    Trial* find(const PlanPoint& start);
    /// The next when confirmation did not bear `failed` out, which is not found again: mended, or when nothing mends it down
    /// again from the cheapest plausible plan known; null when there is none. Throws SearchEnd.
    Trial* next_after(Trial& failed);

    /// The best so far, also when the search was ended from within; null before any plausible plan.
    Trial* best() const { return best_; }
    /// The plan of most replications, null before any: what others are is known from their difference to it.
    const Trial* anchor() const { return anchor_; }
    /// What is known of a plan, with the plan that is known best for comparison.
    Classification stand(const Trial& trial) const { return stand_of(trial, anchor_); }
    /// The same after as many replications as it takes.
    Classification settle(Trial& trial) { return classify(trials_, trial, anchor_, incumbent_, screening_); }
    /// Goes on until the plan is known to fail or `most` replications are spent on it.
    void tell(Trial& trial, std::int64_t most);
    /// The tried plan that comes nearest to keeping every requirement; null when nothing was tried.
    Trial* nearest_miss() const;

    /// One step less and one more of every choice, as far as the ranges go.
    std::vector<Trial*> one_less(const Trial& from);
    std::vector<Trial*> one_more(const Trial& from);

private:
    /// So many steps of each choice are moved at once at first, and at most after moves that went well.
    static constexpr std::int64_t first_reach = 4;
    static constexpr std::int64_t longest_reach = 64;

    Trial* ascend(const PlanPoint& start);
    Trial* find_next();
    Trial* descend(Trial* from);
    Trial* mend(Trial* here);
    Trial* refine(Trial* here);
    Trial* several_less(Trial* here);
    Trial* cut_each(Trial* here);
    Trial* exchange(Trial* from);
    Trial* find_at(const PlanPoint& start, double coarseness);
    bool settle_on(Trial& trial);
    std::vector<double> scaled_margins(const Trial& trial) const;
    bool is_plausible(Trial& trial);
    bool is_worth_confirming(const Trial& trial) const;
    void accept(Trial& trial);
    void pass_over(const Trial& trial);
    void compare_with(const Trial& trial);
    void sharpen(Trial& trial);
    LocalEffects effects_at(Trial& from, bool down, bool up);
    std::vector<Trial*> neighbours(const Trial& from, std::int64_t step, const std::string& reason);
    void learn(const Trial& from, const Trial& tried, const PlanPoint& steps, LocalEffects& effects) const;
    double shortfall(const Trial& trial) const;

    PlanTrials& trials_;
    Screening screening_;
    std::set<PlanPoint> passed_over_;
    Trial* best_ = nullptr;
    /// The plausible plan whose word is taken for what a step leaves as it is; null when it was not borne out.
    const Trial* incumbent_ = nullptr;
    const Trial* anchor_ = nullptr;
};

}  // namespace stepdown
