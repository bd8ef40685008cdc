// How much time of staff groups, intake and sessions ask for, and how much there is: worked out without simulating.
#pragma once

#include <optional>
#include <vector>

#include "model/model.hpp"
#include "model/traffic.hpp"

namespace stepdown {

/// Hours of a week that clients would book if nothing were ever full and every group sat full.
double booked_hours_needed(const Model& model, const OfferedLoad& load, RoleId role);

/// Hours of a week that the role's posts take to lead the stage's groups, with their notes, if every group sits full.
double hours_of_leading(const Stage& stage, RoleId role);

/// Paid hours of a week if every post is filled.
double paid_hours(const Role& role);

/// Hours of a week that can be booked: the bookable share of the paid hours of filled, present posts.
double bookable_hours(const Role& role);

/// Hours of a week that the roles that do this one's work have left of their own.
double hours_of_cover(const Model& model, const OfferedLoad& load, RoleId role);

/// Posts of the role on shift at a time of the week (ticks from Monday 00:00), less vacancy and absence.
double posts_on_shift(const Role& role, Ticks time_of_week);

/// Whether on every weekday of the track some shift of the role lasts from its beginning to its end.
bool covers_track(const Role& role, const Track& track);

/// The time of the week at which groups need most leaders of the role beyond those on shift, those who do its work and lead no
/// groups of their own then included.
struct LeaderPeak {
    Ticks time_of_week = 0;
    double needed = 0.0;
    double on_shift = 0.0;
};
/// Nothing where no group names the role among its leaders.
std::optional<LeaderPeak> leader_peak(const Model& model, RoleId role);

/// Hours in a week that the timetable offers a client of the track, sessions at their shares included.
double offered_hours(const Stage& stage, const Track& track);

}  // namespace stepdown
