// Steps from one situation to the next: home, exits, and the way into a stage with what is lost on it.

#include <algorithm>
#include <utility>

#include "model/network.hpp"
#include "model/stage_durations.hpp"
#include "model/traffic_chain.hpp"

namespace stepdown {

void TrafficChain::go(const Branching& at, const Destination& destination, Step step, const Situation& leaving,
                      Visit& visit) const {
    step.from = at.situation.care.exists() ? stage_end(at.situation.care) : home_end;
    if (destination.kind == Destination::Kind::exit) {
        step.ends.add({exit_end(model_, destination.exit)});
        visit.steps.push_back(std::move(step));
    } else if (destination.kind == Destination::Kind::join) {
        enter(at, destination, std::move(step), leaving, visit);
    } else if (at.situation.care.exists()) {
        Situation at_home = leaving;
        at_home.care = StageId::none();
        step.ends.add({home_end});
        visit.steps.push_back(ended_at_home(at_home, std::move(step)));
    }
    // Whoever comes from home and is not admitted stays there, without a clock: a spell begins with admission.
}

void TrafficChain::enter(const Branching& at, const Destination& destination, Step step, const Situation& leaving,
                         Visit& visit) const {
    // Lags and moves are drawn when the stage ahead is sought: from then on the client came from the one it leaves.
    ClientFacts seeking = at.facts;
    seeking.came_from = at.situation.care;
    const Option& option = sooner_half(model_, destination, seeking);
    const double lost = lose_while_seeking(at, option, step, leaving, visit);
    step.probability *= 1.0 - lost;
    Situation next = leaving;
    next.care = option.care;
    next.came_from = tested_.came_from && option.care.exists() ? at.situation.care : StageId::none();
    if (option.care.exists()) {
        const Stage& care = model_.stages[option.care.index()];
        if (care.is_bed_stage()) {
            next.housing = StageId::none();
            if (next.support.exists() && ends_with_care(next.support)) next.support = StageId::none();
        }
        const ClientFacts there = facts_of(at.population, at.clients, next, at.facts.now);
        step.ends.add({stage_end(option.care), stated_stay_days(care, there)});
    }
    if (option.beside.exists()) {
        const Stage& beside = model_.stages[option.beside.index()];
        const bool is_housing = beside.kind == StageKind::housing;
        StageId& held = is_housing ? next.housing : next.support;
        if (held != option.beside) {
            held = option.beside;
            (is_housing ? step.clocks.housing_age : step.clocks.support_age) = 0.0;
            const ClientFacts there = facts_of(at.population, at.clients, next, at.facts.now);
            step.ends.add({stage_end(option.beside), stated_stay_days(beside, there)});
        }
    }
    const StageId from = at.situation.care;
    const StageId admitting = option.care.exists() ? option.care : option.beside;
    const double hours_wait = hours_[admitting.index()].wait_days();
    const double at_home = days_until_ready(model_, from, option, seeking) + hours_wait;
    if (from.exists()) {
        const double held = held_days(model_, from, option, hours_wait, seeking);
        visit.held_days += step.probability * held;
        if (leaving.housing.exists()) visit.housing_days += step.probability * at_home;
        if (leaving.support.exists()) visit.support_days += step.probability * at_home;
        step.clocks.spell.age_days += std::max(at_home, held);
    }
    visit.rough_days += step.probability * at_home;
    step.to = next;
    visit.steps.push_back(std::move(step));
}

Step TrafficChain::ended_at_home(const Situation& leaving, Step step) const {
    Situation at_home = leaving;
    at_home.came_from = StageId::none();
    for (StageId* beside : {&at_home.housing, &at_home.support}) {
        if (beside->exists() && ends_with_care(*beside)) *beside = StageId::none();
    }
    if (at_home.holds_something() || model_.relapse) step.to = at_home;
    return step;
}

/// The share that never comes to be admitted: who relapses at home meanwhile, gives up before admission
/// hours, or does not show at intake.
double TrafficChain::lose_while_seeking(const Branching& at, const Option& option, const Step& step, const Situation& leaving,
                                        Visit& visit) const {
    const StageId from = at.situation.care;
    const bool boards = from.exists() && model_.stages[from.index()].boarding.rule == Boarding::Rule::boards;
    const StageId admitting = option.care.exists() ? option.care : option.beside;
    const Stage& ahead = model_.stages[admitting.index()];
    const AdmissionHours& hours = hours_[admitting.index()];
    ClientFacts seeking = at.facts;
    seeking.came_from = from;
    double relapsed = 0.0;
    if (model_.relapse && from.exists() && !boards) {
        Situation at_home = leaving;
        at_home.care = StageId::none();
        const double days = days_until_ready(model_, from, option, seeking) + hours.wait_days();
        relapsed = relapse_within(model_.relapse->law.pick(at.facts), step.clocks.spell, hazard_in(at_home, seeking), days);
        Step gone_home;
        gone_home.probability = step.probability * relapsed;
        gone_home.from = stage_end(from);
        gone_home.ends.add({home_end});
        visit.relapsed_at_home += gone_home.probability;
        return_from_home(at, gone_home.probability, visit);
        visit.steps.push_back(std::move(gone_home));
    }
    Step giving_up = step;
    // Of the intake as if nobody had waited for it.
    const double shows = ahead.intake ? ahead.intake->shows.pick(seeking) : 1.0;
    const double stays_on = (boards ? 1.0 : 1.0 - hours.gives_up(seeking)) * shows;
    const double gave_up = (1.0 - relapsed) * (1.0 - stays_on);
    giving_up.probability *= gave_up;
    if (gave_up > 0.0) give_up(at, admitting, giving_up, leaving, visit);
    return relapsed + gave_up;
}

void TrafficChain::give_up(const Branching& at, StageId stage, Step step, const Situation& leaving, Visit& visit) const {
    const Destination home;
    Branching again = at;
    ++again.given_up;
    const Cases<Routing>& gave_up = model_.stages[stage.index()].waitlist.gave_up;
    // Two stages may send those who give up to each other; few give up twice in a row.
    constexpr int most_in_a_row = 2;
    const double all = step.probability;
    if (gave_up.empty() || again.given_up > most_in_a_row) {
        go(again, home, step, leaving, visit);
        return;
    }
    const Routing& routing = gave_up.pick(at.facts);
    for (std::size_t position = 0; position < routing.destinations.size(); ++position) {
        step.probability = all * routing.probabilities[position];
        if (step.probability > 0.0) go(again, routing.destinations[position], step, leaving, visit);
    }
}

}  // namespace stepdown
