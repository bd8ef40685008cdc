#include "experiment/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "core/contract.hpp"
#include "experiment/reduction.hpp"
#include "experiment/replications.hpp"
#include "model/traffic.hpp"
#include "statistics/intervals.hpp"

namespace stepdown {

namespace {

constexpr double level = 0.05;

/// Where a plan lists each metric; track and session numbers may differ between plans, names do not.
using MetricPlaces = std::map<std::string, std::size_t, std::less<>>;

MetricPlaces places_of(const Model& model, const Reduction& reduction) {
    MetricPlaces places;
    const auto& metrics = reduction.plan().metrics;
    for (std::size_t position = 0; position < metrics.size(); ++position)
        places[metric_name(model, metrics[position])] = position;
    return places;
}

bool higher_is_better(Comparison comparison) { return comparison == Comparison::at_least || comparison == Comparison::above; }

double p_of(const Estimate& difference) {
    if (!difference.value || !difference.standard_error) return 1.0;
    if (*difference.standard_error <= 0.0) return *difference.value == 0.0 ? 1.0 : 0.0;
    return student_t_two_sided(*difference.value / *difference.standard_error, static_cast<double>(difference.replications - 1));
}

/// Holm (1979): the smallest of k times k, the next times k - 1, never falling.
std::vector<double> holm(const std::vector<double>& single) {
    std::vector<std::size_t> order(single.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) { return single[one] < single[other]; });
    std::vector<double> adjusted(single.size());
    double highest = 0.0;
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        highest = std::max(highest, std::min(1.0, static_cast<double>(order.size() - rank) * single[order[rank]]));
        adjusted[order[rank]] = highest;
    }
    return adjusted;
}

class Comparing {
public:
    Comparing(const std::vector<NamedModel>& models, const ComparisonRequest& request) : models_(models), request_(request) {
        STEPDOWN_EXPECT(!models.empty(), "there is a base to compare with");
        for (const NamedModel& named : models) {
            reductions_.push_back(empty_reduction(named.model, request.run));
            places_.push_back(places_of(named.model, reductions_.back()));
            loads_.push_back(named.model.start_state.empty() ? std::nullopt : std::optional(offered_load(named.model)));
        }
    }

    PlanComparison compare() {
        for (const Metric& metric : reductions_.front().plan().metrics) names_.push_back(metric_name(base(), metric));
        PlanComparison result;
        simulate(result);
        for (std::size_t plan = 0; plan < models_.size(); ++plan)
            result.plans.push_back({models_[plan].name, result_of(models_[plan].model, request_.run, reductions_[plan])});
        const auto& metrics = reductions_.front().plan().metrics;
        for (std::size_t metric = 0; metric < metrics.size(); ++metric) add_differences(metric, result.differences);
        for (const Target& target : models_.front().model.targets) result.best.push_back(best_by(target));
        return result;
    }

private:
    std::optional<std::size_t> position_of(std::size_t plan, const std::string& name) const {
        const auto found = places_[plan].find(name);
        return found == places_[plan].end() ? std::nullopt : std::optional(found->second);
    }

    const Model& base() const { return models_.front().model; }

    void simulate_to(std::int64_t last, std::int64_t planned) {
        const auto count = static_cast<std::int64_t>(models_.size());
        for (std::size_t plan = 0; plan < models_.size(); ++plan) {
            RunRequest one = request_.run;
            const auto before = static_cast<std::int64_t>(plan) * last;
            if (request_.run.progress) {
                one.progress = [&, before](std::int64_t done, std::int64_t) {
                    request_.run.progress(before + done, count * planned);
                };
            }
            simulate_replications(models_[plan].model, one, loads_[plan] ? &*loads_[plan] : nullptr, reductions_[plan], last,
                                  last);
        }
    }

    void simulate(PlanComparison& result) {
        if (!request_.precision) {
            simulate_to(base().replications, base().replications);
            return;
        }
        bool met_before = false;
        std::int64_t look = std::min(first_look, request_.precision->at_most);
        while (true) {
            simulate_to(look, look);
            const bool met = is_precise();
            result.precision_reached = met;
            if ((met && met_before) || look == request_.precision->at_most) return;
            met_before = met;
            look = std::min(look_after(look), request_.precision->at_most);
        }
    }

    /// The metrics of the targets and those asked for.
    std::vector<std::size_t> looked_at() const {
        std::vector<std::size_t> positions;
        const auto& metrics = reductions_.front().plan().metrics;
        const auto add = [&](const Metric& metric) {
            const auto found = std::find(metrics.begin(), metrics.end(), metric);
            if (found != metrics.end()) positions.push_back(static_cast<std::size_t>(found - metrics.begin()));
        };
        for (const Target& target : base().targets) add(target.metric);
        for (const Metric& metric : request_.run.extra_metrics) add(metric);
        return positions;
    }

