// Where a client goes next: destinations and the shares with which they are drawn.
#pragma once

#include <cstdint>
#include <vector>

#include "core/id.hpp"
#include "random/distribution.hpp"

namespace stepdown {

/// One way into care: a care stage, a housing or support stage beside it (`a + b`), or a housing or support stage alone.
struct Option {
    StageId care;
    StageId beside;

    bool exists() const { return care.exists() || beside.exists(); }
    friend bool operator==(const Option&, const Option&) = default;
};

struct Destination {
    enum class Kind : std::uint8_t {
        home,
        exit,
        join,
        /// Only for a relapse in care: the client stays where it is.
        stays
    };

    Kind kind = Kind::home;
    ExitId exit;
    Option first;
    /// The other half of `a or b`; does not exist otherwise.
    Option second;
    friend bool operator==(const Destination&, const Destination&) = default;
};

/// A share map: `destinations[shares.pick(word)]`.
struct Routing {
    Categorical shares;
    std::vector<Destination> destinations;
    /// The stated probability of each destination, in the order written (for traffic equations and display).
    std::vector<double> probabilities;

    const Destination& pick(std::uint32_t word) const { return destinations[shares.pick(word)]; }
};

}  // namespace stepdown
