// The care network in motion: one replication's clients, places, waitlists and clocks, and the rules that move them.
//
// The rules are those of docs/methods; each concern has its file: requests.cpp (asking, lags, giving up), admissions.cpp (who is
// offered a place), waiting_causes.cpp (what the waiting lack), caseload.cpp (staff as a condition), swaps.cpp (boarders that
// wait for each other), stays.cpp (entering, ending, leaving), programs.cpp (what a client attends in a stay), meetings.cpp and
// cohorts.cpp (groups), intake.cpp and sessions.cpp (appointments), work.cpp (who does them), housing.cpp, relapse.cpp,
// day_zero.cpp, events.cpp (what happens at each), replication.cpp (their order). Sums are the recorder's business.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "model/model.hpp"
#include "model/traffic.hpp"
#include "random/keyed_stream.hpp"
#include "simulation/arrivals.hpp"
#include "simulation/client_pool.hpp"
#include "simulation/client_view.hpp"
#include "simulation/event_queue.hpp"
#include "simulation/follow_ups.hpp"
#include "simulation/group_seats.hpp"
#include "simulation/loop_guard.hpp"
#include "simulation/network_state.hpp"
#include "simulation/program.hpp"
#include "simulation/recorder.hpp"
#include "simulation/replication.hpp"
#include "simulation/staff_roster.hpp"
#include "simulation/stage_places.hpp"
#include "simulation/stay_draw.hpp"
#include "simulation/swap_search.hpp"
#include "simulation/wait_reviews.hpp"
#include "simulation/waiting_list.hpp"
#include "simulation/work_queue.hpp"

namespace stepdown {

class CareNetwork {
public:
    CareNetwork(const Model& model, const MeasurementPlan& plan, const ReplicationRequest& request);

    /// Simulates to the end of the run; called once.
    ReplicationResult run();

private:
    // replication.cpp: the order of events.
    void prepare();
    void note_partners(const Destination& destination);
    void prepare_stage(StageId stage);
    void reopen_place(StageId stage);
    void leg_moves_on(ClientHandle client, std::uint8_t leg, Leg::State state);
    void come_back(ClientHandle client);
    void handle(const Event& event);
    void handle_client_event(const Event& event);
    void apply(const Change& change);
    void turn_window(StageId stage);
    void reach(Ticks time);
    void finish();

    // requests.cpp
    void prepare_arrival(PopulationId population);
    void prepare_arrivals(PopulationId population);
    void draw_attributes(ClientHandle client);
    void arrive(ClientHandle client);
    void go(ClientHandle client, const Destination& destination);
    void begin_seeking(ClientHandle client, const Destination& destination, Origin origin);
    void start_leg(ClientHandle client, std::uint8_t leg, const Option& option);
    void after_lag(ClientHandle client, std::uint8_t leg);
    void make_request(ClientHandle client, std::uint8_t leg);
    void note_request(Client& client);
    EntryHandle join(ClientHandle client, std::uint8_t leg, StageId stage, Needs needs);
    void leave_list(EntryHandle entry, Resolution how);
    OrderPosition order_position(const WaitEntry& entry);
    /// Moves a waiting request to where other needs and another position belong.
    void change_request(EntryHandle entry, const Needs& needs, const OrderPosition& position);
    void start_when_open(EntryHandle entry);
    bool is_step_down(const Client& client, StageId stage) const;
    void start_patience(ClientHandle client, std::uint8_t leg);
    void give_up(ClientHandle client, std::uint8_t leg);
    void lose_leg(ClientHandle client, std::uint8_t leg, StageId at, Resolution how);
    void drop_leg(ClientHandle client, std::uint8_t leg, Resolution how);
    void drop_all_legs(ClientHandle client, Resolution how);
    void after_loss(ClientHandle client, std::uint8_t last_leg);
    void send_on(ClientHandle client, const Destination& destination);

