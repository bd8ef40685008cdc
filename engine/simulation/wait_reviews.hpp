// Waits that conditions on `waited` name: at these, what was decided when a client began to wait is decided anew.
#pragma once

#include <vector>

#include "core/id.hpp"
#include "model/model.hpp"
#include "time/sim_time.hpp"

namespace stepdown {

/// A condition on `waited` is as it was until the wait reaches the next of these.
class WaitReviews {
public:
    explicit WaitReviews(const Model& model);

    /// The next wait after `waited` at which a request's priority may change, or the tracks that suit; `never` for none. `care`
    /// is the care stage that is asked for, or none.
    Ticks of_request(PopulationId population, StageId care, Ticks waited) const;
    /// The next at which an effect on relapse may begin or end.
    Ticks of_relapse(Ticks waited) const;
    bool in_effects() const { return !effects_.empty(); }

private:
    /// Ascending. An empty outer vector stands for empty ones.
    std::vector<std::vector<Ticks>> priorities_;
    std::vector<std::vector<Ticks>> tracks_;
    std::vector<Ticks> effects_;
};

}  // namespace stepdown
