#include "simulation/plain_network.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "core/run_context.hpp"
#include "random/block_batch.hpp"
#include "random/keyed_stream.hpp"
#include "simulation/arrivals.hpp"
#include "simulation/client_pool.hpp"
#include "simulation/event_queue.hpp"
#include "simulation/expected_arrivals.hpp"
#include "simulation/follow_ups.hpp"
#include "simulation/loop_guard.hpp"
#include "simulation/plain_client.hpp"
#include "simulation/recorder.hpp"
#include "simulation/stay_draw.hpp"

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
    void go(ClientHandle client, const Destination& destination);
    void seek(ClientHandle client, StageId stage);
    void wait(ClientHandle client, StageId stage);
    void start_patience(ClientHandle client, StageId stage);
    void give_up(const Event& event);
    void end_wait(ClientHandle client, Resolution how);
    void admit_at_once(ClientHandle client, StageId stage);
    void run_admissions();
    void enter(ClientHandle client, StageId stage, Recorder::Asked asked);
    StayDraw draw_visit(ClientHandle client, StageId stage);
    void draw_ahead(ClientHandle client);
    void draw_gathered();
    void stay_ended(ClientHandle client);
    void leave_place(ClientHandle client);
    void move_out(ClientHandle client);
    void leave_model(ClientHandle client, const Destination& destination);
    void end_episode(PlainClient& client);
    /// In line: nearly all that is scheduled is the end of a stay, at one place.
    [[gnu::always_inline]] void schedule(Ticks time, EventKind kind, StageId stage, ClientHandle handle, EventType type) {
        if (time >= end_) return;
        const PlainClient& client = clients_[handle];
        queue_.push(make_event(time, kind, stage.index(), client.population.index(), client.number, handle, type));
    }

    /// Whether something is still to happen at this instant before admissions.
    bool more_before_admissions() const { return queue_.holds_at(now_, EventKind::admission); }
    void offer(StageId stage) {
        if (state_of(stage).is_waited_for()) offered_.push_back(stage);
    }
    PlainStage& state_of(StageId stage) { return stages_[stage.index()]; }
    DrawKey client_key(const PlainClient& client, Purpose purpose, std::uint32_t place, std::uint32_t index) const {
        return {OwnerKind::client, client.draw_name, client.number, purpose, place, index};
    }
    template <class T>
    const T& choose(const Cases<T>& cases, ClientHandle client) {
        return cases.same_for_all() ? cases.list().front().use
                                    : cases.pick(facts_of(model_, clients_[client], clients_.attributes(client), now_));
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
    struct VisitAhead {
        ClientHandle client = no_client;
        StageId stage;
    };
    BlockBatch<VisitAhead, 8> visits_ahead_;
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
      stages_(model.stages.begin(), model.stages.end()),
      end_(model.clock.end()) {}

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
    const bool is_arrival = !expected_.empty() && (queue_.empty() || expected_.top() < queue_.top());
    if (!is_arrival && queue_.empty()) return false;
    const Event event = is_arrival ? expected_.pop() : queue_.pop();
    if (!queue_.empty()) clients_.prefetch(queue_.top().owner);
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
    switch (event.type()) {
        case EventType::stay_ends:
            ++events_;
            stay_ended(event.owner);
            return;
        case EventType::first_gives_up: give_up(event); return;
        default:
            ++events_;
            go(event.owner, *clients_[event.owner].heading);
            return;
    }
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
    client.number = stream.number();
    client.population = population;
    client.draw_name = model_.populations[population.index()].draw_name;
    client.phase = Phase::expected;
    const Ticks present_time = now_;
    now_ = at;
    const auto values = clients_.attributes(handle);
    draw_attributes(
        model_, key_, population, client.number, values, [&](const auto& cases) -> auto& { return choose(cases, handle); });
    client.group_class = recorder_.group_class(population, values);
    client.heading = &choose(stream.enters_at(at), handle).pick(stream.entry_word());
    now_ = present_time;
    draw_ahead(handle);
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
    go(handle, *client.heading);
}

void PlainNetwork::go(ClientHandle handle, const Destination& destination) {
    if (destination.kind == Destination::Kind::join) {
        seek(handle, destination.first.care);
    } else {
        leave_model(handle, destination);
    }
}

