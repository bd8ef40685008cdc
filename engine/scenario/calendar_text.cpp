#include "scenario/calendar_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

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

std::string lower_case(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char letter) { return static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter + 32 : letter); });
    return result;
}

std::string one_of(std::string_view word, std::span<const std::string_view> names) {
    const std::vector<std::string> candidates(names.begin(), names.end());
    if (const auto closest = nearest_word(word, candidates)) return fmt::format("did you mean `{}`?", *closest);
    // `Monday` and `January` begin with their short names.
    for (const auto& name : candidates) {
        if (lower_case(word.substr(0, 3)) == name) return fmt::format("did you mean `{}`?", name);
    }
    return fmt::format("from `{}` to `{}`", names.front(), names.back());
}

/// `monday to friday`, `mon and wed`, `weekdays`: how several days are written, or "".
std::string several_weekdays(std::string_view text) {
    const std::string words = lower_case(text);
    if (words.starts_with("weekday") || words.starts_with("business day")) return "mon-fri";
    if (words.starts_with("weekend")) return "sat-sun";
    if (words == "daily" || words == "every day" || words == "all") return "mon-sun";
    std::vector<std::string> days;
    for (std::size_t start = 0; start < words.size();) {
        const auto end = std::min(words.find(' ', start), words.size());
        const auto day = position_in(weekday_names, std::string_view(words).substr(start, std::min<std::size_t>(3, end - start)));
        if (day) days.emplace_back(weekday_names[*day]);
        start = end + 1;
    }
    if (days.size() < 2) return "";
    const bool is_range = words.find(" to ") != std::string::npos || words.find(" through ") != std::string::npos;
    return days.size() == 2 && is_range ? fmt::format("{}-{}", days[0], days[1]) : fmt::format("[{}]", fmt::join(days, ", "));
}

Parsed<std::bitset<7>> refuse_weekday(std::string_view word) {
    const std::string several = several_weekdays(word);
    return Parsed<std::bitset<7>>::refused(
        "bad-weekday", fmt::format("`{}` is no weekday", word),
        several.empty() ? one_of(word, weekday_names) : fmt::format("did you mean `{}`?", several));
}

/// The numbers of a text such as `01/04/2027`, and what stands between them.
struct DateParts {
    std::array<unsigned, 3> numbers{};
    char mark = 0;
    bool year_is_first = false;
};

std::optional<DateParts> date_parts(std::string_view text) {
    const auto first = text.find_first_of("/.-");
    const auto second = first == std::string_view::npos ? first : text.find(text[first], first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    const std::array<std::string_view, 3> pieces = {text.substr(0, first), text.substr(first + 1, second - first - 1),
                                                    text.substr(second + 1)};
    DateParts parts{.mark = text[first], .year_is_first = pieces[0].size() == 4};
    for (std::size_t i = 0; i < 3; ++i) {
        const auto number = digits(pieces[i], 4);
        if (!number) return std::nullopt;
        parts.numbers[i] = *number;
    }
    return pieces[0].size() == 4 || pieces[2].size() == 4 ? std::optional(parts) : std::nullopt;
}

/// What a date in another order may have meant: `01/04/2027` is January 4, `4.1.2027` too.
std::string hint_for_date(std::string_view text) {
    const std::string otherwise = "year, month and day, with two digits each for month and day";
    const auto parts = date_parts(text);
    if (!parts) return otherwise;
    auto [year, month, day] = parts->numbers;
    if (!parts->year_is_first) {
        const bool month_is_first = parts->mark == '/' && parts->numbers[0] <= 12;
        year = parts->numbers[2];
        month = parts->numbers[month_is_first ? 0 : 1];
        day = parts->numbers[month_is_first ? 1 : 0];
    }
    const std::chrono::year_month_day meant{std::chrono::year(static_cast<int>(year)), std::chrono::month(month),
                                            std::chrono::day(day)};
    return meant.ok() ? fmt::format("did you mean `{:04}-{:02}-{:02}`?", year, month, day) : otherwise;
}

/// What `9am`, `1:30 pm`, `0900` and `9.30` may have meant.
std::string hint_for_time(std::string_view text) {
    const std::string otherwise = "hours and minutes of a 24-hour clock";
    std::string time = lower_case(text);
    const std::size_t mark = time.find_first_of(".:");
    const auto is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
    if (mark != std::string::npos && std::count_if(time.begin() + static_cast<std::ptrdiff_t>(mark), time.end(), is_digit) != 2)
        return otherwise;
    std::erase_if(time, [](char letter) { return letter == ' ' || letter == '.' || letter == ':'; });
    const bool is_afternoon = time.ends_with("pm");
    const bool has_half = is_afternoon || time.ends_with("am");
    if (has_half) time.resize(time.size() - 2);
    if (time.ends_with('h')) time.pop_back();
    const auto number = digits(time, 4);
    if (!number) return otherwise;
    unsigned hours = time.size() > 2 ? *number / 100 : *number;
    const unsigned minutes = time.size() > 2 ? *number % 100 : 0;
    if (has_half && (hours == 0 || hours > 12)) return otherwise;
    if (has_half) hours = hours % 12 + (is_afternoon ? 12 : 0);
    return hours < 24 && minutes < 60 ? fmt::format("did you mean `{:02}:{:02}`?", hours, minutes) : otherwise;
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
                             hint_for_date(date));
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
        return Parsed<Ticks>::refused(
            "bad-time", fmt::format("`{}` is no time of day; here one is needed, such as `09:00`", text), hint_for_time(time));
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