    // admissions.cpp
    void run_admissions();
    bool admit_next(StageId stage);
    /// The first on the stage's waitlist that could be admitted now, or none.
    EntryHandle next_in_line(StageId stage) const;
    /// Who is next elsewhere where a place is open too: for the second of `a or b` at the first, for half of `a + b` at the
    /// other.
    EntryHandle written_before(EntryHandle entry) const;
    EntryHandle before_at_partner(EntryHandle entry) const;
    EntryHandle first_of_all_lists(EntryHandle head) const;
    bool fits(StageId stage, const Needs& needs) const;
    void grant(ClientHandle client, std::uint8_t leg);
    bool finds_free_place(const Client& client, const Destination& destination) const;
    bool frees_what_is_waited_for(const Client& client, StageId care) const;
    void admit_at_once(ClientHandle client, StageId stage);
    /// Whether something is still to happen at this instant before admissions.
    bool more_before_admissions() const { return queue_.holds_at(now_, EventKind::admission); }
    void offer(StageId stage);
    void end_tentative_holds();
    void check_limits();
    void check_limits(const LimitCheck& check);
    void check_limit_of_following(EntryHandle& entry);
    bool is_refused_by_limit(const WaitEntry& entry) const;
    void pass_limit(WaitEntry& entry);
    void offer_all(StageId stage);

    // waiting_causes.cpp
    class CauseWalk;
    void walk_lines(StageId stage, std::uint32_t walk_number);
    void refresh_causes();
    void refresh_causes(StageId stage);
    void set_cause(EntryHandle entry, Missing missing);
    void look_at(StageState& state, EntryHandle entry, Missing missing, std::uint32_t walk_number);
    void look_at_each(StageId stage, std::size_t line, std::uint32_t walk_number);

    // caseload.cpp
    void prepare_staff();
    void staff_changed(RoleId role);
    void shift_turned(RoleId role);
    double posts_carrying(RoleId role) const;
    bool carries_more(RoleId role, double more) const;
    bool caseload_admits(StageId stage, const Needs& needs) const;
    StageId held_caseload(const Client& client, StageId stage) const;
    bool keeps_caseload(const std::vector<SwapMove>& cycle) const;
    void forget_held_caseload(ClientHandle client);

    // swaps.cpp
    bool swap_boarders();
    std::vector<SwapMove> possible_swap_moves();
    std::vector<SwapMove> chosen_swap();
    bool keeps_reservations(const std::vector<SwapMove>& cycle);
    bool keeps_seats(const std::vector<SwapMove>& cycle);
    bool keeps_partners(const std::vector<SwapMove>& cycle);

    // programs.cpp
    void prepare_programs();
    /// A slot for a client, with room for what it may attend.
    ClientHandle take_client();
    Program& program_of(ClientHandle client) { return programs_[client]; }
    ClientSession& session_of(ClientHandle client, std::size_t session) {
        return client_sessions_[client * most_sessions_ + session];
    }
    void begin_program(ClientHandle client, StageId stage);
    void end_program(ClientHandle client);
    /// The share of the stage's meetings and sessions that the client comes to.
    double attendance(ClientHandle client, StageId stage) {
        return state_of(stage).attendance_is_fixed ? programs_[client].attendance : choose(stage_of(stage).attendance, client);
    }
    void attend(ClientHandle client, Ticks length, bool is_session);
    /// After a meeting or session: whether the stay ends by it.
    void review_attendance(ClientHandle client);
    bool attended_enough(const Program& program) const;
    bool test_effects(ClientHandle client);
    bool end_as(ClientHandle client, OutcomeNameId outcome);
    void close_weeks(ClientHandle client);
    void count_earned_days(ClientHandle client);
    bool still_attends(const Attendee& attendee, StageId stage) const {
        const Client& client = clients_[attendee.client];
        return attendee.is_still(client) && attends(client, stage);
    }
    Attendee attendee(ClientHandle client) const { return Attendee(client, clients_[client]); }
    void authorization_ends(ClientHandle client);

