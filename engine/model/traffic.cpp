// Rates over a run from the visits of one client: averaged over stretches between dated changes, added over populations.

#include "model/traffic.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "model/arrival_rate.hpp"
#include "model/model.hpp"
#include "model/network.hpp"
#include "model/regimes.hpp"
#include "model/tested_facts.hpp"
#include "model/traffic_solution.hpp"

namespace stepdown {

namespace {
/// The sums of one stage over the run, in clients per day and client-days per day.
struct StageSums {
    StageVisits visits;
    std::vector<double> need_of_population;
    double need_at_end = 0.0;
    double places = 0.0;
    bool unlimited = false;
    /// The same with seats, where there are fewer of them.
    double room = 0.0;
    bool unlimited_room = false;
};

struct Sums {
    std::vector<StageSums> stages;
    std::map<std::pair<std::size_t, std::size_t>, double> flows;
    std::map<std::pair<std::size_t, std::size_t>, double> enters;
    std::vector<double> arrivals;
    bool left_out_rare = false;
    bool endless = false;
    bool carried_clocks = false;
};

double days_per_client(const StageVisits& visits) { return visits.days + visits.held_days; }

void add_places(const Model& model, double part_of_run, Sums& sums) {
    for (std::size_t stage = 0; stage < model.stages.size(); ++stage) {
        const Places& places = model.stages[stage].places;
        if (!places) sums.stages[stage].unlimited = true;
        if (places) sums.stages[stage].places += part_of_run * static_cast<double>(*places);
        const Places room = model.stages[stage].room();
        if (!room) sums.stages[stage].unlimited_room = true;
        if (room) sums.stages[stage].room += part_of_run * static_cast<double>(*room);
    }
}

void add_population(const TrafficPerClient& client, std::size_t population, double per_day, double per_day_at_end, Sums& sums) {
    sums.arrivals[population] += per_day;
    for (std::size_t stage = 0; stage < sums.stages.size(); ++stage) {
        const StageVisits& visits = client.stages[stage];
        StageSums& into = sums.stages[stage];
        into.visits.admissions += per_day * visits.admissions;
        into.visits.stated_days += per_day * visits.stated_days;
        into.visits.days += per_day * visits.days;
        into.visits.held_days += per_day * visits.held_days;
        into.visits.relapsed += per_day * visits.relapsed;
        into.need_of_population[population] += per_day * days_per_client(visits);
        into.need_at_end += per_day_at_end * days_per_client(visits);
    }
    for (const auto& [ends, per_client] : client.flows) sums.flows[ends] += per_day * per_client;
    for (const auto& [end, per_client] : client.enters) sums.enters[{population, end}] += per_day * per_client;
    sums.left_out_rare = sums.left_out_rare || client.left_out_rare;
    sums.endless = sums.endless || client.endless;
    sums.carried_clocks = sums.carried_clocks || client.carried_clocks;
}

Sums sums_over_run(const Model& model, const std::vector<Regime>& regimes, TrafficMemo& memo) {
    Sums sums;
    sums.stages.resize(model.stages.size());
    for (StageSums& stage : sums.stages) stage.need_of_population.assign(model.populations.size(), 0.0);
    sums.arrivals.assign(model.populations.size(), 0.0);
    const Clock& clock = model.clock;
    for (std::size_t number = 0; number < regimes.size(); ++number) {
        const Regime& regime = regimes[number];
        const Ticks from = std::max(regime.from, clock.start());
        const Ticks to = std::min(regime.to, clock.end());
        if (to <= from) continue;
        const double part = static_cast<double>(to - from) / static_cast<double>(clock.run);
        const bool is_last = &regime == &regimes.back();
        add_places(regime.model, part, sums);
        for (std::size_t population = 0; population < model.populations.size(); ++population) {
            const Arrivals& arrivals = regime.model.populations[population].arrivals;
            const double per_day = part * mean_arrivals_per_day(clock, arrivals, from, to);
            const double at_end = is_last ? arrivals_per_day_at_end(clock, arrivals) : 0.0;
            if (per_day <= 0.0 && at_end <= 0.0) continue;
            add_population(memo.of(regime.model, number, PopulationId(population)), population, per_day, at_end, sums);
        }
    }
    return sums;
}

bool has_trend(const Model& model) {
    if (!model.changes.empty()) return true;
    return std::any_of(model.populations.begin(), model.populations.end(), [](const Population& population) {
        return population.arrivals.growth != 0.0 || !population.arrivals.surges.empty();
    });
}

StageLoad load_of(const StageSums& sums, bool trend) {
    StageLoad load;
    const StageVisits& visits = sums.visits;
    load.arrivals_per_day = visits.admissions;
    if (visits.admissions > 0.0) {
        load.stated_stay_days = visits.stated_days / visits.admissions;
        load.effective_stay_days = visits.days / visits.admissions;
        load.held_days = visits.held_days / visits.admissions;
        load.relapsed_share = visits.relapsed / visits.admissions;
    }
    load.need = days_per_client(visits);
    load.need_of_population = sums.need_of_population;
    const bool differs = std::abs(sums.need_at_end - load.need) > 1e-3 * load.need;
    if (trend && differs) load.need_at_end = sums.need_at_end;
    if (!sums.unlimited) load.places = sums.places;
    if (!sums.unlimited_room) load.room = sums.room;
    return load;
}

bool has_undecided_either(const Model& model) {
    const auto random_lag = [](const Stage& stage) {
        return stage.lag && (!stage.lag->same_for_all() || stage.lag->list()[0].use.variance() > 0.0);
    };
    return std::any_of(model.stages.begin(), model.stages.end(), random_lag);
}

bool has_admission_hours(const Model& model) {
    return std::any_of(model.stages.begin(), model.stages.end(), [](const Stage& stage) { return !stage.admits.always_open(); });
}

bool has_attended_stays(const Model& model) {
    const auto attended = [](const Outcome& outcome) { return outcome.attended.has_value(); };
    return std::any_of(model.stages.begin(), model.stages.end(), [&](const Stage& stage) {
        return std::any_of(stage.outcomes.outcomes.begin(), stage.outcomes.outcomes.end(), attended);
    });
}

bool has_early_ends(const Model& model) {
    return std::any_of(model.stages.begin(), model.stages.end(),
                       [](const Stage& stage) { return stage.authorization || !stage.effects.empty(); });
}

std::vector<std::string> approximations_of(const Model& model, const Sums& sums) {
    std::vector<std::string> sentences;
    const TestedFacts tested = tested_facts(model);
    if (model.relapse) {
        sentences.emplace_back("Relapse is counted as in a long run, however late it comes.");
    }
    if (sums.carried_clocks) sentences.emplace_back("Relapse clocks and housing run on from stage to stage at their mean age.");
    if (has_trend(model))
        sentences.emplace_back(
            "Growth, surges and dated changes count by their mean over the run, without the time that the stages take to "
            "follow.");
    if (tested.month) sentences.emplace_back("Conditions on the month count by the month's share of the run.");
    if (tested.waited) sentences.emplace_back("Conditions on the wait count as if nobody had waited.");
    if (has_admission_hours(model))
        sentences.emplace_back("Where admission hours matter, requests are taken to come evenly over the week.");
    if (has_undecided_either(model))
        sentences.emplace_back("Lags count by their mean, also where they decide which half of an `a or b` opens first.");
    if (has_attended_stays(model))
        sentences.emplace_back(
            "Stays that end by what is attended count with the hours of the timetable and the mean attendance.");
    if (has_early_ends(model))
        sentences.emplace_back("Stays that end early by missed meetings or a payer's refusal count as drawn.");
    if (sums.left_out_rare) sentences.emplace_back("The rarest combinations of attribute values are left out.");
    if (sums.endless)
        sentences.emplace_back("Clients come back for ever, so there is no long run: the figures are what fits into this one.");
    return sentences;
}

double events_per_client(const Model& model, const TrafficPerClient& client) {
    // Asking; and for every stay a request or a timer, an end and a leaving; a relapse and its return.
    double events = 2.0 + 2.0 * client.relapses;
    for (std::size_t stage = 0; stage < client.stages.size(); ++stage) {
        const Stage& declared = model.stages[stage];
        const double timers = (declared.lag ? 1.0 : 0.0) + (declared.transfer.takes ? 1.0 : 0.0) +
                              (declared.waitlist.patience ? 1.0 : 0.0) + (declared.turnaround > 0 ? 1.0 : 0.0);
        events += client.stages[stage].admissions * (2.0 + timers);
        // A session is due, is held, and frees its post; meetings are of groups, few beside them.
        for (const Session& session : declared.sessions) {
            const double held = session.every > 0 ? client.stages[stage].days / to_days(session.every) : 0.0;
            events += 3.0 * (held + client.stages[stage].admissions);
        }
    }
    return events;
}
}  // namespace

OfferedLoad offered_load(const Model& model) {
    TrafficMemo memo;
    return offered_load(model, memo);
}

OfferedLoad offered_load(const Model& model, TrafficMemo& memo) {
    const Sums sums = sums_over_run(model, regimes_of(model), memo);
    OfferedLoad load;
    for (const StageSums& stage : sums.stages) load.stages.push_back(load_of(stage, has_trend(model)));
    for (const auto& [ends, per_day] : sums.flows) {
        if (per_day > 0.0) load.flows.push_back({ends.first, ends.second, per_day});
    }
    for (const auto& [way, per_day] : sums.enters) {
        if (per_day > 0.0) load.new_flows.push_back({way.first, way.second, per_day});
    }
    load.arrivals_of_population = sums.arrivals;
    load.approximations = approximations_of(model, sums);
    load.approximate = !load.approximations.empty();
    load.grows_without_end = sums.endless;
    return load;
}

std::vector<StageId> overloaded_stages(const OfferedLoad& load) {
    std::vector<StageId> stages;
    for (std::size_t stage = 0; stage < load.stages.size(); ++stage) {
        if (load.stages[stage].overloaded()) stages.push_back(StageId(stage));
    }
    return stages;
}

double expected_events(const Model& model) {
    TrafficMemo memo;
    return expected_events(model, memo);
}

double expected_events(const Model& model, TrafficMemo& memo) {
    double events = 0.0;
    const std::vector<Regime> regimes = regimes_of(model);
    for (std::size_t number = 0; number < regimes.size(); ++number) {
        const Regime& regime = regimes[number];
        for (std::size_t population = 0; population < model.populations.size(); ++population) {
            const double clients =
                to_days(regime.to - regime.from) *
                mean_arrivals_per_day(model.clock, regime.model.populations[population].arrivals, regime.from, regime.to);
            if (clients == 0.0) continue;
            if (!std::isfinite(clients)) return std::numeric_limits<double>::infinity();
            events += clients * events_per_client(regime.model, memo.of(regime.model, number, PopulationId(population)));
        }
    }
    double weekly_turns = 0.0;
    for (const Stage& stage : model.stages) weekly_turns += stage.admits.always_open() ? 0.0 : 14.0;
    events += weekly_turns / 7.0 * to_days(model.clock.end());
    constexpr std::int64_t first_look = 30;
    const std::int64_t replications = model.precision ? std::min(first_look, model.precision->at_most) : model.replications;
    // Two passes: the network as it is, and the one in which nothing is ever full.
    const double all = 2.0 * events * static_cast<double>(replications);
    return std::isfinite(all) ? all : std::numeric_limits<double>::infinity();
}

}  // namespace stepdown
