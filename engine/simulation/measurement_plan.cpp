#include "simulation/measurement_plan.hpp"

#include <algorithm>

#include "core/contract.hpp"

namespace stepdown {

namespace {

constexpr std::int64_t most_series_points = 2000;

void collect(std::vector<Ticks>& durations, Ticks duration) {
    const auto place = std::lower_bound(durations.begin(), durations.end(), duration);
    if (place == durations.end() || *place != duration) durations.insert(place, duration);
}

void collect_argument(MeasurementPlan& plan, const Metric& metric) {
    switch (metric.measure) {
        case Measure::access_within: collect(plan.access_thresholds, metric.argument); break;
        case Measure::wait_within: collect(plan.wait_thresholds, metric.argument); break;
        case Measure::readmitted: collect(plan.readmitted_windows, metric.argument); break;
        case Measure::followed_up: collect(plan.followed_up_windows, metric.argument); break;
        case Measure::retained: collect(plan.retained_windows, metric.argument); break;
        case Measure::clients_access_within: collect(plan.client_access_thresholds, metric.argument); break;
        case Measure::clients_readmitted: collect(plan.client_readmitted_windows, metric.argument); break;
        case Measure::clients_relapsed: collect(plan.client_relapsed_windows, metric.argument); break;
        default: break;
    }
}

std::size_t group_position(const MeasurementPlan& plan, const Group& group) {
    const auto found = std::find(plan.groups.begin(), plan.groups.end(), group);
    STEPDOWN_EXPECT(found != plan.groups.end(), "every metric's group is one of the model's");
    return static_cast<std::size_t>(found - plan.groups.begin());
}

int histogram_slot(MeasurementPlan& plan, const Metric& metric) {
    HistogramSlot wanted;
    switch (metric.measure) {
        case Measure::wait_p50:
        case Measure::wait_p90:
        case Measure::wait_p95: wanted.quantity = HistogramSlot::Quantity::wait; break;
        case Measure::stay_p50: wanted.quantity = HistogramSlot::Quantity::stay; break;
        case Measure::clients_access_p90: wanted.quantity = HistogramSlot::Quantity::client_access; break;
        default: return -1;
    }
    wanted.stage = metric.subject == Subject::stage ? metric.stage : StageId::none();
    wanted.group = group_position(plan, metric.group);
    for (std::size_t slot = 0; slot < plan.histograms.size(); ++slot) {
        const HistogramSlot& known = plan.histograms[slot];
        if (known.quantity == wanted.quantity && known.stage == wanted.stage && known.group == wanted.group) {
            return static_cast<int>(slot);
        }
    }
    plan.histograms.push_back(wanted);
    return static_cast<int>(plan.histograms.size() - 1);
}

int level_slot(MeasurementPlan& plan, const Metric& metric) {
    if (metric.measure != Measure::census_p95) return -1;
    plan.levels.push_back({metric.stage, group_position(plan, metric.group)});
    return static_cast<int>(plan.levels.size() - 1);
}

}  // namespace

MeasurementPlan make_measurement_plan(const Model& model, std::vector<Metric> metrics, std::vector<BoundQuestion> bounds) {
    MeasurementPlan plan;
    plan.metrics = std::move(metrics);
    plan.bounds = std::move(bounds);
    plan.groups = groups_of(model);
    for (const Metric& metric : plan.metrics) {
        collect_argument(plan, metric);
        plan.histogram_of_metric.push_back(histogram_slot(plan, metric));
        plan.level_of_metric.push_back(level_slot(plan, metric));
    }
    const std::int64_t days = model.clock.end() / ticks_per_day;
    plan.days_per_block = std::max<std::int64_t>(1, (days + most_series_points - 1) / most_series_points);
    plan.series_points = static_cast<std::size_t>((days + plan.days_per_block - 1) / plan.days_per_block);
    plan.flow_ends = 1 + model.stages.size() + model.exits.size();
    return plan;
}

double quantile_level(Measure measure) {
    switch (measure) {
        case Measure::wait_p50:
        case Measure::stay_p50: return 0.50;
        case Measure::wait_p90:
        case Measure::clients_access_p90: return 0.90;
        case Measure::wait_p95:
        case Measure::census_p95: return 0.95;
        default: break;
    }
    STEPDOWN_EXPECT(false, "only a quantile has a level");
    return 0.0;
}

std::string flow_end_name(const Model& model, std::size_t end) {
    if (end == MeasurementPlan::home_end) return "home";
    if (end <= model.stages.size()) return model.stages[end - 1].name;
    return model.exits[end - 1 - model.stages.size()];
}

}  // namespace stepdown
