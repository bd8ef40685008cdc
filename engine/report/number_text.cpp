// Digits are chosen with comparisons and multiplications by ten only, so that they are the same on every machine.

#include "report/number_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace stepdown {

namespace {

constexpr int most_decimals = 9;

/// The decimal exponent of the first digit: 0 for 1 to below 10, -2 for 0.0123. 0 for zero.
int first_digit_place(double value) {
    double rest = std::fabs(value);
    if (rest == 0.0 || !std::isfinite(rest)) return 0;
    int place = 0;
    while (rest >= 10.0) {
        rest /= 10.0;
        ++place;
    }
    while (rest < 1.0) {
        rest *= 10.0;
        --place;
    }
    return place;
}

std::string with_thousands(std::string_view digits) {
    const std::size_t begin = digits.starts_with('-') ? 1 : 0;
    const std::size_t end = std::min(digits.find('.'), digits.size());
    std::string text;
    for (std::size_t position = 0; position < digits.size(); ++position) {
        if (position > begin && position < end && (end - position) % 3 == 0) text += ',';
        text += digits[position];
    }
    return text;
}

/// Shares are shown in percent, everything else as it is.
double shown(double value, std::string_view unit) { return unit == "share" ? value * 100.0 : value; }

std::string with_unit(std::string digits, std::string_view unit) {
    if (unit == "share") return digits + "%";
    if (unit == "d") return digits + " d";
    return digits;
}

/// Decimals that show the first digit of `scatter`, and the second when the first is a 1, but no fourth digit of the value.
int decimals_for(double scatter, double value) {
    int place = first_digit_place(scatter);
    double first = scatter;
    for (int i = 0; i < place; ++i) first /= 10.0;
    for (int i = 0; i > place; --i) first *= 10.0;
    if (first < 2.0) --place;
    const int three_digits = 2 - first_digit_place(value);
    return std::clamp(std::min(-place, three_digits), 0, most_decimals);
}

double rounded_up(double value, int decimals) {
    double scale = 1.0;
    for (int i = 0; i < decimals; ++i) scale *= 10.0;
    return std::ceil(value * scale - 1e-9) / scale;
}

}  // namespace

std::string exact_number(double value) { return value == 0.0 ? "0" : fmt::format("{}", value); }

std::string fixed_number(double value, int decimals) {
    if (!std::isfinite(value)) return fmt::format("{}", value);
    std::string digits = fmt::format("{:.{}f}", value, decimals);
    if (digits.find_first_not_of("-0.") == std::string::npos && digits.front() == '-') digits.erase(0, 1);
    return with_thousands(digits);
}

std::string short_number(double value, int digits) {
    const int decimals = std::clamp(digits - 1 - first_digit_place(value), 0, most_decimals);
    std::string text = fixed_number(value, decimals);
    if (text.find('.') == std::string::npos) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

EstimateText estimate_text(const Estimate& estimate, std::string_view unit) {
    if (!estimate.value) return {"-", ""};
    const double value = shown(*estimate.value, unit);
    if (!estimate.low || !estimate.high) return {with_unit(short_number(value), unit), ""};
    const double half = (shown(*estimate.high, unit) - shown(*estimate.low, unit)) / 2.0;
    if (!(half > 0.0)) return {with_unit(short_number(value), unit), "±0"};
    const int decimals = decimals_for(half, value);
    return {with_unit(fixed_number(value, decimals), unit), "±" + fixed_number(rounded_up(half, decimals), decimals)};
}

std::string value_text(double value, std::string_view unit) { return with_unit(short_number(shown(value, unit)), unit); }

std::string range_text(double low, double high, std::string_view unit) {
    const double from = shown(low, unit);
    const double to = shown(high, unit);
    if (!(to > from)) return value_text(low, unit);
    const int decimals = decimals_for((to - from) / 2.0, std::max(std::fabs(from), std::fabs(to)));
    return fixed_number(from, decimals) + "-" + with_unit(fixed_number(to, decimals), unit);
}

}  // namespace stepdown
