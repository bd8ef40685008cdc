// Plans compared on the same clients: paired differences to the base, simultaneous over the plans, and which plan is best.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "experiment/run.hpp"
#include "experiment/run_result.hpp"

namespace stepdown {

struct NamedModel {
    std::string name;
    Model model;
};

/// Until every difference that is looked at has this half-width: a part of the base's figure, or absolute in the metric's unit.
struct DifferencePrecision {
    enum class Kind : std::uint8_t { relative, absolute } kind = Kind::relative;
    double half_width = 0.0;
    std::int64_t at_most = 2000;
};

struct ComparisonRequest {
    RunRequest run;
    /// Beside the metrics of targets: what to look at.
    std::optional<DifferencePrecision> precision;
};

struct Difference {
    std::string plan;
    Metric metric;
    /// As in the base.
    std::string name;
    std::string unit;
    /// Plan less base, with its own 95% interval; from the paired replications.
    Estimate estimate;
    /// All plans' intervals of this metric hold together with 95% (Bonferroni).
    std::optional<double> simultaneous_low;
    std::optional<double> simultaneous_high;
    /// Adjusted for the number of plans by Holm (1979): below 0.05 the difference is not chance.
    std::optional<double> adjusted_p;
    /// Variance with independent clients over variance with the same clients; nothing where either is 0.
    std::optional<double> pairing_gain;

    /// Whether the plan makes no difference at all to this metric.
    bool is_none() const { return estimate.value == 0.0 && estimate.standard_error == 0.0; }
    bool can_be_told() const { return adjusted_p && *adjusted_p < 0.05; }
};

/// Which plan does best by the metric of a target, and which cannot be told from it.
struct BestPlan {
    std::string target;
    std::string metric;
    std::string best;
    /// Not told apart from the best by paired differences at 5% over all plans (Holm).
    std::vector<std::string> not_told_apart;
    /// Replications that would tell the nearest of these apart, if the difference is as estimated; nothing where it is nothing.
    std::optional<std::int64_t> replications_to_tell;
};

struct ComparedPlan {
    std::string name;
    RunResult result;
};

struct PlanComparison {
    /// The base first.
    std::vector<ComparedPlan> plans;
    std::vector<Difference> differences;
    std::vector<BestPlan> best;
    std::optional<bool> precision_reached;
};

/// The base is the first model; all have its seed and go through the same replications. The same bytes on any number of threads.
PlanComparison compare_plans(const std::vector<NamedModel>& models, const ComparisonRequest& request);

}  // namespace stepdown
