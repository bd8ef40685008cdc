// Numbers are compared as doubles: both sides were written so that they read back exactly.

#include "report/expectation.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "report/number_text.hpp"
#include "report/release.hpp"
#include "statistics/intervals.hpp"

namespace stepdown {

namespace {

using Json = nlohmann::ordered_json;
using Yardstick = Movements::Yardstick;
using EstimatesByName = std::unordered_map<std::string_view, const Estimate*>;

bool is_number_or_null(const Json& entry, const char* key) {
    return entry.contains(key) && (entry[key].is_number() || entry[key].is_null());
}

std::optional<double> number_of(const Json& value) {
    return value.is_null() ? std::nullopt : std::optional<double>(value.get<double>());
}

std::optional<ExpectedMetric> read_metric(const std::string& name, const Json& entry) {
    if (!entry.is_object() || !is_number_or_null(entry, "value") || !is_number_or_null(entry, "se")) return std::nullopt;
    if (!entry.contains("unit") || !entry["unit"].is_string()) return std::nullopt;
    if (!entry.contains("n") || !entry["n"].is_number_unsigned()) return std::nullopt;
    return ExpectedMetric{name, entry["unit"], number_of(entry["value"]), number_of(entry["se"]), entry["n"]};
}

/// The head of the document, without the metrics.
std::optional<ExpectedRun> read_head(const Json& document) {
    const auto has = [&](const char* key, bool (Json::*is_kind)() const noexcept) {
        return document.contains(key) && (document[key].*is_kind)();
    };
    if (!document.is_object() || !has("stepdown", &Json::is_string) || !has("scenario", &Json::is_string) ||
        !has("seed", &Json::is_number_integer) || !has("replications", &Json::is_number_integer) ||
        !has("metrics", &Json::is_object))
        return std::nullopt;
    return ExpectedRun{document["stepdown"], document["scenario"], document["seed"], document["replications"], {}};
}

/// Two independent figures with their standard errors.
struct Pair {
    double difference = 0.0;
    double standard_error = 0.0;
    double degrees_of_freedom = 1.0;

