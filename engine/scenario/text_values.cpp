#include "scenario/text_values.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "core/nearest_word.hpp"
#include "scenario/did_you_mean.hpp"
#include "scenario/quantity_text.hpp"

namespace stepdown {
namespace {

constexpr double longest_duration = 100'000.0 * static_cast<double>(ticks_per_year);
constexpr double largest_whole_number = 1e15;
constexpr std::string_view time_units_in_words = "the units are s, min, h, d, w and y";

/// What is needed where another quantity was written: "a duration", "`14 d`".
struct Needed {
    std::string_view what;
    std::string_view example;
};

constexpr Needed needed_number{"a plain number", "14"};
constexpr Needed needed_whole{"a whole number", "14"};
constexpr Needed needed_share{"a share", "0.53` or `53%"};
constexpr Needed needed_duration{"a duration", "14 d"};
constexpr Needed needed_rate{"a number per time", "9 per day"};
constexpr Needed needed_share_rate{"a share per time", "33% per year"};

template <class Value>
Parsed<Value> refuse(std::string_view text, const Needed& needed) {
    const auto quantity = split_quantity(text);
    const std::string hint = quantity ? spelling_hint(*quantity) : "";
    const auto look = hint.empty() ? quantity_look(text) : QuantityLook::text;
    const bool is_number = look == QuantityLook::number;
    const std::string code = look == QuantityLook::text ? "not-a-number" : is_number ? "missing-unit" : "wrong-unit";
    const std::string what = hint.empty() ? quantity_in_words(text) : fmt::format("`{}` is no quantity", text);
    return Parsed<Value>::refused(code, fmt::format("{}; here {} is needed, such as `{}`", what, needed.what, needed.example),
                                  hint);
}

std::optional<std::string> sign_problem(double number, Sign sign) {
    if (sign != Sign::any && number < 0) return "negative-number";
    if (sign == Sign::positive && number == 0) return "zero-number";
    return std::nullopt;
}

/// Where a number without a unit is needed.
template <class Value>
Parsed<Value> refuse_number(std::string_view text, const Needed& needed) {
    auto refused = refuse<Value>(text, needed);
    if (refused.code == "wrong-unit") refused.code = "unwanted-unit";
    const auto quantity = split_quantity(text);
    const bool has_words =
        refused.code == "not-a-number" && quantity && without_outer_spaces(text).starts_with(quantity->digits + " ");
    if (refused.hint.empty() && has_words) refused.hint = fmt::format("write `{}` alone", quantity->digits);
    return refused;
}

/// `8 percent` is `8%`.
template <class Value>
Parsed<Value> refuse_share(std::string_view text, const Needed& needed) {
    auto refused = refuse<Value>(text, needed);
    const auto quantity = split_quantity(text);
    const bool is_percent = quantity && (quantity->rest == "percent" || quantity->rest == "per cent" || quantity->rest == "pct");
    if (is_percent) refused.hint = fmt::format("write `{}%`", quantity->digits);
    return refused;
}

template <class Value>
Parsed<Value> refuse_sign(std::string_view text, const std::string& code) {
    return Parsed<Value>::refused(code, code == "zero-number" ? fmt::format("`{}`; here more than 0 is needed", text)
                                                              : fmt::format("`{}` is below 0", text));
}

template <class Value>
Parsed<Value> refuse_size(std::string_view text) {
    return Parsed<Value>::refused("too-large", fmt::format("`{}` is too large", text));
}

/// The hundredth of the written number, rounded once: 33.3% is exactly the number that 0.333 is.
double hundredth(const QuantityText& quantity) {
    if (quantity.digits.find_first_of("eE") != std::string::npos) return quantity.number / 100.0;
    const std::string shifted = quantity.digits + "e-2";
    double value = 0;
    std::from_chars(shifted.data(), shifted.data() + shifted.size(), value);
    return value;
}

std::optional<double> number_or_percent(const QuantityText& quantity) {
    if (quantity.rest.empty()) return quantity.number;
    if (quantity.rest == "%") return hundredth(quantity);
    return std::nullopt;
}

/// The unit that a common abbreviation stands for, or "".
std::string_view abbreviated_unit(std::string_view unit) {
    struct Abbreviation {
        std::string_view written;
        std::string_view unit;
    };
    static constexpr std::array<Abbreviation, 9> abbreviations = {{{"sec", "s"},
                                                                   {"secs", "s"},
                                                                   {"mins", "min"},
                                                                   {"hr", "h"},
                                                                   {"hrs", "h"},
                                                                   {"wk", "w"},
                                                                   {"wks", "w"},
                                                                   {"yr", "y"},
                                                                   {"yrs", "y"}}};
    for (const Abbreviation& each : abbreviations) {
        if (each.written == unit) return each.unit;
    }
    return "";
}

Parsed<Ticks> refuse_time_unit(std::string_view text, const QuantityText& quantity) {
    if (quantity_look(text) != QuantityLook::text || !spelling_hint(quantity).empty()) {
        auto refused = refuse<Ticks>(text, needed_duration);
        if (refused.hint.empty()) refused.hint = time_units_in_words;
        return refused;
    }
    if (quantity.rest == "month" || quantity.rest == "months" || quantity.rest == "mo") {
        return Parsed<Ticks>::refused("wrong-unit", fmt::format("`{}`: a month is no duration, months differ", text),
                                      "write weeks or days, such as `30 d`");
    }
    if (const auto meant = abbreviated_unit(quantity.rest); !meant.empty()) {
        return Parsed<Ticks>::refused("wrong-unit", fmt::format("`{}` is no unit of time", quantity.rest),
                                      fmt::format("did you mean `{} {}`?", quantity.digits, meant));
    }
    const std::vector<std::string> units = {"s",    "min",   "h",     "d",      "w",      "y",    "seconds", "minutes", "hours",
                                            "days", "weeks", "years", "second", "minute", "hour", "day",     "week",    "year"};
    const auto closest = nearest_word(quantity.rest, units);
    return Parsed<Ticks>::refused(
        "wrong-unit", fmt::format("`{}` is no unit of time", quantity.rest),
        closest ? fmt::format("did you mean `{} {}`?", quantity.digits, *closest) : std::string(time_units_in_words));
}

/// The unit after `per`, or nullopt.
std::optional<double> rate_days(std::string_view rest) {
    if (!rest.starts_with("per ")) return std::nullopt;
    return days_of_rate_unit(without_outer_spaces(rest.substr(4)));
}

Parsed<Rate> refuse_rate(std::string_view text, const QuantityText& quantity, const Needed& needed) {
    auto refused = refuse<Rate>(text, needed);
    const auto per = quantity.rest.find("per ");
    if (!spelling_hint(quantity).empty()) return refused;
    if (per != std::string::npos) {
        const std::string unit = without_outer_spaces(std::string_view(quantity.rest).substr(per + 4));
        if (!days_of_rate_unit(unit)) {
            const std::vector<std::string> units = {"hour", "day", "week", "month", "year"};
            return Parsed<Rate>::refused("wrong-unit", fmt::format("`{}` is no unit that can follow `per`", unit),
                                         did_you_mean(unit, units));
        }
        if (per > 0 && needed.what == needed_rate.what) {
            return Parsed<Rate>::refused("wrong-unit",
                                         fmt::format("`{}`: a number per time has nothing between the number and `per`", text),
                                         fmt::format("write `{} per {}`", quantity.digits, unit));
        }
    } else if (quantity.rest.starts_with("a ") && days_of_rate_unit(quantity.rest.substr(2))) {
        refused.hint = fmt::format("write `{} per {}`", quantity.digits, quantity.rest.substr(2));
    } else if (quantity.rest.starts_with('/')) {
        refused.hint = "write `per` for the stroke";
    } else if (refused.hint.empty()) {
        refused.hint = "the units are per hour, per day, per week, per month and per year";
    }
    return refused;
}

}  // namespace

Parsed<double> parse_number(std::string_view text, Sign sign) {
    const auto quantity = split_quantity(text);
    if (!quantity || !quantity->rest.empty()) return refuse_number<double>(text, needed_number);
    if (quantity->is_out_of_range) return refuse_size<double>(text);
    if (const auto code = sign_problem(quantity->number, sign)) return refuse_sign<double>(text, *code);
    return Parsed<double>::of(quantity->number);
}

Parsed<long long> parse_whole_number(std::string_view text, Sign sign) {
    const auto quantity = split_quantity(text);
    if (!quantity || !quantity->rest.empty()) return refuse_number<long long>(text, needed_whole);
    if (const auto code = sign_problem(quantity->number, sign)) return refuse_sign<long long>(text, *code);
    if (quantity->is_out_of_range || std::abs(quantity->number) > largest_whole_number) return refuse_size<long long>(text);
    if (quantity->number != std::floor(quantity->number)) {
        return Parsed<long long>::refused("not-whole", fmt::format("`{}` is not a whole number", text));
    }
    return Parsed<long long>::of(static_cast<long long>(quantity->number));
}

Parsed<double> parse_share(std::string_view text) {
    const auto quantity = split_quantity(text);
    const auto share = quantity ? number_or_percent(*quantity) : std::nullopt;
    if (!share) return refuse_share<double>(text, needed_share);
    if (*share < 0) return refuse_sign<double>(text, "negative-number");
    if (*share > 1 || quantity->is_out_of_range) {
        const bool lacks_percent = quantity->rest.empty() && *share <= 100;
        return Parsed<double>::refused("bad-share", fmt::format("`{}` is more than the whole", text),
                                       lacks_percent ? fmt::format("did you mean `{}%`?", quantity->digits)
                                                     : "a share lies between 0 and 1, or 0% and 100%");
    }
    return Parsed<double>::of(*share);
}

Parsed<double> parse_ratio(std::string_view text, Sign sign) {
    const auto quantity = split_quantity(text);
    const auto ratio = quantity ? number_or_percent(*quantity) : std::nullopt;
    if (!ratio) return refuse_share<double>(text, {"a number or a share", "1.3` or `130%"});
    if (quantity->is_out_of_range) return refuse_size<double>(text);
    if (const auto code = sign_problem(*ratio, sign)) return refuse_sign<double>(text, *code);
    return Parsed<double>::of(*ratio);
}

Parsed<Ticks> parse_duration(std::string_view text, Sign sign) {
    const auto quantity = split_quantity(text);
    if (!quantity) return refuse<Ticks>(text, needed_duration);
    const bool is_bare_zero = quantity->rest.empty() && quantity->number == 0 && !quantity->is_out_of_range;
    const auto unit = is_bare_zero ? ticks_per_day : unit_of_time(quantity->rest);
    if (!unit) return refuse_time_unit(text, *quantity);
    if (const auto code = sign_problem(quantity->number, sign)) return refuse_sign<Ticks>(text, *code);
    const double ticks = quantity->number * static_cast<double>(*unit);
    if (quantity->is_out_of_range || std::abs(ticks) > longest_duration) {
        return Parsed<Ticks>::refused("too-large", fmt::format("`{}` is longer than 100,000 years", text));
    }
    return Parsed<Ticks>::of(static_cast<Ticks>(std::round(ticks)));
}

Parsed<Rate> parse_rate(std::string_view text, Sign sign) {
    const auto quantity = split_quantity(text);
    if (!quantity) return refuse<Rate>(text, needed_rate);
    const auto days = rate_days(quantity->rest);
    if (!days) return refuse_rate(text, *quantity, needed_rate);
    if (quantity->is_out_of_range) return refuse_size<Rate>(text);
    if (const auto code = sign_problem(quantity->number, sign)) return refuse_sign<Rate>(text, *code);
    return Parsed<Rate>::of({quantity->number, *days});
}

Parsed<Rate> parse_share_rate(std::string_view text, Sign sign) {
    auto quantity = split_quantity(text);
    if (!quantity) return refuse<Rate>(text, needed_share_rate);
    const bool is_percent = quantity->rest.starts_with('%');
    const auto days = rate_days(is_percent ? without_outer_spaces(quantity->rest.substr(1)) : quantity->rest);
    if (!days) return refuse_rate(text, *quantity, needed_share_rate);
    if (quantity->is_out_of_range) return refuse_size<Rate>(text);
    if (const auto code = sign_problem(quantity->number, sign)) return refuse_sign<Rate>(text, *code);
    return Parsed<Rate>::of({is_percent ? hundredth(*quantity) : quantity->number, *days});
}

std::string number_text(double number) { return fmt::format("{}", number); }

}  // namespace stepdown