// Those who find a place and nobody waiting have it: they would be first on the waitlist.
void PlainNetwork::seek(ClientHandle handle, StageId stage) {
    PlainClient& client = clients_[handle];
    client.came_from = client.place;
    ++clients_.history(handle, stage).attempts;
    const PlainStage& state = state_of(stage);
    if (!state.is_waited_for() && state.has_room() && !more_before_admissions()) {
        admit_at_once(handle, stage);
    } else {
        wait(handle, stage);
    }
}

void PlainNetwork::admit_at_once(ClientHandle handle, StageId stage) {
    PlainClient& client = clients_[handle];
    loop_guard_.count(client.steps, stage, now_);
    client.waited = 0;
    move_out(handle);
    enter(handle, stage, Recorder::Asked::now);
    // A stay of no length ends only after everybody who can be is admitted.
    if (!offered_.empty() && more_before_admissions()) run_admissions();
}

void PlainNetwork::wait(ClientHandle handle, StageId stage) {
    PlainClient& client = clients_[handle];
    loop_guard_.count(client.steps, stage, now_);
    recorder_.request_made(stage, client.group_class, now_);
    move_out(handle);
    client.phase = Phase::seeking;
    client.since = now_;
    client.heading_to = stage;
    state_of(stage).append(clients_, handle);
    offer(stage);
    if (state_of(stage).declared->waitlist.patience) start_patience(handle, stage);
}

void PlainNetwork::start_patience(ClientHandle handle, StageId stage) {
    PlainClient& client = clients_[handle];
    const Stage& declared = model_.stages[stage.index()];
    const std::uint32_t attempt = clients_.history(handle, stage).attempts;
    WordStream words(key_, client_key(client, Purpose::patience, declared.draw_name, attempt));
    client.gives_up = now_ + choose(*declared.waitlist.patience, handle).sample_ticks(words);
    schedule(client.gives_up, EventKind::gives_up, stage, handle, EventType::first_gives_up);
}

// The client may have been admitted since, and its slot be another's.
void PlainNetwork::give_up(const Event& event) {
    const ClientHandle handle = event.owner;
    PlainClient& client = clients_[handle];
    if (client.phase != Phase::seeking || client.gives_up != now_ || client.number != event.number() ||
        client.population.index() != event.population()) {
        return;
    }
    ++events_;
    const StageId stage = client.heading_to;
    end_wait(handle, Resolution::gave_up);
    recorder_.resolved(stage, client.group_class, Resolution::gave_up);
    const Stage& declared = model_.stages[stage.index()];
    const std::uint32_t attempt = clients_.history(handle, stage).attempts;
    const Block block = draw_block(key_, client_key(client, Purpose::gave_up, declared.draw_name, attempt));
    const Destination& destination = choose(declared.waitlist.gave_up, handle).pick(block[0]);
    if (client.came_from.exists()) recorder_.moved(plan_.origin_end(client.came_from), MeasurementPlan::home_end);
    client.came_from = StageId::none();
    if (destination.kind != Destination::Kind::join) return leave_model(handle, destination);
    end_episode(client);
    client.phase = Phase::away;
    client.heading = &destination;
    schedule(now_, EventKind::request, destination.first.care, handle, EventType::sent_on);
}

/// The wait that ends is the one that conditions see from now on.
void PlainNetwork::end_wait(ClientHandle handle, Resolution how) {
    PlainClient& client = clients_[handle];
    const StageId stage = client.heading_to;
    recorder_.missed(stage, client.group_class, Missing::place, client.since, now_);
    recorder_.wait_ended(stage, client.group_class, client.since, now_, how);
    client.waited = now_ - client.since;
    client.gives_up = never;
    state_of(stage).remove(clients_, handle);
}

// Who is admitted leaves no place, since it has waited at home: one round is enough, and the order of stages makes no difference.
void PlainNetwork::run_admissions() {
    for (const StageId stage : offered_) {
        const PlainStage& state = state_of(stage);
        while (state.is_waited_for() && state.has_room()) {
            const ClientHandle handle = state.first;
            end_wait(handle, Resolution::admitted);
            enter(handle, stage, Recorder::Asked::before);
        }
    }
    offered_.clear();
}