    bool is_precise() const {
        for (const std::size_t metric : looked_at()) {
            const Estimate of_base = reductions_.front().estimate(metric);
            for (std::size_t plan = 1; plan < models_.size(); ++plan) {
                const Estimate difference = difference_to(plan, 0, metric);
                if (!difference.low || !difference.high || !of_base.value) continue;
                const double allowed = request_.precision->kind == DifferencePrecision::Kind::relative
                                           ? request_.precision->half_width * std::fabs(*of_base.value)
                                           : request_.precision->half_width;
                if (0.5 * (*difference.high - *difference.low) > allowed) return false;
            }
        }
        return true;
    }

    /// Of one plan less another, by a metric of the base.
    Estimate difference_to(std::size_t plan, std::size_t other, std::size_t metric, double confidence = 0.95) const {
        const std::string& name = names_[metric];
        const auto here = position_of(plan, name);
        const auto there = position_of(other, name);
        if (!here || !there) return {};
        return reductions_[plan].difference(*here, reductions_[other], *there, confidence);
    }

    void add_differences(std::size_t metric, std::vector<Difference>& differences) const {
        const Metric& asked = reductions_.front().plan().metrics[metric];
        const auto others = static_cast<double>(models_.size() - 1);
        std::vector<double> single;
        const std::size_t first = differences.size();
        for (std::size_t plan = 1; plan < models_.size(); ++plan) {
            Difference difference;
            difference.plan = models_[plan].name;
            difference.metric = asked;
            difference.name = names_[metric];
            difference.unit = measure_row(asked.measure).unit;
            difference.estimate = difference_to(plan, 0, metric);
            const Estimate wide = difference_to(plan, 0, metric, 1.0 - level / others);
            difference.simultaneous_low = wide.low;
            difference.simultaneous_high = wide.high;
            difference.pairing_gain = gain(plan, metric, difference.estimate);
            single.push_back(p_of(difference.estimate));
            differences.push_back(std::move(difference));
        }
        const std::vector<double> adjusted = holm(single);
        for (std::size_t plan = 0; plan < adjusted.size(); ++plan) {
            if (differences[first + plan].estimate.standard_error) differences[first + plan].adjusted_p = adjusted[plan];
        }
    }

    std::optional<double> gain(std::size_t plan, std::size_t metric, const Estimate& difference) const {
        const auto here = position_of(plan, names_[metric]);
        if (!here) return std::nullopt;
        const auto one = reductions_.front().estimate(metric).standard_error;
        const auto other = reductions_[plan].estimate(*here).standard_error;
        if (!one || !other || !difference.standard_error || *difference.standard_error <= 0.0) return std::nullopt;
        return (*one * *one + *other * *other) / (*difference.standard_error * *difference.standard_error);
    }

    BestPlan best_by(const Target& target) const {
        BestPlan result;
        result.target = target.text;
        result.metric = metric_name(base(), target.metric);
        const auto& metrics = reductions_.front().plan().metrics;
        const auto metric = static_cast<std::size_t>(std::find(metrics.begin(), metrics.end(), target.metric) - metrics.begin());
        const double sign = higher_is_better(target.comparison) ? 1.0 : -1.0;
        std::size_t best = 0;
        double most = -std::numeric_limits<double>::infinity();
        for (std::size_t plan = 0; plan < models_.size(); ++plan) {
            const auto here = position_of(plan, result.metric);
            const auto value = here ? reductions_[plan].estimate(*here).value : std::nullopt;
            if (!value || sign * *value <= most) continue;
            most = sign * *value;
            best = plan;
        }
        result.best = models_[best].name;
        find_ties(best, metric, result);
        return result;
    }

    void find_ties(std::size_t best, std::size_t metric, BestPlan& result) const {
        std::vector<std::size_t> others;
        std::vector<Estimate> differences;
        std::vector<double> single;
        for (std::size_t plan = 0; plan < models_.size(); ++plan) {
            if (plan == best) continue;
            others.push_back(plan);
            differences.push_back(difference_to(best, plan, metric));
            single.push_back(p_of(differences.back()));
        }
        const std::vector<double> adjusted = holm(single);
        for (std::size_t index = 0; index < others.size(); ++index) {
            if (adjusted[index] < level) continue;
            result.not_told_apart.push_back(models_[others[index]].name);
            const Estimate& difference = differences[index];
            if (!difference.value || !difference.standard_error || *difference.value == 0.0) continue;
            const double reach = student_t_quantile(1.0 - 0.5 * level / static_cast<double>(others.size()),
                                                    static_cast<double>(difference.replications - 1));
            const double ratio = reach * *difference.standard_error / *difference.value;
            const auto needed =
                static_cast<std::int64_t>(std::ceil(static_cast<double>(difference.replications) * ratio * ratio));
            if (!result.replications_to_tell || needed < *result.replications_to_tell) result.replications_to_tell = needed;
        }
    }

    const std::vector<NamedModel>& models_;
    const ComparisonRequest& request_;
    std::vector<Reduction> reductions_;
    std::vector<MetricPlaces> places_;
    /// Of the base's metrics.
    std::vector<std::string> names_;
    std::vector<std::optional<OfferedLoad>> loads_;
};

}  // namespace

PlanComparison compare_plans(const std::vector<NamedModel>& models, const ComparisonRequest& request) {
    return Comparing(models, request).compare();
}

}  // namespace stepdown