    // meetings.cpp
    struct GroupMeeting;
    std::uint32_t tracks_that_suit(ClientHandle client, StageId stage, Ticks waited);
    Ticks next_meeting(StageId stage, std::uint8_t track, Ticks from) const;
    void take_seat(ClientHandle client, StageId stage, std::uint32_t tracks);
    void give_back_seat_ahead(ClientHandle client, StageId stage);
    /// The instant at which what is granted can start: a meeting of the seat's track, or an hour of admission.
    Ticks may_start(ClientHandle client, const Option& granted);
    void await_start(ClientHandle client, Ticks starts);
    void schedule_meeting(std::size_t meeting, Ticks from);
    void push_meeting(std::size_t meeting, EventKind kind, EventType type);
    void begin_meeting(std::size_t meeting);
    struct GroupLeaders;
    std::vector<GroupMeeting> gather(MeetingState& meeting);
    void merge_groups(MeetingState& meeting, std::vector<GroupMeeting>& groups) const;
    bool is_short(const MeetingState& meeting, const std::vector<GroupMeeting>& groups) const;
    std::int64_t free_rooms(const MeetingState& meeting) const;
    std::vector<GroupLeaders> lead_groups(const MeetingState& meeting, std::vector<GroupMeeting>& groups) const;
    void book_leaders(const MeetingState& meeting, const GroupMeeting& group);
    std::int64_t idle_leaders(RoleId role) const;
    void end_meeting(std::size_t meeting);
    const Track& track_of(const MeetingState& meeting) const { return stage_of(meeting.stage).tracks[meeting.track]; }

    // cohorts.cpp
    bool open_cohorts(std::size_t meeting);
    bool is_date_of_cohort(const MeetingState& meeting, std::size_t group) const;
    std::int64_t could_begin(StageId stage, std::uint8_t track);
    void close_cohort_entry(MeetingState& meeting);
    void count_cohort_meetings(MeetingState& meeting);

    // intake.cpp
    void ask_for_intake(ClientHandle client, std::uint8_t leg);
    void intake_begins(ClientHandle client, std::uint8_t leg);
    void begin_intake(ClientHandle client, std::uint8_t leg);
    void intake_ends(ClientHandle client, std::uint8_t leg);

    // wait_reviews.cpp
    StageId care_asked_for(EntryHandle entry) const;
    void schedule_wait_review(EntryHandle entry);
    void review_waits(ClientHandle client);
    void review_wait(EntryHandle entry);
    Ticks present_wait(const Client& client) const;
    Ticks wait_review_of_relapse(const Client& client) const;
    Ticks wait_since(Ticks ready) const;

    // sessions.cpp
    void begin_sessions(ClientHandle client, StageId stage);
    void end_sessions(ClientHandle client, StageId stage);
    bool has_session(ClientHandle client, StageId stage, std::size_t session);
    void schedule_session(ClientHandle client, std::size_t session, Ticks due);
    void session_is_due(ClientHandle client, std::size_t session);
    bool comes_to_session(const Attendee& attendee, StageId stage, std::size_t session);
    void run_session(StageId stage, std::size_t session);
    void session_ends(std::size_t running);

    // work.cpp
    void note_work(RoleId role) {
        if (!role.exists() || is_twin() || std::exchange(is_noted_[role.index()], 1) != 0) return;
        work_noted_.push_back(role);
    }
    void give_work();
    void serve(RoleId posts, RoleId work);
    bool begin_work(std::uint32_t queue, RoleId posts);
    void foresee_groups(RoleId role, Ticks until);
    bool keeps_leaders(RoleId role, PostHandle post) const;
    std::int64_t leaders_wanted(RoleId role, Ticks at) const;

