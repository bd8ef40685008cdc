#include "support/statistical_check.hpp"

#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

#include "statistics/intervals.hpp"
#include "support/scenario_text.hpp"

namespace stepdown::testing {

std::string disagreement(const Estimate& estimate, double theory, double precision) {
    if (!estimate.value || !estimate.standard_error) return "there is no estimate";
    const double half_width =
        *estimate.standard_error * student_t_quantile(0.9995, static_cast<double>(estimate.replications) - 1.0);
    if (half_width > precision)
        return fmt::format("too few replications to tell: {} +- {} where {} is asked", *estimate.value, half_width, precision);
    if (std::abs(*estimate.value - theory) <= half_width) return "";
    return fmt::format("{} +- {} does not contain {}", *estimate.value, half_width, theory);
}

const Estimate& figure(const RunResult& result, std::string_view name) {
    for (const MetricEstimate& metric : result.metrics) {
        if (metric.name == name) return metric.estimate;
    }
    throw std::out_of_range(fmt::format("the run does not list {}", name));
}

RunResult simulate(std::string_view yaml) {
    const Model model = model_from(yaml);
    RunRequest request;
    request.threads = 1;
    request.need = NeedPass::skip;
    return run_experiment(model, request);
}

}  // namespace stepdown::testing
