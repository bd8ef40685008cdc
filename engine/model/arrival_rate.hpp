// How many clients of a population ask, on average over a stretch of time: profiles, growth and surges put together.
#pragma once

#include "model/model.hpp"

namespace stepdown {

/// Mean requests per day over [from, to), from < to. Whole days: a day's rate is taken at its beginning (growth at noon).
double mean_arrivals_per_day(const Clock& clock, const Arrivals& arrivals, Ticks from, Ticks to);

/// The rate on the run's last day without weekday and month profile; for a trace the mean over the run.
double arrivals_per_day_at_end(const Clock& clock, const Arrivals& arrivals);

/// Growth's factor at an instant: 1 before the measured start, then (1 + g)^(t / 365 d).
double growth_factor(const Clock& clock, double growth_per_year, Ticks at);

}  // namespace stepdown
