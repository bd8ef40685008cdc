// From the text of one value to what groups, sessions and money are stated in: "36 meetings", "6 min per client", "41 per hour".
#pragma once

#include <string_view>

#include "model/groups.hpp"
#include "model/money.hpp"
#include "scenario/text_values.hpp"

namespace stepdown {

/// `8 meetings`. Codes: `bad-meetings` and those of whole numbers.
Parsed<long long> parse_meetings(std::string_view text);
/// `108 h` or `36 meetings`: counts and amount. Codes: `bad-attended` and those of durations and whole numbers.
Parsed<AttendedStay> parse_attended(std::string_view text);
/// `6 min per client`. Codes: `bad-notes` and those of durations.
Parsed<Ticks> parse_notes_per_client(std::string_view text);
/// `within 7 d`. Codes: `bad-once` and those of durations.
Parsed<Ticks> parse_once(std::string_view text);
/// `at least 6 h`, `under 9 h`. Codes: `bad-weekly-hours` and those of durations.
Parsed<HourBand> parse_weekly_hours(std::string_view text);
/// `41 per hour`. Codes: `bad-amount`, `negative-number`.
Parsed<double> parse_hourly_amount(std::string_view text);
/// `610 per day`. Codes: `bad-amount`, `negative-number`.
Parsed<double> parse_daily_amount(std::string_view text);
/// `181 per attended day`; per stay, day, attended day, attended hour or session. Codes: `bad-amount`, `negative-number`.
Parsed<Revenue> parse_revenue(std::string_view text);

}  // namespace stepdown