void PlainNetwork::enter(ClientHandle handle, StageId stage, Recorder::Asked asked) {
    PlainClient& client = clients_[handle];
    const StayDraw drawn = draw_visit(handle, stage);
    recorder_.moved(plan_.origin_end(client.came_from), plan_.stage_end(stage));
    client.phase = Phase::in_stay;
    client.place = stage;
    client.since = now_;
    ++state_of(stage).census;
    recorder_.entered(stage, client.group_class, client.waited, now_, asked);
    client.outcome = drawn.outcome;
    client.route_word = drawn.route_word;
    const bool is_known = drawn.outcome->next.same_for_all();
    client.heading = is_known ? &drawn.outcome->next.list().front().use.pick(drawn.route_word) : nullptr;
    draw_ahead(handle);
    schedule(now_ + drawn.stay, EventKind::stay_ends, stage, handle, EventType::stay_ends);
    if (!client.has_been_in_care) {
        client.has_been_in_care = true;
        recorder_.first_care(client.group_class, client.first_request, now_);
    }
    client.in_episode = true;
    ++client.episode_stages;
    follow_ups_.admitted(client.watches, clients_.history(handle, stage), stage, now_,
                         [&](FollowUp what, const Watch& watch, std::size_t window) {
                             recorder_.followed(what, watch, window, client.group_class);
                         });
}

StayDraw PlainNetwork::draw_visit(ClientHandle handle, StageId stage) {
    PlainClient& client = clients_[handle];
    const std::uint32_t visit = ++clients_.history(handle, stage).visits;
    if (client.drawn_for == stage) {
        if (!client.has_drawn) draw_gathered();
        return client.next_visit;
    }
    const Stage& declared = *state_of(stage).declared;
    const DrawKey key = client_key(client, Purpose::visit, declared.draw_name, visit);
    return draw_stay(
        draw_block(key_, key), WordStream::after_first_block(key_, key),
        declared.outcomes, [&](const auto& cases) -> auto& { return choose(cases, handle); });
}

/// The visit that comes next, which nothing waits for yet.
void PlainNetwork::draw_ahead(ClientHandle handle) {
    PlainClient& client = clients_[handle];
    client.drawn_for = StageId::none();
    if (client.heading == nullptr || client.heading->kind != Destination::Kind::join) return;
    const StageId stage = client.heading->first.care;
    const PlainStage& state = state_of(stage);
    if (!state.is_drawn_ahead) return;
    client.drawn_for = stage;
    client.has_drawn = false;
    const std::uint32_t visit = clients_.history(handle, stage).visits + 1;
    visits_ahead_.add(client_key(client, Purpose::visit, state.declared->draw_name, visit), {handle, stage});
    if (visits_ahead_.is_full()) draw_gathered();
}

// A slot may be another client's by now. If that one has a draw ahead too, it was added later, and is the one that stays.
void PlainNetwork::draw_gathered() {
    visits_ahead_.draw(key_, [&](const VisitAhead& visit, const Block& block, const WordStream& words) {
        PlainClient& client = clients_[visit.client];
        client.next_visit = draw_stay(
            block, words,
            state_of(visit.stage).declared->outcomes, [&](const auto& cases) -> auto& { return cases.list().front().use; });
        client.has_drawn = true;
    });
}

void PlainNetwork::stay_ended(ClientHandle handle) {
    PlainClient& client = clients_[handle];
    client.last_outcome = client.outcome->name;
    go(handle, client.heading != nullptr ? *client.heading : choose(client.outcome->next, handle).pick(client.route_word));
}

void PlainNetwork::leave_place(ClientHandle handle) {
    PlainClient& client = clients_[handle];
    recorder_.left({client.place, client.since, 0, client.last_outcome}, client.group_class, now_);
    client.episode_ticks += now_ - client.since;
    --state_of(client.place).census;
    offer(client.place);
    client.place = StageId::none();
}

/// On the way to another stage.
void PlainNetwork::move_out(ClientHandle handle) {
    PlainClient& client = clients_[handle];
    const StageId left = client.place;
    if (!left.exists()) return;
    leave_place(handle);
    follow_ups_.left(client.watches, clients_.history(handle, left), left, now_);
}

/// Home or by an exit: nobody comes back.
void PlainNetwork::leave_model(ClientHandle handle, const Destination& destination) {
    PlainClient& client = clients_[handle];
    const bool is_exit = destination.kind == Destination::Kind::exit;
    const StageId from = client.place;
    if (from.exists()) leave_place(handle);
    if (is_exit) {
        recorder_.moved(plan_.origin_end(from), plan_.exit_end(model_, destination.exit));
        recorder_.exited(client.group_class, destination.exit);
    } else if (from.exists()) {
        recorder_.moved(plan_.origin_end(from), MeasurementPlan::home_end);
        recorder_.discharged(client.group_class, now_);
    }
    end_episode(client);
    follow_ups_.forget(client.watches);
    clients_.release(handle);
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
