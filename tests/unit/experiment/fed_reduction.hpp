// A reduction fed by hand: replications whose figures the test states, so that nothing is simulated.
#pragma once

#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "experiment/reduction.hpp"
#include "experiment/target_rules.hpp"
#include "experiment/verdicts.hpp"
#include "support/small_models.hpp"

namespace stepdown_test {

using namespace stepdown;

/// A stage of 10 places, `iop`, and two weeks after a warm-up of one.
inline Model clinic() {
    SmallModel small({"iop"});
    small.ask("adults", 1.0, {{1.0, "iop"}});
    small.stage("iop").places = Places{10};
    small.model.clock.warm_up = 7 * ticks_per_day;
    small.model.clock.run = 14 * ticks_per_day;
    return small.model;
}

inline Metric of_stage(Measure measure, Ticks argument = 0) {
    Metric metric;
    metric.measure = measure;
    metric.stage = StageId(0);
    metric.argument = argument;
    return metric;
}

class FedReduction {
public:
    FedReduction(const Model& model, std::vector<Metric> metrics, Keep keep = Keep::estimates_only)
        : reduction(model, make_measurement_plan(model, std::move(metrics), bound_questions(model)), keep), model_(&model) {}

    /// A result of the plan's shape in which nothing was observed.
    ReplicationResult nothing() const {
        const MeasurementPlan& plan = reduction.plan();
        ReplicationResult result;
        result.numerators.assign(plan.metrics.size(), 0.0);
        result.denominators.assign(plan.metrics.size(), 0.0);
        result.histograms.resize(plan.histograms.size());
        result.levels.resize(plan.levels.size());
        result.at_or_below.assign(plan.bounds.size(), 0.0);
        result.observed.assign(plan.bounds.size(), 0.0);
        result.flows.assign(plan.flow_ends * plan.flow_ends, 0);
        result.relapse_flows = result.flows;
        const std::vector<double> flat(plan.series_points, 0.0);
        result.series.assign(model_->stages.size(), StageSeries{flat, flat});
        return result;
    }

    void add(ReplicationResult result) { reduction.add({std::move(result), std::nullopt}); }
    void add(ReplicationResult result, ReplicationResult twin) { reduction.add({std::move(result), std::move(twin)}); }

    /// A replication in which the first metric is `numerator` over `denominator`.
    void add_ratio(double numerator, double denominator) {
        ReplicationResult result = nothing();
        result.numerators[0] = numerator;
        result.denominators[0] = denominator;
        add(std::move(result));
    }

    /// A replication in which `hits` of `of` observations lie at or below the first bound.
    void add_hits(double hits, double of) {
        ReplicationResult result = nothing();
        result.at_or_below[0] = hits;
        result.observed[0] = of;
        add(std::move(result));
    }

    Reduction reduction;

private:
    const Model* model_;
};

}  // namespace stepdown_test
