// From sums to the numerators and denominators of the plan's metrics, the flows, the series and the exact self-checks.
#include <algorithm>

#include <fmt/format.h>

#include "simulation/recorder.hpp"

namespace stepdown {

namespace {

constexpr double ticks_in_day = static_cast<double>(ticks_per_day);

double days(Int128 ticks) { return to_double(ticks) / ticks_in_day; }
double hours(Int128 ticks) { return to_double(ticks) / static_cast<double>(ticks_per_hour); }

/// Whether the measure rests on the program recorder's sums.
bool is_of_program(Measure measure) { return measure >= Measure::track_fill && measure <= Measure::cost_per_completed; }

Fraction share(std::int64_t part, std::int64_t whole) { return {static_cast<double>(part), static_cast<double>(whole)}; }
Fraction share(Int128 part, Int128 whole) { return {days(part), days(whole)}; }

Fraction mean_days(Int128 ticks, std::int64_t count) { return {days(ticks), static_cast<double>(count)}; }

Fraction window_share(const WindowCounts& counts, std::span<const Ticks> windows, Ticks argument) {
    const auto found = std::find(windows.begin(), windows.end(), argument);
    STEPDOWN_EXPECT(found != windows.end(), "the plan has every window that a metric names");
    const auto index = static_cast<std::size_t>(found - windows.begin());
    return share(counts.within(index), counts.of(index));
}

std::int64_t all_resolved(const StageTally& sums) {
    std::int64_t all = 0;
    for (const std::int64_t count : sums.resolved) all += count;
    return all;
}

Int128 all_missing(const StageTally& sums) {
    Int128 all = 0;
    for (const Int128 ticks : sums.missing) all += ticks;
    return all;
}

Fraction resolved_share(const StageTally& sums, Resolution how) {
    return share(sums.resolved[static_cast<std::size_t>(how)], all_resolved(sums));
}

Fraction missing_share(const StageTally& sums, Missing what) {
    return share(sums.missing[static_cast<std::size_t>(what)], all_missing(sums));
}

/// One stage's part of a metric; `run` is the run's length.
Fraction stage_part(const Metric& metric, const StageTally& sums, const PlaceTally& places, const MeasurementPlan& plan,
                    Ticks run) {
    const double run_days = to_days(run);
    const Int128 open = places.ever_unlimited ? 0 : places.open.integral();
    switch (metric.measure) {
        case Measure::access_within: return window_share(sums.access, plan.access_thresholds, metric.argument);
        case Measure::wait_mean: return mean_days(sums.waited, sums.admissions);
        case Measure::wait_none: return share(sums.waited_none, sums.admissions);
        case Measure::wait_within: {
            const auto found = std::find(plan.wait_thresholds.begin(), plan.wait_thresholds.end(), metric.argument);
            const auto index = static_cast<std::size_t>(found - plan.wait_thresholds.begin());
            return share(sums.waited_none + sums.waited_within[index], sums.admissions);
        }
        case Measure::waitlist_mean: return {days(sums.waiting.integral()), run_days};
        case Measure::waitlist_max: return {static_cast<double>(sums.waiting.highest()), 1.0};
        case Measure::waiting_age_mean:
            return {to_double(sums.twice_age) / (2.0 * ticks_in_day * ticks_in_day), days(sums.wait_ticks_in_run)};
        case Measure::gave_up_share: return resolved_share(sums, Resolution::gave_up);
        case Measure::turned_away_share: return resolved_share(sums, Resolution::turned_away);
        case Measure::withdrawn_share: return resolved_share(sums, Resolution::withdrawn);
        case Measure::admitted_share: return resolved_share(sums, Resolution::admitted);
        case Measure::requests: return {static_cast<double>(sums.requests), run_days};
        case Measure::admissions: return {static_cast<double>(sums.admissions), run_days};
        case Measure::census_mean:
        case Measure::need_mean: return {days(sums.census.held().integral()), run_days};
        case Measure::census_p95: return {static_cast<double>(sums.census.held().quantile(0.95)), 1.0};
        case Measure::census_max: return {static_cast<double>(sums.census.held().max()), 1.0};
        case Measure::places_mean: return {days(open), places.ever_unlimited ? 0.0 : run_days};
        case Measure::occupancy: return {days(sums.census.held().integral()), days(open)};
        case Measure::boarding_share: return share(sums.boarding_in_run, sums.census.held().integral());
        case Measure::boarding_days: return mean_days(sums.boarded, sums.stays);
        case Measure::transfer_share: return share(sums.transfer_in_run, sums.census.held().integral());
        case Measure::stay_mean: return mean_days(sums.stayed, sums.stays);
        case Measure::outcome_share: return share(sums.outcomes[metric.outcome.index()], sums.stays);
        case Measure::waiting_for_place: return missing_share(sums, Missing::place);
        case Measure::waiting_for_caseload: return missing_share(sums, Missing::caseload);
        case Measure::waiting_for_seat: return missing_share(sums, Missing::seat);
        case Measure::waiting_for_staff: return missing_share(sums, Missing::staff);
        case Measure::waiting_for_housing: return missing_share(sums, Missing::housing);
        case Measure::waiting_for_hours: return missing_share(sums, Missing::hours);
        case Measure::followed_up: return window_share(sums.followed_up, plan.followed_up_windows, metric.argument);
        case Measure::retained: return window_share(sums.retained, plan.retained_windows, metric.argument);
        case Measure::readmitted: return window_share(sums.readmitted, plan.readmitted_windows, metric.argument);
        default: return {};
    }
}

Fraction clients_part(const Metric& metric, const ClientTally& sums, const MeasurementPlan& plan, Ticks run) {
    const double weeks = to_days(run) / 7.0;
    switch (metric.measure) {
        case Measure::clients_access_mean: return mean_days(sums.access_ticks, sums.first_admissions);
        case Measure::clients_access_within: return window_share(sums.access, plan.client_access_thresholds, metric.argument);
        case Measure::clients_exits: return {static_cast<double>(sums.exits[metric.exit.index()]), weeks};
        case Measure::clients_handed_off: return {static_cast<double>(sums.handed_off), weeks};
        case Measure::clients_days_in_care_mean: return mean_days(sums.episode_ticks, sums.episodes);
        case Measure::clients_stages_mean: return {static_cast<double>(sums.episode_stages), static_cast<double>(sums.episodes)};
        case Measure::clients_readmitted: return window_share(sums.readmitted, plan.client_readmitted_windows, metric.argument);
        case Measure::clients_relapsed: return window_share(sums.relapsed, plan.client_relapsed_windows, metric.argument);
        default: return {};
    }
}

Fraction histogram_part(const LogHistogram& histogram, Measure measure) {
    if (histogram.total() == 0) return {};
    return {histogram.quantile(quantile_level(measure)) / ticks_in_day, 1.0};
}

SelfCheck equal(std::string name, Int128 left, Int128 right) {
    if (left == right) return {std::move(name), true, ""};
    return {std::move(name), false, fmt::format("{} and {} days differ", days(left), days(right))};
}

}  // namespace

void Recorder::spread() {
    for (ClientTally& sums : clients_) {
        sums.access.all_began(sums.first_requests);
        sums.readmitted.all_began(sums.discharges);
        sums.relapsed.all_began(sums.discharges);
    }
    for (std::size_t position = 0; position < places_.size(); ++position) {
        for (std::size_t group = 0; group < groups_; ++group) {
            StageTally& sums = tally(StageId(position), group);
            sums.requests += sums.admitted_at_once;
            sums.admissions += sums.admitted_at_once;
            sums.resolved[static_cast<std::size_t>(Resolution::admitted)] += sums.admitted_at_once;
            sums.waited_none += sums.admitted_at_once;
            sums.access.all_began(sums.admitted_at_once);
            sums.access.all_came(sums.admitted_at_once);
            sums.retained.all_began(sums.admitted_at_once);
            if (sums.waits.histogram != nullptr)
                sums.waits.histogram->add_zeros(static_cast<std::uint64_t>(sums.admitted_at_once));
            for (const ObservedDurations::Limit& limit : sums.waits.limits) {
                // A bound below 0 is what `< 0 d` comes to.
                if (limit.most >= 0) bound_hits_[limit.question] += sums.admitted_at_once;
            }
            sums.stays += sums.stays_ended;
            sums.readmitted.all_began(sums.stays_ended);
            sums.followed_up.all_began(sums.stays_ended);
            if (model_->stages[position].belongs == Belongs::outside) clients_[group].handed_off += sums.admissions;
        }
    }
}

ReplicationResult Recorder::result() {
    spread();
    for (StageTally& sums : stages_) {
        sums.census.change(end_, 0);
        sums.waiting.change(end_, 0);
    }
    for (RoleTally& tally : roles_) {
        tally.posts.change(end_, 0);
        tally.filled.change(end_, 0);
    }
    for (const auto& [from, to] : copied_slots_) histograms_[to] = histograms_[from];
    ReplicationResult result;
    add_staff_series(result);
    for (PlaceTally& places : places_) {
        places.open.change(end_, 0);
        places.census_blocks.finish(end_);
        places.waiting_blocks.finish(end_);
        result.series.push_back({places.census_blocks.take(), places.waiting_blocks.take()});
    }
    for (std::size_t index = 0; index < plan_->metrics.size(); ++index) {
        const Metric& metric = plan_->metrics[index];
        const int slot = plan_->histogram_of_metric[index];
        Fraction part;
        if ((metric.measure == Measure::need_mean) == (pass_ == Pass::unconstrained)) {
            part = slot >= 0 ? histogram_part(histograms_[static_cast<std::size_t>(slot)], metric.measure) : metric_part(metric);
        }
        result.numerators.push_back(part.numerator);
        result.denominators.push_back(part.denominator);
    }
    add_self_checks(result);
    add_bounds(result);
    for (const LevelSlot& slot : plan_->levels) result.levels.push_back(stage_tally(slot.stage, slot.group).census.held());
    result.flows = flows_;
    result.relapse_flows = relapse_flows_;
    result.histograms = std::move(histograms_);
    return result;
}

std::size_t Recorder::group_position(const Group& group) const {
    return static_cast<std::size_t>(std::find(plan_->groups.begin(), plan_->groups.end(), group) - plan_->groups.begin());
}

Fraction Recorder::metric_part(const Metric& metric) const {
    const Ticks run = end_ - start_;
    const std::size_t group = counted_as_[group_position(metric.group)];
    if (metric.subject == Subject::staff) return staff_part(metric);
    if (metric.subject == Subject::money) return money_part(metric);
    if (metric.measure == Measure::clients_hours_mean)
        return {hours(program_.episode_hours(group)), static_cast<double>(clients_[group].episodes)};
    if (metric.subject == Subject::clients) return clients_part(metric, clients_[group], *plan_, run);
    if (metric.subject == Subject::stage) {
        if (is_of_program(metric.measure)) return program_part(metric, metric.stage, group);
        return stage_part(metric, stage_tally(metric.stage, group), place_tally(metric.stage), *plan_, run);
    }
    Fraction total;
    const bool of_places = metric.measure == Measure::places_mean || metric.measure == Measure::occupancy;
    const bool shared_denominator = measure_row(metric.measure).estimator == Estimator::time_average;
    for (std::size_t position = 0; position < places_.size(); ++position) {
        if (model_->stages[position].level != metric.level) continue;
        if (of_places && places_[position].ever_unlimited) return {};
        const Fraction one = is_of_program(metric.measure)
                                 ? program_part(metric, StageId(position), group)
                                 : stage_part(metric, stage_tally(StageId(position), group), places_[position], *plan_, run);
        total.numerator += one.numerator;
        total.denominator =
            shared_denominator ? std::max(total.denominator, one.denominator) : total.denominator + one.denominator;
    }
    return total;
}

Fraction Recorder::staff_part(const Metric& metric) const {
    const RoleTally& role = roles_[metric.role.index()];
    const Int128 posts = role.posts.integral();
    const Int128 filled = role.filled.integral();
    const auto& time = program_.role(metric.role);
    switch (metric.measure) {
        case Measure::staff_vacancy: return share(posts - filled, posts);
        case Measure::staff_utilization: return share(time.booked, time.bookable);
        case Measure::staff_productivity: return share(time.contact, time.paid);
        case Measure::staff_overtime: return {hours(time.overtime), to_days(end_ - start_) / 7.0};
        default: break;
    }
    Int128 clients = 0;
    for (std::size_t position = 0; position < places_.size(); ++position) {
        const auto& caseload = model_->stages[position].caseload;
        const auto is_role = [&](const Caseload& each) { return each.role == metric.role; };
        if (std::none_of(caseload.begin(), caseload.end(), is_role)) continue;
        clients += stage_tally(StageId(position), 0).census.held().integral();
    }
    return {days(clients), days(filled) / 1000.0};
}

double Recorder::place_cost(StageId stage) const {
    const PlaceTally& places = place_tally(stage);
    const Int128 client_ticks = stage_tally(stage, 0).census.held().integral();
    return model_->stages[stage.index()].money.cost_per_day * days(places.ever_unlimited ? client_ticks : places.open.integral());
}

Fraction Recorder::money_part(const Metric& metric) const {
    double cost = 0.0;
    double revenue = 0.0;
    for (std::size_t stage = 0; stage < places_.size(); ++stage) {
        cost += place_cost(StageId(stage));
        revenue += program_.money(StageId(stage)).revenue;
    }
    for (std::size_t role = 0; role < roles_.size(); ++role)
        cost += model_->roles[role].cost_per_hour * hours(program_.role(RoleId(role)).paid);
    const double weeks = to_days(end_ - start_) / 7.0;
    switch (metric.measure) {
        case Measure::money_cost: return {cost, weeks};
        case Measure::money_revenue: return {revenue, weeks};
        default: return {revenue - cost, weeks};
    }
}

Fraction Recorder::program_part(const Metric& metric, StageId stage, std::size_t group) const {
    const AttendanceTally& attendance = program_.attendance(stage, group);
    const double run_weeks = to_days(end_ - start_) / 7.0;
    switch (metric.measure) {
        case Measure::track_fill: {
            const TrackTally& track = program_.track(stage, metric.part);
            return share(track.came, track.seats);
        }
        case Measure::track_cancelled: {
            const TrackTally& track = program_.track(stage, metric.part);
            return share(track.cancelled, track.held + track.cancelled);
        }
        case Measure::track_short_led: {
            const TrackTally& track = program_.track(stage, metric.part);
            return share(track.short_led, track.held + track.cancelled);
        }
        case Measure::session_missed: {
            const SessionTally& session = program_.session(stage, metric.part);
            return share(session.missed, session.held + session.missed);
        }
        case Measure::session_delay: {
            const SessionTally& session = program_.session(stage, metric.part);
            return mean_days(session.delay, session.held);
        }
        case Measure::hours_per_week:
            return {hours(attendance.hours), days(stage_tally(stage, group).census.held().integral()) / 7.0};
        case Measure::hours_met: return share(attendance.weeks_met, attendance.weeks);
        case Measure::days_authorized: return mean_days(attendance.authorized, attendance.reviewed_stays);
        case Measure::days_unpaid: return mean_days(attendance.unpaid, attendance.reviewed_stays);
        case Measure::stage_margin:
            return {program_.money(stage).revenue - place_cost(stage) - program_.money(stage).booked_cost, run_weeks};
        default: break;
    }
    std::int64_t completed = 0;
    const auto& outcomes = stage_tally(stage, 0).outcomes;
    for (std::size_t name = 0; name < outcomes.size(); ++name) {
        if (model_->outcome_names[name] == "completed") completed = outcomes[name];
    }
    return {place_cost(stage) + program_.money(stage).booked_cost, static_cast<double>(completed)};
}

void Recorder::add_staff_series(ReplicationResult& result) {
    for (std::size_t role = 0; role < roles_.size(); ++role) {
        result.staff_weeks.push_back(program_.role(RoleId(role)).week);
        roles_[role].posts_blocks.finish(end_);
        roles_[role].filled_blocks.finish(end_);
        const std::vector<double> posts = roles_[role].posts_blocks.take();
        std::vector<double> vacancy = roles_[role].filled_blocks.take();
        for (std::size_t block = 0; block < vacancy.size(); ++block)
            vacancy[block] = posts[block] > 0.0 ? 1.0 - vacancy[block] / posts[block] : 0.0;
        result.vacancy.push_back(std::move(vacancy));
    }
}

void Recorder::add_self_checks(ReplicationResult& result) const {
    for (std::size_t position = 0; position < places_.size(); ++position) {
        const StageTally& sums = stage_tally(StageId(position), 0);
        const PlaceTally& places = places_[position];
        const std::string& name = model_->stages[position].name;
        result.checks.push_back(equal(fmt::format("{}: census integral equals the stays clipped to the run", name),
                                      sums.census.held().integral(), sums.stay_ticks_in_run));
        result.checks.push_back(equal(fmt::format("{}: waitlist integral equals the waits clipped to the run", name),
                                      sums.waiting.integral(), sums.wait_ticks_in_run));
        result.checks.push_back(equal(fmt::format("{}: entered and there at the start equals left and there at the end", name),
                                      static_cast<Int128>(sums.admissions + places.there_at_start) * ticks_per_day,
                                      static_cast<Int128>(sums.stays + sums.census.level()) * ticks_per_day));
    }
}

void Recorder::add_bounds(ReplicationResult& result) const {
    for (std::size_t question = 0; question < plan_->bounds.size(); ++question) {
        const BoundQuestion& asked = plan_->bounds[question];
        const std::size_t group = counted_as_[group_position(asked.metric.group)];
        Fraction part = {static_cast<double>(bound_hits_[question]), 0.0};
        switch (asked.metric.measure) {
            case Measure::census_p95: {
                const TimeWeightedHistogram& held = stage_tally(asked.metric.stage, group).census.held();
                part = share(held.held_at_or_below(static_cast<std::int64_t>(asked.bound)), held.total());
                break;
            }
            case Measure::stay_p50: part.denominator = static_cast<double>(stage_tally(asked.metric.stage, group).stays); break;
            case Measure::clients_access_p90: part.denominator = static_cast<double>(clients_[group].first_admissions); break;
            default: part.denominator = static_cast<double>(stage_tally(asked.metric.stage, group).admissions); break;
        }
        result.at_or_below.push_back(part.numerator);
        result.observed.push_back(part.denominator);
    }
}

}  // namespace stepdown
