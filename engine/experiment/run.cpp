#include "experiment/run.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "core/contract.hpp"
#include "experiment/findings.hpp"
#include "experiment/reduction.hpp"
#include "experiment/replications.hpp"
#include "experiment/target_rules.hpp"
#include "experiment/verdicts.hpp"
#include "experiment/warm_up.hpp"

namespace stepdown {

namespace {

bool precise_enough(const Precision& wanted, const Estimate& estimate) {
    if (!estimate.value || !estimate.low || !estimate.high) return false;
    const double half_width = 0.5 * (*estimate.high - *estimate.low);
    const double allowed =
        wanted.kind == Precision::Kind::relative ? wanted.half_width * std::abs(*estimate.value) : wanted.half_width;
    return half_width <= allowed;
}

/// Looks at 30 replications, then at a fifth more each time, until the half-width is met at two looks in a row. The last look, at
/// the most replications allowed, says whether it is met there: nothing was chosen by looking.
bool run_to_precision(const Model& model, const RunRequest& request, const OfferedLoad* load, Reduction& reduction) {
    const Precision& wanted = *model.precision;
    const auto& metrics = reduction.plan().metrics;
    const auto position = static_cast<std::size_t>(std::find(metrics.begin(), metrics.end(), wanted.metric) - metrics.begin());
    STEPDOWN_EXPECT(position < metrics.size(), "the catalogue lists the metric of precision");
    bool met_before = false;
    std::int64_t look = std::min(first_look, wanted.at_most);
    while (true) {
        simulate_replications(model, request, load, reduction, look, wanted.at_most);
        const bool met = precise_enough(wanted, reduction.estimate(position));
        if (met && met_before) return true;
        if (look == wanted.at_most) return met;
        met_before = met;
        look = std::min(look_after(look), wanted.at_most);
    }
}

}  // namespace

const MetricEstimate* find_metric(const RunResult& result, const Metric& metric) {
    const auto found = std::find_if(result.metrics.begin(), result.metrics.end(),
                                    [&](const MetricEstimate& estimate) { return estimate.metric == metric; });
    return found != result.metrics.end() ? &*found : nullptr;
}

RunResult result_of(const Model& model, const RunRequest& request, const Reduction& reduction) {
    RunResult result;
    result.seed = model.seed;
    result.replications = reduction.replications();
    result.plan = reduction.plan();
    result.metrics = reduction.estimates();
    result.flows = reduction.flows();
    result.targets = judge_targets(model, reduction);
    result.observed = compare_observed(model, reduction);
    result.checks = reduction.checks();
    result.series = reduction.series();
    result.series_replications = reduction.series_replications();
    result.events = reduction.events();
    result.peak_clients = reduction.peak_clients();
    if (request.keep == Keep::everything) {
        result.replication_rows = reduction.rows();
        result.waits = reduction.waits();
        result.staff = reduction.staff();
    }
    result.warm_up = check_warm_up(model, result.plan, result.series, reduction.census_drifts());
    if (!result.warm_up.long_enough) result.warnings.push_back(result.warm_up.sentence);
    for (std::string& warning : overload_warnings(model, result)) result.warnings.push_back(std::move(warning));
    result.bottleneck = find_bottleneck(model, result);
    return result;
}

Reduction empty_reduction(const Model& model, const RunRequest& request) {
    return {model, make_measurement_plan(model, metric_catalogue(model, request.extra_metrics), bound_questions(model)),
            request.keep};
}

RunResult run_experiment(const Model& model, const RunRequest& request) {
    Reduction reduction = empty_reduction(model, request);
    std::optional<OfferedLoad> day_zero_load;
    const OfferedLoad* load = request.load;
    if (load == nullptr && !model.start_state.empty()) load = &day_zero_load.emplace(offered_load(model));
    std::optional<bool> precision_reached;
    if (model.precision) {
        precision_reached = run_to_precision(model, request, load, reduction);
    } else {
        simulate_replications(model, request, load, reduction, model.replications, model.replications);
    }
    RunResult result = result_of(model, request, reduction);
    result.precision_reached = precision_reached;
    if (precision_reached == false) {
        result.warnings.push_back("The precision asked for was not reached within the most replications allowed.");
    }
    return result;
}

}  // namespace stepdown
