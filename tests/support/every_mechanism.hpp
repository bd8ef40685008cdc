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
  teens: {arrivals: {every: 40 h}, priority: 0, attributes: {household: {safe: 0.6, unsafe: 0.4}}, enters: {ward: 0.4, cohort: 0.2, clinic: rest}}
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
    next: {program: 0.15, center: 0.5, home: rest}
    waitlist: {limit: 20, turned_away: {program: 0.2, home: rest}}
  center:
    level: iop
    caseload: {counselor: 9}
    intake: {by: counselor, length: 60 min, notes: 20 min, shows: [{when: {waited: under 2 d}, use: 95%}, {use: 80%}]}
    leaders: {counselor: 1 per 4}
    rooms: 2
    tracks:
      day: {when: {household: safe}, groups: 2, size: 5, days: [mon, wed, fri], from: 09:00, to: 12:00, notes: 5 min per client}
      evening: {size: 6, days: [mon, tue, thu], from: 17:00, to: 20:00, virtual: true}
    sessions:
      individual: {by: counselor, length: 50 min, notes: 15 min, every: 1 w}
      family: {by: counselor, length: 90 min, every: 2 w, group: 4, at_least: 2, share: 60%}
      evaluation: {by: prescriber, length: 60 min, once: within 7 d}
    attendance: [{when: {track: evening}, use: 75%}, {use: 88%}]
    outcomes:
      completed: {share: 70%, stay: {attended: 60 h, at_most: 15 w}, next: {home: 1}}
      dropped: {share: rest, stay: {mean: 15 d, cv: 1}, next: {home: 1}}
    effects: {lost: {when: {missed_in_a_row: 3}, dropped: 40%}}
    authorization: [{when: {population: teens}, use: {first: 14 d, then: 7 d, continue: 90%, refused: dropped}}, {use: none}]
  cohort:
    level: op
    entry: {every: 3 w, first: 2027-01-05, lasts: 4 meetings, at_least: 2, staggered: true}
    tracks: {weekly: {groups: 2, size: 4, days: [tue], from: 14:00, to: 16:00}}
    stay: {meetings: 4}
    next: {home: 1}
  house: {kind: housing, joins: after_care_starts, beds: 4, stay: {mean: 40 d, cv: 0.8}, next: {home: 1}}
relapse:
  law: {susceptible: 60%, weibull: {shape: 0.724, scale: 40 d}}
  hazard: {home: 1, clinic: 0.5, house: 0.7}
  effects: {unsafe: {when: {household: unsafe}, times: 1.4}}
  then:
    in_care: {stays: 0.4, ward: 0.3, home: rest}
    at_home: {returns: 60%, after: {exponential: {mean: 15 d}}, to: {ward: 0.5, program: rest}}
staff:
  counselor:
    shifts:
      day: {fte: 2, days: mon-fri, from: 08:30, to: 17:00, break: 30 min}
      evening: {fte: 1.5, days: mon-thu, from: 12:00, to: 20:30}
    bookable: 80%
    absence: 5%
    turnover: 60% per year
    refill: {exponential: {mean: 40 d}}
    cost: 41 per hour
  prescriber: {shifts: {day: {fte: 0.5, days: mon-fri, from: 09:00, to: 17:00}}, covers: [counselor]}
money: {stages: {center: {cost: 12 per day, revenue: 180 per attended day}, ward: {revenue: 400 per day}}}
changes:
  fewer: {from: 2027-03-01, set: {stages.program.slots: 7}}
  third: {from: 2027-04-01, set: {stages.center.tracks.day.groups: 3, staff.counselor.shifts.day.fte: 3}}
targets: [program.access.within(7 d) >= 50%, ward.wait.p90 <= 6 d, clinic.wait.mean <= 9 d in 50% of runs]
)";

}  // namespace stepdown::testing
