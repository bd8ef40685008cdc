// Hears what happens in a replication and keeps the sums; decides nothing. Only what falls into the run is counted.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "model/model.hpp"
#include "simulation/follow_ups.hpp"
#include "simulation/measurement_plan.hpp"
#include "simulation/program_recorder.hpp"
#include "simulation/replication.hpp"
#include "simulation/tallies.hpp"
#include "statistics/log_histogram.hpp"

namespace stepdown {

/// The stay that has just ended, as it is counted.
struct EndedStay {
    StageId stage;
    Ticks admitted = 0;
    Ticks boarded = 0;
    OutcomeNameId outcome;
};

/// One replication's part of a ratio; unobserved when the denominator is 0.
struct Fraction {
    double numerator = 0.0;
    double denominator = 0.0;
};

/// Why a client moves: by the course of its care, or by a relapse in care or at home.
enum class MoveCause : std::uint8_t { course, relapse };

class Recorder {
public:
    Recorder(const Model& model, const MeasurementPlan& plan, Pass pass);
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    /// The set of groups that clients of this kind belong to, as a number to keep with the client.
    std::uint16_t group_class(PopulationId population, std::span<const std::uint8_t> attributes);

    /// Everything before `now` is forgotten; called once, before the first event at or after the run's start.
    void begin_run(Ticks now);
    bool in_run() const { return in_run_; }

    void request_made(StageId stage, std::uint16_t clients, Ticks ready);
    /// A request leaves the waitlist: granted, lost or withdrawn.
    void wait_ended(StageId stage, std::uint16_t clients, Ticks ready, Ticks now, Resolution how);
    void resolved(StageId stage, std::uint16_t clients, Resolution how);
    /// A granted move is called off: the request counts as withdrawn, now, after having waited for the grant.
    void called_off(StageId stage, std::uint16_t clients, Ticks ready, Ticks waited, Ticks now);
    /// A part of a wait during which the same thing was missing.
    void missed(StageId stage, std::uint16_t clients, Missing what, Ticks from, Ticks to);

    /// Somebody is admitted: the request is resolved, the stay begins. One that is made now, on no waitlist, is told by this
    /// alone.
    enum class Asked : std::uint8_t { before, now };
    void entered(StageId stage, std::uint16_t clients, Ticks waited, Ticks now, Asked asked = Asked::before);
    void present_at_start(StageId stage, std::uint16_t clients);
    void left(const EndedStay& stay, std::uint16_t clients, Ticks now);
    void held(StageId stage, std::uint16_t clients, Hold hold, Ticks from, Ticks to);
    void open_places(StageId stage, std::int64_t open, Ticks now);
    void unlimited(StageId stage);
    /// Posts of a role that exist and that are filled from now on, in thousandths.
    void posts(RoleId role, std::int64_t all, std::int64_t filled, Ticks now);

    void first_request(std::uint16_t clients, Ticks now);
    void first_care(std::uint16_t clients, Ticks requested, Ticks now);
    void episode_ended(std::uint16_t clients, Ticks covered, std::uint32_t stages);
    void exited(std::uint16_t clients, ExitId exit);
    void discharged(std::uint16_t clients, Ticks now);
    /// It came within the window at `first` and all longer ones.
    void followed(FollowUp what, const Watch& watch, std::size_t first, std::uint16_t clients);
    void moved(std::size_t from, std::size_t to, MoveCause cause = MoveCause::course) {
        if (!in_run_) return;
        ++flows_[from * plan_->flow_ends + to];
        if (cause == MoveCause::relapse) ++relapse_flows_[from * plan_->flow_ends + to];
    }

    /// At the end of the run, for every stay and wait still going on.
    void still_there(StageId stage, std::uint16_t clients, Ticks admitted);
    void still_waiting(StageId stage, std::uint16_t clients, Ticks ready);
    ReplicationResult result();

    /// Groups, sessions, staff time and money.
    ProgramRecorder& program() { return program_; }
    const std::vector<std::uint16_t>& groups_of_class(std::uint16_t clients) const { return classes_[clients]; }

