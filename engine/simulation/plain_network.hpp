// The care network in motion where a place is all that anybody waits for: what CareNetwork does, without all that such networks
// never need. Its results are those of CareNetwork to the last digit (tests/property/plain_network_test.cpp).
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "model/model.hpp"
#include "random/keyed_stream.hpp"
#include "simulation/arrivals.hpp"
#include "simulation/client.hpp"
#include "simulation/client_pool.hpp"
#include "simulation/event_queue.hpp"
#include "simulation/follow_ups.hpp"
#include "simulation/loop_guard.hpp"
#include "simulation/recorder.hpp"
#include "simulation/replication.hpp"

namespace stepdown {

/// Care stages only, which are entered as soon as a place is free, in the order of asking: no housing, boarding, moves that take
/// time, lags, patience, limits, reservations, turnaround, admission hours, groups, appointments, staff, relapse or dated
/// changes; nobody there on day zero, and nobody listening to the event log.
bool is_plain(const Model& model, const ReplicationRequest& request);

struct PlainClient {
    std::uint64_t number = 0;
    /// Since when it is in its place, or waits.
    Ticks since = 0;
    const Outcome* outcome = nullptr;
    std::uint32_t route_word = 0;
    std::uint32_t watches = no_watch;
    PopulationId population;
    StageId place;
    StageId came_from;
    OutcomeNameId last_outcome;
    std::uint16_t group_class = 0;
    /// `absent`, `expected`, `in_stay` or, while it waits, `seeking`.
    Phase phase = Phase::absent;
    bool has_been_in_care = false;
    /// The next on the waitlist.
    ClientHandle next = no_client;
    std::uint32_t episode_stages = 0;
    Ticks episode_ticks = 0;
    Ticks waited = 0;
    Ticks first_request = 0;
    InstantSteps steps;
    /// Where it enters.
    const Destination* heading = nullptr;
};

class PlainNetwork {
public:
    /// `is_plain(model, request)` holds.
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
        bool to_offer = false;

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
    void enter(ClientHandle client, StageId stage);
    void stay_ended(ClientHandle client);
    void leave_place(ClientHandle client);
    void leave_model(ClientHandle client, const Destination& destination);
    void release(ClientHandle client);

    /// Whether something is still to happen at this instant before admissions.
    bool more_before_admissions() const {
        return !queue_.empty() && queue_.top().time() == now_ &&
               queue_.top().kind() < static_cast<unsigned>(EventKind::admission);
    }
    void offer(StageState& state) {
        if (state.is_waited_for()) state.to_offer = offers_pending_ = true;
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
    bool offers_pending_ = false;
    std::uint64_t events_ = 0;
    std::uint64_t present_ = 0;
    std::uint64_t peak_ = 0;
};

}  // namespace stepdown
