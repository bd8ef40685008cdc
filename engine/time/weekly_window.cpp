#include "time/weekly_window.hpp"

#include <algorithm>

#include "core/contract.hpp"

namespace stepdown {

WeeklyWindow::WeeklyWindow(std::bitset<7> days, Ticks from, Ticks to)
    : days_(days), from_(from), length_(to > from ? to - from : to - from + ticks_per_day) {
    STEPDOWN_EXPECT(days.any(), "a weekly window is open on at least one day");
    STEPDOWN_EXPECT(from >= 0 && from < ticks_per_day && to >= 0 && to <= ticks_per_day, "window hours lie within a day");
    always_open_ = days.all() && length_ == ticks_per_day;
}

bool WeeklyWindow::is_open(const Calendar& calendar, Ticks time) const {
    if (always_open_) return true;
    const Ticks midnight = day_number(time) * ticks_per_day;
    const auto covers = [&](Ticks day_start) {
        if (!days_[calendar.weekday(day_start)]) return false;
        const Ticks opens = day_start + from_;
        return time >= opens && time < opens + length_;
    };
    return covers(midnight) || covers(midnight - ticks_per_day);
}

Ticks WeeklyWindow::next_opening(const Calendar& calendar, Ticks time) const {
    if (always_open_) return never;
    for (Ticks day = day_number(time) * ticks_per_day;; day += ticks_per_day) {
        const Ticks opens = day + from_;
        const bool already_open = opens > 0 && is_open(calendar, opens - 1);
        if (opens > time && days_[calendar.weekday(day)] && !already_open) return opens;
        if (day - time > 2 * ticks_per_week) return never;
    }
}

Ticks WeeklyWindow::next_closing(const Calendar& calendar, Ticks time) const {
    if (always_open_) return never;
    for (Ticks day = (day_number(time) - 1) * ticks_per_day;; day += ticks_per_day) {
        const Ticks closes = day + from_ + length_;
        if (closes > time && days_[calendar.weekday(day)] && !is_open(calendar, closes)) return closes;
        if (day - time > 2 * ticks_per_week) return never;
    }
}

}  // namespace stepdown
