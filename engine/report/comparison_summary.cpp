#include "report/comparison_summary.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "report/number_text.hpp"
#include "report/release.hpp"

namespace stepdown {

namespace {

using Type = TableColumn::Type;

std::vector<Metric> shown_metrics(const Model& base, std::span<const Metric> asked) {
    std::vector<Metric> metrics;
    const auto add = [&](const Metric& metric) {
        if (std::find(metrics.begin(), metrics.end(), metric) == metrics.end()) metrics.push_back(metric);
    };
    for (const Target& target : base.targets) add(target.metric);
    for (const Metric& metric : asked) add(metric);
    if (!metrics.empty()) return metrics;
    for (std::size_t stage = 0; stage < base.stages.size(); ++stage) {
        Metric metric;
        metric.stage = StageId(stage);
        metric.measure = Measure::access_within;
        metric.argument = 7 * ticks_per_day;
        add(metric);
        metric.argument = 0;
        metric.measure = Measure::wait_mean;
        add(metric);
        metric.measure = Measure::census_mean;
        add(metric);
    }
    return metrics;
}

Cell cell_of(const Estimate& estimate, std::string_view unit) {
    EstimateText text = estimate_text(estimate, unit);
    return {.text = std::move(text.value), .detail = std::move(text.interval)};
}

/// "+6.6%", "none" or "0.1 d".
Cell difference_cell(const Difference& difference) {
    if (!difference.estimate.value) return {.text = "-"};
    if (difference.is_none()) return {.text = "none", .tone = Tone::faint};
    Cell cell = cell_of(difference.estimate, difference.unit);
    if (*difference.estimate.value > 0.0) cell.text = "+" + cell.text;
    return cell;
}

std::string told_words(const Difference& difference) {
    if (!difference.estimate.value || difference.is_none()) return "";
    if (!difference.adjusted_p) return "one replication";
    return difference.can_be_told() ? "yes" : "no";
}

std::string gain_words(const Difference& difference) {
    return difference.pairing_gain ? fmt::format("x{}", short_number(*difference.pairing_gain, 2)) : "";
}

void add_metric(const PlanComparison& comparison, const Metric& metric, TextTable& table) {
    const MetricEstimate* of_base = find_metric(comparison.plans.front().result, metric);
    if (of_base == nullptr) return;
    table.add_row({{.text = of_base->name},
                   {.text = comparison.plans.front().name},
                   cell_of(of_base->estimate, of_base->unit),
                   {},
                   {},
                   {}});
    for (const Difference& difference : comparison.differences) {
        if (difference.name != of_base->name) continue;
        Cell figure;
        for (const ComparedPlan& plan : comparison.plans) {
            if (plan.name != difference.plan) continue;
            for (const MetricEstimate& own : plan.result.metrics) {
                if (own.name == difference.name) figure = cell_of(own.estimate, own.unit);
            }
        }
        table.add_row({{},
                       {.text = difference.plan},
                       figure,
                       difference_cell(difference),
                       {.text = told_words(difference)},
                       {.text = gain_words(difference)}});
    }
}

void write_differences(const PlanComparison& comparison, const RowConsumer& write) {
    const auto field = [](const std::optional<double>& value) { return value ? TableValue(*value) : TableValue(); };
    for (const Difference& difference : comparison.differences) {
        const Estimate& estimate = difference.estimate;
        const TableValue row[] = {std::string_view(difference.plan),
                                  std::string_view(difference.name),
                                  std::string_view(difference.unit),
                                  field(estimate.value),
                                  field(estimate.standard_error),
                                  field(estimate.low),
                                  field(estimate.high),
                                  field(difference.simultaneous_low),
                                  field(difference.simultaneous_high),
                                  field(difference.adjusted_p),
                                  field(difference.pairing_gain),
                                  static_cast<std::int64_t>(estimate.replications)};
        write(row);
    }
}

}  // namespace

std::string best_sentence(const BestPlan& best) {
    if (best.not_told_apart.empty()) return fmt::format("best is {}, told apart from all others.", best.best);
    const std::string sentence =
        fmt::format("best is {}, not told apart from {}", best.best, fmt::join(best.not_told_apart, ", "));
    if (!best.replications_to_tell) return sentence + "; they make no difference to it.";
    return sentence + fmt::format("; about {} replications would tell the nearest.",
                                  fixed_number(static_cast<double>(*best.replications_to_tell), 0));
}

std::string comparison_summary(const std::vector<NamedModel>& models, const PlanComparison& comparison,
                               std::span<const Metric> asked, const Page& page) {
    const Model& base = models.front().model;
    std::string text = toned(wrapped(base.name, 0, page), Tone::strong, page) + "\n";
    if (!base.question.empty()) text += wrapped(base.question, 0, page) + "\n";
    TextTable table;
    table.add_column("Metric", Align::left);
    table.add_column("Plan", Align::left);
    for (const char* heading : {"Figure", "Difference", "Can be told", "Pairing bought"}) table.add_column(heading, Align::right);
    for (const Metric& metric : shown_metrics(base, asked)) add_metric(comparison, metric, table);
    text += "\n" + table.to_text(page);
    if (!comparison.best.empty()) text += "\n";
    for (const BestPlan& best : comparison.best)
        text += wrapped(fmt::format("{}: {}", best.target, best_sentence(best)), 2, page) + "\n";
    const RunResult& first = comparison.plans.front().result;
    if (comparison.precision_reached == false)
        text += "\n" + wrapped("The precision asked for was not reached within the most replications allowed.", 0, page) + "\n";
    text +=
        "\n" +
        toned(
            wrapped(fmt::format(
                        "{} replications of each plan with the same clients, seed {}, stepdown {}. ± is half of a 95% interval; "
                        "\"can be told\" holds over all plans at once.",
                        first.replications, first.seed, release()),
                    0, page),
            Tone::faint, page) +
        "\n";
    return text;
}

ResultTable differences_table(const PlanComparison& comparison) {
    return {"differences",
            {{"plan", Type::text},
             {"metric", Type::text},
             {"unit", Type::text},
             {"value", Type::real},
             {"se", Type::real},
             {"low", Type::real},
             {"high", Type::real},
             {"simultaneous_low", Type::real},
             {"simultaneous_high", Type::real},
             {"adjusted_p", Type::real},
             {"pairing_gain", Type::real},
             {"n", Type::whole}},
            [&comparison](const RowConsumer& write) { write_differences(comparison, write); }};
}

}  // namespace stepdown