    double standard_errors() const { return difference == 0.0 ? 0.0 : difference / standard_error; }
};

/// Welch 1947: the degrees of freedom lie between the smaller of both and their sum.
std::optional<Pair> pair_of(const ExpectedMetric& expected, const Estimate& now) {
    if (!expected.value || !now.value || !expected.standard_error || !now.standard_error) return std::nullopt;
    if (expected.replications < 2 || now.replications < 2) return std::nullopt;
    const double one = *expected.standard_error * *expected.standard_error;
    const double other = *now.standard_error * *now.standard_error;
    Pair pair{*now.value - *expected.value, std::sqrt(one + other), 1.0};
    const auto freedom_one = static_cast<double>(expected.replications - 1);
    const auto freedom_other = static_cast<double>(now.replications - 1);
    const double scatter = one * one / freedom_one + other * other / freedom_other;
    pair.degrees_of_freedom = scatter > 0.0 ? (one + other) * (one + other) / scatter : freedom_one + freedom_other;
    return pair;
}

/// Of whole figures, such as a quantile of the census, that are one apart although at least one of them varies.
bool is_a_single_step(const Pair& pair, double now) {
    return pair.standard_error > 0.0 && std::abs(pair.difference) == 1.0 && std::trunc(now) == now;
}

bool is_beyond_chance(const Pair& pair, double now, double two_sided) {
    if (is_a_single_step(pair, now)) return false;
    return std::abs(pair.difference) > pair.standard_error * student_t_quantile(1.0 - two_sided, pair.degrees_of_freedom);
}

const Estimate* find(const EstimatesByName& estimates, const ExpectedMetric& metric) {
    const auto found = estimates.find(metric.name);
    return found == estimates.end() ? nullptr : found->second;
}

/// Every replication had a figure then, and none has one now.
bool is_gone_from_all(const ExpectedRun& expected, const ExpectedMetric& metric, const Estimate& now) {
    return !now.value && metric.replications >= 2 && std::cmp_equal(metric.replications, expected.replications);
}

MovedMetric moved_metric(const ExpectedMetric& expected, const Estimate* now) {
    MovedMetric moved{expected, std::nullopt, std::nullopt};
    if (now == nullptr) return moved;
    moved.now = now->value;
    if (const auto pair = pair_of(expected, *now)) moved.standard_errors = pair->standard_errors();
    return moved;
}

void judge_by_digits(const ExpectedRun& expected, const EstimatesByName& estimates, Movements& movements) {
    for (const ExpectedMetric& metric : expected.metrics) {
        const Estimate* now = find(estimates, metric);
        if (now == nullptr || now->value != metric.value) movements.moved.push_back(moved_metric(metric, now));
    }
}

void judge_by_chance(const ExpectedRun& expected, const EstimatesByName& estimates, Movements& movements) {
    const auto is_judged = [&](const ExpectedMetric& metric) {
        const Estimate* now = find(estimates, metric);
        return now != nullptr && pair_of(metric, *now).has_value();
    };
    const auto judged = std::count_if(expected.metrics.begin(), expected.metrics.end(), is_judged);
    for (const ExpectedMetric& metric : expected.metrics) {
        const Estimate* now = find(estimates, metric);
        const auto pair = now == nullptr ? std::nullopt : pair_of(metric, *now);
        if (now != nullptr && !pair && !is_gone_from_all(expected, metric, *now)) {
            ++movements.not_judged;
            continue;
        }
        const double two_sided = false_alarm / 2.0 / static_cast<double>(std::max<std::ptrdiff_t>(judged, 1));
        if (!pair || is_beyond_chance(*pair, *now->value, two_sided)) movements.moved.push_back(moved_metric(metric, now));
    }
}

std::string standard_errors_text(double value) { return std::isinf(value) ? "never varied" : fmt::format("{:.1f}", value); }

std::string yardstick_words(const Movements& movements) {
    if (movements.yardstick == Yardstick::same_digits) return "the same release, seed and replications: to the digit";
    const std::string left_out =
        movements.not_judged == 0 ? "" : fmt::format("; {} without a standard error not judged", movements.not_judged);
    return fmt::format("another release, seed or number of replications: beyond chance at {:g}%{}", 100.0 * false_alarm,
                       left_out);
}

}  // namespace

std::optional<ExpectedRun> read_expected_run(std::string_view json) {
    const Json document = Json::parse(json, nullptr, false);
    std::optional<ExpectedRun> run = read_head(document);
    if (!run) return std::nullopt;
    for (const auto& [name, entry] : document["metrics"].items()) {
        std::optional<ExpectedMetric> metric = read_metric(name, entry);
        if (!metric) return std::nullopt;
        run->metrics.push_back(std::move(*metric));
    }
    return run;
}

Movements movements_since(const ExpectedRun& expected, const RunResult& result) {
    EstimatesByName estimates;
    for (const MetricEstimate& metric : result.metrics) estimates.emplace(metric.name, &metric.estimate);
    const bool promises_same_bytes =
        expected.release == release() && expected.seed == result.seed && expected.replications == result.replications;
    Movements movements;
    movements.yardstick = promises_same_bytes ? Yardstick::same_digits : Yardstick::chance;
    movements.compared = expected.metrics.size();
    (promises_same_bytes ? judge_by_digits : judge_by_chance)(expected, estimates, movements);
    return movements;
}

std::string movements_text(const Movements& movements, const Page& page) {
    const std::string how = yardstick_words(movements);
    if (movements.moved.empty()) return fmt::format("All {} metrics are as expected ({}).\n", movements.compared, how);
    TextTable table;
    table.add_column("Metric", Align::left);
    for (const char* heading : {"Expected", "Now", "Difference", "Standard errors"}) table.add_column(heading, Align::right);
    const bool to_the_digit = movements.yardstick == Yardstick::same_digits;
    for (const MovedMetric& metric : movements.moved) {
        const auto text = [&](const std::optional<double>& value) {
            if (!value) return std::string("none");
            return to_the_digit ? exact_number(*value) : short_number(*value, 5);
        };
        const std::optional<double>& then = metric.expected.value;
        const std::string difference = then && metric.now ? fmt::format("{:+.3g}", *metric.now - *then) : "";
        const std::string far = metric.standard_errors ? standard_errors_text(*metric.standard_errors) : "";
        table.add_row({{.text = metric.expected.name},
                       {.text = text(then)},
                       {.text = text(metric.now)},
                       {.text = difference},
                       {.text = far}});
    }
    return fmt::format("{} of {} metrics moved ({}):\n", movements.moved.size(), movements.compared, how) + table.to_text(page);
}

}  // namespace stepdown
