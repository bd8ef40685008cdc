#include "experiment/reduction.hpp"

#include <algorithm>

#include "core/contract.hpp"
#include "statistics/quantile_rank.hpp"

namespace stepdown {

namespace {

constexpr std::int64_t most_kept_series = 1000;
constexpr double drift_confidence = 0.999;

std::vector<std::optional<double>> fractions(const std::vector<double>& numerators, const std::vector<double>& denominators) {
    std::vector<std::optional<double>> result(numerators.size());
    for (std::size_t index = 0; index < numerators.size(); ++index) {
        if (denominators[index] > 0.0) result[index] = numerators[index] / denominators[index];
    }
    return result;
}

double sorted_quantile(const std::vector<double>& sorted, double p) { return sorted[quantile_rank(p, sorted.size()) - 1]; }

}  // namespace

Reduction::Reduction(const Model& model, MeasurementPlan plan, Keep keep) : model_(&model), plan_(std::move(plan)), keep_(keep) {
    numerators_.resize(plan_.metrics.size());
    denominators_.resize(plan_.metrics.size());
    at_or_below_.resize(plan_.bounds.size());
    observed_.resize(plan_.bounds.size());
    histograms_.resize(plan_.histograms.size());
    levels_.resize(plan_.levels.size());
    flows_.assign(plan_.flow_ends * plan_.flow_ends, 0);
    relapse_flows_ = flows_;
    for (auto* sums : {&census_, &waitlist_, &need_}) sums->resize(model.stages.size());
    judged_ = judged_blocks(model, plan_);
    drifts_.resize(model.stages.size());
}

void Reduction::add(ReplicationPair&& pair) {
    ReplicationResult& constrained = pair.constrained;
    ReplicationResult* unconstrained = pair.unconstrained ? &*pair.unconstrained : nullptr;
    ++replications_;
    if (keep_ == Keep::everything && series_replications_ < most_kept_series) ++series_replications_;
    add_metrics(constrained, unconstrained);
    add_staff(constrained);
    for (std::size_t slot = 0; slot < histograms_.size(); ++slot) histograms_[slot].merge(constrained.histograms[slot]);
    for (std::size_t slot = 0; slot < levels_.size(); ++slot) levels_[slot].merge(constrained.levels[slot]);
    for (std::size_t pair_of_ends = 0; pair_of_ends < flows_.size(); ++pair_of_ends) {
        flows_[pair_of_ends] += constrained.flows[pair_of_ends];
        relapse_flows_[pair_of_ends] += constrained.relapse_flows[pair_of_ends];
    }
    for (std::size_t stage = 0; stage < census_.size(); ++stage) {
        if (const auto drift = census_drift(judged_, constrained.series[stage].census)) drifts_[stage].push_back(*drift);
        add_series(census_[stage], std::move(constrained.series[stage].census));
        add_series(waitlist_[stage], std::move(constrained.series[stage].waitlist));
        if (unconstrained != nullptr) add_series(need_[stage], std::move(unconstrained->series[stage].census));
    }
    add_checks(constrained.checks, "");
    if (unconstrained != nullptr) add_checks(unconstrained->checks, "if nothing were full: ");
    events_ += constrained.events + (unconstrained != nullptr ? unconstrained->events : 0);
    peak_clients_ = std::max(peak_clients_, constrained.peak_clients);
}

void Reduction::add_staff(const ReplicationResult& constrained) {
    staff_.resize(constrained.staff_weeks.size());
    for (std::size_t role = 0; role < staff_.size(); ++role) {
        StaffSeries& sum = staff_[role];
        sum.role = RoleId(role);
        for (std::size_t hour = 0; hour < sum.booked.size(); ++hour) {
            sum.booked[hour] += constrained.staff_weeks[role].booked[hour];
            sum.bookable[hour] += constrained.staff_weeks[role].bookable[hour];
        }
        const std::vector<double>& vacancy = constrained.vacancy[role];
        sum.vacancy.resize(vacancy.size());
        for (std::size_t block = 0; block < vacancy.size(); ++block) sum.vacancy[block] += vacancy[block];
    }
}

std::vector<StaffSeries> Reduction::staff() const {
    std::vector<StaffSeries> result = staff_;
    const auto count = static_cast<double>(replications_);
    const double weeks = to_days(model_->clock.run) / 7.0;
    const double hours = static_cast<double>(ticks_per_hour) * weeks * count;
    for (StaffSeries& series : result) {
        for (double& booked : series.booked) booked /= hours;
        for (double& bookable : series.bookable) bookable /= hours;
        for (double& vacancy : series.vacancy) vacancy /= count;
    }
    return result;
}

void Reduction::add_metrics(const ReplicationResult& constrained, const ReplicationResult* unconstrained) {
    for (std::size_t metric = 0; metric < plan_.metrics.size(); ++metric) {
        const bool is_need = plan_.metrics[metric].measure == Measure::need_mean;
        const ReplicationResult* from = is_need ? unconstrained : &constrained;
        numerators_[metric].push_back(from != nullptr ? from->numerators[metric] : 0.0);
        denominators_[metric].push_back(from != nullptr ? from->denominators[metric] : 0.0);
    }
    for (std::size_t question = 0; question < plan_.bounds.size(); ++question) {
        at_or_below_[question].push_back(constrained.at_or_below[question]);
        observed_[question].push_back(constrained.observed[question]);
    }
}

void Reduction::add_checks(const std::vector<SelfCheck>& checks, const std::string& pass) {
    for (const SelfCheck& check : checks) {
        const std::string name = pass + check.name;
        auto known = std::find_if(checks_.begin(), checks_.end(), [&](const SelfCheck& one) { return one.name == name; });
        if (known == checks_.end()) {
            checks_.push_back({name, check.holds, check.detail});
        } else if (known->holds && !check.holds) {
            known->holds = false;
            known->detail = check.detail;
        }
    }
}

void Reduction::add_series(SeriesSum& sum, std::vector<double>&& series) {
    if (sum.sum.empty()) sum.sum.assign(series.size(), 0.0);
    STEPDOWN_EXPECT(sum.sum.size() == series.size(), "every replication has the same series points");
    for (std::size_t point = 0; point < series.size(); ++point) sum.sum[point] += series[point];
    if (keep_ == Keep::everything && sum.kept.size() < static_cast<std::size_t>(most_kept_series)) {
        sum.kept.push_back(std::move(series));
    }
}

Estimate Reduction::estimate(std::size_t metric) const {
    const auto& numerators = numerators_[metric];
    const auto& denominators = denominators_[metric];
    const Metric& asked = plan_.metrics[metric];
    const auto observed = fractions(numerators, denominators);
    switch (measure_row(asked.measure).estimator) {
        case Estimator::ratio:
        case Estimator::time_average: return pooled_ratio(numerators, denominators);
        case Estimator::maximum: {
            std::vector<double> values;
            for (const auto& value : observed) {
                if (value) values.push_back(*value);
            }
            return mean_of(values);
        }
        case Estimator::quantile: break;
    }
    const double level = quantile_level(asked.measure);
    if (const int slot = plan_.level_of_metric[metric]; slot >= 0) {
        const TimeWeightedHistogramPool& pooled = levels_[static_cast<std::size_t>(slot)];
        if (pooled.total() == 0) return {};
        return sectioned_quantile(static_cast<double>(pooled.quantile(level)), observed);
    }
    const LogHistogramPool& pooled = histograms_[static_cast<std::size_t>(plan_.histogram_of_metric[metric])];
    if (pooled.total() == 0) return {};
    return sectioned_quantile(pooled.quantile(level) / static_cast<double>(ticks_per_day), observed);
}

std::vector<MetricEstimate> Reduction::estimates() const {
    std::vector<MetricEstimate> result;
    result.reserve(plan_.metrics.size());
    for (std::size_t metric = 0; metric < plan_.metrics.size(); ++metric) {
        const Metric& asked = plan_.metrics[metric];
        result.push_back({asked, metric_name(*model_, asked), std::string(measure_row(asked.measure).unit), estimate(metric)});
    }
    return result;
}

Estimate Reduction::bound_share(std::size_t question) const { return pooled_ratio(at_or_below_[question], observed_[question]); }

std::vector<std::optional<double>> Reduction::per_replication(std::size_t metric) const {
    return fractions(numerators_[metric], denominators_[metric]);
}

std::vector<std::optional<double>> Reduction::bound_share_per_replication(std::size_t question) const {
    return fractions(at_or_below_[question], observed_[question]);
}

std::vector<FlowEstimate> Reduction::flows() const {
    std::vector<FlowEstimate> result;
    const double days = to_days(model_->clock.run) * static_cast<double>(std::max<std::int64_t>(replications_, 1));
    for (std::size_t from = 0; from < plan_.flow_ends; ++from) {
        for (std::size_t to = 0; to < plan_.flow_ends; ++to) {
            const std::size_t ends = from * plan_.flow_ends + to;
            if (flows_[ends] == 0) continue;
            result.push_back({flow_end_name(*model_, from), flow_end_name(*model_, to), static_cast<double>(flows_[ends]) / days,
                              static_cast<double>(relapse_flows_[ends]) / days});
        }
    }
    return result;
}

SeriesBands Reduction::bands(StageId stage, SeriesBands::Quantity quantity, const SeriesSum& sum) const {
    SeriesBands result;
    result.stage = stage;
    result.quantity = quantity;
    for (const double total : sum.sum) result.mean.push_back(total / static_cast<double>(replications_));
    if (sum.kept.empty()) return result;
    std::vector<double> values(sum.kept.size());
    for (std::size_t point = 0; point < sum.sum.size(); ++point) {
        for (std::size_t replication = 0; replication < sum.kept.size(); ++replication) {
            values[replication] = sum.kept[replication][point];
        }
        std::sort(values.begin(), values.end());
        result.p2_5.push_back(sorted_quantile(values, 0.025));
        result.p10.push_back(sorted_quantile(values, 0.10));
        result.p50.push_back(sorted_quantile(values, 0.50));
        result.p90.push_back(sorted_quantile(values, 0.90));
        result.p97_5.push_back(sorted_quantile(values, 0.975));
    }
    return result;
}

std::vector<SeriesBands> Reduction::series() const {
    std::vector<SeriesBands> result;
    for (std::size_t position = 0; position < census_.size(); ++position) {
        const StageId stage(position);
        result.push_back(bands(stage, SeriesBands::Quantity::census, census_[position]));
        result.push_back(bands(stage, SeriesBands::Quantity::waitlist, waitlist_[position]));
        if (!need_[position].sum.empty()) result.push_back(bands(stage, SeriesBands::Quantity::need, need_[position]));
    }
    return result;
}

std::vector<Estimate> Reduction::census_drifts() const {
    std::vector<Estimate> result;
    for (const auto& drifts : drifts_) result.push_back(mean_of(drifts, drift_confidence));
    return result;
}

std::vector<WaitDistribution> Reduction::waits() const {
    std::vector<WaitDistribution> result;
    for (std::size_t slot = 0; slot < plan_.histograms.size(); ++slot) {
        const HistogramSlot& kept = plan_.histograms[slot];
        if (kept.quantity == HistogramSlot::Quantity::wait) result.push_back({kept.stage, kept.group, histograms_[slot]});
    }
    return result;
}

std::vector<ReplicationRow> Reduction::rows() const {
    std::vector<ReplicationRow> result(static_cast<std::size_t>(replications_));
    for (std::size_t metric = 0; metric < plan_.metrics.size(); ++metric) {
        const auto values = per_replication(metric);
        for (std::size_t replication = 0; replication < values.size(); ++replication) {
            result[replication].values.push_back(values[replication]);
        }
    }
    return result;
}

}  // namespace stepdown
