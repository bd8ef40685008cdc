#include "simulation/plain_network.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "random/keyed_stream.hpp"
#include "simulation/arrivals.hpp"
#include "simulation/client_pool.hpp"
#include "simulation/event_queue.hpp"
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
    struct StageState {
        std::int64_t places = std::numeric_limits<std::int64_t>::max();
        std::int64_t census = 0;
        /// The waitlist, through `PlainClient::next`.
        ClientHandle first = no_client;
        ClientHandle last = no_client;

        bool is_unlimited() const { return places == std::numeric_limits<std::int64_t>::max(); }
        bool has_room() const { return census < places; }
        bool is_waited_for() const { return first != no_client; }
    };

    void prepare();
    void reach(Ticks time);
    void finish();

    void prepare_arrival(PopulationId population);
    void draw_attributes(ClientHandle client);
    void arrive(ClientHandle client);
    void go(ClientHandle client, const Destination& destination);
    void seek(ClientHandle client, StageId stage);
    void wait(ClientHandle client, StageId stage);
    void admit_at_once(ClientHandle client, StageId stage);
    void admit_first(StageId stage);
    void run_admissions();
    void enter(ClientHandle client, StageId stage, Recorder::Asked asked);
    void stay_ended(ClientHandle client);
    void leave_place(ClientHandle client);
    void leave_model(ClientHandle client, const Destination& destination);
    void release(ClientHandle client);

    /// Whether something is still to happen at this instant before admissions.
    bool more_before_admissions() const {
        return !queue_.empty() && queue_.top().time() == now_ &&
               queue_.top().kind() < static_cast<unsigned>(EventKind::admission);
    }
    void offer(StageId stage) {
        if (state_of(stage).is_waited_for()) offered_.push_back(stage);
    }
    StageState& state_of(StageId stage) { return stages_[stage.index()]; }
    std::size_t flow_end(StageId stage) const { return stage.exists() ? plan_.stage_end(stage) : MeasurementPlan::home_end; }
    DrawKey client_key(const PlainClient& client, Purpose purpose, std::uint32_t place, std::uint32_t index) const {
        return {OwnerKind::client, model_.populations[client.population.index()].draw_name, client.number, purpose, place, index};
    }
    ClientFacts facts(ClientHandle client);
    template <class T>
    const T& choose(const Cases<T>& cases, ClientHandle client) {
        return cases.same_for_all() ? cases.list().front().use : cases.pick(facts(client));
    }

    const Model& model_;
    const MeasurementPlan& plan_;
    Pass pass_;
    ReplicationKey key_;
    Recorder recorder_;
    FollowUps follow_ups_;
    ClientPool<PlainClient> clients_;
    EventQueue queue_;
    LoopGuard loop_guard_;
    std::vector<StageState> stages_;
    std::vector<ArrivalStream> arrivals_;
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
      pass_(request.pass),
      key_(request.seed, request.replication),
      recorder_(model, plan, request.pass),
      follow_ups_(model, plan),
      clients_(model.attributes.size(), model.stages.size()),
      loop_guard_(model),
      stages_(model.stages.size()) {}

void PlainNetwork::prepare() {
    for (std::size_t position = 0; position < stages_.size(); ++position) {
        const Places& places = model_.stages[position].places;
        if (pass_ == Pass::unconstrained || !places) continue;
        stages_[position].places = *places;
        recorder_.open_places(StageId(position), *places, 0);
    }
    for (std::size_t position = 0; position < model_.populations.size(); ++position)
        arrivals_.emplace_back(model_, PopulationId(position));
    for (std::size_t position = 0; position < arrivals_.size(); ++position) prepare_arrival(PopulationId(position));
    reach(0);
}

