// From the text of one value to a place in the calendar: dates, times of day, weekdays, months and ranges of hours.
#pragma once

#include <bitset>
#include <chrono>
#include <string_view>

#include "scenario/node.hpp"
#include "scenario/text_values.hpp"
#include "time/sim_time.hpp"

namespace stepdown {

/// `2027-01-04`, a day that exists, in the years 1900 to 2400. Code `bad-date`.
Parsed<std::chrono::sys_days> parse_date(std::string_view text);

enum class DayEdge { begin, end };
/// `09:00` as ticks from midnight; `24:00` only as an end. Code `bad-time`.
Parsed<Ticks> parse_time_of_day(std::string_view text, DayEdge edge = DayEdge::begin);

/// `mon-fri`, `sat-mon`, `wed`, or several with commas; bit 0 is Monday. Code `bad-weekday`.
Parsed<std::bitset<7>> parse_weekdays(std::string_view text);
/// The same as a bare value or as a list of them, `[mon, wed]`.
Parsed<std::bitset<7>> parse_weekdays(const Node& node);

/// `jan` ... `dec` as 0 ... 11. Code `bad-month`.
Parsed<unsigned> parse_month(std::string_view text);

/// Whole hours of the day from `from` to before `to`: `9-12`, `18-24`. Code `bad-hours`.
struct HourRange {
    unsigned from = 0;
    unsigned to = 24;
    friend bool operator==(const HourRange&, const HourRange&) = default;
};
Parsed<HourRange> parse_hour_range(std::string_view text);

}  // namespace stepdown
