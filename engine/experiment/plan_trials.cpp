#include "experiment/plan_trials.hpp"

#include <algorithm>
#include <cmath>

#include "core/contract.hpp"
#include "experiment/ordered_work.hpp"

namespace stepdown {

namespace {

constexpr std::int64_t replications_at_a_time = 64;
/// A margin below this part of the spread between single runs is not worth paying for ...
constexpr double part_of_spread = 1.0 / 3.0;
/// ... nor may it take more than this part of the room between a share's bound and the end of the scale.
constexpr double part_of_room = 0.4;

Judged objective_of(const Trial& trial, const Metric& metric, const ReplicationResult& result) {
    const auto& metrics = trial.requirements->measurements.metrics;
    const auto found = std::find(metrics.begin(), metrics.end(), metric);
    STEPDOWN_EXPECT(found != metrics.end(), "what is to be least is measured");
    const auto position = static_cast<std::size_t>(found - metrics.begin());
    return {result.numerators[position], result.denominators[position]};
}

/// Amounts and weights apart, as the estimators take them.
struct Columns {
    std::vector<double> amounts;
    std::vector<double> weights;

    Columns(const std::vector<Judged>& judged, std::size_t count) {
        for (std::size_t each = 0; each < count; ++each) {
            amounts.push_back(judged[each].amount);
            weights.push_back(judged[each].weight);
        }
    }
};

}  // namespace

Estimate paired_difference(const std::vector<Judged>& one, const std::vector<Judged>& other) {
    const std::size_t count = std::min(one.size(), other.size());
    const Columns here(one, count);
    const Columns there(other, count);
    return ratio_difference({here.amounts, here.weights}, {there.amounts, there.weights});
}

Estimate pooled_figure(const std::vector<Judged>& judged) {
    const Columns columns(judged, judged.size());
    return pooled_ratio(columns.amounts, columns.weights);
}

PlanTrials::PlanTrials(const PlanSpace& space, std::optional<Metric> objective, int threads, Effort effort)
    : space_(space), objective_(std::move(objective)), threads_(threads), effort_(std::move(effort)) {}

Trial& PlanTrials::at(const PlanPoint& plan, const std::string& reason) {
    std::unique_ptr<Trial>& trial = trials_[plan];
    if (trial) return *trial;
    trial = std::make_unique<Trial>();
    trial->plan = plan;
    trial->cost = space_.cost(plan);
    trial->reason = reason;
    trial->model = space_.model(plan);
    if (trial->model) {
        std::vector<Metric> beside;
        if (objective_) beside.push_back(*objective_);
        trial->requirements = plan_requirements(*trial->model, beside);
        trial->margins.resize(trial->requirements->requirements.size());
        trial->unconfirmed.resize(trial->margins.size());
        trial->judged.resize(trial->margins.size());
        widen_indifference(*trial);
        if (!trial->model->start_state.empty()) trial->load = offered_load(*trial->model);
    }
    order_.push_back(trial.get());
    return *trial;
}

void PlanTrials::simulate(const std::vector<Task>& tasks,
                          const std::function<void(const Task&, const ReplicationResult&)>& take) {
    const auto count = static_cast<std::int64_t>(tasks.size());
    const int threads = thread_count(threads_);
    std::vector<ReplicationResult> slots(ordered_work_slots(threads));
    const auto simulate_one = [&](std::int64_t number, std::size_t slot) {
        const Task& task = tasks[static_cast<std::size_t>(number)];
        ReplicationRequest one;
        one.seed = task.trial->model->seed;
        one.replication = static_cast<std::uint32_t>(task.replication);
        one.load = task.trial->load ? &*task.trial->load : nullptr;
        slots[slot] = run_replication(*task.trial->model, task.trial->requirements->measurements, one);
    };
    const auto take_in_order = [&](std::int64_t number, std::size_t slot) {
        take(tasks[static_cast<std::size_t>(number)], slots[slot]);
        ++spent_;
        if (effort_.progress) effort_.progress(spent_, effort_.replications);
    };
    // In parts, so that a request to stop need not wait long.
    for (std::int64_t from = 0; from < count; from += replications_at_a_time) {
        if (effort_.stop && effort_.stop()) throw SearchEnd::interrupted;
        in_order(from, std::min(count, from + replications_at_a_time), threads, simulate_one, take_in_order);
    }
}

void PlanTrials::take_in(Trial& trial, const ReplicationResult& result) {
    const std::vector<Judged> judged = judge_replication(*trial.model, *trial.requirements, result);
    for (std::size_t row = 0; row < judged.size(); ++row) trial.judged[row].push_back(judged[row]);
    if (objective_) trial.objective.push_back(objective_of(trial, *objective_, result));
}

void PlanTrials::set_units(Trial& trial) {
    for (std::size_t row = 0; row < trial.judged.size(); ++row) {
        const Requirement& requirement = trial.requirements->requirements[row];
        double weight = 0.0;
        for (const Judged& judged : trial.judged[row]) weight += judged.weight;
        const auto count = static_cast<double>(trial.judged[row].size());
        units_.push_back(weight > 0.0 ? weight / count : 1.0);
        indifferences_.push_back(std::max(requirement.indifference, worthwhile_margin(trial, row)));
    }
    widen_indifference(trial);
}

double PlanTrials::worthwhile_margin(const Trial& trial, std::size_t row) const {
    const Requirement& requirement = trial.requirements->requirements[row];
    const auto& judged = trial.judged[row];
    if (requirement.promise == Promise::per_run || judged.size() < 2) return 0.0;
    double mean = 0.0;
    for (const Judged& each : judged) mean += margin(requirement, each) / units_[row] / static_cast<double>(judged.size());
    double squares = 0.0;
    for (const Judged& each : judged) {
        const double from_mean = margin(requirement, each) / units_[row] - mean;
        squares += from_mean * from_mean;
    }
    const double spread = part_of_spread * std::sqrt(squares / static_cast<double>(judged.size() - 1));
    const bool is_share = requirement.unit == "share";
    const double room = std::max(0.0, std::min(requirement.bound, 1.0 - requirement.bound));
    return is_share ? std::min(spread, part_of_room * room) : spread;
}

void PlanTrials::widen_indifference(Trial& trial) const {
    for (std::size_t row = 0; row < indifferences_.size() && trial.requirements; ++row)
        trial.requirements->requirements[row].indifference = indifferences_[row];
}

void PlanTrials::add_margins(Trial& trial) {
    for (std::size_t row = 0; row < trial.judged.size(); ++row) {
        const Requirement& requirement = trial.requirements->requirements[row];
        for (std::size_t each = trial.margins[row].size(); each < trial.judged[row].size(); ++each)
            trial.margins[row].push_back(margin(requirement, trial.judged[row][each]) / units_[row]);
    }
}

void PlanTrials::deepen_each(const std::vector<Trial*>& trials, std::int64_t replications) {
    std::vector<Trial*> deepened;
    std::vector<Task> tasks;
    bool all_fit = true;
    for (Trial* trial : trials) {
        if (trial == nullptr || !trial->model || trial->replications() >= replications) continue;
        const std::int64_t more = replications - trial->replications();
        all_fit = spent_ + static_cast<std::int64_t>(tasks.size()) + more <= effort_.replications;
        if (!all_fit) break;
        deepened.push_back(trial);
        for (std::int64_t number = trial->replications() + 1; number <= replications; ++number) tasks.push_back({trial, number});
    }
    simulate(tasks, [&](const Task& task, const ReplicationResult& result) { take_in(*trials_.at(task.trial->plan), result); });
    for (Trial* trial : deepened) {
        if (units_.empty()) set_units(*trial);
        add_margins(*trial);
    }
    if (!all_fit) throw SearchEnd::effort_spent;
}

void PlanTrials::take_unconfirmed(const Trial& trial, const FreshReplications& fresh) {
    Trial& own = *trials_.at(trial.plan);
    for (std::size_t row = 0; row < fresh.judged.size(); ++row) {
        const Requirement& requirement = own.requirements->requirements[row];
        for (const Judged& judged : fresh.judged[row]) own.unconfirmed[row].push_back(margin(requirement, judged) / units_[row]);
    }
}

FreshReplications PlanTrials::fresh(const Trial& trial, std::int64_t first, std::int64_t count) {
    if (spent_ + count > effort_.replications) throw SearchEnd::effort_spent;
    FreshReplications fresh;
    fresh.judged.resize(trial.judged.size());
    std::vector<Task> tasks;
    for (std::int64_t number = first; number < first + count; ++number) tasks.push_back({&trial, number});
    simulate(tasks, [&](const Task&, const ReplicationResult& result) {
        const std::vector<Judged> judged = judge_replication(*trial.model, *trial.requirements, result);
        for (std::size_t row = 0; row < judged.size(); ++row) fresh.judged[row].push_back(judged[row]);
        if (objective_) fresh.objective.push_back(objective_of(trial, *objective_, result));
    });
    return fresh;
}

}  // namespace stepdown
