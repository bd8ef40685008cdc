// About how long a stay lasts that ends by what is attended: for the traffic equations, which know lengths only.
#pragma once

#include "model/stage.hpp"

namespace stepdown {

/// The hours that a client attends in a week on average, in ticks: of its tracks (by their seats) and sessions (by their share),
/// times attendance (the mean of its cases). 0 where nothing is attended.
double attended_per_week(const Stage& stage);

/// Days after which the amount is reached at that pace, or `at_most`; a year where nothing is attended.
double about_days(const Stage& stage, const AttendedStay& stay);

/// Gives every attended outcome of the table its approximate length.
void approximate_attended_stays(const Stage& stage, OutcomeTable& outcomes);

}  // namespace stepdown
