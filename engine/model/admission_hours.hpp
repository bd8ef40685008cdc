// What a stage's admission hours do to requests that come evenly over the week, for the traffic equations.
#pragma once

#include "model/stage.hpp"

namespace stepdown {

/// Worked out once per stage, since it depends on nothing but its hours and its patience.
class AdmissionHours {
public:
    explicit AdmissionHours(const Stage& stage);

    /// Mean wait for the hours alone; 0 for a stage that always admits.
    double wait_days() const { return wait_days_; }
    /// Probability that a request is given up before the hours come.
    double gives_up(const ClientFacts& facts) const { return gives_up_.pick(facts); }

private:
    double wait_days_ = 0.0;
    Cases<double> gives_up_ = Cases<double>(0.0);
};

}  // namespace stepdown
