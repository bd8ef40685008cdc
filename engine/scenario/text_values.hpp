// From the text of one value to a quantity: numbers, shares, durations, rates. Every refusal says in plain words what
// is wrong and what would fit. No locale is ever asked.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "time/sim_time.hpp"

namespace stepdown {

/// A value, or why the text is none: `code` and `hint` as in a diagnostic, `problem` its sentence.
template <class Value>
struct Parsed {
    std::optional<Value> value;
    std::string code;
    std::string problem;
    std::string hint;

    explicit operator bool() const { return value.has_value(); }
    const Value& operator*() const { return *value; }

    static Parsed of(Value value) { return {std::move(value), "", "", ""}; }
    static Parsed refused(std::string code, std::string problem, std::string hint = "") {
        return {std::nullopt, std::move(code), std::move(problem), std::move(hint)};
    }
};

enum class Sign { not_negative, positive, any };

/// `12`, `0.53`, `1e3`; no unit, no `%`, no inf, nan, hex, underscores or thousands marks.
/// Codes of all of these: `not-a-number`, `unwanted-unit`, `missing-unit`, `wrong-unit`, `negative-number`,
/// `zero-number`, `not-whole`, `bad-share`, `too-large`, `bad-condition`.
Parsed<double> parse_number(std::string_view text, Sign sign = Sign::not_negative);
/// A whole number of at most 1e15, zero only with `Sign::not_negative`.
Parsed<long long> parse_whole_number(std::string_view text, Sign sign = Sign::not_negative);
/// `0.53` or `53%`, from 0 to 1.
Parsed<double> parse_share(std::string_view text);
/// `80%` or `0.8`, also above 1: multipliers and growth.
Parsed<double> parse_ratio(std::string_view text, Sign sign = Sign::not_negative);

/// `14 d`, `50 min`, `1 y` with units `s min h d w y` or their words, to the nearest tick; a bare `0` needs no unit.
/// At most 100,000 years.
Parsed<Ticks> parse_duration(std::string_view text, Sign sign = Sign::not_negative);

/// `9 per day`, `190 per month`, `33% per year`, also per hour and week. A year is 365 d, a month a twelfth of it.
struct Rate {
    double amount = 0;
    /// The length of the unit after `per`.
    double days = 1;

    double per_day() const { return amount / days; }
    double per_year() const { return amount * (365.0 / days); }
};
Parsed<Rate> parse_rate(std::string_view text, Sign sign = Sign::not_negative);
/// `33% per year` (or `0.33 per year`): a part of what is there.
Parsed<Rate> parse_share_rate(std::string_view text, Sign sign = Sign::not_negative);

/// `2+`, `3`, `under 2 d`, `over 3 d`, `at least 2`, `at most 2`: what a condition asks of a count or a duration.
template <class Value>
struct ValueTest {
    enum class Relation { equal, under, at_most, at_least, over };
    Relation relation = Relation::equal;
    Value bound{};

    bool holds(Value value) const {
        switch (relation) {
            case Relation::equal: return value == bound;
            case Relation::under: return value < bound;
            case Relation::at_most: return value <= bound;
            case Relation::at_least: return value >= bound;
            case Relation::over: return value > bound;
        }
        return false;
    }
    friend bool operator==(const ValueTest&, const ValueTest&) = default;
};
Parsed<ValueTest<long long>> parse_count_comparison(std::string_view text);
/// A bare duration is refused: nobody waits exactly 2 d.
Parsed<ValueTest<Ticks>> parse_duration_comparison(std::string_view text);

/// The shortest decimal that reads back as the same number: `0.6`, `14`, `1e+22`.
std::string number_text(double number);

}  // namespace stepdown