    /// The sums of one stage and group, and of one group's clients.
    const StageTally& stage_tally(StageId stage, std::size_t group) const {
        return stages_[stage.index() * groups_ + counted_as_[group]];
    }
    const ClientTally& client_tally(std::size_t group) const { return clients_[counted_as_[group]]; }
    const PlaceTally& place_tally(StageId stage) const { return places_[stage.index()]; }

private:
    void prepare_groups();
    void prepare_histograms();
    void prepare_bounds();
    std::uint16_t new_group_class(PopulationId population, std::span<const std::uint8_t> attributes);
    void add_class(const std::vector<std::uint16_t>& groups);
    void count_admission(StageTally& sums, Ticks waited, Ticks now, Asked asked);
    StageTally& tally(StageId stage, std::size_t group) { return stages_[stage.index() * groups_ + group]; }
    Ticks clipped(Ticks from, Ticks to) const;
    void count_clipped_wait(StageTally& tally, Ticks ready, Ticks until) const;
    Fraction metric_part(const Metric& metric) const;
    Fraction staff_part(const Metric& metric) const;
    Fraction money_part(const Metric& metric) const;
    /// Of what a stage's groups, sessions, payers and money add up to.
    Fraction program_part(const Metric& metric, StageId stage, std::size_t group) const;
    double place_cost(StageId stage) const;
    std::size_t group_position(const Group& group) const;
    ObservedDurations& observed(HistogramSlot::Quantity quantity, StageId stage, std::size_t group);
    void observe(const ObservedDurations& observed, Ticks value) {
        if (observed.histogram != nullptr) observed.histogram->add(value);
        for (const ObservedDurations::Limit& limit : observed.limits) bound_hits_[limit.question] += value <= limit.most ? 1 : 0;
    }
    /// The tallies of all groups that clients of the class belong to.
    std::span<StageTally* const> tallies_of(StageId stage, std::uint16_t clients) const {
        return tallies_of_[clients * stage_count_ + stage.index()];
    }
    std::span<ClientTally* const> tallies_of(std::uint16_t clients) const { return client_tallies_of_[clients]; }
    /// What is counted once for many counts (`admitted_at_once`, `stays_ended`, `first_requests`, `discharges`) is added to each
    /// of them; who was handed off follows from the admissions.
    void spread();
    void add_self_checks(ReplicationResult& result) const;
    void add_staff_series(ReplicationResult& result);
    void add_bounds(ReplicationResult& result) const;

    const Model* model_;
    const MeasurementPlan* plan_;
    Pass pass_;
    Ticks start_;
    Ticks end_;
    bool in_run_ = false;
    /// Before these instants every window that a metric names of a stage, and of clients, still lies in the run; 0 before the
    /// run.
    Ticks windows_end_ = 0;
    Ticks client_windows_end_ = 0;
    std::size_t groups_;
    std::size_t stage_count_;
    /// Of each group: the group with the same clients whose sums it shares, and whether any metric asks for it.
    std::vector<std::size_t> counted_as_;
    std::vector<char> is_measured_;
    struct WindowsOfPlan {
        Windows access;
        Windows readmitted;
        Windows followed_up;
        Windows retained;
        Windows client_access;
        Windows client_readmitted;
        Windows client_relapsed;
    } windows_;
    std::vector<std::vector<std::uint16_t>> classes_;
    /// By class, then stage; and where they lie.
    std::vector<std::span<StageTally* const>> tallies_of_;
    std::vector<std::vector<StageTally*>> tallies_of_class_;
    std::vector<std::vector<ClientTally*>> client_tallies_of_;
    std::map<std::vector<std::uint16_t>, std::uint16_t> class_numbers_;
    /// For each population the classes already met, by the attributes' bytes.
    std::vector<std::map<std::string, std::uint16_t, std::less<>>> classes_by_attributes_;
    std::vector<StageTally> stages_;
    std::vector<ClientTally> clients_;
    std::vector<PlaceTally> places_;
    std::vector<RoleTally> roles_;
    ProgramRecorder program_;
    std::vector<std::int64_t> flows_;
    std::vector<std::int64_t> relapse_flows_;
    std::vector<LogHistogram> histograms_;
    /// Slots that hold the same observations as another: from, to.
    std::vector<std::pair<std::size_t, std::size_t>> copied_slots_;
    std::vector<std::int64_t> bound_hits_;
};

}  // namespace stepdown
