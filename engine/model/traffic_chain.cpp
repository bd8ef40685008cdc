// Building visits: every branch that a stay, a relapse or a return may take, with its probability and the clocks it leaves.

#include "model/traffic_chain.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "model/network.hpp"
#include "model/stage_durations.hpp"

namespace stepdown {

std::vector<Moment> moments_of(const Model& model, const TestedFacts& tested) {
    const Clock& clock = model.clock;
    if (!tested.month) return {{clock.start(), 1.0}};
    std::vector<Moment> moments;
    for (Ticks day = clock.start(); day < clock.end(); day += ticks_per_day) {
        const unsigned month = clock.calendar.month(day);
        const auto known = std::find_if(moments.begin(), moments.end(),
                                        [&](const Moment& moment) { return clock.calendar.month(moment.at) == month; });
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
    : model_(model), tested_(tested), moments_(moments_of(model, tested)), hours_(model.stages.begin(), model.stages.end()) {}

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
            go(at, routing.destinations[position], step, outside, first);
        }
    }
    return std::move(first.steps);
}

Visit TrafficChain::visit(PopulationId population, const ClientClass& clients, const Situation& situation, const Clocks& clocks) {
    Visit visit;
    for (const Moment& moment : moments_) {
        const Branching at{population,  clients, situation, clocks, facts_of(population, clients, situation, moment.at),
                           moment.share};
        if (situation.care.exists()) {
            visit_care(at, visit);
        } else if (situation.holds_something()) {
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
            if (in_care->destinations[position].kind == Destination::Kind::stays)
                question.stays += in_care->probabilities[position];
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

void TrafficChain::follow(const Branching& at, const Outcome& outcome, double probability, const VisitAnswer& ended,
                          Visit& visit) const {
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

bool TrafficChain::ends_with_care(StageId beside) const {
    return model_.stages[beside.index()].requires_care == RequiresCare::yes;
}

ClientFacts TrafficChain::facts_of(PopulationId population, const ClientClass& clients, const Situation& situation,
                                   Ticks now) const {
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
