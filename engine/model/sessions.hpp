// Work that clients queue for: intake before admission, sessions during a stay; and the payer's leave to go on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/id.hpp"
#include "model/condition.hpp"
#include "time/sim_time.hpp"

namespace stepdown {

/// An appointment before admission; who does not show has given up.
struct Intake {
    RoleId role;
    Ticks length = 0;
    Ticks notes = 0;
    Cases<double> shows = Cases<double>(1.0);
};

struct Session {
    std::string name;
    /// Names the session in draw keys.
    std::uint32_t draw_name = 0;
    RoleId role;
    Ticks length = 0;
    Ticks notes = 0;
    Ticks travel = 0;
    /// Due on admission and then so often; 0: once.
    Ticks every = 0;
    /// Of a session held once: missed when it has not begun by then, from admission.
    Ticks within = 0;
    /// The share of clients that have such sessions, drawn on admission.
    Cases<double> share = Cases<double>(1.0);
    /// Clients in one session at most; it begins with `at_least` or more.
    std::int64_t group = 1;
    std::int64_t at_least = 1;

    /// From when it is due until it is missed.
    Ticks waits() const { return every > 0 ? every : within; }
    Ticks booked() const { return length + notes + travel; }
};

/// The payer agrees to `first` on admission and to `then` at each review, with probability `continues`.
struct Authorization {
    Ticks first = 0;
    Ticks then = 0;
    double continues = 1.0;
    /// How the stay ends when the payer refuses; none: it goes on unpaid.
    OutcomeNameId refused;
};

/// Nothing: this client needs no authorization.
using Authorizations = Cases<std::optional<Authorization>>;

}  // namespace stepdown
