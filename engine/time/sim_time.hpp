// Simulated time: a whole number of microseconds, counted from the first simulated instant.
// Durations and instants share the type; names say which is meant.
#pragma once

#include <cstdint>
#include <limits>

namespace stepdown {

/// One tick is a microsecond.
using Ticks = std::int64_t;

inline constexpr Ticks ticks_per_second = 1'000'000;
inline constexpr Ticks ticks_per_minute = 60 * ticks_per_second;
inline constexpr Ticks ticks_per_hour = 60 * ticks_per_minute;
inline constexpr Ticks ticks_per_day = 24 * ticks_per_hour;
inline constexpr Ticks ticks_per_week = 7 * ticks_per_day;
inline constexpr Ticks ticks_per_year = 365 * ticks_per_day;

/// No instant at all: later than every other.
inline constexpr Ticks never = std::numeric_limits<Ticks>::max();

/// The longest simulated time that an event key can hold (52 bits).
inline constexpr Ticks longest_time = (Ticks{1} << 52) - 1;

constexpr double to_days(Ticks ticks) { return static_cast<double>(ticks) / static_cast<double>(ticks_per_day); }

/// The nearest tick, ties away from zero; `days` must be finite and in range.
constexpr Ticks from_days(double days) {
    const double ticks = days * static_cast<double>(ticks_per_day);
    return static_cast<Ticks>(ticks < 0 ? ticks - 0.5 : ticks + 0.5);
}

}  // namespace stepdown
