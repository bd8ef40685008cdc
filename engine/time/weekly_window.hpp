// Hours of the week during which something is open: admission hours now, shifts and timetables to come.
#pragma once

#include <array>
#include <bitset>

#include "time/calendar.hpp"
#include "time/sim_time.hpp"

namespace stepdown {

/// Open on the marked weekdays from `from` (inclusive) to `to` (exclusive), both counted from 00:00.
/// `to` at or before `from` runs past midnight into the next day. `always_open` when every instant is inside.
class WeeklyWindow {
public:
    WeeklyWindow() = default;
    WeeklyWindow(std::bitset<7> days, Ticks from, Ticks to);

    bool always_open() const { return always_open_; }
    bool is_open(const Calendar& calendar, Ticks time) const;
    /// The first instant after `time` at which the window opens; `never` for a window that is always open.
    Ticks next_opening(const Calendar& calendar, Ticks time) const;
    /// The first instant after `time` at which it closes; `never` for a window that is always open.
    Ticks next_closing(const Calendar& calendar, Ticks time) const;

private:
    std::bitset<7> days_;
    Ticks from_ = 0;
    Ticks length_ = 0;
    bool always_open_ = true;
};

}  // namespace stepdown
