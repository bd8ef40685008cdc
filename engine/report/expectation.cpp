// Numbers are compared as doubles: both sides were written so that they read back exactly.

#include "report/expectation.hpp"

#include <unordered_map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "report/number_text.hpp"

namespace stepdown {

std::optional<std::vector<ExpectedMetric>> read_expected_metrics(std::string_view json) {
    using Json = nlohmann::ordered_json;
    const Json document = Json::parse(json, nullptr, false);
    if (!document.is_object() || !document.contains("metrics") || !document["metrics"].is_object()) return std::nullopt;
    std::vector<ExpectedMetric> metrics;
    for (const auto& [name, entry] : document["metrics"].items()) {
        if (!entry.is_object() || !entry.contains("value") || !entry.contains("unit")) return std::nullopt;
        const Json& value = entry["value"];
        if (!(value.is_number() || value.is_null()) || !entry["unit"].is_string()) return std::nullopt;
        metrics.push_back({name, entry["unit"], value.is_null() ? std::nullopt : std::optional<double>(value)});
    }
    return metrics;
}

std::vector<MovedMetric> moved_metrics(const std::vector<ExpectedMetric>& expected, const RunResult& result) {
    std::unordered_map<std::string_view, std::optional<double>> values;
    for (const MetricEstimate& metric : result.metrics) values.emplace(metric.name, metric.estimate.value);
    std::vector<MovedMetric> moved;
    for (const ExpectedMetric& metric : expected) {
        const auto found = values.find(metric.name);
        if (found != values.end() && found->second == metric.value) continue;
        moved.push_back({metric, found == values.end() ? std::nullopt : found->second});
    }
    return moved;
}

std::string moved_text(const std::vector<MovedMetric>& moved, std::size_t compared, const Page& page) {
    if (moved.empty()) return fmt::format("All {} metrics are as expected.\n", compared);
    TextTable table;
    table.add_column("Metric", Align::left);
    table.add_column("Expected", Align::right);
    table.add_column("Now", Align::right);
    for (const MovedMetric& metric : moved) {
        const auto text = [](const std::optional<double>& value) { return value ? exact_number(*value) : "none"; };
        table.add_row({{.text = metric.expected.name}, {.text = text(metric.expected.value)}, {.text = text(metric.now)}});
    }
    return fmt::format("{} of {} metrics moved:\n", moved.size(), compared) + table.to_text(page);
}

}  // namespace stepdown
