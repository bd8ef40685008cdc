#include "model/attended_stays.hpp"

#include <algorithm>

namespace stepdown {

namespace {

double mean_of_cases(const Cases<double>& cases) {
    double sum = 0.0;
    for (const auto& one : cases.list()) sum += one.use;
    return sum / static_cast<double>(cases.list().size());
}

/// Meetings of a client's track in a week, averaged over seats.
double meetings_per_week(const Stage& stage) {
    double seats = 0.0;
    double meetings = 0.0;
    for (const Track& track : stage.tracks) {
        seats += static_cast<double>(track.seats());
        meetings += static_cast<double>(track.seats()) * static_cast<double>(track.days.count());
    }
    return seats > 0.0 ? meetings / seats : 0.0;
}

double track_ticks_per_week(const Stage& stage) {
    double seats = 0.0;
    double ticks = 0.0;
    for (const Track& track : stage.tracks) {
        seats += static_cast<double>(track.seats());
        ticks += static_cast<double>(track.seats()) * static_cast<double>(track.weekly());
    }
    return seats > 0.0 ? ticks / seats : 0.0;
}

}  // namespace

double attended_per_week(const Stage& stage) {
    double ticks = track_ticks_per_week(stage);
    for (const Session& session : stage.sessions) {
        if (session.every <= 0) continue;
        const double per_week = static_cast<double>(ticks_per_week) / static_cast<double>(session.every);
        ticks += per_week * static_cast<double>(session.length) * mean_of_cases(session.share);
    }
    return ticks * mean_of_cases(stage.attendance);
}

double about_days(const Stage& stage, const AttendedStay& stay) {
    double pace = 0.0;
    switch (stay.counts) {
        case AttendedStay::Counts::hours: pace = attended_per_week(stage); break;
        case AttendedStay::Counts::attended_meetings: pace = meetings_per_week(stage) * mean_of_cases(stage.attendance); break;
        case AttendedStay::Counts::meetings: pace = meetings_per_week(stage); break;
    }
    double days = pace > 0.0 ? 7.0 * static_cast<double>(stay.amount) / pace : to_days(ticks_per_year);
    if (stay.at_most) days = std::min(days, to_days(*stay.at_most));
    return days;
}

void approximate_attended_stays(const Stage& stage, OutcomeTable& outcomes) {
    for (Outcome& outcome : outcomes.outcomes) {
        if (!outcome.attended) continue;
        auto& lengths = outcome.stay.list();
        for (std::size_t position = 0; position < lengths.size(); ++position)
            lengths[position].use = Distribution::fixed(about_days(stage, outcome.attended->list()[position].use));
    }
}

}  // namespace stepdown