ReplicationResult PlainNetwork::run() {
    prepare();
    const Ticks end = model_.clock.end();
    while (true) {
        if (!offered_.empty() && !more_before_admissions()) run_admissions();
        const Ticks next = queue_.empty() ? never : queue_.top().time();
        if (next >= end) break;
        if (next > now_) reach(next);
        const Event event = queue_.pop();
        if (!queue_.empty()) clients_.prefetch(queue_.top().owner);
        ++events_;
        if (event.type() == EventType::arrival) {
            arrive(event.owner);
        } else {
            stay_ended(event.owner);
        }
    }
    reach(end);
    finish();
    ReplicationResult result = recorder_.result();
    result.events = events_;
    result.peak_clients = peak_;
    return result;
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

ClientFacts PlainNetwork::facts(ClientHandle handle) {
    const PlainClient& client = clients_[handle];
    ClientFacts facts;
    facts.attributes = clients_.attributes(handle);
    facts.population = client.population;
    facts.came_from = client.came_from;
    facts.last_outcome = client.last_outcome;
    facts.waited = client.waited;
    facts.now = now_;
    facts.calendar = &model_.clock.calendar;
    return facts;
}

void PlainNetwork::prepare_arrival(PopulationId population) {
    ArrivalStream& stream = arrivals_[population.index()];
    const Ticks at = stream.advance(key_);
    if (at >= model_.clock.end()) return;
    const ClientHandle handle = clients_.take();
    PlainClient& client = clients_[handle];
    client.number = stream.number();
    client.population = population;
    client.phase = Phase::expected;
    const Ticks present_time = now_;
    now_ = at;
    draw_attributes(handle);
    client.heading = &choose(stream.enters_at(at), handle).pick(stream.entry_word());
    now_ = present_time;
    const StageId stage = client.heading->first.care;
    queue_.push(make_event(at, EventKind::request, stage.exists() ? stage.index() : home_position, population.index(),
                           client.number, handle, EventType::arrival));
}

void PlainNetwork::draw_attributes(ClientHandle handle) {
    PlainClient& client = clients_[handle];
    const auto values = clients_.attributes(handle);
    for (const AttributeDraw& draw : model_.populations[client.population.index()].attributes) {
        const std::uint32_t name = model_.attributes[draw.attribute.index()].draw_name;
        const Block block = draw_block(key_, client_key(client, Purpose::attribute, name, 0));
        values[draw.attribute.index()] = static_cast<std::uint8_t>(choose(draw.value, handle).pick(block[0]) + 1);
    }
    client.group_class = recorder_.group_class(client.population, values);
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
    const StageState& state = state_of(stage);
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
    if (client.place.exists()) {
        const StageId left = client.place;
        leave_place(handle);
        follow_ups_.watch_stay(client.watches, left, now_);
    }
    enter(handle, stage, Recorder::Asked::now);
    // A stay of no length ends only after everybody who can be is admitted.
    if (!offered_.empty() && more_before_admissions()) run_admissions();
}

void PlainNetwork::wait(ClientHandle handle, StageId stage) {
    PlainClient& client = clients_[handle];
    loop_guard_.count(client.steps, stage, now_);
    recorder_.request_made(stage, client.group_class, now_);
    if (client.place.exists()) {
        const StageId left = client.place;
        leave_place(handle);
        follow_ups_.watch_stay(client.watches, left, now_);
    }
    client.phase = Phase::seeking;
    client.since = now_;
    client.next = no_client;
    StageState& state = state_of(stage);
    (state.is_waited_for() ? clients_[state.last].next : state.first) = handle;
    state.last = handle;
    offer(stage);
}

// Who is admitted leaves no place, since it has waited at home: one round is enough, and the order of stages makes no difference.
void PlainNetwork::run_admissions() {
    for (const StageId stage : offered_) {
        const StageState& state = state_of(stage);
        while (state.is_waited_for() && state.has_room()) admit_first(stage);
    }
    offered_.clear();
}

void PlainNetwork::admit_first(StageId stage) {
    StageState& state = state_of(stage);
    const ClientHandle handle = state.first;
    PlainClient& client = clients_[handle];
    state.first = client.next;
    recorder_.missed(stage, client.group_class, Missing::place, client.since, now_);
    recorder_.wait_ended(stage, client.group_class, client.since, now_, Resolution::admitted);
    client.waited = now_ - client.since;
    loop_guard_.count(client.steps, stage, now_);
    enter(handle, stage, Recorder::Asked::before);
}

void PlainNetwork::enter(ClientHandle handle, StageId stage, Recorder::Asked asked) {
    PlainClient& client = clients_[handle];
    const Stage& declared = model_.stages[stage.index()];
    const std::uint32_t visit = ++clients_.counters(handle, stage).visits;
    const StayDraw drawn = draw_stay(
        key_, client_key(client, Purpose::visit, declared.draw_name, visit),
        declared.outcomes, [&](const auto& cases) -> auto& { return choose(cases, handle); });
    recorder_.moved(flow_end(client.came_from), plan_.stage_end(stage));
    client.phase = Phase::in_stay;
    client.place = stage;
    client.since = now_;
    ++state_of(stage).census;
    recorder_.entered(stage, client.group_class, client.waited, now_, asked);
    client.outcome = drawn.outcome;
    client.route_word = drawn.route_word;
    if (const Ticks ends = now_ + drawn.stay; ends < model_.clock.end()) {
        queue_.push(make_event(ends, EventKind::stay_ends, stage.index(), client.population.index(), client.number, handle,
                               EventType::stay_ends));
    }
    if (!client.has_been_in_care) {
        client.has_been_in_care = true;
        recorder_.first_care(client.group_class, client.first_request, now_);
    }
    ++client.episode_stages;
    follow_ups_.admitted(client.watches, stage, now_, [&](FollowUp what, const Watch& watch, std::size_t window) {
        recorder_.followed(what, watch, window, client.group_class);
    });
}

void PlainNetwork::stay_ended(ClientHandle handle) {
    PlainClient& client = clients_[handle];
    client.last_outcome = client.outcome->name;
    go(handle, choose(client.outcome->next, handle).pick(client.route_word));
}

void PlainNetwork::leave_place(ClientHandle handle) {
    PlainClient& client = clients_[handle];
    recorder_.left({client.place, client.since, 0, client.last_outcome}, client.group_class, now_);
    client.episode_ticks += now_ - client.since;
    --state_of(client.place).census;
    offer(client.place);
    client.place = StageId::none();
}

/// Home or by an exit: nobody comes back.
void PlainNetwork::leave_model(ClientHandle handle, const Destination& destination) {
    PlainClient& client = clients_[handle];
    const bool is_exit = destination.kind == Destination::Kind::exit;
    const StageId from = client.place;
    if (from.exists()) leave_place(handle);
    if (is_exit) {
        recorder_.moved(flow_end(from), plan_.exit_end(model_, destination.exit));
        recorder_.exited(client.group_class, destination.exit);
    } else if (from.exists()) {
        recorder_.moved(flow_end(from), MeasurementPlan::home_end);
        recorder_.discharged(client.group_class, now_);
    }
    if (client.has_been_in_care) recorder_.episode_ended(client.group_class, client.episode_ticks, client.episode_stages);
    release(handle);
}

void PlainNetwork::release(ClientHandle handle) {
    follow_ups_.forget(clients_[handle].watches);
    clients_.release(handle);
    --present_;
}

}  // namespace

ReplicationResult run_plain_network(const Model& model, const MeasurementPlan& plan, const ReplicationRequest& request) {
    return PlainNetwork(model, plan, request).run();
}

}  // namespace stepdown
