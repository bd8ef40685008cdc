// The calendar under a simulation: which real day, weekday and month an instant of simulated time falls on.
#pragma once

#include <array>
#include <chrono>
#include <string>
#include <string_view>

#include "time/sim_time.hpp"

namespace stepdown {

/// The number of the whole day since the first simulated instant; exact for negative times too.
constexpr Ticks day_number(Ticks time) {
    return time >= 0 ? time / ticks_per_day : -((-time + ticks_per_day - 1) / ticks_per_day);
}

/// Instant 0 of a simulation is 00:00 of `first_day`; all days have 24 hours (no daylight saving).
class Calendar {
public:
    constexpr Calendar() = default;
    constexpr explicit Calendar(std::chrono::sys_days first_day)
        : first_day_(first_day), first_weekday_(std::chrono::weekday{first_day}.iso_encoding() - 1) {}

    constexpr std::chrono::sys_days first_day() const { return first_day_; }
    /// The date of the day that holds `time`.
    std::chrono::year_month_day date(Ticks time) const;
    /// 0 = Monday ... 6 = Sunday.
    constexpr unsigned weekday(Ticks time) const {
        const Ticks weekday = (static_cast<Ticks>(first_weekday_) + day_number(time)) % 7;
        return static_cast<unsigned>(weekday < 0 ? weekday + 7 : weekday);
    }
    /// 0 = Monday from 00:00 to 01:00 ... 167 = Sunday from 23:00 to 24:00.
    constexpr unsigned hour_of_week(Ticks time) const {
        return weekday(time) * 24 + static_cast<unsigned>((time - day_number(time) * ticks_per_day) / ticks_per_hour);
    }
    /// 0 = January ... 11 = December.
    unsigned month(Ticks time) const;
    /// 00:00 of `day`; negative before the first simulated day.
    Ticks start_of(std::chrono::sys_days day) const;
    /// 00:00 of the first day of the month after the one that holds `time`.
    Ticks next_month(Ticks time) const;
    /// `2027-01-04` or, when `time` is within a day, `2027-01-04T09:30:00` (seconds with fractions where there are any).
    std::string to_text(Ticks time) const;

private:
    std::chrono::sys_days first_day_{};
    unsigned first_weekday_ = std::chrono::weekday{std::chrono::sys_days{}}.iso_encoding() - 1;
};

inline constexpr std::array<std::string_view, 7> weekday_names = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
inline constexpr std::array<std::string_view, 12> month_names = {"jan", "feb", "mar", "apr", "may", "jun",
                                                                 "jul", "aug", "sep", "oct", "nov", "dec"};

}  // namespace stepdown
