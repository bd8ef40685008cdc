// How long a visit lasts when its drawn length may be cut short by relapse, and what is left of the client's clocks.
// Numeric integration over a law's quantiles; where clients go next is traffic_chain.hpp's matter.
#pragma once

#include <span>
#include <vector>

#include "model/relapse.hpp"
#include "random/distribution.hpp"

namespace stepdown {

/// A length with its probability; atoms stand in ascending order, add up to 1 and keep the law's mean.
struct Atom {
    double days = 0.0;
    double probability = 0.0;
};

/// The law cut into bins of equal probability, each at its mean; a law without spread has one atom.
std::vector<Atom> atoms_of(const Distribution& law);

/// What remains after `age` days of a length that lasts longer than that; the last atom if none does.
std::vector<Atom> remaining(const std::vector<Atom>& atoms, double age);

/// One branch of a mixture of laws.
struct Branch {
    double share = 0.0;
    const Distribution* law = nullptr;
};

/// Where the relapse clock stands.
struct SpellClock {
    double age_days = 0.0;
    /// Probability that relapse comes at all, given that it has not come yet.
    double susceptible = 0.0;
};

/// A housing or support stay that runs beside the visit.
struct BesideClock {
    /// The law of its whole length; empty where nothing is held.
    std::vector<Branch> length;
    double age_days = 0.0;
    /// Whether any relapse ends it at once.
    enum class OnRelapse : std::uint8_t { ends, goes_on } on_relapse = OnRelapse::ends;
};

struct VisitQuestion {
    std::span<const Atom> length;
    /// Null where nobody relapses; then the hazard's fields count for nothing.
    const RelapseLaw* law = nullptr;
    SpellClock clock;
    /// Multiplies the law's hazard during the visit.
    double hazard = 0.0;
    /// Probability that a relapse leaves the visit as it is and begins a new spell.
    double stays = 0.0;
    BesideClock housing;
    BesideClock support;
};

struct VisitAnswer {
    /// Mean length, and the probability that a relapse ends it.
    double days = 0.0;
    double ended_by_relapse = 0.0;
    /// The clock of those whose visit ends as drawn.
    SpellClock clock_after;
    /// Mean days in the place beside during the visit, and the probability that the visit ends as drawn with it still held.
    double housing_days = 0.0;
    double housing_kept = 0.0;
    double support_days = 0.0;
    double support_kept = 0.0;
};

/// Relative error about 1e-3 for smooth laws; exact where the hazard is 0 and nothing is held beside.
VisitAnswer visit_length(const VisitQuestion& question);

/// Probability of a relapse within `days` from a clock that runs at `hazard` times the law's.
double relapse_within(const RelapseLaw& law, const SpellClock& clock, double hazard, double days);

}  // namespace stepdown
