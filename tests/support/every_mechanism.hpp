// One small scenario in which every mechanism of the simulation has work to do.
#pragma once

#include <string>

namespace stepdown::testing {

inline const std::string every_mechanism = R"(stepdown: 1
clock: {start: 2027-01-04, warm_up: 8 w, run: 26 w}
replications: 12
exits: [moved]
populations:
  adults:
    arrivals: {rate: 1.6 per day, by_weekday: {mon: 2, sun: 0.3}, by_hour: {"9-17": 3}, growth: 10% per year}
    attributes: {household: {safe: 0.6, unsafe: 0.4}}
    enters:
      - {when: {household: unsafe}, use: {ward: 0.5, program + house: 0.3, home: rest}}
      - {use: {program: 0.6, program or clinic: 0.3, home: rest}}
  teens: {arrivals: {every: 40 h}, priority: 0, enters: {ward: 0.4, clinic: rest}}
stages:
  ward:
    beds: 7
    reserved: {teens: 1}
    stay: {median: 6 d, mean: 8 d}
    next: {program: 0.5, clinic: 0.2, moved: 0.05, home: rest}
    boarding: {at_most: 4 d}
    transfer: {takes: {exponential: {mean: 8 h}}, keeps_place: true, books: true}
    turnaround: 4 h
    waitlist: {patience: {exponential: {mean: 5 d}}, gave_up: {clinic: 0.3, home: rest}}
  program:
    slots: 9
    level: php
    outcomes:
      completed: {share: 70%, stay: {gamma: {mean: 12 d, cv: 0.6}}, next: {clinic: 0.6, ward: 0.1, home: rest}}
      dropped: {share: rest, stay: {weibull: {shape: 0.8, mean: 5 d}}, next: {home: 1}}
    boarding: true
    lag: 1 d
    admits: {days: mon-fri, from: 09:00, to: 16:00}
    waitlist: {order: [step_down_first, longest_wait], patience: {exponential: {mean: 9 d}}, limit: 12}
  clinic:
    slots: 25
    level: op
    stay: {mean: 30 d, cv: 1.2, truncate: 200 d}
    next: {program: 0.15, home: rest}
    waitlist: {limit: 20, turned_away: {program: 0.2, home: rest}}
  house: {kind: housing, joins: after_care_starts, beds: 4, stay: {mean: 40 d, cv: 0.8}, next: {home: 1}}
relapse:
  law: {susceptible: 60%, weibull: {shape: 0.724, scale: 40 d}}
  hazard: {home: 1, clinic: 0.5, house: 0.7}
  effects: {unsafe: {when: {household: unsafe}, times: 1.4}}
  then:
    in_care: {stays: 0.4, ward: 0.3, home: rest}
    at_home: {returns: 60%, after: {exponential: {mean: 15 d}}, to: {ward: 0.5, program: rest}}
changes:
  fewer: {from: 2027-03-01, set: {stages.program.slots: 7}}
targets: [program.access.within(7 d) >= 50%, ward.wait.p90 <= 6 d, clinic.wait.mean <= 9 d in 50% of runs]
)";

}  // namespace stepdown::testing
