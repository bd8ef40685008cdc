// The scenario that the command tests run: small, quick, with a target of each verdict at hand.
#pragma once

#include <string>

namespace stepdown_test {

inline const std::string small_scenario = R"(stepdown: 1
name: Two-step clinic
clock: {start: 2027-01-04, warm_up: 26 w, run: 52 w}
replications: 6
populations:
  adults:
    arrivals: 2.5 per day
    enters: {iop: 0.6, op: 0.4}
  adolescents:
    arrivals: 0.5 per day
    enters: {iop: 1}
stages:
  iop:
    slots: 190
    stay: {median: 41 d, mean: 74 d}
    next: {op: 0.55, home: rest}
  op:
    slots: 280
    stay: {median: 69 d, mean: 108 d}
    next: {iop: 0.08, home: rest}
    waitlist: {patience: {exponential: {mean: 12 d}}}
targets:
  - op.access.within(7 d) >= 20%
observed: {iop.census.mean: 140}
plans:
  smaller: {stages.iop.slots: 175}
)";

/// The same with other lines at its end.
inline std::string small_scenario_with(const std::string& lines) { return small_scenario + lines; }

}  // namespace stepdown_test
