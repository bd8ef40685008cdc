#include "simulation/plain_network.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "core/run_context.hpp"
#include "random/keyed_stream.hpp"
#include "simulation/arrivals.hpp"
#include "simulation/client_pool.hpp"
#include "simulation/event_queue.hpp"
#include "simulation/expected_arrivals.hpp"
#include "simulation/follow_ups.hpp"
#include "simulation/loop_guard.hpp"
#include "simulation/plain_client.hpp"
#include "simulation/plain_visits.hpp"
#include "simulation/recorder.hpp"

namespace stepdown {

namespace {

/// Defined where nobody else can see it, so that the compiler may put its rules into one another.
class PlainNetwork {
public:
    PlainNetwork(const Model& model, const MeasurementPlan& plan, const ReplicationRequest& request);

    /// Simulates to the end of the run; called once.
    ReplicationResult run();

private:
    void prepare();
    /// False when nothing is left to happen.
    bool step();
    void handle(const Event& event);
    void reach(Ticks time);
    void finish();

    void prepare_arrival(PopulationId population);
    void arrive(ClientHandle client);
    void go(PlainClient& client, const Destination& destination);
    void seek(PlainClient& client, PlainStage& stage);
    void wait(PlainClient& client, PlainStage& stage);
    void start_patience(PlainClient& client, const PlainStage& stage);
    void give_up(const Event& event);
    void end_wait(PlainClient& client, PlainStage& stage, Resolution how);
    void admit_at_once(PlainClient& client, PlainStage& stage);
    void run_admissions();
    void enter(PlainClient& client, PlainStage& stage, Recorder::Asked asked);
    void stay_ended(PlainClient& client);
    void leave_place(PlainClient& client);
    void move_out(PlainClient& client);
    void leave_model(PlainClient& client, const Destination& destination);
    void end_episode(PlainClient& client);
    /// In line: nearly all that is scheduled is the end of a stay, at one place.
    [[gnu::always_inline]] void schedule(Ticks time, EventKind kind, StageId stage, const PlainClient& client, EventType type) {
        if (time >= end_) return;
        queue_.push(make_event(time, kind, stage.index(), client.population.index(), client.number, client.handle, type));
    }

    /// Whether something is still to happen at this instant before admissions.
    bool more_before_admissions() const { return queue_.holds_at(now_, EventKind::admission); }
    void offer(const PlainStage& stage) {
        if (stage.is_waited_for()) offered_.push_back(stage.id);
    }
    PlainStage& state_of(StageId stage) { return stages_[stage.index()]; }
    DrawKey client_key(const PlainClient& client, Purpose purpose, std::uint32_t place, std::uint32_t index) const {
        return {OwnerKind::client, client.draw_name, client.number, purpose, place, index};
    }
    template <class T>
    const T& choose(const Cases<T>& cases, const PlainClient& client) {
        return cases.same_for_all() ? cases.list().front().use
                                    : cases.pick(facts_of(model_, client, clients_.attributes(client.handle), now_));
    }

