// Building visits: every branch that a stay, a relapse or a return may take, with its probability and the clocks it leaves.

#include "model/traffic_chain.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "model/network.hpp"
#include "model/stage_durations.hpp"

namespace stepdown {

/// One visit under way: who, where, what conditions see, and the share of clients to whom this branch applies.
struct TrafficChain::Branching {
    PopulationId population;
    const ClientClass& clients;
    const Situation& situation;
    const Clocks& clocks;
    ClientFacts facts;
    double share = 1.0;
};

namespace {
bool holds_something(const Situation& situation) { return situation.housing.exists() || situation.support.exists(); }

std::size_t end_of(const Situation& situation) { return situation.care.exists() ? stage_end(situation.care) : home_end; }

/// The mixture over what is still held when a visit ends as drawn.
template <class Then>
void for_each_holding(const Situation& situation, double housing_kept, double support_kept, const Then& then) {
    for (const bool with_housing : {true, false}) {
        const double housing = situation.housing.exists() ? housing_kept : 0.0;
        const double housing_share = with_housing ? housing : 1.0 - housing;
        for (const bool with_support : {true, false}) {
            const double support = situation.support.exists() ? support_kept : 0.0;
            const double share = housing_share * (with_support ? support : 1.0 - support);
            if (share <= 0.0) continue;
            Situation held = situation;
            if (!with_housing) held.housing = StageId::none();
            if (!with_support) held.support = StageId::none();
            then(held, share);
        }
    }
}
}  // namespace

std::vector<Moment> moments_of(const Model& model, const TestedFacts& tested) {
    const Clock& clock = model.clock;
    if (!tested.month) return {{clock.start(), 1.0}};
    std::vector<Moment> moments;
    for (Ticks day = clock.start(); day < clock.end(); day += ticks_per_day) {
        const unsigned month = clock.calendar.month(day);
        const auto known = std::find_if(moments.begin(), moments.end(), [&](const Moment& moment) {
            return clock.calendar.month(moment.at) == month;
        });
        if (known == moments.end()) {
            moments.push_back({day, 1.0});
        } else {
            known->share += 1.0;
        }
    }
    double days = 0.0;
    for (const Moment& moment : moments) days += moment.share;
    for (Moment& moment : moments) moment.share /= days;
    return moments;
}

TrafficChain::TrafficChain(const Model& model, const TestedFacts& tested)
    : model_(model), tested_(tested), moments_(moments_of(model, tested)) {}

std::vector<Step> TrafficChain::arrival(PopulationId population, const ClientClass& clients) {
    const Situation outside;
    const Clocks clocks;
    Visit first;
    for (const Moment& moment : moments_) {
        const Branching at{population, clients, outside, clocks, facts_of(population, clients, outside, moment.at), moment.share};
        const Routing& routing = model_.populations[population.index()].enters.pick(at.facts);
        for (std::size_t position = 0; position < routing.destinations.size(); ++position) {
            Step step;
            step.probability = at.share * routing.probabilities[position];
            step.clocks.spell = fresh_spell(at.facts);
            // Whoever is refused has never been in care, so no clock runs.
            if (routing.destinations[position].kind == Destination::Kind::home) continue;
            go(at, routing.destinations[position], step, outside, first);
        }
    }
    return std::move(first.steps);
}

Visit TrafficChain::visit(PopulationId population, const ClientClass& clients, const Situation& situation, const Clocks& clocks) {
    Visit visit;
    for (const Moment& moment : moments_) {
        const Branching at{population, clients, situation, clocks, facts_of(population, clients, situation, moment.at), moment.share};
        if (situation.care.exists()) {
            visit_care(at, visit);
        } else if (holds_something(situation)) {
            visit_housing_alone(at, visit);
        } else {
            visit_home(at, visit);
        }
    }
    return visit;
}

void TrafficChain::visit_care(const Branching& at, Visit& visit) {
    const Stage& stage = model_.stages[at.situation.care.index()];
    const std::span<const double> shares = outcome_shares(stage.outcomes, at.facts);
    VisitQuestion question;
    question.clock = at.clocks.spell;
    const Routing* in_care = nullptr;
    if (model_.relapse) {
        ClientFacts relapsed = at.facts;
        ++relapsed.relapses;
        relapsed.housing = StageId::none();
        question.law = &model_.relapse->law.pick(at.facts);
        question.hazard = hazard_in(at.situation, at.facts);
        in_care = &model_.relapse->in_care.pick(relapsed);
        for (std::size_t position = 0; position < in_care->destinations.size(); ++position) {
            if (in_care->destinations[position].kind == Destination::Kind::stays) question.stays += in_care->probabilities[position];
        }
    }
    question.housing = beside_clock(at.situation.housing, at.facts, at.clocks.housing_age);
    question.support = beside_clock(at.situation.support, at.facts, at.clocks.support_age);
    for (std::size_t position = 0; position < stage.outcomes.outcomes.size(); ++position) {
        if (shares[position] <= 0.0) continue;
        const Outcome& outcome = stage.outcomes.outcomes[position];
        question.length = atoms(outcome.stay.pick(at.facts));
        const VisitAnswer& ended = answer(question);
        const double share = at.share * shares[position];
        visit.care_days += share * ended.days;
        visit.housing_days += share * ended.housing_days;
        visit.support_days += share * ended.support_days;
        visit.relapsed_in_care += share * ended.ended_by_relapse;
        visit.rough_days += share * ended.days;
        const double as_drawn = share * (1.0 - ended.ended_by_relapse);
        if (as_drawn > 0.0) follow(at, outcome, as_drawn, ended, visit);
        if (ended.ended_by_relapse > 0.0) relapse_in_care(at, *in_care, share * ended.ended_by_relapse, ended.days, visit);
    }
}

void TrafficChain::follow(const Branching& at, const Outcome& outcome, double probability, const VisitAnswer& ended, Visit& visit) const {
    const double as_drawn = 1.0 - ended.ended_by_relapse;
    Branching leaving = at;
    leaving.facts.last_outcome = outcome.name;
    const Routing& routing = outcome.next.pick(leaving.facts);
    Step step;
    step.clocks.housing_age = at.clocks.housing_age + ended.days;
    step.clocks.support_age = at.clocks.support_age + ended.days;
    const bool from_bed = model_.stages[at.situation.care.index()].is_bed_stage();
    step.clocks.spell = from_bed ? fresh_spell(at.facts) : ended.clock_after;
    for (std::size_t position = 0; position < routing.destinations.size(); ++position) {
        if (routing.probabilities[position] <= 0.0) continue;
        for_each_holding(at.situation, ended.housing_kept / as_drawn, ended.support_kept / as_drawn,
                         [&](Situation held, double share) {
                             if (tested_.last_outcome) held.last_outcome = outcome.name;
                             step.probability = probability * routing.probabilities[position] * share;
                             go(leaving, routing.destinations[position], step, held, visit);
                         });
    }
}

void TrafficChain::relapse_in_care(const Branching& at, const Routing& routing, double probability, double days, Visit& visit) {
    Situation leaving = at.situation;
    // Any relapse ends housing; support goes on.
    leaving.housing = StageId::none();
    leaving.relapses = std::min(leaving.relapses + 1, tested_.relapses_alike_from);
    if (tested_.last_outcome) leaving.last_outcome = relapsed_outcome;
    double moved = 0.0;
    for (std::size_t position = 0; position < routing.destinations.size(); ++position) {
        if (routing.destinations[position].kind != Destination::Kind::stays) moved += routing.probabilities[position];
    }
    if (moved <= 0.0) return;
    Step step;
    step.clocks.spell = fresh_spell(at.facts);
    step.clocks.support_age = at.clocks.support_age + days;
    for (std::size_t position = 0; position < routing.destinations.size(); ++position) {
        if (routing.destinations[position].kind == Destination::Kind::stays || routing.probabilities[position] <= 0.0) continue;
        step.probability = probability * routing.probabilities[position] / moved;
        go(at, routing.destinations[position], step, leaving, visit);
    }
}

void TrafficChain::visit_home(const Branching& at, Visit& visit) {
    if (!model_.relapse) return;
    const RelapseLaw& law = model_.relapse->law.pick(at.facts);
    const SpellClock& clock = at.clocks.spell;
    const bool can_relapse =
        hazard_in(at.situation, at.facts) > 0.0 && std::isfinite(law.time.cumulative_hazard(clock.age_days));
    if (!can_relapse) return;
    visit.relapsed_at_home += at.share * clock.susceptible;
    visit.rough_days += at.share * clock.susceptible * law.time.mean();
    return_from_home(at, at.share * clock.susceptible, visit);
}

void TrafficChain::visit_housing_alone(const Branching& at, Visit& visit) {
    const bool housed = at.situation.housing.exists();
    const StageId lived_in = housed ? at.situation.housing : at.situation.support;
    const double age = housed ? at.clocks.housing_age : at.clocks.support_age;
    const std::vector<Atom> length = remaining(atoms_of_stage(lived_in, at.facts), age);
    VisitQuestion question;
    question.length = length;
    question.clock = at.clocks.spell;
    if (model_.relapse) {
        question.law = &model_.relapse->law.pick(at.facts);
        question.hazard = hazard_in(at.situation, at.facts);
    }
    if (housed) question.support = beside_clock(at.situation.support, at.facts, at.clocks.support_age);
    const VisitAnswer ended = visit_length(question);
    (housed ? visit.housing_days : visit.support_days) += at.share * ended.days;
    visit.support_days += at.share * ended.support_days;
    visit.rough_days += at.share * ended.days;
    visit.relapsed_at_home += at.share * ended.ended_by_relapse;
    return_from_home(at, at.share * ended.ended_by_relapse, visit);

    const double as_drawn = 1.0 - ended.ended_by_relapse;
    if (as_drawn <= 0.0) return;
    Situation after = at.situation;
    (housed ? after.housing : after.support) = StageId::none();
    for_each_holding(after, 0.0, ended.support_kept / as_drawn, [&](const Situation& held, double share) {
        Step step;
        step.probability = at.share * as_drawn * share;
        step.clocks.spell = ended.clock_after;
        step.clocks.support_age = at.clocks.support_age + ended.days;
        visit.steps.push_back(ended_at_home(held, step));
    });
}

void TrafficChain::return_from_home(const Branching& at, double probability, Visit& visit) {
    if (probability <= 0.0) return;
    const RelapseAtHome& at_home = model_.relapse->at_home;
    Situation leaving;
    leaving.last_outcome = at.situation.last_outcome;
    leaving.relapses = std::min(at.situation.relapses + 1, tested_.relapses_alike_from);
    ClientFacts facts = at.facts;
    facts.relapses = at.facts.relapses + 1;
    facts.housing = StageId::none();
    const double returning = probability * at_home.returns.pick(facts);
    if (returning <= 0.0) return;
    visit.rough_days += returning * at_home.after.pick(facts).mean();
    const Routing& routing = at_home.to.pick(facts);
    Step step;
    step.clocks.spell = fresh_spell(facts);
    for (std::size_t position = 0; position < routing.destinations.size(); ++position) {
        const Destination& destination = routing.destinations[position];
        if (routing.probabilities[position] <= 0.0 || destination.kind == Destination::Kind::home) continue;
        step.probability = returning * routing.probabilities[position];
        const Branching from_home{at.population, at.clients, leaving, at.clocks, facts, at.share};
        go(from_home, destination, step, leaving, visit);
    }
}

void TrafficChain::go(const Branching& at, const Destination& destination, Step step, const Situation& leaving, Visit& visit) const {
    step.from = end_of(at.situation);
    if (destination.kind == Destination::Kind::exit) {
        step.ends = {exit_end(model_, destination.exit)};
        step.stated_days = {0.0};
        visit.steps.push_back(std::move(step));
    } else if (destination.kind == Destination::Kind::join) {
        enter(at, destination, std::move(step), leaving, visit);
    } else {
        Situation at_home = leaving;
        at_home.care = StageId::none();
        step.ends = {home_end};
        step.stated_days = {0.0};
        visit.steps.push_back(ended_at_home(at_home, std::move(step)));
    }
}

void TrafficChain::enter(const Branching& at, const Destination& destination, Step step, const Situation& leaving, Visit& visit) const {
    // Lags and moves are drawn when the stage ahead is sought: from then on the client came from the one it leaves.
    ClientFacts seeking = at.facts;
    seeking.came_from = at.situation.care;
    const Option& option = sooner_half(model_, destination, seeking);
    Situation next = leaving;
    next.care = option.care;
    next.came_from = tested_.came_from && option.care.exists() ? at.situation.care : StageId::none();
    if (option.care.exists()) {
        const Stage& care = model_.stages[option.care.index()];
        if (care.is_bed_stage()) {
            next.housing = StageId::none();
            if (next.support.exists() && ends_with_care(next.support)) next.support = StageId::none();
        }
        step.ends.push_back(stage_end(option.care));
        step.stated_days.push_back(stated_stay_days(care, facts_of(at.population, at.clients, next, at.facts.now)));
    }
    if (option.beside.exists()) {
        const Stage& beside = model_.stages[option.beside.index()];
        const bool is_housing = beside.kind == StageKind::housing;
        StageId& held = is_housing ? next.housing : next.support;
        if (held != option.beside) {
            held = option.beside;
            (is_housing ? step.clocks.housing_age : step.clocks.support_age) = 0.0;
            step.ends.push_back(stage_end(option.beside));
            step.stated_days.push_back(stated_stay_days(beside, facts_of(at.population, at.clients, next, at.facts.now)));
        }
    }
    const double lag = lag_days(model_, option, seeking);
    if (at.situation.care.exists()) {
        visit.held_days += step.probability * held_days(model_, at.situation.care, option, seeking);
        step.clocks.spell.age_days += lag;
    }
    visit.rough_days += step.probability * lag;
    step.to = next;
    visit.steps.push_back(std::move(step));
}

Step TrafficChain::ended_at_home(const Situation& leaving, Step step) const {
    Situation at_home = leaving;
    at_home.came_from = StageId::none();
    for (StageId* beside : {&at_home.housing, &at_home.support}) {
        if (beside->exists() && ends_with_care(*beside)) *beside = StageId::none();
    }
    if (holds_something(at_home) || model_.relapse) step.to = at_home;
    return step;
}

bool TrafficChain::ends_with_care(StageId beside) const {
    return model_.stages[beside.index()].requires_care == RequiresCare::yes;
}

ClientFacts TrafficChain::facts_of(PopulationId population, const ClientClass& clients, const Situation& situation, Ticks now) const {
    ClientFacts facts;
    facts.attributes = clients.attributes;
    facts.population = population;
    facts.came_from = situation.came_from;
    facts.last_outcome = situation.last_outcome;
    facts.relapses = situation.relapses;
    facts.housing = situation.housing;
    facts.support = situation.support;
    facts.now = now;
    facts.calendar = &model_.clock.calendar;
    return facts;
}

SpellClock TrafficChain::fresh_spell(const ClientFacts& facts) const {
    if (!model_.relapse) return {};
    return {0.0, model_.relapse->law.pick(facts).susceptible};
}

double TrafficChain::hazard_in(const Situation& situation, const ClientFacts& facts) const {
    const Relapse& relapse = *model_.relapse;
    double hazard = situation.care.exists() ? relapse.stage_hazard[situation.care.index()] : relapse.home_hazard;
    for (const StageId beside : {situation.housing, situation.support}) {
        if (beside.exists()) hazard *= relapse.stage_hazard[beside.index()];
    }
    for (const RelapseEffect& effect : relapse.effects) {
        if (effect.when.holds(facts)) hazard *= effect.times;
    }
    return hazard;
}

BesideClock TrafficChain::beside_clock(StageId stage, const ClientFacts& facts, double age) const {
    BesideClock clock;
    if (!stage.exists()) return clock;
    clock.length = stay_law(model_.stages[stage.index()], facts);
    clock.age_days = age;
    const bool is_housing = model_.stages[stage.index()].kind == StageKind::housing;
    clock.on_relapse = is_housing ? BesideClock::OnRelapse::ends : BesideClock::OnRelapse::goes_on;
    return clock;
}

const std::vector<Atom>& TrafficChain::atoms(const Distribution& law) {
    const auto [place, is_new] = atoms_.try_emplace(&law);
    if (is_new) place->second = atoms_of(law);
    return place->second;
}

const VisitAnswer& TrafficChain::answer(const VisitQuestion& question) {
    const auto beside_key = [](const BesideClock& clock) {
        BesideKey key;
        for (const Branch& branch : clock.length) key.emplace_back(branch.share, branch.law);
        return key;
    };
    const QuestionKey key{question.length.data(),
                          question.law,
                          {question.clock.age_days, question.clock.susceptible, question.hazard, question.stays,
                           question.housing.age_days, question.support.age_days},
                          beside_key(question.housing),
                          beside_key(question.support)};
    const auto [place, is_new] = answers_.try_emplace(key);
    if (is_new) place->second = visit_length(question);
    return place->second;
}

std::vector<Atom> TrafficChain::atoms_of_stage(StageId stage, const ClientFacts& facts) {
    std::vector<Atom> mixture;
    for (const Branch& branch : stay_law(model_.stages[stage.index()], facts)) {
        for (const Atom& atom : atoms(*branch.law)) mixture.push_back({atom.days, atom.probability * branch.share});
    }
    std::stable_sort(mixture.begin(), mixture.end(), [](const Atom& left, const Atom& right) { return left.days < right.days; });
    return mixture;
}

}  // namespace stepdown
