// When the n-th client of a population asks: the inverse of the integrated rate at the n-th point of operational time.
// A higher rate brings the same clients forward; nothing is thinned (Cinlar 1975, section 4.7; semantics of draws).
#pragma once

#include <vector>

#include "model/model.hpp"
#include "time/sim_time.hpp"

namespace stepdown {

/// Walks forward through one population's rate. Dated changes of its arrivals are part of it from the start.
class ArrivalClock {
public:
    ArrivalClock(const Model& model, PopulationId population);

    /// The instant at which the integrated rate has grown by `amount` since the last call (or since instant 0); `never` when
    /// that does not happen before the end of the run. `amount` is in expected arrivals and not negative.
    Ticks advance(double amount);
    /// The same for arrivals that come evenly, one apart: where the rate stays as it is they keep to exact instants for ever.
    Ticks advance_evenly();

private:
    struct Piece {
        Ticks from = 0;
        const Arrivals* arrivals = nullptr;
    };
    struct Segment {
        Ticks end = 0;
        double end_days = 0.0;
        /// Arrivals per day without growth.
        double per_day = 0.0;
        /// Continuous growth per day; 0 before `start`.
        double growth = 0.0;
    };

    /// To where the integrated rate has grown by `used_` since `origin_days_`.
    Ticks advance_from_origin();
    Segment segment_at(Ticks time) const;
    Ticks next_boundary(Ticks time, const Piece& piece) const;
    const Piece& piece_at(Ticks time) const;
    double base_rate(Ticks time, const Arrivals& arrivals) const;

    const Clock* clock_;
    double start_days_;
    std::vector<Piece> pieces_;
    Segment segment_;
    /// Where the walk stands, in days with fractions, so that no tick's rounding accumulates.
    double now_days_ = 0.0;
    double origin_days_ = 0.0;
    double used_ = 0.0;
};

}  // namespace stepdown
