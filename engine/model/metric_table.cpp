// One row per measure: its name, unit, estimator and meaning. docs/reference/metrics.md shows the same rows.

#include "core/contract.hpp"
#include "model/metric.hpp"

namespace stepdown {

namespace {
using enum Estimator;
constexpr auto none = MeasureRow::Argument::none;
constexpr auto duration = MeasureRow::Argument::duration;

const std::vector<MeasureRow> rows = {
    {Measure::access_within, "access.within", "share", ratio, duration,
     "Share of requests admitted within the time; those who gave up or were turned away count as not served."},
    {Measure::wait_mean, "wait.mean", "d", ratio, none,
     "Mean wait from ready to granted, of clients admitted in the run, zero waits included."},
    {Measure::wait_p50, "wait.p50", "d", quantile, none, "Half of the clients admitted in the run waited at most this long."},
    {Measure::wait_p90, "wait.p90", "d", quantile, none, "90% of the clients admitted in the run waited at most this long."},
    {Measure::wait_p95, "wait.p95", "d", quantile, none, "95% of the clients admitted in the run waited at most this long."},
    {Measure::wait_none, "wait.none", "share", ratio, none, "Share of the clients admitted in the run that did not wait at all."},
    {Measure::wait_within, "wait.within", "share", ratio, duration,
     "Share of the clients admitted in the run that waited at most this long."},
    {Measure::waitlist_mean, "waitlist.mean", "clients", time_average, none, "Clients waiting, averaged over time."},
    {Measure::waitlist_max, "waitlist.max", "clients", maximum, none,
     "Most clients waiting at one time, averaged over replications."},
    {Measure::waiting_age_mean, "waiting.age.mean", "d", ratio, none,
     "How long those now waiting have waited, averaged over time and the clients waiting."},
    {Measure::gave_up_share, "gave_up.share", "share", ratio, none,
     "Of requests resolved in the run, those whose client gave up, or relapsed while waiting."},
    {Measure::turned_away_share, "turned_away.share", "share", ratio, none,
     "Of requests resolved in the run, those turned away because the waitlist was at its limit."},
    {Measure::withdrawn_share, "withdrawn.share", "share", ratio, none,
     "Of requests resolved in the run, those withdrawn: the other half of an `a or b`, or a granted move that was called off."},
    {Measure::admitted_share, "admitted.share", "share", ratio, none, "Of requests resolved in the run, those admitted."},
    {Measure::requests, "requests", "per day", time_average, none,
     "Requests made, by clients from outside and from other stages alike."},
    {Measure::admissions, "admissions", "per day", time_average, none, "Clients admitted."},
    {Measure::census_mean, "census.mean", "clients", time_average, none,
     "Clients in the stage, boarders included, averaged over time."},
    {Measure::census_p95, "census.p95", "clients", quantile, none, "At most this many clients are in the stage 95% of the time."},
    {Measure::census_max, "census.max", "clients", maximum, none,
     "Most clients in the stage at one time, averaged over replications."},
    {Measure::places_mean, "places.mean", "places", time_average, none,
     "Open places, averaged over time; no figure where places are unlimited."},
    {Measure::occupancy, "occupancy", "share", ratio, none,
     "Census over open places; no figure where places are unlimited or never open."},
    {Measure::need_mean, "need.mean", "clients", time_average, none,
     "Clients who would be in the stage if nothing were ever full: the need beside the census."},
    {Measure::boarding_share, "boarding.share", "share", ratio, none,
     "Share of occupied place-days held by clients whose stay is over and whose next stage has no place yet."},
    {Measure::boarding_days, "boarding.days", "d", ratio, none, "Boarding days per stay."},
    {Measure::transfer_share, "transfer.share", "share", ratio, none, "Share of occupied place-days kept during moves."},
    {Measure::stay_mean, "stay.mean", "d", ratio, none, "Mean time from admission to leaving, boarding included."},
    {Measure::stay_p50, "stay.p50", "d", quantile, none, "Half of the stays ended at most this long after admission."},
    {Measure::outcome_share, "outcome.NAME.share", "share", ratio, none,
     "Of stays ended in the run, those with this outcome; `relapsed` is one of them."},
    {Measure::waiting_for_place, "waiting_for.place", "share", ratio, none,
     "Share of waiting time during which a free place was what was missing; of `a + b`, a place in care, in both lists."},
    {Measure::waiting_for_caseload, "waiting_for.caseload", "share", ratio, none,
     "Share of waiting time during which a place was free but the caseload of the staff was full."},
    {Measure::waiting_for_seat, "waiting_for.seat", "share", ratio, none,
     "Share of waiting time during which place and caseload were free but no seat in a track that suits the client."},
    {Measure::waiting_for_housing, "waiting_for.housing", "share", ratio, none,
     "Share of waiting time during which a housing or support place beside it was what was missing."},
    {Measure::waiting_for_staff, "waiting_for.staff", "share", ratio, none, "Share of waiting time before the intake was done."},
    {Measure::waiting_for_hours, "waiting_for.hours", "share", ratio, none,
     "Share of waiting time outside admission hours, with everything else at hand."},
    {Measure::followed_up, "followed_up", "share", ratio, duration,
     "Of stays ended, those followed by an admission to a lower level within the time."},
    {Measure::retained, "retained", "share", ratio, duration, "Of stays begun, those still going on after the time."},
    {Measure::readmitted, "readmitted", "share", ratio, duration,
     "Of stays ended, those followed by an admission to the same stage within the time."},
    {Measure::track_fill, "tracks.NAME.fill", "share", ratio, none, "Clients who came over the seats of the meetings held."},
    {Measure::track_cancelled, "tracks.NAME.cancelled.share", "share", ratio, none,
     "Share of the groups' meetings cancelled for want of leaders or rooms."},
    {Measure::track_short_led, "tracks.NAME.short_led.share", "share", ratio, none,
     "Share of the groups' meetings held with fewer leaders than needed."},
    {Measure::session_missed, "sessions.NAME.missed.share", "share", ratio, none,
     "Of sessions that were held or became overdue, those not begun before the next was due."},
    {Measure::session_delay, "sessions.NAME.delay.mean", "d", ratio, none, "From being due to beginning, of sessions held."},
    {Measure::hours_per_week, "hours.per_week", "h per week", ratio, none,
     "Attended hours of meetings and sessions per client-week in the stage."},
    {Measure::hours_met, "hours.met.share", "share", ratio, none,
     "Share of whole client-weeks in the stage with at least the hours of its level, or of its `weekly_hours`."},
    {Measure::days_authorized, "days.authorized", "d", ratio, none,
     "Days that the payer agreed to, per stay of clients who need authorization."},
    {Measure::days_unpaid, "days.unpaid", "d", ratio, none,
     "Days after the payer refused, per stay of clients who need authorization."},
    {Measure::stage_margin, "money.margin", "per week", time_average, none,
     "Revenue less the cost of places and of staff hours booked for the stage."},
    {Measure::cost_per_completed, "money.cost_per_completed", "per stay", ratio, none,
     "Cost of places and of staff hours booked for the stage, over its stays that ended as `completed`."},
    {Measure::clients_access_mean, "access.mean", "d", ratio, none,
     "Mean time from a client's first request to its first care anywhere."},
    {Measure::clients_access_p90, "access.p90", "d", quantile, none,
     "90% of the clients had their first care at most this long after their first request."},
    {Measure::clients_access_within, "access.within", "share", ratio, duration,
     "Share of clients whose first care came within the time of their first request."},
    {Measure::clients_exits, "exits.NAME", "per week", time_average, none, "Clients who left by this exit."},
    {Measure::clients_handed_off, "handed_off", "per week", time_average, none,
     "Clients admitted to a stage of another organization."},
    {Measure::clients_days_in_care_mean, "days_in_care.mean", "d", ratio, none,
     "Days in care per episode, waits left out; a day in care and housing at once counts once."},
    {Measure::clients_stages_mean, "stages.mean", "stages", ratio, none, "Care stages per episode."},
    {Measure::clients_hours_mean, "hours.mean", "h", ratio, none, "Attended hours of meetings and sessions per episode."},
    {Measure::clients_readmitted, "readmitted", "share", ratio, duration,
     "Share of discharges to home followed by an admission to any care stage within the time."},
    {Measure::clients_relapsed, "relapsed", "share", ratio, duration,
     "Share of discharges to home followed by a relapse within the time."},
    {Measure::staff_vacancy, "vacancy", "share", ratio, none, "Share of the role's posts that are empty, averaged over time."},
    {Measure::staff_caseload_mean, "caseload.mean", "clients per post", ratio, none,
     "Clients in the stages that name the role in their caseload, per filled post, averaged over time."},
    {Measure::staff_utilization, "utilization", "share", ratio, none,
     "Booked hours over bookable hours: the bookable share of paid time of filled, present posts."},
    {Measure::staff_productivity, "productivity", "share", ratio, none, "Hours with clients over paid hours."},
    {Measure::staff_overtime, "overtime", "h per week", time_average, none, "Booked hours past the end of a post's shift."},
    {Measure::money_cost, "cost", "per week", time_average, none, "What places and paid staff hours cost."},
    {Measure::money_revenue, "revenue", "per week", time_average, none, "What care that was delivered earns."},
    {Measure::money_margin, "margin", "per week", time_average, none, "Revenue less cost."},
};
}  // namespace

const MeasureRow& measure_row(Measure measure) {
    const MeasureRow& row = rows[static_cast<std::size_t>(measure)];
    STEPDOWN_EXPECT(row.measure == measure, "the rows stand in the order of the enumeration");
    return row;
}

const std::vector<MeasureRow>& measure_rows() { return rows; }

bool is_of(Measure measure, Subject subject) {
    const Subject own = measure >= Measure::money_cost            ? Subject::money
                        : measure >= Measure::staff_vacancy       ? Subject::staff
                        : measure >= Measure::clients_access_mean ? Subject::clients
                                                                  : Subject::stage;
    return subject == own || (subject == Subject::level && own == Subject::stage);
}

bool is_grouped(Measure measure) {
    switch (measure) {
        case Measure::places_mean:
        case Measure::track_fill:
        case Measure::track_cancelled:
        case Measure::track_short_led:
        case Measure::session_missed:
        case Measure::session_delay:
        case Measure::stage_margin:
        case Measure::cost_per_completed: return false;
        default: return measure < Measure::staff_vacancy;
    }
}

}  // namespace stepdown
