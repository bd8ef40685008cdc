#include "report/sweep_summary.hpp"

#include <fmt/format.h>

#include "report/json_document.hpp"
#include "report/number_text.hpp"
#include "report/release.hpp"
#include "report/verdict_words.hpp"

namespace stepdown {

namespace {

using Type = TableColumn::Type;

Cell figure_cell(const Estimate& estimate, std::string_view unit, bool with_sign = false) {
    if (!estimate.value) return {.text = "-"};
    if (with_sign && *estimate.value == 0.0 && estimate.standard_error == 0.0) return {.text = "none", .tone = Tone::faint};
    EstimateText text = estimate_text(estimate, unit);
    return {.text = with_sign && *estimate.value > 0.0 ? "+" + text.value : text.value, .detail = text.interval};
}

std::string footer(std::int64_t replications, std::uint64_t seed, const char* of_what, const Page& page) {
    return "\n" +
           toned(
               wrapped(fmt::format(
                           "{} replications of each with the same clients, seed {}, stepdown {}. ± is half of a 95% interval{}.",
                           replications, seed, release(), of_what),
                       0, page),
               Tone::faint, page) +
           "\n";
}

Json estimate_json(const Estimate& estimate) {
    return {{"value", json_number(estimate.value)},
            {"se", json_number(estimate.standard_error)},
            {"low", json_number(estimate.low)},
            {"high", json_number(estimate.high)},
            {"n", estimate.replications}};
}

TableValue field(const std::optional<double>& value) { return value ? TableValue(*value) : TableValue(); }

std::string joined(const std::vector<std::string>& paths, const std::vector<std::string>& values) {
    std::string text;
    for (std::size_t axis = 0; axis < paths.size(); ++axis)
        text += fmt::format("{}{}={}", axis > 0 ? "; " : "", paths[axis], values[axis]);
    return text;
}

}  // namespace

std::string sweep_summary(const Model& model, const std::vector<std::string>& paths, const std::vector<SweepPoint>& points,
                          const Page& page) {
    std::string text = toned(wrapped(model.name, 0, page), Tone::strong, page) + "\n\n";
    TextTable table;
    for (const std::string& path : paths) table.add_column(path, Align::right);
    const SweepPoint* first = nullptr;
    for (const SweepPoint& point : points) {
        if (first == nullptr && !point.metrics.empty()) first = &point;
    }
    if (first != nullptr) {
        for (const MetricEstimate& metric : first->metrics) table.add_column(metric.name, Align::right);
    }
    for (const SweepPoint& point : points) {
        std::vector<Cell> row;
        for (const std::string& value : point.values) row.push_back({.text = value});
        for (const MetricEstimate& metric : point.metrics) row.push_back(figure_cell(metric.estimate, metric.unit));
        while (first != nullptr && row.size() < paths.size() + first->metrics.size())
            row.push_back({.text = "no valid scenario"});
        table.add_row(std::move(row));
    }
    return text + table.to_text(page) + footer(model.replications, model.seed, "", page);
}

std::string sweep_json(const Model& model, const RunResult& run, const std::vector<std::string>& paths,
                       const std::vector<SweepPoint>& points) {
    Json document = run_document(model, run);
    Json list = Json::array();
    for (const SweepPoint& point : points) {
        Json values = Json::object();
        for (std::size_t axis = 0; axis < paths.size(); ++axis) values[paths[axis]] = point.values[axis];
        Json metrics = Json::object();
        for (const MetricEstimate& metric : point.metrics) {
            Json entry = {{"unit", metric.unit}};
            entry.update(estimate_json(metric.estimate));
            metrics[metric.name] = std::move(entry);
        }
        list.push_back({{"values", std::move(values)}, {"valid", !point.metrics.empty()}, {"metrics", std::move(metrics)}});
    }
    document["points"] = std::move(list);
    return json_text(document);
}

ResultTable points_table(const std::vector<std::string>& paths, const std::vector<SweepPoint>& points) {
    return {"points",
            {{"values", Type::text},
             {"metric", Type::text},
             {"unit", Type::text},
             {"value", Type::real},
             {"se", Type::real},
             {"low", Type::real},
             {"high", Type::real},
             {"n", Type::whole}},
            [&paths, &points](const RowConsumer& write) {
                for (const SweepPoint& point : points) {
                    const std::string values = joined(paths, point.values);
                    for (const MetricEstimate& metric : point.metrics) {
                        const Estimate& estimate = metric.estimate;
                        const TableValue row[] = {
                            std::string_view(values),       std::string_view(metric.name),
                            std::string_view(metric.unit),  field(estimate.value),
                            field(estimate.standard_error), field(estimate.low),
                            field(estimate.high),           static_cast<std::int64_t>(estimate.replications)};
                        write(row);
                    }
                }
            }};
}

std::string tornado_summary(const Model& model, const Tornado& tornado, const Page& page) {
    std::string text = toned(wrapped(model.name, 0, page), Tone::strong, page) + "\n";
    for (std::size_t metric = 0; metric < tornado.metrics.size(); ++metric) {
        const MetricEstimate& own = tornado.metrics[metric];
        const EstimateText now = estimate_text(own.estimate, own.unit);
        text += "\n" + toned(wrapped(fmt::format("{}: {} {}", own.name, now.value, now.interval), 0, page), Tone::strong, page) +
                "\n";
        TextTable table;
        table.add_column("Figures", Align::left);
        table.add_column("Evidence", Align::left);
        table.add_column("Varied by", Align::right);
        table.add_column("Lower", Align::right);
        table.add_column("Higher", Align::right);
        for (const std::size_t position : tornado.ranked(metric)) {
            const TornadoBar& bar = tornado.bars[position];
            if (!bar.problem.empty()) continue;
            table.add_row({{.text = bar.path},
                           {.text = std::string(evidence_word(bar.evidence))},
                           {.text = fmt::format("±{}", value_text(bar.part, "share"))},
                           figure_cell(bar.lower[metric], own.unit, true),
                           figure_cell(bar.higher[metric], own.unit, true)});
        }
        text += table.to_text(page);
    }
    std::string problems;
    for (const TornadoBar& bar : tornado.bars) {
        if (!bar.problem.empty()) problems += wrapped(fmt::format("{}: {}", bar.path, bar.problem), 2, page) + "\n";
    }
    if (!problems.empty()) text += "\nNot varied:\n" + problems;
    return text + footer(tornado.replications, tornado.seed, " of the difference to the scenario as it is", page);
}

std::string tornado_json(const Model& model, const RunResult& run, const Tornado& tornado) {
    Json document = run_document(model, run);
    Json bars = Json::array();
    for (std::size_t metric = 0; metric < tornado.metrics.size(); ++metric) {
        for (const std::size_t position : tornado.ranked(metric)) {
            const TornadoBar& bar = tornado.bars[position];
            Json entry = {{"metric", tornado.metrics[metric].name},    {"path", bar.path},
                          {"evidence", evidence_word(bar.evidence)},   {"varied_by", bar.part},
                          {"lower", estimate_json(bar.lower[metric])}, {"higher", estimate_json(bar.higher[metric])}};
            if (!bar.problem.empty()) entry["problem"] = bar.problem;
            bars.push_back(std::move(entry));
        }
    }
    document["tornado"] = std::move(bars);
    return json_text(document);
}

ResultTable tornado_table(const Tornado& tornado) {
    return {"tornado",
            {{"metric", Type::text},
             {"path", Type::text},
             {"evidence", Type::text},
             {"varied_by", Type::real},
             {"lower", Type::real},
             {"lower_low", Type::real},
             {"lower_high", Type::real},
             {"higher", Type::real},
             {"higher_low", Type::real},
             {"higher_high", Type::real}},
            [&tornado](const RowConsumer& write) {
                for (std::size_t metric = 0; metric < tornado.metrics.size(); ++metric) {
                    for (const std::size_t position : tornado.ranked(metric)) {
                        const TornadoBar& bar = tornado.bars[position];
                        const TableValue row[] = {std::string_view(tornado.metrics[metric].name),
                                                  std::string_view(bar.path),
                                                  evidence_word(bar.evidence),
                                                  bar.part,
                                                  field(bar.lower[metric].value),
                                                  field(bar.lower[metric].low),
                                                  field(bar.lower[metric].high),
                                                  field(bar.higher[metric].value),
                                                  field(bar.higher[metric].low),
                                                  field(bar.higher[metric].high)};
                        write(row);
                    }
                }
            }};
}

}  // namespace stepdown
