#include "time/calendar.hpp"

#include <fmt/format.h>

namespace stepdown {

namespace {
std::chrono::sys_days day_of(std::chrono::sys_days first_day, Ticks time) {
    return first_day + std::chrono::days{day_number(time)};
}
}  // namespace

std::chrono::year_month_day Calendar::date(Ticks time) const { return day_of(first_day_, time); }

unsigned Calendar::month(Ticks time) const { return static_cast<unsigned>(date(time).month()) - 1; }

Ticks Calendar::start_of(std::chrono::sys_days day) const { return (day - first_day_).count() * ticks_per_day; }

Ticks Calendar::next_month(Ticks time) const {
    const auto today = date(time);
    const auto next = today.year() / today.month() / std::chrono::day{1} + std::chrono::months{1};
    return start_of(std::chrono::sys_days{next});
}

std::string Calendar::to_text(Ticks time) const {
    const auto today = date(time);
    std::string text = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(today.year()), static_cast<unsigned>(today.month()),
                                   static_cast<unsigned>(today.day()));
    Ticks rest = time - day_number(time) * ticks_per_day;
    if (rest == 0) return text;
    const Ticks hours = rest / ticks_per_hour;
    rest %= ticks_per_hour;
    const Ticks minutes = rest / ticks_per_minute;
    rest %= ticks_per_minute;
    text += fmt::format("T{:02}:{:02}:{:02}", hours, minutes, rest / ticks_per_second);
    if (rest % ticks_per_second != 0) text += fmt::format(".{:06}", rest % ticks_per_second);
    return text;
}

}  // namespace stepdown
