// Plans that were tried, each with its replications so far: all go through the same clients, so that they can be compared one by
// one.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "experiment/plan_space.hpp"
#include "experiment/requirements.hpp"
#include "model/traffic.hpp"
#include "statistics/ratio_estimate.hpp"

namespace stepdown {

struct Trial {
    PlanPoint plan;
    double cost = 0.0;
    /// What it was tried for: "start", "one less", ...
    std::string reason;
    /// Nothing when these values make no valid scenario.
    std::optional<Model> model;
    std::optional<RequirementPlan> requirements;
    std::optional<OfferedLoad> load;
    /// One row per requirement, one entry per replication from the first on: the margin in the unit of what is judged, and what
    /// is judged.
    std::vector<std::vector<double>> margins;
    std::vector<std::vector<Judged>> judged;
    /// The margins of replications that did not confirm it, one row per requirement: no other plan has seen these.
    std::vector<std::vector<double>> unconfirmed;
    /// Of the metric that is to be least, where there is one: the figure and the weight of each replication.
    std::vector<Judged> objective;

    /// Of the search, which other plans went through too.
    std::int64_t replications() const {
        return margins.empty() ? objective_only() : static_cast<std::int64_t>(margins[0].size());
    }
    /// Those that did not confirm it counted too.
    std::int64_t all_replications() const {
        return replications() + (unconfirmed.empty() ? 0 : static_cast<std::int64_t>(unconfirmed[0].size()));
    }

private:
    std::int64_t objective_only() const { return static_cast<std::int64_t>(objective.size()); }
};

/// What one plan judges, less what another does, over the replications that both have: paired.
Estimate paired_difference(const std::vector<Judged>& one, const std::vector<Judged>& other);
/// Amounts over weights, pooled.
Estimate pooled_figure(const std::vector<Judged>& judged);

/// Ends a search from within: no effort is left, or somebody asked to stop.
enum class SearchEnd : std::uint8_t { effort_spent, interrupted };

/// Replications that a search may spend; asked before each batch.
struct Effort {
    std::int64_t replications = 0;
    /// True when it is to stop now (Ctrl-C, a time limit); may be empty.
    std::function<bool()> stop;
    /// Called with (done, planned) after each replication, on any thread; may be empty.
    std::function<void(std::int64_t, std::int64_t)> progress;
};

/// Replications `first` to `last` of one model, judged; no trial knows of them.
struct FreshReplications {
    std::vector<std::vector<Judged>> judged;
    std::vector<Judged> objective;
};

class PlanTrials {
public:
    PlanTrials(const PlanSpace& space, std::optional<Metric> objective, int threads, Effort effort);

    const PlanSpace& space() const { return space_; }
    /// The plan's trial, begun now if it is new; `reason` is kept of its first time.
    Trial& at(const PlanPoint& plan, const std::string& reason);
    bool knows(const PlanPoint& plan) const { return trials_.contains(plan); }
    /// Simulates until the trial has `replications`. Throws SearchEnd when it may not go on.
    void deepen(Trial& trial, std::int64_t replications) { deepen_each({&trial}, replications); }
    /// The same for several different ones (null: none) side by side, so that no thread waits for the last replication of each.
    /// Those that the effort is enough for, in their order, are deepened before it throws.
    void deepen_each(const std::vector<Trial*>& trials, std::int64_t replications);
    /// Whether some plan has shown how far single runs differ.
    bool knows_spread() const { return !units_.empty(); }
    /// Replications that no search has seen: `count` of them from number `first` on. Throws SearchEnd.
    FreshReplications fresh(const Trial& trial, std::int64_t first, std::int64_t count);
    /// Fresh replications that did not confirm a plan: the search may know of them from now on.
    void take_unconfirmed(const Trial& trial, const FreshReplications& fresh);

    /// In the order in which they were tried.
    const std::vector<Trial*>& all() const { return order_; }
    std::int64_t spent() const { return spent_; }
    /// What one unit of margin is of each requirement: the mean weight of a replication of the first trial.
    double unit(std::size_t requirement) const { return units_[requirement]; }

private:
    /// One replication of a plan.
    struct Task {
        const Trial* trial = nullptr;
        std::int64_t replication = 0;
    };
    /// Calls `take(task, result)` in the order of the tasks.
    void simulate(const std::vector<Task>& tasks, const std::function<void(const Task&, const ReplicationResult&)>& take);
    void add_margins(Trial& trial);
    void set_units(Trial& trial);
    double worthwhile_margin(const Trial& trial, std::size_t requirement) const;
    void widen_indifference(Trial& trial) const;
    void take_in(Trial& trial, const ReplicationResult& result);

    const PlanSpace& space_;
    std::optional<Metric> objective_;
    int threads_;
    Effort effort_;
    std::map<PlanPoint, std::unique_ptr<Trial>> trials_;
    std::vector<Trial*> order_;
    std::vector<double> units_;
    /// Of each requirement; known from the first trial on.
    std::vector<double> indifferences_;
    std::int64_t spent_ = 0;
};

}  // namespace stepdown
