#include "simulation/recorder.hpp"

#include <algorithm>

namespace stepdown {

namespace {

StageTally empty_stage_tally(const Model& model, const MeasurementPlan& plan) {
    StageTally tally;
    tally.access = WindowCounts(plan.access_thresholds.size());
    tally.readmitted = WindowCounts(plan.readmitted_windows.size());
    tally.followed_up = WindowCounts(plan.followed_up_windows.size());
    tally.retained = WindowCounts(plan.retained_windows.size());
    tally.waited_within.assign(plan.wait_thresholds.size(), 0);
    tally.outcomes.assign(model.outcome_names.size(), 0);
    return tally;
}

ClientTally empty_client_tally(const Model& model, const MeasurementPlan& plan) {
    ClientTally tally;
    tally.access = WindowCounts(plan.client_access_thresholds.size());
    tally.readmitted = WindowCounts(plan.client_readmitted_windows.size());
    tally.relapsed = WindowCounts(plan.client_relapsed_windows.size());
    tally.exits.assign(model.exits.size(), 0);
    return tally;
}

std::optional<HistogramSlot::Quantity> quantity_of(Measure measure) {
    switch (measure) {
        case Measure::wait_p50:
        case Measure::wait_p90:
        case Measure::wait_p95: return HistogramSlot::Quantity::wait;
        case Measure::stay_p50: return HistogramSlot::Quantity::stay;
        case Measure::clients_access_p90: return HistogramSlot::Quantity::client_access;
        default: return std::nullopt;
    }
}

}  // namespace

Recorder::Recorder(const Model& model, const MeasurementPlan& plan, Pass pass)
    : model_(&model),
      plan_(&plan),
      pass_(pass),
      start_(model.clock.start()),
      end_(model.clock.end()),
      groups_(plan.groups.size()),
      stage_count_(model.stages.size()),
      windows_{{plan.access_thresholds, start_, end_},        {plan.readmitted_windows, start_, end_},
               {plan.followed_up_windows, start_, end_},      {plan.retained_windows, start_, end_},
               {plan.client_access_thresholds, start_, end_}, {plan.client_readmitted_windows, start_, end_},
               {plan.client_relapsed_windows, start_, end_}},
      classes_by_attributes_(model.populations.size()),
      program_(model, plan.groups.size()) {
    stages_.assign(model.stages.size() * groups_, empty_stage_tally(model, plan));
    clients_.assign(groups_, empty_client_tally(model, plan));
    const Ticks block = plan.days_per_block * ticks_per_day;
    places_.assign(model.stages.size(), PlaceTally{{}, false, BlockMeans(block), BlockMeans(block), 0});
    roles_.assign(model.roles.size(), RoleTally{{}, {}, BlockMeans(block), BlockMeans(block)});
    flows_.assign(plan.flow_ends * plan.flow_ends, 0);
    relapse_flows_ = flows_;
    prepare_groups();
    prepare_histograms();
    prepare_bounds();
}

void Recorder::prepare_groups() {
    for (std::size_t index = 0; index < groups_; ++index) {
        const bool is_everyone = plan_->groups[index].kind == Group::Kind::population && model_->populations.size() == 1;
        counted_as_.push_back(is_everyone ? 0 : index);
    }
    is_measured_.assign(groups_, 0);
    is_measured_[0] = 1;
    for (const Metric& metric : plan_->metrics) is_measured_[group_position(metric.group)] = 1;
    for (const BoundQuestion& question : plan_->bounds) is_measured_[group_position(question.metric.group)] = 1;
}

ObservedDurations& Recorder::observed(HistogramSlot::Quantity quantity, StageId stage, std::size_t group) {
    const std::size_t counted = counted_as_[group];
    switch (quantity) {
        case HistogramSlot::Quantity::wait: return tally(stage, counted).waits;
        case HistogramSlot::Quantity::stay: return tally(stage, counted).stay_lengths;
        case HistogramSlot::Quantity::client_access: break;
    }
    return clients_[counted].accesses;
}

void Recorder::prepare_histograms() {
    histograms_.resize(plan_->histograms.size());
    for (std::size_t slot = 0; slot < plan_->histograms.size(); ++slot) {
        const HistogramSlot& wanted = plan_->histograms[slot];
        LogHistogram*& known = observed(wanted.quantity, wanted.stage, wanted.group).histogram;
        if (known == nullptr) {
            known = &histograms_[slot];
        } else {
            copied_slots_.emplace_back(static_cast<std::size_t>(known - histograms_.data()), slot);
        }
    }
}

void Recorder::prepare_bounds() {
    bound_hits_.assign(plan_->bounds.size(), 0);
    for (std::size_t question = 0; question < plan_->bounds.size(); ++question) {
        const Metric& metric = plan_->bounds[question].metric;
        const auto quantity = quantity_of(metric.measure);
        if (!quantity) continue;
        observed(*quantity, metric.stage, group_position(metric.group))
            .limits.push_back({from_days(plan_->bounds[question].bound), question});
    }
}

std::uint16_t Recorder::group_class(PopulationId population, std::span<const std::uint8_t> attributes) {
    auto& known = classes_by_attributes_[population.index()];
    if (attributes.empty() && !known.empty()) return known.begin()->second;
    const std::string_view values(reinterpret_cast<const char*>(attributes.data()), attributes.size());
    const auto found = known.find(values);
    if (found != known.end()) return found->second;
    return known.emplace(values, new_group_class(population, attributes)).first->second;
}

std::uint16_t Recorder::new_group_class(PopulationId population, std::span<const std::uint8_t> attributes) {
    std::vector<std::uint16_t> groups;
    for (std::size_t index = 0; index < plan_->groups.size(); ++index) {
        const Group& group = plan_->groups[index];
        if (counted_as_[index] != index || is_measured_[index] == 0) continue;
        const bool belongs = group.kind == Group::Kind::everyone ||
                             (group.kind == Group::Kind::population && group.population == population) ||
                             (group.kind == Group::Kind::attribute_value && attributes[group.attribute.index()] == group.value);
        if (belongs) groups.push_back(static_cast<std::uint16_t>(index));
    }
    const auto [found, added] = class_numbers_.try_emplace(groups, static_cast<std::uint16_t>(classes_.size()));
    if (added) add_class(groups);
    return found->second;
}

void Recorder::add_class(const std::vector<std::uint16_t>& groups) {
    classes_.push_back(groups);
    std::vector<ClientTally*>& client_tallies = client_tallies_of_.emplace_back();
    for (const std::uint16_t group : groups) client_tallies.push_back(&clients_[group]);
    std::vector<StageTally*>& tallies = tallies_of_class_.emplace_back();
    for (std::size_t stage = 0; stage < places_.size(); ++stage) {
        for (const std::uint16_t group : groups) tallies.push_back(&tally(StageId(stage), group));
    }
    for (std::size_t stage = 0; stage < places_.size(); ++stage)
        tallies_of_.emplace_back(tallies.data() + stage * groups.size(), groups.size());
}

void Recorder::begin_run(Ticks now) {
    in_run_ = true;
    windows_end_ = std::min(
        {windows_.access.all_end(), windows_.readmitted.all_end(), windows_.followed_up.all_end(), windows_.retained.all_end()});
    client_windows_end_ =
        std::min({windows_.client_access.all_end(), windows_.client_readmitted.all_end(), windows_.client_relapsed.all_end()});
    for (StageTally& tally : stages_) {
        tally.census.restart(now);
        tally.waiting.restart(now);
    }
    for (RoleTally& tally : roles_) {
        tally.posts.restart(now);
        tally.filled.restart(now);
    }
    for (std::size_t stage = 0; stage < places_.size(); ++stage) {
        places_[stage].open.restart(now);
        places_[stage].there_at_start = tally(StageId(stage), 0).census.level();
    }
}

Ticks Recorder::clipped(Ticks from, Ticks to) const {
    const Ticks begin = std::max(from, start_);
    const Ticks finish = std::min(to, end_);
    return finish > begin ? finish - begin : 0;
}

void Recorder::request_made(StageId stage, std::uint16_t clients, Ticks ready) {
    // Those who wait since before the first instant are counted from it on.
    const Ticks counted_from = std::max<Ticks>(ready, 0);
    for (StageTally* const each : tallies_of(stage, clients)) {
        StageTally& sums = *each;
        sums.waiting.change(counted_from, 1);
        if (!in_run_) continue;
        ++sums.requests;
        sums.access.began(windows_.access, ready);
    }
    places_[stage.index()].waiting_blocks.change(counted_from, 1);
}

void Recorder::count_clipped_wait(StageTally& sums, Ticks ready, Ticks until) const {
    const Ticks begin = std::max(ready, start_);
    const Ticks finish = std::min(until, end_);
    if (finish <= begin) return;
    sums.wait_ticks_in_run += finish - begin;
    const Int128 oldest = finish - ready;
    const Int128 youngest = begin - ready;
    sums.twice_age += oldest * oldest - youngest * youngest;
}

void Recorder::wait_ended(StageId stage, std::uint16_t clients, Ticks ready, Ticks now, Resolution how) {
    const Ticks waited = now - ready;
    for (StageTally* const each : tallies_of(stage, clients)) {
        StageTally& sums = *each;
        sums.waiting.change(now, -1);
        if (!in_run_) continue;
        count_clipped_wait(sums, ready, now);
        if (how == Resolution::admitted) sums.access.came(windows_.access, ready, waited);
        if (how == Resolution::withdrawn) sums.access.called_off(windows_.access, ready, waited);
    }
    places_[stage.index()].waiting_blocks.change(now, -1);
}

void Recorder::resolved(StageId stage, std::uint16_t clients, Resolution how) {
    if (!in_run_) return;
    for (StageTally* const sums : tallies_of(stage, clients)) ++sums->resolved[static_cast<std::size_t>(how)];
}

void Recorder::called_off(StageId stage, std::uint16_t clients, Ticks ready, Ticks waited, Ticks now) {
    resolved(stage, clients, Resolution::withdrawn);
    if (!in_run_) return;
    for (StageTally* const sums : tallies_of(stage, clients))
        sums->access.called_off_after(windows_.access, ready, now - ready, waited);
}

void Recorder::missed(StageId stage, std::uint16_t clients, Missing what, Ticks from, Ticks to) {
    const Ticks ticks = clipped(from, to);
    if (ticks == 0) return;
    for (StageTally* const sums : tallies_of(stage, clients)) sums->missing[static_cast<std::size_t>(what)] += ticks;
}

void Recorder::present_at_start(StageId stage, std::uint16_t clients) {
    for (StageTally* const sums : tallies_of(stage, clients)) sums->census.change(0, 1);
    places_[stage.index()].census_blocks.change(0, 1);
}

void Recorder::entered(StageId stage, std::uint16_t clients, Ticks waited, Ticks now, Asked asked) {
    places_[stage.index()].census_blocks.change(now, 1);
    const bool is_usual = asked == Asked::now && now < windows_end_;
    for (StageTally* const sums : tallies_of(stage, clients)) {
        sums->census.change(now, 1);
        if (is_usual) {
            ++sums->admitted_at_once;
        } else if (in_run_) {
            count_admission(*sums, waited, now, asked);
        }
    }
}

void Recorder::count_admission(StageTally& sums, Ticks waited, Ticks now, Asked asked) {
    if (asked == Asked::now) {
        ++sums.requests;
        sums.access.began(windows_.access, now);
        sums.access.came(windows_.access, now, 0);
    }
    ++sums.admissions;
    ++sums.resolved[static_cast<std::size_t>(Resolution::admitted)];
    if (waited == 0) {
        ++sums.waited_none;
    } else {
        sums.waited += waited;
        for (std::size_t index = 0; index < plan_->wait_thresholds.size(); ++index)
            sums.waited_within[index] += waited <= plan_->wait_thresholds[index] ? 1 : 0;
    }
    sums.retained.began(windows_.retained, now);
    observe(sums.waits, waited);
}

void Recorder::left(const EndedStay& stay, std::uint16_t clients, Ticks now) {
    places_[stay.stage.index()].census_blocks.change(now, -1);
    const bool is_usual = now < windows_end_;
    const Ticks stayed = now - stay.admitted;
    const Ticks stayed_in_run = clipped(stay.admitted, now);
    for (StageTally* const each : tallies_of(stay.stage, clients)) {
        StageTally& sums = *each;
        sums.census.change(now, -1);
        if (!in_run_) continue;
        if (is_usual) {
            ++sums.stays_ended;
        } else {
            ++sums.stays;
            sums.readmitted.began(windows_.readmitted, now);
            sums.followed_up.began(windows_.followed_up, now);
        }
        sums.stay_ticks_in_run += stayed_in_run;
        sums.stayed += stayed;
        if (stay.boarded != 0) sums.boarded += stay.boarded;
        ++sums.outcomes[stay.outcome.index()];
        sums.retained.lasted(windows_.retained, stay.admitted, stayed);
        observe(sums.stay_lengths, stayed);
    }
}

void Recorder::held(StageId stage, std::uint16_t clients, Hold hold, Ticks from, Ticks to) {
    const Ticks ticks = clipped(from, to);
    if (ticks == 0) return;
    for (StageTally* const each : tallies_of(stage, clients)) {
        StageTally& sums = *each;
        (hold == Hold::boarding ? sums.boarding_in_run : sums.transfer_in_run) += ticks;
    }
}

void Recorder::open_places(StageId stage, std::int64_t open, Ticks now) { places_[stage.index()].open.set(now, open); }

void Recorder::posts(RoleId role, std::int64_t all, std::int64_t filled, Ticks now) {
    RoleTally& tally = roles_[role.index()];
    tally.posts_blocks.change(now, all - tally.posts.level());
    tally.filled_blocks.change(now, filled - tally.filled.level());
    tally.posts.set(now, all);
    tally.filled.set(now, filled);
}

void Recorder::unlimited(StageId stage) { places_[stage.index()].ever_unlimited = true; }

void Recorder::first_request(std::uint16_t clients, Ticks now) {
    if (!in_run_) return;
    for (ClientTally* const sums : tallies_of(clients)) {
        if (now < client_windows_end_) {
            ++sums->first_requests;
        } else {
            sums->access.began(windows_.client_access, now);
        }
    }
}

void Recorder::first_care(std::uint16_t clients, Ticks requested, Ticks now) {
    if (!in_run_) return;
    const Ticks access = now - requested;
    for (ClientTally* const sums : tallies_of(clients)) {
        ++sums->first_admissions;
        sums->access_ticks += access;
        sums->access.came(windows_.client_access, requested, access);
        observe(sums->accesses, access);
    }
}

void Recorder::episode_ended(std::uint16_t clients, Ticks covered, std::uint32_t stages) {
    if (!in_run_) return;
    for (ClientTally* const sums : tallies_of(clients)) {
        ++sums->episodes;
        sums->episode_ticks += covered;
        sums->episode_stages += stages;
    }
}

void Recorder::exited(std::uint16_t clients, ExitId exit) {
    if (!in_run_) return;
    for (ClientTally* const sums : tallies_of(clients)) ++sums->exits[exit.index()];
}

void Recorder::discharged(std::uint16_t clients, Ticks now) {
    if (!in_run_) return;
    for (ClientTally* const sums : tallies_of(clients)) {
        if (now < client_windows_end_) {
            ++sums->discharges;
        } else {
            sums->readmitted.began(windows_.client_readmitted, now);
            sums->relapsed.began(windows_.client_relapsed, now);
        }
    }
}

void Recorder::followed(FollowUp what, const Watch& watch, std::size_t first, std::uint16_t clients) {
    switch (what) {
        case FollowUp::readmitted:
            for (StageTally* const sums : tallies_of(watch.stage, clients))
                sums->readmitted.came_within(windows_.readmitted, watch.since, first);
            break;
        case FollowUp::followed_up:
            for (StageTally* const sums : tallies_of(watch.stage, clients))
                sums->followed_up.came_within(windows_.followed_up, watch.since, first);
            break;
        case FollowUp::discharge_readmitted:
            for (ClientTally* const sums : tallies_of(clients))
                sums->readmitted.came_within(windows_.client_readmitted, watch.since, first);
            break;
        case FollowUp::discharge_relapsed:
            for (ClientTally* const sums : tallies_of(clients))
                sums->relapsed.came_within(windows_.client_relapsed, watch.since, first);
            break;
    }
}

void Recorder::still_there(StageId stage, std::uint16_t clients, Ticks admitted) {
    for (StageTally* const each : tallies_of(stage, clients)) {
        StageTally& sums = *each;
        sums.stay_ticks_in_run += clipped(admitted, end_);
        // A window inside the run is over by its end.
        sums.retained.lasted(windows_.retained, admitted, end_ - admitted);
    }
}

void Recorder::still_waiting(StageId stage, std::uint16_t clients, Ticks ready) {
    for (StageTally* const sums : tallies_of(stage, clients)) count_clipped_wait(*sums, ready, end_);
}

}  // namespace stepdown