    const Model& model_;
    const MeasurementPlan& plan_;
    const ReplicationRequest& request_;
    ReplicationKey key_;
    Recorder recorder_;
    FollowUps follow_ups_;
    ClientPool<PlainClient> clients_;
    EventQueue queue_;
    LoopGuard loop_guard_;
    std::vector<PlainStage> stages_;
    std::vector<ArrivalStream> arrivals_;
    /// Arrivals stand apart from all other events.
    ExpectedArrivals expected_;
    PlainVisits visits_;
    const Ticks end_;
    Ticks now_ = 0;
    /// Stages where somebody waits and a place may have become free at this instant; the same stage may stand here twice.
    std::vector<StageId> offered_;
    std::uint64_t events_ = 0;
    std::uint64_t present_ = 0;
    std::uint64_t peak_ = 0;
};

PlainNetwork::PlainNetwork(const Model& model, const MeasurementPlan& plan, const ReplicationRequest& request)
    : model_(model),
      plan_(plan),
      request_(request),
      key_(request.seed, request.replication),
      recorder_(model, plan, request.pass),
      follow_ups_(model, plan),
      clients_(model.attributes.size(), model.stages.size()),
      loop_guard_(model),
      visits_(key_, stages_, clients_),
      end_(model.clock.end()) {
    for (std::size_t position = 0; position < model.stages.size(); ++position)
        stages_.emplace_back(StageId(position), model.stages[position]);
}

void PlainNetwork::prepare() {
    for (std::size_t position = 0; position < stages_.size(); ++position) {
        const Places& places = model_.stages[position].places;
        if (request_.pass == Pass::unconstrained || !places) continue;
        stages_[position].places = *places;
        recorder_.open_places(StageId(position), *places, 0);
    }
    for (std::size_t position = 0; position < model_.populations.size(); ++position)
        arrivals_.emplace_back(model_, PopulationId(position));
    for (std::size_t position = 0; position < arrivals_.size(); ++position) prepare_arrival(PopulationId(position));
    reach(0);
}

ReplicationResult PlainNetwork::run() {
    const RunScope scope({&now_, &events_, request_.replication, request_.seed});
    prepare();
    while (step()) {}
    reach(end_);
    finish();
    ReplicationResult result = recorder_.result();
    result.events = events_;
    result.peak_clients = peak_;
    return result;
}

bool PlainNetwork::step() {
    if (!offered_.empty() && !more_before_admissions()) run_admissions();
    const bool is_arrival = !expected_.empty() && expected_.top() < queue_.top();
    if (!is_arrival && queue_.empty()) return false;
    const Event event = is_arrival ? expected_.pop() : queue_.pop();
    clients_.prefetch(queue_.top().owner);
    if (event.time() > now_) reach(event.time());
    if (is_arrival) {
        ++events_;
        arrive(event.owner);
    } else {
        handle(event);
    }
    return true;
}

void PlainNetwork::handle(const Event& event) {
    if (event.type() == EventType::first_gives_up) return give_up(event);
    ++events_;
    PlainClient& client = clients_[event.owner];
    if (event.type() == EventType::stay_ends) return stay_ended(client);
    go(client, *client.heading);
}

void PlainNetwork::reach(Ticks time) {
    if (!recorder_.in_run() && time >= model_.clock.start()) {
        recorder_.begin_run(model_.clock.start());
        for (std::size_t position = 0; position < stages_.size(); ++position) {
            if (stages_[position].is_unlimited()) recorder_.unlimited(StageId(position));
        }
    }
    now_ = time;
}

void PlainNetwork::finish() {
    for (ClientHandle handle = 0; handle < clients_.slots(); ++handle) {
        const PlainClient& client = clients_[handle];
        if (client.phase == Phase::in_stay) recorder_.still_there(client.place, client.group_class, client.since);
    }
    for (std::size_t position = 0; position < stages_.size(); ++position) {
        for (ClientHandle handle = stages_[position].first; handle != no_client; handle = clients_[handle].next) {
            const PlainClient& client = clients_[handle];
            recorder_.missed(StageId(position), client.group_class, Missing::place, client.since, now_);
            recorder_.still_waiting(StageId(position), client.group_class, client.since);
        }
    }
}

void PlainNetwork::prepare_arrival(PopulationId population) {
    ArrivalStream& stream = arrivals_[population.index()];
    const Ticks at = stream.advance(key_);
    if (at >= end_) return;
    const ClientHandle handle = clients_.take();
    PlainClient& client = clients_[handle];
    client.handle = handle;
    client.number = stream.number();
    client.population = population;
    client.draw_name = model_.populations[population.index()].draw_name;
    client.phase = Phase::expected;
    const Ticks present_time = now_;
    now_ = at;
    const auto values = clients_.attributes(handle);
    draw_attributes(
        model_, key_, population, client.number, values, [&](const auto& cases) -> auto& { return choose(cases, client); });
    client.group_class = recorder_.group_class(population, values);
    client.heading = &choose(stream.enters_at(at), client).pick(stream.entry_word());
    now_ = present_time;
    visits_.draw_ahead(client);
    const StageId entered = client.heading->first.care;
    const std::uint64_t position = entered.exists() ? entered.index() : home_position;
    expected_.push(make_event(at, EventKind::request, position, population.index(), client.number, handle, EventType::arrival));
}

void PlainNetwork::arrive(ClientHandle handle) {
    prepare_arrival(clients_[handle].population);
    ++present_;
    peak_ = std::max(peak_, present_);
    PlainClient& client = clients_[handle];
    if (client.heading->kind == Destination::Kind::join) {
        client.first_request = now_;
        recorder_.first_request(client.group_class, now_);
    }
    go(client, *client.heading);
}

void PlainNetwork::go(PlainClient& client, const Destination& destination) {
    if (destination.kind == Destination::Kind::join) {
        seek(client, state_of(destination.first.care));
    } else {
        leave_model(client, destination);
    }
}

// Those who find a place and nobody waiting have it: they would be first on the waitlist.
void PlainNetwork::seek(PlainClient& client, PlainStage& stage) {
    client.came_from = client.place;
    if (stage.has_patience) ++clients_.history(client.handle, stage.id).attempts;
    loop_guard_.count(client.steps, stage.id, now_);
    if (!stage.is_waited_for() && stage.has_room() && !more_before_admissions()) {
        admit_at_once(client, stage);
    } else {
        wait(client, stage);
    }
}

void PlainNetwork::admit_at_once(PlainClient& client, PlainStage& stage) {
    client.waited = 0;
    move_out(client);
    enter(client, stage, Recorder::Asked::now);
    // A stay of no length ends only after everybody who can be is admitted.
    if (!offered_.empty() && more_before_admissions()) run_admissions();
}

void PlainNetwork::wait(PlainClient& client, PlainStage& stage) {
    recorder_.request_made(stage.id, client.group_class, now_);
    move_out(client);
    client.phase = Phase::seeking;
    client.since = now_;
    client.heading_to = stage.id;
    stage.append(clients_, client.handle);
    offer(stage);
    if (stage.has_patience) start_patience(client, stage);
}

void PlainNetwork::start_patience(PlainClient& client, const PlainStage& stage) {
    const std::uint32_t attempt = clients_.history(client.handle, stage.id).attempts;
    WordStream words(key_, client_key(client, Purpose::patience, stage.declared->draw_name, attempt));
    client.gives_up = now_ + choose(*stage.declared->waitlist.patience, client).sample_ticks(words);
    schedule(client.gives_up, EventKind::gives_up, stage.id, client, EventType::first_gives_up);
}

// The client may have been admitted since, and its slot be another's.
void PlainNetwork::give_up(const Event& event) {
    PlainClient& client = clients_[event.owner];
    if (client.phase != Phase::seeking || client.gives_up != now_ || client.number != event.number() ||
        client.population.index() != event.population()) {
        return;
    }
    ++events_;
    PlainStage& stage = state_of(client.heading_to);
    end_wait(client, stage, Resolution::gave_up);
    recorder_.resolved(stage.id, client.group_class, Resolution::gave_up);
    const std::uint32_t attempt = clients_.history(client.handle, stage.id).attempts;
    const Block block = draw_block(key_, client_key(client, Purpose::gave_up, stage.declared->draw_name, attempt));
    const Destination& destination = choose(stage.declared->waitlist.gave_up, client).pick(block[0]);
    if (client.came_from.exists()) recorder_.moved(plan_.origin_end(client.came_from), MeasurementPlan::home_end);
    client.came_from = StageId::none();
    if (destination.kind != Destination::Kind::join) return leave_model(client, destination);
    end_episode(client);
    client.phase = Phase::away;
    client.heading = &destination;
    schedule(now_, EventKind::request, destination.first.care, client, EventType::sent_on);
}

/// The wait that ends is the one that conditions see from now on.
void PlainNetwork::end_wait(PlainClient& client, PlainStage& stage, Resolution how) {
    recorder_.missed(stage.id, client.group_class, Missing::place, client.since, now_);
    recorder_.wait_ended(stage.id, client.group_class, client.since, now_, how);
    client.waited = now_ - client.since;
    client.gives_up = never;
    stage.remove(clients_, client.handle);
}

// Who is admitted leaves no place, since it has waited at home: one round is enough, and the order of stages makes no difference.
void PlainNetwork::run_admissions() {
    for (const StageId offered : offered_) {
        PlainStage& stage = state_of(offered);
        while (stage.is_waited_for() && stage.has_room()) {
            PlainClient& client = clients_[stage.first];
            end_wait(client, stage, Resolution::admitted);
            enter(client, stage, Recorder::Asked::before);
        }
    }
    offered_.clear();
}

void PlainNetwork::enter(PlainClient& client, PlainStage& stage, Recorder::Asked asked) {
    const StayDraw drawn = visits_.begin(
        client, stage, [&](const auto& cases) -> auto& { return choose(cases, client); });
    recorder_.moved(plan_.origin_end(client.came_from), plan_.stage_end(stage.id));
    client.phase = Phase::in_stay;
    client.place = stage.id;
    client.since = now_;
    ++stage.census;
    recorder_.entered(stage.id, client.group_class, client.waited, now_, asked);
    client.outcome = drawn.outcome;
    client.route_word = drawn.route_word;
    const bool is_known = drawn.outcome->next.same_for_all();
    client.heading = is_known ? &drawn.outcome->next.list().front().use.pick(drawn.route_word) : nullptr;
    visits_.draw_ahead(client);
    schedule(now_ + drawn.stay, EventKind::stay_ends, stage.id, client, EventType::stay_ends);
    if (!client.has_been_in_care) {
        client.has_been_in_care = true;
        recorder_.first_care(client.group_class, client.first_request, now_);
    }
    client.in_episode = true;
    ++client.episode_stages;
    follow_ups_.admitted(client.watches, clients_.history(client.handle, stage.id), stage.id, now_,
                         [&](FollowUp what, const Watch& watch, std::size_t first) {
                             recorder_.followed(what, watch, first, client.group_class);
                         });
}

void PlainNetwork::stay_ended(PlainClient& client) {
    client.last_outcome = client.outcome->name;
    go(client, client.heading != nullptr ? *client.heading : choose(client.outcome->next, client).pick(client.route_word));
}

void PlainNetwork::leave_place(PlainClient& client) {
    recorder_.left({client.place, client.since, 0, client.last_outcome}, client.group_class, now_);
    client.episode_ticks += now_ - client.since;
    PlainStage& stage = state_of(client.place);
    --stage.census;
    offer(stage);
    client.place = StageId::none();
}

/// On the way to another stage.
void PlainNetwork::move_out(PlainClient& client) {
    const StageId left = client.place;
    if (!left.exists()) return;
    leave_place(client);
    follow_ups_.left(client.watches, clients_.history(client.handle, left), left, now_);
}

/// Home or by an exit: nobody comes back.
void PlainNetwork::leave_model(PlainClient& client, const Destination& destination) {
    const bool is_exit = destination.kind == Destination::Kind::exit;
    const StageId from = client.place;
    if (from.exists()) leave_place(client);
    if (is_exit) {
        recorder_.moved(plan_.origin_end(from), plan_.exit_end(model_, destination.exit));
        recorder_.exited(client.group_class, destination.exit);
    } else if (from.exists()) {
        recorder_.moved(plan_.origin_end(from), MeasurementPlan::home_end);
        recorder_.discharged(client.group_class, now_);
    }
    end_episode(client);
    follow_ups_.forget(client.watches);
    clients_.release(client.handle);
    --present_;
}

void PlainNetwork::end_episode(PlainClient& client) {
    if (!client.in_episode) return;
    recorder_.episode_ended(client.group_class, client.episode_ticks, client.episode_stages);
    client.in_episode = false;
    client.episode_ticks = 0;
    client.episode_stages = 0;
}

}  // namespace

ReplicationResult run_plain_network(const Model& model, const MeasurementPlan& plan, const ReplicationRequest& request) {
    return PlainNetwork(model, plan, request).run();
}

}  // namespace stepdown
