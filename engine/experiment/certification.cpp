#include "experiment/certification.hpp"

#include <algorithm>
#include <cmath>

#include "random/portable_math.hpp"
#include "statistics/intervals.hpp"

namespace stepdown {

namespace {

constexpr double power = 0.95;
/// ... for margins of at least this part of the indifference.
constexpr double power_at = 0.75;
constexpr std::int64_t least_replications = 30;
/// Each attempt has numbers of its own from here on; the search counts from 1.
constexpr std::int64_t replications_apart = 100'000'000;

ConfirmedRequirement confirm_runs(const Requirement& requirement, const std::vector<Judged>& fresh, double error) {
    ConfirmedRequirement result;
    result.requirement = requirement;
    std::uint64_t kept = 0;
    std::uint64_t runs = 0;
    for (const Judged& run : fresh) {
        if (run.weight <= 0.0) continue;
        ++runs;
        if (run.amount > 0.0) ++kept;
    }
    result.opposite_bound = 1.0;
    if (runs == 0) return result;
    const Interval interval = clopper_pearson(kept, runs, 1.0 - 2.0 * error);
    result.figure = static_cast<double>(kept) / static_cast<double>(runs);
    result.bound = interval.low;
    result.opposite_bound = interval.high;
    result.holds = interval.low >= requirement.bound;
    result.is_broken = interval.high < requirement.bound;
    return result;
}

ConfirmedRequirement confirm_long_run(const Requirement& requirement, const std::vector<Judged>& fresh, double error) {
    ConfirmedRequirement result;
    result.requirement = requirement;
    const auto n = static_cast<double>(fresh.size());
    double mean = 0.0;
    double amount = 0.0;
    double weight = 0.0;
    for (const Judged& each : fresh) {
        mean += margin(requirement, each) / n;
        amount += each.amount;
        weight += each.weight;
    }
    if (weight <= 0.0 || fresh.size() < 2) return result;
    double squares = 0.0;
    for (const Judged& each : fresh) squares += (margin(requirement, each) - mean) * (margin(requirement, each) - mean);
    const double reach = student_t_quantile(1.0 - error, n - 1.0) * std::sqrt(squares / (n - 1.0) / n);
    result.figure = amount / weight;
    result.bound = requirement.bound + requirement.sign * (mean - reach) * n / weight;
    result.opposite_bound = requirement.bound + requirement.sign * (mean + reach) * n / weight;
    result.holds = mean - reach >= 0.0;
    result.is_broken = mean + reach < 0.0;
    return result;
}

}  // namespace

bool Confirmation::certified() const {
    return std::all_of(requirements.begin(), requirements.end(), [](const ConfirmedRequirement& each) { return each.holds; });
}

bool Confirmation::is_broken() const {
    return std::any_of(requirements.begin(), requirements.end(), [](const ConfirmedRequirement& each) { return each.is_broken; });
}

bool Confirmation::looks_good() const {
    return std::all_of(requirements.begin(), requirements.end(), [](const ConfirmedRequirement& each) {
        return each.figure &&
               each.requirement.sign * (*each.figure - each.requirement.bound) > 0.5 * aim * each.requirement.indifference;
    });
}

ConfirmedRequirement confirm(const Requirement& requirement, const std::vector<Judged>& fresh, double error) {
    return requirement.promise == Promise::per_run ? confirm_runs(requirement, fresh, error)
                                                   : confirm_long_run(requirement, fresh, error);
}

Certifier::Certifier(PlanTrials& trials, double confidence, std::int64_t most_replications)
    : trials_(trials), confidence_(confidence), most_replications_(most_replications) {}

std::int64_t Certifier::replications_for(const Trial& trial, const Classification& seen, double error, double times) const {
    double wanted = 1.0;
    const double reach = student_t_quantile(1.0 - error, 1e6) + student_t_quantile(power, 1e6);
    for (std::size_t row = 0; row < seen.margins.size(); ++row) {
        const Requirement& requirement = trial.requirements->requirements[row];
        const MarginEstimate own = estimate_margin(trial, row, nullptr);
        const double scatter = own.standard_error * std::sqrt(static_cast<double>(own.replications));
        const MarginEstimate& margin_seen = seen.margins[row];
        const double margin = std::max(power_at * requirement.indifference, margin_seen.mean - 2.0 * margin_seen.standard_error);
        wanted = std::max(wanted, reach * reach * scatter * scatter / (margin * margin));
        // The fewest runs that could confirm it at all, and a few broken ones on top.
        if (requirement.promise == Promise::per_run)
            wanted = std::max(wanted, 1.5 * portable_log(error) / portable_log(requirement.bound));
    }
    return std::clamp(static_cast<std::int64_t>(std::ceil(1.1 * times * wanted)), least_replications, most_replications_);
}

Confirmation Certifier::attempt(const Trial& trial, const Classification& seen, double times) {
    ++attempts_;
    const double share = std::ldexp(1.0, -attempts_);
    const double error =
        (1.0 - confidence_) * share / static_cast<double>(std::max<std::size_t>(trial.requirements->requirements.size(), 1));
    Confirmation result;
    result.plan = trial.plan;
    result.replications = replications_for(trial, seen, error, times);
    result.first_replication = replications_apart * attempts_ + 1;
    const FreshReplications fresh = trials_.fresh(trial, result.first_replication, result.replications);
    for (std::size_t row = 0; row < fresh.judged.size(); ++row)
        result.requirements.push_back(confirm(trial.requirements->requirements[row], fresh.judged[row], error));
    if (!result.certified()) trials_.take_unconfirmed(trial, fresh);
    return result;
}

}  // namespace stepdown
