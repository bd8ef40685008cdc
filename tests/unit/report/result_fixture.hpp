// A result put together by hand: one stage, a metric with a figure, one without, and a row of everything else.
#pragma once

#include "experiment/run_result.hpp"
#include "support/small_models.hpp"

namespace stepdown_test {

inline stepdown::Model small_model() {
    using namespace stepdown;
    SmallModel small({"iop"});
    small.model.name = "A \"clinic\", tested";
    small.ask("adults", 1.0, {{1.0, "iop"}});
    small.model.clock.warm_up = 2 * ticks_per_day;
    small.model.clock.calendar = Calendar(std::chrono::sys_days{std::chrono::year{2027} / 1 / 2});
    small.model.sources.push_back({"stages.iop.stay", "TEDS-D, table 2", Evidence::low, "a note"});
    small.model.unsourced.push_back({"populations.adults.arrivals", "1 per day"});
    return small.model;
}

inline stepdown::MetricEstimate figure(const stepdown::Model& model, stepdown::Measure measure, std::optional<double> value) {
    using namespace stepdown;
    MetricEstimate result;
    result.metric.measure = measure;
    result.metric.stage = StageId(0);
    if (is_of(measure, Subject::clients)) result.metric.subject = Subject::clients;
    result.name = metric_name(model, result.metric);
    result.unit = std::string(measure_row(measure).unit);
    if (!value) return result;
    result.estimate = {value, 0.5, 10.25, 12.0, 2, 8.5, 13.5};
    return result;
}

inline stepdown::RunResult small_result(const stepdown::Model& model) {
    using namespace stepdown;
    RunResult result;
    result.seed = 7;
    result.replications = 2;
    result.metrics = {figure(model, Measure::wait_mean, 11.2), figure(model, Measure::occupancy, std::nullopt)};
    result.flows = {{"home", "iop", 0.25, 0.125}};
    TargetResult target;
    target.target.text = "iop.wait.mean <= 7 d";
    target.target.metric = result.metrics[0].metric;
    target.metric_name = target.tested = result.metrics[0].name;
    target.value = 11.2;
    target.low = 10.0;
    target.high = 12.4;
    target.verdict = Verdict::missed;
    result.targets = {target};
    ObservedResult observed;
    observed.observed.value = 11.0;
    observed.metric_name = result.metrics[0].name;
    observed.unit = "d";
    observed.value = 11.2;
    observed.low = 10.4;
    observed.high = 12.6;
    observed.agreement = ObservedResult::Agreement::agrees;
    result.observed = {observed};
    result.warnings = {"iop needs more"};
    result.warm_up.stages = {{StageId(0), std::nullopt}};
    result.bottleneck = {StageId(0), "Most waiting is for iop."};
    result.checks = {{"iop: census", true, ""}};
    result.plan.groups = {Group{}};
    result.series = {{StageId(0), SeriesBands::Quantity::census, {1.5, 2.5}, {1, 2}, {1, 2}, {1, 2}, {1, 2}, {1, 2}}};
    result.replication_rows = {{{10.0, std::nullopt}}, {{12.0, std::nullopt}}};
    LogHistogramPool waits;
    waits.add(0);
    waits.add(ticks_per_day);
    waits.add(ticks_per_day);
    waits.add(ticks_per_day);
    result.waits = {{StageId(0), 0, waits}};
    return result;
}

}  // namespace stepdown_test
