#include "scenario/calendar_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "core/nearest_word.hpp"
#include "scenario/quantity_text.hpp"
#include "time/calendar.hpp"

namespace stepdown {
namespace {

constexpr int first_year = 1900;
constexpr int last_year = 2400;

/// The value of a text of one to `longest` digits and nothing else.
std::optional<unsigned> digits(std::string_view text, std::size_t longest) {
    const bool all_digits = std::all_of(text.begin(), text.end(), [](char letter) { return letter >= '0' && letter <= '9'; });
    if (text.empty() || text.size() > longest || !all_digits) return std::nullopt;
    unsigned value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

template <std::size_t Count>
std::optional<std::size_t> position_in(const std::array<std::string_view, Count>& names, std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return std::nullopt;
    return static_cast<std::size_t>(found - names.begin());
}

std::string one_of(std::string_view word, std::span<const std::string_view> names) {
    const std::vector<std::string> candidates(names.begin(), names.end());
    if (const auto closest = nearest_word(word, candidates)) return fmt::format("did you mean `{}`?", *closest);
    // `Monday` and `January` begin with their short names.
    for (const auto& name : candidates) {
        std::string start(word.substr(0, 3));
        std::transform(start.begin(), start.end(), start.begin(), [](unsigned char letter) {
            return static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter + 32 : letter);
        });
        if (start == name) return fmt::format("did you mean `{}`?", name);
    }
    return fmt::format("from `{}` to `{}`", names.front(), names.back());
}

Parsed<std::bitset<7>> refuse_weekday(std::string_view word) {
    return Parsed<std::bitset<7>>::refused("bad-weekday", fmt::format("`{}` is no weekday", word), one_of(word, weekday_names));
}

/// `wed` or `sat-mon`, the latter going round the week's end.
Parsed<std::bitset<7>> parse_weekday_range(std::string_view text) {
    const std::string range = without_outer_spaces(text);
    const auto dash = range.find('-');
    const std::string first_word = without_outer_spaces(range.substr(0, dash));
    const std::string last_word = dash == std::string::npos ? first_word : without_outer_spaces(range.substr(dash + 1));
    const auto first = position_in(weekday_names, first_word);
    const auto last = position_in(weekday_names, last_word);
    if (!first) return refuse_weekday(first_word);
    if (!last) return refuse_weekday(last_word);
    std::bitset<7> days;
    for (std::size_t day = *first;; day = (day + 1) % 7) {
        days.set(day);
        if (day == *last) break;
    }
    return Parsed<std::bitset<7>>::of(days);
}

}  // namespace

Parsed<std::chrono::sys_days> parse_date(std::string_view text) {
    using Date = Parsed<std::chrono::sys_days>;
    const std::string trimmed = without_outer_spaces(text);
    const std::string_view date = trimmed;
    const bool has_shape = date.size() == 10 && date[4] == '-' && date[7] == '-';
    const auto year = has_shape ? digits(date.substr(0, 4), 4) : std::nullopt;
    const auto month = has_shape ? digits(date.substr(5, 2), 2) : std::nullopt;
    const auto day = has_shape ? digits(date.substr(8, 2), 2) : std::nullopt;
    if (!year || !month || !day) {
        return Date::refused("bad-date", fmt::format("`{}` is no date; here one is needed, such as `2027-01-04`", text),
                             "year, month and day, with two digits each for month and day");
    }
    const std::chrono::year_month_day calendar_day{std::chrono::year(static_cast<int>(*year)), std::chrono::month(*month),
                                                   std::chrono::day(*day)};
    if (!calendar_day.ok()) return Date::refused("bad-date", fmt::format("there is no day `{}`", text));
    if (static_cast<int>(*year) < first_year || static_cast<int>(*year) > last_year) {
        return Date::refused("bad-date", fmt::format("`{}` is not between the years {} and {}", text, first_year, last_year));
    }
    return Date::of(std::chrono::sys_days(calendar_day));
}

Parsed<Ticks> parse_time_of_day(std::string_view text, DayEdge edge) {
    const std::string time = without_outer_spaces(text);
    const auto colon = time.find(':');
    const auto hours = colon == std::string::npos ? std::nullopt : digits(std::string_view(time).substr(0, colon), 2);
    const bool two_digits = colon != std::string::npos && time.size() - colon == 3;
    const auto minutes = two_digits ? digits(std::string_view(time).substr(colon + 1), 2) : std::nullopt;
    if (!hours || !minutes) {
        return Parsed<Ticks>::refused("bad-time",
                                      fmt::format("`{}` is no time of day; here one is needed, such as `09:00`", text),
                                      "hours and minutes of a 24-hour clock");
    }
    const bool is_day_end = *hours == 24 && *minutes == 0;
    if (*minutes > 59 || *hours > 24 || (*hours == 24 && !is_day_end)) {
        return Parsed<Ticks>::refused("bad-time", fmt::format("there is no time of day `{}`", text));
    }
    if (is_day_end && edge == DayEdge::begin) {
        return Parsed<Ticks>::refused("bad-time", "a day begins at `00:00`; `24:00` is its end");
    }
    return Parsed<Ticks>::of(*hours * ticks_per_hour + *minutes * ticks_per_minute);
}

Parsed<std::bitset<7>> parse_weekdays(std::string_view text) {
    std::bitset<7> days;
    for (std::size_t start = 0; start <= text.size();) {
        const auto end = std::min(text.find(',', start), text.size());
        const auto range = parse_weekday_range(text.substr(start, end - start));
        if (!range) return range;
        days |= *range;
        start = end + 1;
    }
    return Parsed<std::bitset<7>>::of(days);
}

Parsed<std::bitset<7>> parse_weekdays(const Node& node) {
    if (node.is_scalar()) return parse_weekdays(node.text);
    std::bitset<7> days;
    for (const auto& item : node.items) {
        if (!item.is_scalar()) return refuse_weekday(kind_in_words(item));
        const auto range = parse_weekdays(item.text);
        if (!range) return range;
        days |= *range;
    }
    if (days.none())
        return Parsed<std::bitset<7>>::refused("bad-weekday", "no weekday is given", "such as `mon-fri` or `[mon, wed]`");
    return Parsed<std::bitset<7>>::of(days);
}

Parsed<unsigned> parse_month(std::string_view text) {
    const std::string month = without_outer_spaces(text);
    const auto position = position_in(month_names, month);
    if (!position)
        return Parsed<unsigned>::refused("bad-month", fmt::format("`{}` is no month", text), one_of(month, month_names));
    return Parsed<unsigned>::of(static_cast<unsigned>(*position));
}

Parsed<HourRange> parse_hour_range(std::string_view text) {
    const std::string range = without_outer_spaces(text);
    const auto dash = range.find('-');
    const auto from = digits(without_outer_spaces(range.substr(0, dash)), 2);
    const auto to = dash == std::string::npos ? std::nullopt : digits(without_outer_spaces(range.substr(dash + 1)), 2);
    if (!from || !to || *from > 24 || *to > 24) {
        return Parsed<HourRange>::refused("bad-hours", fmt::format("`{}` is no range of hours", text),
                                          "whole hours from 0 to 24, such as `9-12` or `18-24`");
    }
    if (*from >= *to) {
        return Parsed<HourRange>::refused("bad-hours", fmt::format("`{}` does not end after it begins", text),
                                          fmt::format("write hours past midnight in two: `{}-24` and `0-{}`", *from, *to));
    }
    return Parsed<HourRange>::of({*from, *to});
}

}  // namespace stepdown
