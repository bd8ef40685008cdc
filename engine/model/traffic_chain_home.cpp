// Visits at home: with housing or support held, or with nothing but a relapse clock; relapse there and the return to care.

#include <cmath>

#include <algorithm>

#include "model/traffic_chain.hpp"

namespace stepdown {

void TrafficChain::visit_home(const Branching& at, Visit& visit) {
    if (!model_.relapse) return;
    const RelapseLaw& law = model_.relapse->law.pick(at.facts);
    const SpellClock& clock = at.clocks.spell;
    const bool can_relapse = hazard_in(at.situation, at.facts) > 0.0 && std::isfinite(law.time.cumulative_hazard(clock.age_days));
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

void TrafficChain::return_from_home(const Branching& at, double probability, Visit& visit) const {
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
        if (routing.probabilities[position] <= 0.0) continue;
        step.probability = returning * routing.probabilities[position];
        const Branching from_home{at.population, at.clients, leaving, at.clocks, facts, at.share};
        go(from_home, destination, step, leaving, visit);
    }
}

}  // namespace stepdown
