#include "scenario/metric_text.hpp"

#include <fmt/format.h>

namespace stepdown {

namespace {

Parsed<double> in_days(std::string_view text) {
    const auto ticks = parse_duration(text);
    if (!ticks) return Parsed<double>::refused(ticks.code, ticks.problem, ticks.hint);
    return Parsed<double>::of(to_days(*ticks));
}

Parsed<double> in_rate(std::string_view text, double days) {
    const auto rate = parse_rate(text);
    if (!rate) return Parsed<double>::refused(rate.code, rate.problem, rate.hint);
    return Parsed<double>::of(rate.value->per_day() * days);
}

/// Per week: margins may be negative.
Parsed<double> in_money(std::string_view text) {
    const auto rate = parse_rate(text, Sign::any);
    if (!rate) return Parsed<double>::refused(rate.code, rate.problem, rate.hint);
    return Parsed<double>::of(rate.value->per_day() * 7.0);
}

}  // namespace

std::optional<Metric> read_metric(std::string_view text, const SourcePlace& place, const SectionContext& context) {
    MetricProblem problem;
    auto metric = parse_metric(context.model, text, problem);
    if (!metric) context.problems.error(place, "bad-metric", std::move(problem.message), std::move(problem.hint));
    return metric;
}

Parsed<double> parse_metric_value(std::string_view text, const Metric& metric) {
    const std::string_view unit = measure_row(metric.measure).unit;
    const bool can_exceed_one = metric.measure == Measure::occupancy || metric.measure == Measure::staff_utilization;
    const bool is_money = metric.subject == Subject::money || metric.measure == Measure::stage_margin;
    Parsed<double> parsed = unit == "d"          ? in_days(text)
                            : can_exceed_one     ? parse_ratio(text)
                            : unit == "share"    ? parse_share(text)
                            : unit == "per day"  ? in_rate(text, 1.0)
                            : is_money           ? in_money(text)
                            : unit == "per week" ? in_rate(text, 7.0)
                                                 : parse_number(text);
    if (parsed) return parsed;
    const std::string_view example = unit == "d"          ? "a duration such as `7 d`"
                                     : unit == "share"    ? "a share such as `90%`"
                                     : unit == "per day"  ? "a rate such as `9 per day`"
                                     : unit == "per week" ? "a rate such as `9 per week`"
                                                          : "a plain number";
    return Parsed<double>::refused("wrong-metric-unit", fmt::format("`{}` does not fit this metric", text),
                                   fmt::format("it is given in {}: write {}",
                                               unit == "d"       ? "days"
                                               : unit == "share" ? "shares"
                                                                 : unit,
                                               example));
}

}  // namespace stepdown