    // stays.cpp
    void admit(ClientHandle client);
    void enter_care(ClientHandle client, StageId stage, Recorder::Asked asked = Recorder::Asked::before);
    void stay_ended(ClientHandle client);
    void end_stay(ClientHandle client, const Destination& destination);
    Hold wanted_hold(const Client& client) const;
    void settle(ClientHandle client);
    void count_hold(Client& client);
    void begin_boarding(ClientHandle client);
    void end_boarding(const Client& client);
    void leave_place(ClientHandle client);
    void vacate(StageId stage, std::uint8_t rule);
    void discharge(ClientHandle client);
    void leave_model(ClientHandle client, ExitId exit);
    void care_ends(ClientHandle client);
    void end_episode(Client& client);
    void finish_booked_move(ClientHandle client);
    void call_off_move(ClientHandle client);
    void release_if_gone(ClientHandle client);
    void release(ClientHandle client);

    // housing.cpp
    BesideStay& beside_slot(Client& client, StageId stage) const;
    void start_beside(ClientHandle client, StageId stage, Ticks waited);
    void end_beside(ClientHandle client, BesideStay& slot);
    bool holds_all_of(Client& client, const Destination& destination) const;
    void keep_beside(ClientHandle client, StageId stage);
    void count_earnings(const BesideStay& slot);
    void beside_stay_ends(ClientHandle client, BesideStay& slot);
    void follow_care(ClientHandle client, EntryHandle entry);
    void withdraw_follow_on(ClientHandle client, StageKind kind);
    void withdraw_follow_ons(ClientHandle client);
    void housing_gap_begins(Client& client);
    void housing_gap_ends(Client& client);

    // relapse.cpp
    void begin_spell(ClientHandle client);
    void update_clock(ClientHandle client);
    void queue_relapse(ClientHandle client);
    void relapse_event(const Event& event);
    bool put_in_order(const Event& relapse);
    void relapse(ClientHandle client);
    void relapse_in_care(ClientHandle client);
    void relapse_at_home(ClientHandle client);
    double hazard_multiplier(ClientHandle client);
    static MoveCause cause_of_move(Client& client);

    // day_zero.cpp
    void seed_day_zero();
    void seed_present(StageId stage, ClientHandle client);
    void seed_program(ClientHandle client, StageId stage, double part);
    void seed_cohort(ClientHandle client, StageId stage);
    void seed_sessions(ClientHandle client, StageId stage);
    void seed_clock(ClientHandle client, double age);
    void seed_waiting(const StartStage& start, const StageLoad& load, const std::vector<double>& weights, std::uint64_t& number);
    void seed_after_care(ClientHandle client);
    ClientHandle day_zero_client(std::uint64_t number, const std::vector<double>& population_weights);

    // Shared.
    ClientView facts(ClientHandle client) { return facts(client, clients_[client].waited); }
    ClientView facts(ClientHandle client, Ticks waited) {
        const Program* program = has_programs_ ? &programs_[client] : nullptr;
        return {model_, clients_[client], clients_.attributes(client), waited, program, starting_beside_, now_};
    }
    /// The case that fits the client; its facts are looked up only where cases differ.
    template <class T>
    const T& choose(const Cases<T>& cases, ClientHandle client) {
        return choose(cases, client, clients_[client].waited);
    }
    template <class T>
    const T& choose(const Cases<T>& cases, ClientHandle client, Ticks waited) {
        return cases.same_for_all() ? cases.list().front().use : cases.pick(facts(client, waited));
    }
    DrawKey client_key(const Client& client, Purpose purpose, std::uint32_t place, std::uint32_t index) const {
        return {OwnerKind::client, model_.populations[client.population.index()].draw_name, client.number, purpose, place, index};
    }
    Ticks draw_duration(ClientHandle client, const Cases<Distribution>& durations, Purpose purpose, StageId stage,
                        std::uint32_t index);
    const Destination& draw_destination(ClientHandle client, const Cases<Routing>& routing, std::uint32_t word);
    StayDraw draw_stay(ClientHandle client, StageId stage);
    std::uint8_t reservation_rule(ClientHandle client, StageId stage) {
        return stage_of(stage).reserved.empty() ? Needs::no_rule : fitting_reservation(client, stage);
    }
    std::uint8_t fitting_reservation(ClientHandle client, StageId stage);
    void schedule(Ticks time, EventKind kind, StageId stage, ClientHandle client, EventType type);
    Event make_client_event(Ticks time, EventKind kind, StageId stage, ClientHandle client, EventType type) const;
    void log(const Client& client, Activity activity, StageId stage, std::string_view detail = {}) {
        if (request_.log != nullptr) write_log(client, activity, stage, detail);
    }
    void write_log(const Client& client, Activity activity, StageId stage, std::string_view detail);

