#include "experiment/sizing.hpp"

#include <algorithm>

#include "experiment/budget_plan.hpp"
#include "experiment/cheapest_plan.hpp"
#include "experiment/starting_plan.hpp"
#include "experiment/tried_plans.hpp"

namespace stepdown {

namespace {

constexpr int most_attempts = 8;
constexpr double second_try = 2.0;
constexpr std::int64_t most_confirming = 4000;
/// Every cut of the chosen plan is looked at until it is known to fail, for so many replications at most.
constexpr std::int64_t looking_around = 24;
/// The figure that a budget buys is told from so many fresh replications, from this number on.
constexpr std::int64_t confirming_budget = 200;
constexpr std::int64_t budget_replications = 2'000'000'000;

class PlanSizing {
public:
    PlanSizing(const PlanSpace& space, const SizingRequest& request)
        : request_(request),
          trials_(space, objective_of(request), request.threads, {request.effort, request.stop, request.progress}),
          search_(trials_, request.screening),
          certifier_(trials_, request.confidence, most_confirming) {
        result_.choices = space.choices();
        result_.confidence = request.confidence;
    }

    SizingResult run() {
        try {
            if (request_.within_budget) {
                spend_budget();
            } else {
                find_cheapest();
            }
        } catch (const SearchEnd end) {
            result_.end = end == SearchEnd::interrupted ? SizingResult::End::interrupted : SizingResult::End::effort_spent;
            if (chosen_ == nullptr) chosen_ = search_.best();
            if (chosen_ == nullptr || chosen_->replications() == 0) chosen_ = first_seen();
        }
        report();
        return std::move(result_);
    }

private:
    static std::optional<Metric> objective_of(const SizingRequest& request) {
        if (!request.within_budget) return std::nullopt;
        return request.within_budget->metric;
    }

    void find_cheapest() {
        Trial* candidate = search_.find(starting_plan(trials_.space()));
        while (candidate != nullptr && certifier_.attempts() < most_attempts) {
            chosen_ = candidate;
            if (is_confirmed(*candidate)) {
                result_.end = SizingResult::End::certified;
                look_around(*candidate);
                return;
            }
            candidate = search_.next_after(*candidate);
        }
        result_.end = chosen_ != nullptr ? SizingResult::End::not_certified : SizingResult::End::no_plan;
    }

    /// A plan that looks good on fresh replications and is not confirmed by them gets a second try on twice as many new ones.
    bool is_confirmed(const Trial& candidate) {
        result_.attempts.push_back(certifier_.attempt(candidate, search_.stand(candidate)));
        if (!result_.attempts.back().certified() && result_.attempts.back().looks_good())
            result_.attempts.push_back(certifier_.attempt(candidate, search_.stand(candidate), second_try));
        return result_.attempts.back().certified();
    }

    /// Every cut of the chosen plan is settled, and what one more would bring is seen.
    void look_around(const Trial& chosen) {
        for (Trial* cut : search_.one_less(chosen)) {
            if (cut != nullptr && cut->model) search_.tell(*cut, looking_around);
        }
        search_.one_more(chosen);
    }

    void spend_budget() {
        BudgetSearch search(trials_, search_, request_.within_budget->budget);
        chosen_ = search.find(starting_plan(trials_.space()));
        if (chosen_ == nullptr) return;
        result_.not_told_apart = search.not_told_apart(*chosen_);
        result_.end = SizingResult::End::best_found;
        if (!chosen_->requirements->requirements.empty()) {
            result_.attempts.push_back(certifier_.attempt(*chosen_, stand_of(*chosen_, nullptr)));
            if (!result_.attempts.back().certified()) result_.end = SizingResult::End::not_certified;
        }
        result_.objective = pooled_figure(trials_.fresh(*chosen_, budget_replications, confirming_budget).objective);
    }

    void report() {
        const TriedPlans tried(trials_, result_.attempts, search_.anchor());
        const bool nothing_kept = chosen_ == nullptr && result_.end == SizingResult::End::no_plan;
        if (nothing_kept) chosen_ = search_.nearest_miss();
        for (Trial* trial : trials_.all()) {
            // Those that no effort was left for have nothing to tell.
            if (trial->model && trial->replications() == 0) continue;
            result_.trace.push_back(tried.describe(*trial, chosen_));
        }
        result_.replications = trials_.spent();
        result_.requirements = requirements();
        if (chosen_ == nullptr) return;
        result_.plan = tried.describe(*chosen_, chosen_);
        if (result_.end == SizingResult::End::certified || result_.end == SizingResult::End::best_found) {
            result_.one_less = tried.neighbours(*chosen_, -1);
            result_.one_more = tried.neighbours(*chosen_, 1);
        }
        for (const TriedPlan& plan : result_.trace) {
            const bool may_hold = plan.verdict == PlanVerdict::undetermined || plan.verdict == PlanVerdict::holds;
            if (plan.cost < chosen_->cost && may_hold) ++result_.undetermined_cheaper;
        }
    }

    /// A search that ends within its first look has no best plan yet, but may have seen something of the first.
    Trial* first_seen() {
        const auto is_seen = [](const Trial* trial) { return trial->model && trial->replications() > 0; };
        const auto seen = std::find_if(trials_.all().begin(), trials_.all().end(), is_seen);
        return seen == trials_.all().end() ? nullptr : *seen;
    }

    /// The same of every plan; none where no plan could be tried.
    std::vector<Requirement> requirements() const {
        for (const Trial* trial : trials_.all()) {
            if (trial->model) return trial->requirements->requirements;
        }
        return {};
    }

    const SizingRequest& request_;
    PlanTrials trials_;
    CheapestPlanSearch search_;
    Certifier certifier_;
    SizingResult result_;
    Trial* chosen_ = nullptr;
};

}  // namespace

SizingResult size_plan(const PlanSpace& space, const SizingRequest& request) { return PlanSizing(space, request).run(); }

}  // namespace stepdown
