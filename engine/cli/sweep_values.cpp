#include "cli/sweep_values.hpp"

#include <cmath>

#include "report/number_text.hpp"
#include "scenario/quantity_text.hpp"

namespace stepdown {

namespace {

constexpr double most_values = 10'000;

std::string value_with_unit(double number, const std::string& unit) {
    if (unit.empty()) return exact_number(number);
    return exact_number(number) + (unit.front() == '%' ? "" : " ") + unit;
}

/// 0.1 + 0.2 is to read 0.3.
double tidy(double number) { return std::round(number * 1e9) / 1e9; }

std::vector<std::string> range_of(const std::string& text) {
    const auto dots = text.find("..");
    const auto slash = text.find('/', dots);
    const auto from = split_quantity(text.substr(0, dots));
    const auto to = split_quantity(text.substr(dots + 2, slash == std::string::npos ? slash : slash - dots - 2));
    const auto step =
        slash == std::string::npos ? std::optional(QuantityText{1.0, "1", "", false}) : split_quantity(text.substr(slash + 1));
    if (!from || !to || !step || step->number <= 0.0 || to->number < from->number) return {};
    const std::string unit = !to->rest.empty() ? to->rest : from->rest;
    if (!from->rest.empty() && from->rest != unit) return {};
    if (!step->rest.empty() && step->rest != unit) return {};
    const double steps = std::floor((to->number - from->number) / step->number + 1e-9);
    if (steps >= most_values) return {};
    std::vector<std::string> values;
    for (double each = 0.0; each <= steps; each += 1.0)
        values.push_back(value_with_unit(tidy(from->number + each * step->number), unit));
    return values;
}

std::vector<std::string> list_of(const std::string& text) {
    std::vector<std::string> values;
    std::size_t begin = 0;
    while (begin <= text.size()) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        const std::string value = without_outer_spaces(text.substr(begin, end - begin));
        if (value.empty()) return {};
        values.push_back(value);
        begin = end + 1;
    }
    return values;
}

}  // namespace

std::optional<SweepAxis> parse_sweep_axis(const std::string& text) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0) return std::nullopt;
    const std::string range = text.substr(equals + 1);
    SweepAxis axis{text.substr(0, equals), range.find("..") != std::string::npos ? range_of(range) : list_of(range)};
    if (axis.values.empty()) return std::nullopt;
    return axis;
}

}  // namespace stepdown
