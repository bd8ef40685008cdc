#include "scenario/quantity_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

#include <fmt/format.h>

namespace stepdown {
namespace {

struct TimeUnit {
    std::string_view word;
    Ticks ticks;
};

constexpr std::array time_units = {
    TimeUnit{"s", ticks_per_second},   TimeUnit{"second", ticks_per_second}, TimeUnit{"seconds", ticks_per_second},
    TimeUnit{"min", ticks_per_minute}, TimeUnit{"minute", ticks_per_minute}, TimeUnit{"minutes", ticks_per_minute},
    TimeUnit{"h", ticks_per_hour},     TimeUnit{"hour", ticks_per_hour},     TimeUnit{"hours", ticks_per_hour},
    TimeUnit{"d", ticks_per_day},      TimeUnit{"day", ticks_per_day},       TimeUnit{"days", ticks_per_day},
    TimeUnit{"w", ticks_per_week},     TimeUnit{"week", ticks_per_week},     TimeUnit{"weeks", ticks_per_week},
    TimeUnit{"y", ticks_per_year},     TimeUnit{"year", ticks_per_year},     TimeUnit{"years", ticks_per_year},
};

struct RateUnit {
    std::string_view word;
    double days;
};

constexpr std::array rate_units = {
    RateUnit{"hour", 1.0 / 24.0},    RateUnit{"day", 1.0},    RateUnit{"week", 7.0},
    RateUnit{"month", 365.0 / 12.0}, RateUnit{"year", 365.0},
};

constexpr std::string_view no_break_space = "\xC2\xA0";

bool is_digit(char character) { return character >= '0' && character <= '9'; }

bool begins_with_number(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    if (text.starts_with('.')) text.remove_prefix(1);
    return !text.empty() && is_digit(text.front());
}

/// Digits in threes with commas before them, up to `end`.
bool marks_thousands(const QuantityText& quantity, std::size_t end) {
    const std::string_view leading = std::string_view(quantity.digits).substr(quantity.digits.starts_with('-') ? 1 : 0);
    const bool is_whole = leading.size() <= 3 && std::all_of(leading.begin(), leading.end(), is_digit);
    if (!is_whole || leading.starts_with('0') || end == 0 || end % 4 != 0) return false;
    for (std::size_t comma = 0; comma < end; comma += 4) {
        const auto three = std::string_view(quantity.rest).substr(comma + 1, 3);
        if (quantity.rest[comma] != ',' || !std::all_of(three.begin(), three.end(), is_digit)) return false;
    }
    return true;
}

}  // namespace

std::string without_outer_spaces(std::string_view text) {
    std::string result(text);
    for (auto found = result.find(no_break_space); found != std::string::npos; found = result.find(no_break_space)) {
        result.replace(found, no_break_space.size(), 1, ' ');
    }
    const auto begin = result.find_first_not_of(" \t\r\n");
    if (begin == std::string::npos) return "";
    return result.substr(begin, result.find_last_not_of(" \t\r\n") - begin + 1);
}

std::optional<QuantityText> split_quantity(std::string_view text) {
    const std::string trimmed = without_outer_spaces(text);
    if (!begins_with_number(trimmed)) return std::nullopt;
    QuantityText quantity;
    const char* const begin = trimmed.data();
    const auto [end, problem] = std::from_chars(begin, begin + trimmed.size(), quantity.number);
    quantity.is_out_of_range = problem == std::errc::result_out_of_range;
    quantity.digits = std::string(begin, end);
    quantity.rest = without_outer_spaces(std::string_view(end, static_cast<std::size_t>(begin + trimmed.size() - end)));
    return quantity;
}

std::string spelling_hint(const QuantityText& quantity) {
    const char next = quantity.rest.empty() ? ' ' : quantity.rest.front();
    const bool goes_on = next >= '0' && next <= '9';
    if (next == '_' || next == '\'' || goes_on) return "write the digits without marks between them";
    const auto second = quantity.rest.find_first_of("0123456789");
    if (next == '-' && second != std::string::npos && quantity.rest.find('-', 1) == std::string::npos)
        return "write one number, not two";
    if (next != ',') return "";
    const std::size_t end = std::min(quantity.rest.find_first_not_of("0123456789,"), quantity.rest.size());
    std::string plain = quantity.digits + quantity.rest;
    const bool has_more = quantity.rest.find(',', end) != std::string::npos;
    if (!has_more && marks_thousands(quantity, end)) {
        std::erase(plain, ',');
        return fmt::format("write `{}` without a comma", plain);
    }
    if (has_more || end < 2 || quantity.rest.find(',', 1) < end || quantity.digits.find('.') != std::string::npos)
        return "write the decimal point as a point, and thousands without a mark";
    plain[quantity.digits.size()] = '.';
    return fmt::format("write `{}` with a point", plain);
}

std::optional<Ticks> unit_of_time(std::string_view unit) {
    const auto found = std::find_if(time_units.begin(), time_units.end(), [&](const auto& entry) { return entry.word == unit; });
    return found == time_units.end() ? std::nullopt : std::optional(found->ticks);
}

std::optional<double> days_of_rate_unit(std::string_view unit) {
    const auto found = std::find_if(rate_units.begin(), rate_units.end(), [&](const auto& entry) { return entry.word == unit; });
    return found == rate_units.end() ? std::nullopt : std::optional(found->days);
}

QuantityLook quantity_look(std::string_view text) {
    const auto quantity = split_quantity(text);
    if (!quantity) return QuantityLook::text;
    if (quantity->rest.empty()) return QuantityLook::number;
    if (quantity->rest == "%") return QuantityLook::share;
    if (unit_of_time(quantity->rest)) return QuantityLook::duration;
    if (quantity->rest.find("per ") != std::string::npos) return QuantityLook::rate;
    return QuantityLook::text;
}

std::string quantity_in_words(std::string_view text) {
    switch (quantity_look(text)) {
        case QuantityLook::number: return fmt::format("`{}` has no unit", text);
        case QuantityLook::share: return fmt::format("`{}` is a share", text);
        case QuantityLook::duration: return fmt::format("`{}` is a duration", text);
        case QuantityLook::rate: return fmt::format("`{}` is a number per time", text);
        case QuantityLook::text: break;
    }
    return split_quantity(text) ? fmt::format("`{}` is no quantity", text) : fmt::format("`{}` is no number", text);
}

}  // namespace stepdown
