#include "scenario/distributions.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "scenario/cases.hpp"
#include "scenario/data_column.hpp"
#include "scenario/section_values.hpp"

namespace stepdown {

namespace {

constexpr std::array<std::string_view, 4> figure_keys = {"mean", "median", "p90", "cv"};
constexpr std::array<std::string_view, 12> family_keys = {
    "fixed",   "exponential", "uniform",          "triangular", "gamma",     "erlang",
    "weibull", "lognormal",   "hyperexponential", "empirical",  "histogram", "data"};

/// A law whose draws lie inside the bounds less often than this would be redrawn for too long.
constexpr double least_accepted = 0.01;

std::vector<std::string> stated_among(const Node& map, std::span<const std::string_view> keys) {
    std::vector<std::string> found;
    for (const std::string& key : map.keys()) {
        if (std::find(keys.begin(), keys.end(), key) != keys.end()) found.push_back(key);
    }
    return found;
}

/// Keys that are misspelled or belong to a later version have been reported; what they leave missing is no second mistake.
bool has_other_keys(const Node& map) {
    static const std::vector<std::string> own = {"shift", "truncate", "susceptible"};
    for (const std::string& key : map.keys()) {
        const bool known = std::find(figure_keys.begin(), figure_keys.end(), key) != figure_keys.end() ||
                           std::find(family_keys.begin(), family_keys.end(), key) != family_keys.end() ||
                           std::find(own.begin(), own.end(), key) != own.end();
        if (!known) return true;
    }
    return false;
}

std::optional<Distribution> read_base(const Node& node, const std::string& what, const SectionContext& context) {
    const auto families = stated_among(node, family_keys);
    const auto figures = stated_among(node, figure_keys);
    if (families.size() + (figures.empty() ? 0 : 1) > 1) {
        const std::string second = families.size() > 1 ? families[1] : figures.front();
        context.problems.error(node.find_entry(second)->key_place, "two-distributions",
                               fmt::format("{} states both `{}` and `{}`", what, families.front(), second), "keep one of them");
        return std::nullopt;
    }
    if (!figures.empty() && !(figures.size() == 1 && has_other_keys(node))) return read_family("lognormal", node, context);
    if (families.empty() && has_other_keys(node)) return std::nullopt;
    if (families.empty()) {
        context.problems.error(node.place, "no-distribution", fmt::format("{} says nothing about how long it lasts", what),
                               "write two of mean, median, p90 and cv, or a family such as `{exponential: {mean: 12 d}}`");
        return std::nullopt;
    }
    const Node* parameters = stated(node, families.front());
    if (parameters == nullptr) return std::nullopt;
    if (families.front() == "data") return read_data_column(*parameters, context);
    return read_family(families.front(), *parameters, context);
}

std::optional<Distribution> shifted(std::optional<Distribution> law, const Node& node, const SectionContext& context) {
    const Node* shift = stated(node, "shift");
    if (shift == nullptr) return law;
    const auto by = read_duration(*shift, Sign::not_negative, context.problems);
    if (!law || !by) return std::nullopt;
    return law->shifted(to_days(*by));
}

struct Bounds {
    std::optional<double> min;
    std::optional<double> max;
};

std::optional<Bounds> read_bounds(const Node& node, const SectionContext& context) {
    Bounds bounds;
    if (node.is_scalar()) {
        const auto max = read_duration(node, Sign::positive, context.problems);
        if (!max) return std::nullopt;
        bounds.max = to_days(*max);
        return bounds;
    }
    bool complete = true;
    const auto bound = [&](const char* key, std::optional<double>& into) {
        const Node* value = stated(node, key);
        if (value == nullptr) return;
        const auto ticks = read_duration(*value, Sign::not_negative, context.problems);
        if (ticks) into = to_days(*ticks);
        complete = complete && ticks.has_value();
    };
    bound("min", bounds.min);
    bound("max", bounds.max);
    if (!complete) return std::nullopt;
    if (!bounds.min && !bounds.max) {
        context.problems.error(node.place, "wrong-parameters", "`truncate` needs `min`, `max` or both");
        return std::nullopt;
    }
    return bounds;
}

std::optional<Distribution> truncated(std::optional<Distribution> law, const Node& node, const std::string& what,
                                      const SectionContext& context) {
    const Node* truncate = stated(node, "truncate");
    if (truncate == nullptr) return law;
    const auto bounds = read_bounds(*truncate, context);
    if (!law || !bounds) return std::nullopt;
    if (bounds->min && bounds->max && *bounds->min > *bounds->max) {
        context.problems.error(truncate->place, "wrong-parameters", "`min` of `truncate` is above its `max`");
        return std::nullopt;
    }
    const double accepted = law->probability_between(bounds->min, bounds->max);
    if (!(accepted >= least_accepted)) {
        context.problems.error(truncate->place, "hardly-ever",
                               fmt::format("only {:.2g}% of the values of {} lie within these bounds", 100.0 * accepted, what),
                               "at least 1% must; check the figures or the bounds");
        return std::nullopt;
    }
    return law->truncated(bounds->min, bounds->max);
}

}  // namespace

std::optional<Distribution> read_distribution(const Node& node, const std::string& what, const SectionContext& context) {
    if (node.is_scalar()) {
        const auto ticks = read_duration(node, Sign::not_negative, context.problems);
        if (!ticks) return std::nullopt;
        return Distribution::fixed(to_days(*ticks));
    }
    if (!node.is_map()) return std::nullopt;
    return truncated(shifted(read_base(node, what, context), node, context), node, what, context);
}

std::optional<Cases<Distribution>> read_distribution_cases(const Node& node, const std::string& what,
                                                           const SectionContext& context) {
    return read_cases<Distribution>(node, context, [&](const Node& value) { return read_distribution(value, what, context); });
}

}  // namespace stepdown
