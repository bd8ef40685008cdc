// The rota: a post works on the days at which the multiples of its share pass a whole number.
#include "model/staff.hpp"

#include <cmath>

namespace stepdown {

namespace {

/// How many days up to and including `day` a share of all days makes, begun at the post's own offset. Shares of a few decimals
/// that miss a whole number by rounding count as that number.
std::int64_t worked_through(double share, double offset, std::int64_t day) {
    return static_cast<std::int64_t>(std::floor(share * static_cast<double>(day + 1) + offset + 1e-9));
}

bool is_worked(double share, double offset, std::int64_t day) {
    return worked_through(share, offset, day) > worked_through(share, offset, day - 1);
}

/// Working days of the weekdays before `day`.
std::int64_t weekdays_before(const std::bitset<7>& weekdays, std::int64_t day) {
    const std::int64_t weeks = day >= 0 ? day / 7 : -((6 - day) / 7);
    std::int64_t count = weeks * static_cast<std::int64_t>(weekdays.count());
    for (std::int64_t weekday = 0; weekday < day - 7 * weeks; ++weekday) {
        count += weekdays[static_cast<std::size_t>(weekday)] ? 1 : 0;
    }
    return count;
}

}  // namespace

bool works_on(const ShiftDays& days, std::int64_t post, double part, std::int64_t day) {
    if (days.kind == ShiftDays::Kind::weekdays) {
        const std::int64_t weekday = ((day % 7) + 7) % 7;
        if (!days.weekdays[static_cast<std::size_t>(weekday)]) return false;
        return part >= 1.0 || is_worked(part, 0.0, weekdays_before(days.weekdays, day));
    }
    // Posts one after the other take the next days of the cycle, so any `of` in a row are `works` on every day.
    const double share = part * static_cast<double>(days.works) / static_cast<double>(days.of);
    const double offset = static_cast<double>(post % days.of) / static_cast<double>(days.of) * static_cast<double>(days.works);
    return is_worked(share, offset - std::floor(offset), day);
}

}  // namespace stepdown