    /// What the entry waits for, as its line states it.
    const Needs& needs_of(EntryHandle entry) const {
        return state_of(entries_[entry].stage).waitlist.lines()[entries_[entry].line].needs;
    }
    const Stage& stage_of(StageId stage) const { return model_.stages[stage.index()]; }
    bool is_twin() const { return request_.pass == Pass::unconstrained; }
    StageState& state_of(StageId stage) { return stages_[stage.index()]; }
    const StageState& state_of(StageId stage) const { return stages_[stage.index()]; }

    const Model& model_;
    const MeasurementPlan& plan_;
    ReplicationRequest request_;
    ReplicationKey key_;
    Recorder recorder_;
    FollowUps follow_ups_;
    ClientPool<Client> clients_;
    EntryPool entries_;
    EventQueue queue_;
    StaffRoster roster_;
    /// For each role the stages whose clients it carries, and those whose beds it staffs.
    std::vector<std::vector<StageId>> carried_by_;
    std::vector<std::vector<StageId>> staffed_by_;
    std::vector<StageState> stages_;
    std::vector<ArrivalStream> arrivals_;
    Ticks now_ = 0;
    Ticks relapses_in_order_ = never;
    /// Housing or support that starts with the care that a client is just entering.
    StageId starting_beside_;
    bool offers_pending_ = false;
    bool causes_stale_ = false;
    /// Reused from one refreshing to the next.
    WalkedLines walked_;
    bool swapping_ = false;
    bool may_swap_ = false;
    bool effects_follow_months_ = false;
    /// By client; empty where no stage has groups, sessions, authorization or revenue.
    std::vector<Program> programs_;
    std::vector<ClientSession> client_sessions_;
    std::size_t most_sessions_ = 0;
    bool has_programs_ = false;
    std::vector<MeetingState> meetings_;
    std::vector<RunningSession> running_sessions_;
    /// Who comes to the session that is about to begin.
    std::vector<Attendee> session_attendees_;
    std::vector<std::uint32_t> free_sessions_;
    WorkQueues works_;
    /// For each role: its queues, the meetings it leads, the first that it will lead, and who covers it.
    std::vector<std::vector<std::uint32_t>> queues_of_role_;
    std::vector<std::vector<std::size_t>> led_by_role_;
    std::vector<Ticks> leads_next_;
    std::vector<std::vector<RoleId>> covered_by_;
    /// Whose posts do whose work besides their own, in the order of the roles that do it.
    std::vector<std::pair<RoleId, RoleId>> covers_;
    /// Roles whose work or posts have changed: whoever is idle is given work once nothing else is left to happen at this instant.
    std::vector<RoleId> work_noted_;
    std::vector<char> is_noted_;
    /// Reused from one giving of work to the next.
    std::vector<RoleId> work_given_;
    std::vector<std::uint32_t> ready_queues_;
    std::vector<GroupsAhead> groups_ahead_;
    /// Whoever holds its place boarding, in no order.
    std::vector<ClientHandle> boarders_;
    std::uint64_t joined_ = 0;
    std::uint64_t events_ = 0;
    std::uint64_t present_ = 0;
    std::uint64_t peak_ = 0;
    std::vector<LimitCheck> limit_checks_;
    std::vector<ClientHandle> tentative_;
    std::vector<EntryHandle> order_scratch_;
    LoopGuard loop_guard_;
    WaitReviews wait_reviews_;
};

}  // namespace stepdown
