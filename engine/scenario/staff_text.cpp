#include "scenario/staff_text.hpp"

#include <cmath>

#include <fmt/format.h>

#include "scenario/calendar_text.hpp"
#include "scenario/quantity_text.hpp"

namespace stepdown {

namespace {

constexpr std::int64_t longest_rota = 28;

bool is_whole(double number) { return number == std::floor(number); }

}  // namespace

Parsed<ShiftDays> parse_shift_days(const Node& node) {
    ShiftDays days;
    const auto rota = node.is_scalar() ? split_quantity(node.text) : std::nullopt;
    if (!rota) {
        const auto weekdays = parse_weekdays(node);
        if (!weekdays) return Parsed<ShiftDays>::refused(weekdays.code, weekdays.problem, weekdays.hint);
        days.weekdays = *weekdays;
        return Parsed<ShiftDays>::of(days);
    }
    const auto of = rota->rest.starts_with("of ") ? split_quantity(without_outer_spaces(rota->rest.substr(3))) : std::nullopt;
    const bool fits = of && of->rest.empty() && is_whole(rota->number) && is_whole(of->number) && rota->number >= 1 &&
                      rota->number <= of->number && of->number <= longest_rota;
    if (!fits) {
        return Parsed<ShiftDays>::refused("bad-rota", fmt::format("`{}` is no rota", node.text),
                                          fmt::format("write `3 of 7`: three of every seven days, of at most {}", longest_rota));
    }
    days.kind = ShiftDays::Kind::rota;
    days.works = static_cast<std::int64_t>(rota->number);
    days.of = static_cast<std::int64_t>(of->number);
    return Parsed<ShiftDays>::of(days);
}

Parsed<double> parse_per(std::string_view text) {
    const auto posts = split_quantity(text);
    const auto things =
        posts && posts->rest.starts_with("per ") ? split_quantity(without_outer_spaces(posts->rest.substr(4))) : std::nullopt;
    if (!things || !things->rest.empty() || posts->is_out_of_range || things->is_out_of_range) {
        return Parsed<double>::refused("bad-per", fmt::format("`{}` does not say how many for how many", text),
                                       "such as `1 per 6`");
    }
    if (posts->number <= 0 || things->number <= 0) {
        return Parsed<double>::refused("bad-per", fmt::format("`{}`; here both numbers are more than 0", text),
                                       "such as `1 per 6`");
    }
    return Parsed<double>::of(things->number / posts->number);
}

Fte fte_of(double posts) {
    Fte fte;
    fte.whole = static_cast<std::int64_t>(std::floor(posts + 1e-3));
    const double part = posts - static_cast<double>(fte.whole);
    fte.part = part < 1e-3 ? 0.0 : part;
    return fte;
}

}  // namespace stepdown
