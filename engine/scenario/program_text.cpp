#include "scenario/program_text.hpp"

#include <array>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "scenario/quantity_text.hpp"

namespace stepdown {

namespace {

constexpr std::string_view amount_hint = "a number and its unit, such as `610 per day`";

/// `$600/day` and `600 USD a day` as `600 per day`.
std::string without_currency(std::string_view text) {
    static constexpr std::array<std::string_view, 8> marks = {"$", "€", "£", "USD", "EUR", "GBP", "dollars", "euros"};
    std::string plain(text);
    for (const std::string_view mark : marks) {
        if (const auto at = plain.find(mark); at != std::string::npos) plain.erase(at, mark.size());
    }
    if (const auto stroke = plain.find('/'); stroke != std::string::npos) plain.replace(stroke, 1, " per ");
    if (const auto a = plain.find(" a "); a != std::string::npos) plain.replace(a, 3, " per ");
    return plain;
}

std::string hint_for_amount(std::string_view text) {
    const auto amount = split_quantity(without_currency(text));
    if (amount && !spelling_hint(*amount).empty()) return spelling_hint(*amount);
    if (!amount || !amount->rest.starts_with("per ")) return std::string(amount_hint);
    return fmt::format("write `{} {}`; the currency stands once, in `money.currency`", amount->digits, amount->rest);
}

/// The number before `per UNIT`, and the unit's words with single spaces.
Parsed<std::pair<double, std::string>> parse_per_unit(std::string_view text) {
    using Result = Parsed<std::pair<double, std::string>>;
    const auto amount = split_quantity(text);
    if (!amount || amount->is_out_of_range || !amount->rest.starts_with("per "))
        return Result::refused("bad-amount", fmt::format("`{}` is no amount per unit", text), hint_for_amount(text));
    if (amount->number < 0) {
        return Result::refused("negative-number", fmt::format("`{}` is negative; amounts are not", text),
                               "write what something costs as `cost` and what it earns as `revenue`");
    }
    std::string unit;
    for (const char letter : amount->rest.substr(4)) {
        const bool repeats = letter == ' ' && (unit.empty() || unit.back() == ' ');
        if (!repeats) unit += letter;
    }
    return Result::of({amount->number, unit});
}

Parsed<double> parse_amount_per(std::string_view text, std::string_view unit, std::string_view abbreviation) {
    const auto amount = parse_per_unit(text);
    if (!amount) return Parsed<double>::refused(amount.code, amount.problem, amount.hint);
    if ((*amount).second != unit && (*amount).second != abbreviation) {
        return Parsed<double>::refused("bad-amount", fmt::format("`{}` is not per {}", text, unit),
                                       fmt::format("write it per {0}, such as `41 per {0}`", unit));
    }
    return Parsed<double>::of((*amount).first);
}

}  // namespace

Parsed<long long> parse_meetings(std::string_view text) {
    const auto count = split_quantity(text);
    if (!count || (count->rest != "meetings" && count->rest != "meeting")) {
        return Parsed<long long>::refused("bad-meetings", fmt::format("`{}` is no number of meetings", text),
                                          "such as `8 meetings`");
    }
    return parse_whole_number(count->digits, Sign::positive);
}

Parsed<AttendedStay> parse_attended(std::string_view text) {
    const auto amount = split_quantity(text);
    if (!amount || amount->rest.empty()) {
        return Parsed<AttendedStay>::refused("bad-attended", fmt::format("`{}` does not say what must be attended", text),
                                             "hours or meetings, such as `108 h` or `36 meetings`");
    }
    AttendedStay stay;
    if (amount->rest.starts_with("meeting")) {
        const auto meetings = parse_meetings(text);
        if (!meetings) return Parsed<AttendedStay>::refused(meetings.code, meetings.problem, meetings.hint);
        stay.counts = AttendedStay::Counts::attended_meetings;
        stay.amount = *meetings;
        return Parsed<AttendedStay>::of(stay);
    }
    const auto hours = parse_duration(text, Sign::positive);
    if (!hours) return Parsed<AttendedStay>::refused(hours.code, hours.problem, hours.hint);
    stay.amount = *hours;
    return Parsed<AttendedStay>::of(stay);
}

Parsed<Ticks> parse_notes_per_client(std::string_view text) {
    constexpr std::string_view suffix = "per client";
    const std::string trimmed = without_outer_spaces(text);
    if (trimmed == "0") return Parsed<Ticks>::of(0);
    if (!trimmed.ends_with(suffix)) {
        return Parsed<Ticks>::refused("bad-notes", fmt::format("`{}` is no time per client", text), "such as `6 min per client`");
    }
    return parse_duration(without_outer_spaces(trimmed.substr(0, trimmed.size() - suffix.size())));
}

Parsed<Ticks> parse_once(std::string_view text) {
    constexpr std::string_view prefix = "within ";
    const std::string trimmed = without_outer_spaces(text);
    if (!trimmed.starts_with(prefix)) {
        return Parsed<Ticks>::refused("bad-once", fmt::format("`{}` is no time limit", text), "such as `within 7 d`");
    }
    return parse_duration(without_outer_spaces(trimmed.substr(prefix.size())), Sign::positive);
}

Parsed<HourBand> parse_weekly_hours(std::string_view text) {
    using Relation = ValueTest<Ticks>::Relation;
    const auto test = parse_duration_comparison(text);
    if (!test) {
        return Parsed<HourBand>::refused("bad-weekly-hours", fmt::format("`{}` says no range of hours in a week", text),
                                         "such as `at least 6 h` or `under 9 h`");
    }
    HourBand band;
    switch ((*test).relation) {
        case Relation::under: band.under = (*test).bound; break;
        case Relation::at_most: band.under = (*test).bound + 1; break;
        case Relation::over: band.at_least = (*test).bound + 1; break;
        default: band.at_least = (*test).bound; break;
    }
    return Parsed<HourBand>::of(band);
}

Parsed<double> parse_hourly_amount(std::string_view text) { return parse_amount_per(text, "hour", "h"); }

Parsed<double> parse_daily_amount(std::string_view text) { return parse_amount_per(text, "day", "d"); }

Parsed<Revenue> parse_revenue(std::string_view text) {
    using Unit = Revenue::Unit;
    static constexpr std::array<std::pair<std::string_view, Unit>, 5> units = {{{"stay", Unit::stay},
                                                                                {"day", Unit::day},
                                                                                {"attended day", Unit::attended_day},
                                                                                {"attended hour", Unit::attended_hour},
                                                                                {"session", Unit::session}}};
    const auto amount = parse_per_unit(text);
    if (!amount) return Parsed<Revenue>::refused(amount.code, amount.problem, amount.hint);
    for (const auto& [words, unit] : units) {
        if ((*amount).second == words) return Parsed<Revenue>::of({(*amount).first, unit});
    }
    return Parsed<Revenue>::refused("bad-amount", fmt::format("nothing is earned per {}", (*amount).second),
                                    "per stay, day, attended day, attended hour or session");
}

}  // namespace stepdown
