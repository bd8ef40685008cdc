// The order of events of one replication, and what all rules share: facts, draws, scheduling, the guard against endless loops.
#include "simulation/replication.hpp"

#include <algorithm>

#include "core/run_context.hpp"
#include "model/care_edges.hpp"
#include "simulation/care_network.hpp"
#include "simulation/plain_network.hpp"

namespace stepdown {

std::string_view activity_name(Activity activity) {
    switch (activity) {
        case Activity::request: return "request";
        case Activity::admitted: return "admitted";
        case Activity::stay_ended: return "stay ended";
        case Activity::left: return "left";
        case Activity::gave_up: return "gave up";
        case Activity::turned_away: return "turned away";
        case Activity::withdrawn: return "withdrawn";
        case Activity::relapsed: return "relapsed";
        case Activity::discharged: return "discharged";
        case Activity::exited: return "exited";
    }
    return "";
}

ReplicationResult run_replication(const Model& model, const MeasurementPlan& plan, const ReplicationRequest& request) {
    if (is_plain(model, request)) return run_plain_network(model, plan, request);
    return CareNetwork(model, plan, request).run();
}

CareNetwork::CareNetwork(const Model& model, const MeasurementPlan& plan, const ReplicationRequest& request)
    : model_(model),
      plan_(plan),
      request_(request),
      key_(request.seed, request.replication),
      recorder_(model, plan, request.pass),
      follow_ups_(model, plan),
      clients_(model.attributes.size(), model.stages.size()),
      roster_(model, key_, recorder_.program()),
      loop_guard_(model),
      wait_reviews_(model) {}

void CareNetwork::note_partners(const Destination& destination) {
    for (const Option& option : {destination.first, destination.second}) {
        if (!option.care.exists() || !option.beside.exists()) continue;
        for (const auto& [stage, partner] : {std::pair(option.care, option.beside), std::pair(option.beside, option.care)}) {
            auto& partners = state_of(stage).partners;
            if (std::find(partners.begin(), partners.end(), partner) == partners.end()) partners.push_back(partner);
            state_of(stage).mixed_causes = true;
        }
    }
}

void CareNetwork::prepare_stage(StageId stage) {
    const auto limits = request_.pass == Pass::unconstrained ? StagePlaces::Limits::lifted : StagePlaces::Limits::apply;
    const Stage& declared = stage_of(stage);
    StageState& state = state_of(stage);
    state.places = StagePlaces(declared, limits);
    state.outcomes = &declared.outcomes;
    state.patience = &declared.waitlist.patience;
    state.limit = declared.waitlist.limit;
    state.mixed_causes = !declared.admits.always_open();
    may_swap_ = may_swap_ || declared.boarding.rule == Boarding::Rule::boards;
    if (!declared.admits.always_open()) turn_window(stage);
    if (!state.places.unlimited()) recorder_.open_places(stage, state.places.open(), 0);
}

namespace {
bool tests_month(const RelapseEffect& effect) {
    const auto& tests = effect.when.tests;
    return std::any_of(tests.begin(), tests.end(), [](const Test& test) { return test.subject == Test::Subject::month; });
}
}  // namespace

void CareNetwork::prepare() {
    if (model_.relapse) {
        const auto& effects = model_.relapse->effects;
        effects_follow_months_ = std::any_of(effects.begin(), effects.end(), tests_month);
    }
    stages_.resize(model_.stages.size());
    for (std::size_t position = 0; position < stages_.size(); ++position) prepare_stage(StageId(position));
    for_each_destination(model_, [&](Way, std::size_t, const Destination& destination) { note_partners(destination); });
    prepare_programs();
    prepare_staff();
    for (std::size_t position = 0; position < stages_.size(); ++position) {
        StageState& state = stages_[position];
        const Stage& stage = model_.stages[position];
        state.place_is_all = request_.log == nullptr && stage.is_care() && !state.mixed_causes && state.partners.empty() &&
                             stage.reserved.empty() && !stage.lag;
    }
    for (std::size_t position = 0; position < model_.changes.size(); ++position) {
        queue_.push(make_event(model_.changes[position].at, EventKind::capacity, 0, 0, position,
                               static_cast<EventOwner>(position), EventType::change));
    }
    for (std::size_t position = 0; position < model_.populations.size(); ++position)
        arrivals_.emplace_back(model_, PopulationId(position));
    if (!model_.start_state.empty()) seed_day_zero();
    for (std::size_t position = 0; position < arrivals_.size(); ++position) prepare_arrivals(PopulationId(position));
    reach(0);
}

ReplicationResult CareNetwork::run() {
    const RunScope scope({&now_, &events_, request_.replication, request_.seed});
    prepare();
    const Ticks end = model_.clock.end();
    while (true) {
        const Ticks next = queue_.empty() ? never : queue_.top().time();
        if (offers_pending_ || !limit_checks_.empty() || !tentative_.empty()) {
            if (!more_before_admissions()) {
                run_admissions();
                continue;
            }
        }
        if (!work_noted_.empty() && next > now_) {
            give_work();
            continue;
        }
        if (next >= end) break;
        if (next > now_) reach(next);
        const Event event = queue_.pop();
        clients_.prefetch(queue_.top().owner);
        clients_.prefetch_history(queue_.top().owner);
        handle(event);
    }
    reach(end);
    finish();
    ReplicationResult result = recorder_.result();
    result.events = events_;
    result.peak_clients = peak_;
    return result;
}

void CareNetwork::reach(Ticks time) {
    // What the waiting lack matters from the run on.
    if (causes_stale_ && time > model_.clock.start()) refresh_causes();
    if (!recorder_.in_run() && time >= model_.clock.start()) {
        recorder_.begin_run(model_.clock.start());
        for (std::size_t position = 0; position < stages_.size(); ++position) {
            if (stages_[position].places.unlimited()) recorder_.unlimited(StageId(position));
        }
    }
    now_ = time;
}

void CareNetwork::finish() {
    for (ClientHandle handle = 0; handle < clients_.slots(); ++handle) {
        Client& client = clients_[handle];
        if (client.phase == Phase::absent || client.phase == Phase::expected) continue;
        if (client.place.exists()) {
            count_hold(client);
            if (has_programs_) {
                close_weeks(handle);
                count_earned_days(handle);
            }
            recorder_.still_there(client.place, client.group_class, client.admitted);
        }
        for (const BesideStay* slot : {&client.housing, &client.support}) {
            if (!slot->held()) continue;
            count_earnings(*slot);
            recorder_.still_there(slot->stage, client.group_class, slot->since);
        }
    }
    for (StageState& state : stages_) {
        state.waitlist.in_order(entries_, order_scratch_);
        for (const EntryHandle handle : order_scratch_) {
            const WaitEntry& entry = entries_[handle];
            const std::uint16_t groups = clients_[entry.client].group_class;
            recorder_.missed(entry.stage, groups, entry.missing, entry.missing_since, now_);
            recorder_.still_waiting(entry.stage, groups, entry.position.ready);
        }
    }
}

Ticks CareNetwork::draw_duration(ClientHandle handle, const Cases<Distribution>& durations, Purpose purpose, StageId stage,
                                 std::uint32_t index) {
    WordStream words(key_, client_key(clients_[handle], purpose, stage_of(stage).draw_name, index));
    return choose(durations, handle).sample_ticks(words);
}

const Destination& CareNetwork::draw_destination(ClientHandle handle, const Cases<Routing>& routing, std::uint32_t word) {
    return choose(routing, handle).pick(word);
}

StayDraw CareNetwork::draw_stay(ClientHandle handle, StageId stage) {
    const std::uint32_t visit = ++clients_.history(handle, stage).visits;
    const DrawKey key = client_key(clients_[handle], Purpose::visit, stage_of(stage).draw_name, visit);
    return stepdown::draw_stay(
        draw_block(key_, key), WordStream::after_first_block(key_, key),
        *state_of(stage).outcomes, [&](const auto& cases) -> auto& { return choose(cases, handle); });
}

std::uint8_t CareNetwork::fitting_reservation(ClientHandle handle, StageId stage) {
    const auto& rules = stage_of(stage).reserved;
    for (std::size_t rule = 0; rule < rules.size(); ++rule) {
        if (rules[rule].who.holds(facts(handle))) return static_cast<std::uint8_t>(rule);
    }
    return Needs::no_rule;
}

void CareNetwork::schedule(Ticks time, EventKind kind, StageId stage, ClientHandle handle, EventType type) {
    if (time < model_.clock.end()) queue_.push(make_client_event(time, kind, stage, handle, type));
}

Event CareNetwork::make_client_event(Ticks time, EventKind kind, StageId stage, ClientHandle handle, EventType type) const {
    const Client& client = clients_[handle];
    const std::uint64_t position = stage.exists() ? stage.index() : home_position;
    return make_event(time, kind, position, client.population.index(), client.number, handle, type);
}

void CareNetwork::write_log(const Client& client, Activity activity, StageId stage, std::string_view detail) {
    request_.log->record({client.population, client.number, activity, stage, now_, detail});
}

}  // namespace stepdown
