// Beginning from today: the clients that `start_state` finds in care, waiting, and at home with a running clock.
// Their luck is keyed like everyone's, by numbers that no arrival reaches. Method: docs/methods/day-zero.md.
#include "simulation/care_network.hpp"

#include <algorithm>

#include "model/traffic.hpp"
#include "random/portable_math.hpp"
#include "random/standard_variates.hpp"
#include "simulation/equilibrium_age.hpp"

namespace stepdown {

namespace {

constexpr std::uint64_t first_day_zero_number = std::uint64_t{1} << 35;

std::size_t pick_weighted(const std::vector<double>& weights, double unit) {
    double total = 0.0;
    for (const double weight : weights) total += weight;
    double reached = 0.0;
    for (std::size_t index = 0; index + 1 < weights.size(); ++index) {
        reached += weights[index];
        if (unit * total < reached) return index;
    }
    return weights.size() - 1;
}

template <class T>
std::size_t case_position(const Cases<T>& cases, const ClientView& facts) {
    std::size_t position = 0;
    while (!cases.list()[position].when.holds(facts)) ++position;
    return position;
}

/// `wanted`; where nobody is expected, by how many ask at all, and where nobody does, evenly.
std::vector<double> weights_of_populations(const std::vector<double>& wanted, const OfferedLoad& load) {
    const auto is_positive = [](double weight) { return weight > 0.0; };
    for (const std::vector<double>* weights : {&wanted, &load.arrivals_of_population}) {
        if (std::any_of(weights->begin(), weights->end(), is_positive)) return *weights;
    }
    return std::vector<double>(wanted.size(), 1.0);
}

std::size_t clients_of(const StartState& start_state) {
    std::int64_t clients = start_state.after_care;
    for (const StartStage& start : start_state.stages) clients += start.census + start.waiting;
    return static_cast<std::size_t>(clients);
}

}  // namespace

void CareNetwork::seed_day_zero() {
    const OfferedLoad own_load = request_.load == nullptr ? offered_load(model_) : OfferedLoad{};
    const OfferedLoad& load = request_.load == nullptr ? own_load : *request_.load;
    std::uint64_t number = first_day_zero_number;
    const std::size_t present = clients_of(model_.start_state);
    clients_.reserve(present + present / 4);
    for (const StartStage& start : model_.start_state.stages) {
        const StageLoad& stage_load = load.stages[start.stage.index()];
        const std::vector<double> populations = weights_of_populations(stage_load.need_of_population, load);
        for (std::int64_t count = 0; count < start.census; ++count)
            seed_present(start.stage, day_zero_client(number++, populations));
        seed_waiting(start, stage_load, populations, number);
    }
    const std::vector<double> populations = weights_of_populations(load.arrivals_of_population, load);
    for (std::int64_t count = 0; count < model_.start_state.after_care; ++count)
        seed_after_care(day_zero_client(number++, populations));
    limit_checks_.clear();
}

ClientHandle CareNetwork::day_zero_client(std::uint64_t number, const std::vector<double>& population_weights) {
    const ClientHandle handle = take_client();
    Client& client = clients_[handle];
    client.number = number;
    const DrawKey key{OwnerKind::client, 0, number, Purpose::day_zero, 0, 0};
    client.population = PopulationId(pick_weighted(population_weights, unit_double(word64(draw_block(key_, key), 0))));
    client.phase = Phase::idle;
    draw_attributes(handle);
    peak_ = std::max(peak_, ++present_);
    return handle;
}

/// Outcome in proportion to share x mean stay; age and residual jointly, a uniform fraction of a length-biased stay.
void CareNetwork::seed_present(StageId stage, ClientHandle handle) {
    Client& client = clients_[handle];
    const OutcomeTable& table = *state_of(stage).outcomes;
    std::vector<double> weights = table.probabilities[case_position(table.shares, facts(handle))];
    for (std::size_t index = 0; index < weights.size(); ++index) {
        if (weights[index] > 0.0) weights[index] *= choose(table.outcomes[index].stay, handle).mean();
    }
    const DrawKey key = client_key(client, Purpose::day_zero, stage_of(stage).draw_name, 1);
    const Block block = draw_block(key_, key);
    const Outcome& outcome = table.outcomes[pick_weighted(weights, static_cast<double>(block[0]) * 0x1p-32)];
    WordStream words(key_, client_key(client, Purpose::day_zero, stage_of(stage).draw_name, 2));
    const double whole = choose(outcome.stay, handle).sample_length_biased(words);
    const double age = whole * unit_double(words.next64());
    const Ticks admitted = -from_days(age);
    const Ticks ends = from_days(whole - age);
    clients_.history(handle, stage) = {1, 1};
    client.asked = true;
    client.first_request = admitted;
    state_of(stage).places.occupy(reservation_rule(handle, stage));
    recorder_.present_at_start(stage, client.group_class);
    if (!stage_of(stage).is_care()) {
        BesideStay& slot = beside_slot(client, stage);
        slot = {.stage = stage, .since = admitted, .ends = ends, .outcome = &outcome};
        if (const auto& revenue = stage_of(stage).money.revenue) slot.revenue = &choose(*revenue, handle);
        const bool is_housing = stage_of(stage).kind == StageKind::housing;
        schedule(ends, EventKind::stay_ends, stage, handle, is_housing ? EventType::housing_ends : EventType::support_ends);
        return;
    }
    client.phase = Phase::in_stay;
    client.place = stage;
    client.hold = Hold::stay;
    client.admitted = admitted;
    client.outcome = &outcome;
    client.route_word = block[3];
    client.timer = ends;
    client.has_been_in_care = true;
    client.in_episode = true;
    client.episode_stages = 1;
    if (has_programs_) seed_program(handle, stage, whole > 0.0 ? age / whole : 0.0);
    schedule(client.timer, EventKind::stay_ends, stage, handle, EventType::stay_ends);
    seed_clock(handle, age);
}

/// A seat, as much attended as the part of the stay that is over, and appointments and authorization as they go on from here.
void CareNetwork::seed_program(ClientHandle handle, StageId stage, double part) {
    Client& client = clients_[handle];
    const Stage& declared = stage_of(stage);
    if (!declared.tracks.empty()) {
        const std::uint32_t suit = tracks_that_suit(handle, stage, client.waited);
        take_seat(handle, stage, suit != 0 ? suit : 1U);
        seed_cohort(handle, stage);
    }
    begin_program(handle, stage);
    Program& program = program_of(handle);
    const Ticks age = -client.admitted;
    program.week_began = client.admitted + (age + ticks_per_week - 1) / ticks_per_week * ticks_per_week;
    if (client.outcome->attended) {
        const AttendedStay& attended = choose(*client.outcome->attended, handle);
        program.attended_stay = &attended;
        const auto done = static_cast<std::int64_t>(part * static_cast<double>(attended.amount));
        const auto before_the_end = std::min(done, attended.amount - 1);
        (attended.counts == AttendedStay::Counts::hours               ? program.hours
         : attended.counts == AttendedStay::Counts::attended_meetings ? program.attended
                                                                      : program.meetings) = before_the_end;
        client.timer = attended.at_most ? std::max<Ticks>(0, client.admitted + *attended.at_most) : never;
    }
    if (program.authorization != nullptr) {
        const Authorization& given = *program.authorization;
        Ticks until = client.admitted + given.first;
        while (until <= 0) until += given.then;
        program.authorized_until = until;
        schedule(until, EventKind::ends, stage, handle, EventType::authorization_ends);
    }
    seed_sessions(handle, stage);
}

/// A cohort that was under way at the first instant, with as many meetings to come as a uniform draw says.
void CareNetwork::seed_cohort(ClientHandle handle, StageId stage) {
    const Program& program = program_of(handle);
    if (program.group_ahead == Program::no_group) return;
    GroupSeats::Group& group = state_of(stage).seats.tracks()[program.track_ahead].each[program.group_ahead];
    if (group.cohort == GroupSeats::Group::Cohort::running) return;
    group.cohort = GroupSeats::Group::Cohort::running;
    const std::int64_t lasts = stage_of(stage).entry.lasts;
    if (lasts == 0) return;
    const DrawKey key{OwnerKind::meeting,
                      stage_of(stage).draw_name,
                      program.group_ahead,
                      Purpose::cohort_age,
                      stage_of(stage).tracks[program.track_ahead].draw_name,
                      0};
    const double unit = unit_double(word64(draw_block(key_, key), 0));
    group.meetings_left = 1 + static_cast<std::int64_t>(unit * static_cast<double>(lasts));
}

/// Sessions that repeat go on at the dates that the true admission gave them; those held once are over.
void CareNetwork::seed_sessions(ClientHandle handle, StageId stage) {
    const Ticks age = -clients_[handle].admitted;
    const auto& sessions = stage_of(stage).sessions;
    for (std::size_t index = 0; index < sessions.size(); ++index) {
        session_of(handle, index) = ClientSession{};
        if (sessions[index].every == 0 || !has_session(handle, stage, index)) continue;
        const Ticks due = (age + sessions[index].every - 1) / sessions[index].every * sessions[index].every - age;
        schedule_session(handle, index, due);
    }
}

/// A spell that began `age` days ago in the present setting and has not ended in relapse: susceptible with the probability
/// that is left, and by the exponential's lack of memory as much hazard ahead as at any time.
void CareNetwork::seed_clock(ClientHandle handle, double age) {
    begin_spell(handle);
    Client& client = clients_[handle];
    RelapseClock& clock = client.clock;
    if (clock.law == nullptr) return;
    const double used = hazard_multiplier(handle) * clock.law->time.cumulative_hazard(age);
    const double survived = clock.law->susceptible * portable_exp(-used);
    const DrawKey key = client_key(client, Purpose::relapse_clock, 0, client.spells);
    clock.running = unit_double(word64(draw_block(key_, key), 0)) * (1.0 - clock.law->susceptible + survived) < survived;
    clock.spell_began = -from_days(age);
    clock.used = used;
    clock.threshold += used;
    update_clock(handle);
}

/// Ages from the waiting law given patience: with patience a uniform fraction of a length-biased one, the rest still to come;
/// without, the ages of the latest of a Poisson stream of requests. At least a tick: they asked before the run.
void CareNetwork::seed_waiting(const StartStage& start, const StageLoad& load, const std::vector<double>& weights,
                               std::uint64_t& number) {
    struct Waiting {
        Ticks age = 0;
        Ticks patience_left = never;
        ClientHandle client = no_client;
    };
    std::vector<Waiting> waiting;
    double poisson_age = 0.0;
    const StageId stage = start.stage;
    const Patience& patience = *state_of(stage).patience;
    for (std::int64_t count = 0; count < start.waiting; ++count) {
        const ClientHandle handle = day_zero_client(number++, weights);
        WordStream words(key_, client_key(clients_[handle], Purpose::day_zero, stage_of(stage).draw_name, 3));
        if (patience) {
            const double whole = choose(*patience, handle).sample_length_biased(words);
            const double age = whole * unit_double(words.next64());
            waiting.push_back({std::max<Ticks>(1, from_days(age)), from_days(whole - age), handle});
        } else {
            if (load.arrivals_per_day > 0.0) poisson_age += standard_exponential(words) / load.arrivals_per_day;
            waiting.push_back({std::max<Ticks>(1, from_days(poisson_age)), never, handle});
        }
    }
    std::stable_sort(waiting.begin(), waiting.end(),
                     [](const Waiting& left, const Waiting& right) { return left.age > right.age; });
    for (const Waiting& one : waiting) {
        now_ = -one.age;
        Client& client = clients_[one.client];
        clients_.history(one.client, stage).attempts = 1;
        client.phase = Phase::seeking;
        Leg& leg = client.legs[0];
        (stage_of(stage).is_care() ? leg.option.care : leg.option.beside) = stage;
        make_request(one.client, 0);
        // They wait, even where a place is free.
        const EntryHandle entry = stage_of(stage).is_care() ? leg.care_entry : leg.beside_entry;
        entries_[entry].limit_passed = true;
        ++state_of(stage).waitlist.outside_waiting;
        leg.loses_at = stage;
        leg.timer = one.patience_left;
        if (leg.timer != never) schedule(leg.timer, EventKind::gives_up, stage, one.client, EventType::first_gives_up);
    }
    now_ = 0;
}

/// A former client at home whose clock runs: susceptible, and as long after the spell's beginning as such clients are.
void CareNetwork::seed_after_care(ClientHandle handle) {
    Client& client = clients_[handle];
    client.asked = true;
    client.has_been_in_care = true;
    begin_spell(handle);
    RelapseClock& clock = client.clock;
    if (clock.law == nullptr || hazard_multiplier(handle) <= 0.0) {
        clock.running = false;
        release(handle);
        return;
    }
    WordStream words(key_, client_key(client, Purpose::day_zero, 0, 4));
    const double multiplier = hazard_multiplier(handle);
    const double age = EquilibriumAge(clock.law->time, multiplier).quantile(unit_double_open(words.next64()));
    clock.running = true;
    clock.used = multiplier * clock.law->time.cumulative_hazard(age);
    clock.threshold += clock.used;
    clock.spell_began = -from_days(age);
    update_clock(handle);
}

}  // namespace stepdown
