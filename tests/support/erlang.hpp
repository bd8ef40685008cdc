// Erlang's delay formula and what follows from it (Erlang 1917; Gross et al., *Fundamentals of Queueing Theory*, section 3.3).
#pragma once

#include <cmath>

namespace stepdown::testing {

/// The share of clients who wait at all; `load` below `slots`.
inline double waits_at_all(double load, int slots) {
    double blocked = 1.0;
    for (int slot = 1; slot <= slots; ++slot) blocked = load * blocked / (slot + load * blocked);
    return blocked / (1.0 - load / slots * (1.0 - blocked));
}

/// The share of clients who wait longer than `days`, with stays of `stay` days on average.
inline double waits_longer(double load, int slots, double stay, double days) {
    return waits_at_all(load, slots) * std::exp(-(slots - load) * days / stay);
}

/// Clients waiting, on average.
inline double mean_waiting(double load, int slots) { return waits_at_all(load, slots) * load / (slots - load); }

}  // namespace stepdown::testing
