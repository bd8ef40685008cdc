// The way of one kind of client through a network in which nothing is ever full, as a Markov chain: situations, how long
// each lasts and where it leads. Whatever the model's conditions ask is part of the situation; clocks that run on from one
// to the next (relapse, housing) are carried at their mean age. Solving the chain is traffic.cpp's matter.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "model/admission_hours.hpp"
#include "model/client_classes.hpp"
#include "model/model.hpp"
#include "model/tested_facts.hpp"
#include "model/visit_length.hpp"

namespace stepdown {

/// Where a client is. At home (no care stage) only with housing or support held, or with a relapse clock.
struct Situation {
    StageId care;
    StageId housing;
    StageId support;
    /// As far as some condition asks for them.
    StageId came_from;
    OutcomeNameId last_outcome;
    std::uint32_t relapses = 0;

    bool holds_something() const { return housing.exists() || support.exists(); }
    friend auto operator<=>(const Situation&, const Situation&) = default;
};

/// The running clocks on entering a situation.
struct Clocks {
    SpellClock spell;
    double housing_age = 0.0;
    double support_age = 0.0;
};

/// Where a flow ends, with the stated mean stay there; 0 for home and exits.
struct StepEnd {
    std::size_t end = 0;
    double stated_days = 0.0;
};

/// One or two of them (care, and a stay that begins beside it), held in place: a chain has many steps.
class StepEnds {
public:
    void add(StepEnd end) { ends_[count_++] = end; }
    const StepEnd* begin() const { return ends_.data(); }
    const StepEnd* end() const { return ends_.data() + count_; }

private:
    std::array<StepEnd, 2> ends_;
    std::size_t count_ = 0;
};

/// What may follow a situation, once for each branch.
struct Step {
    double probability = 0.0;
    /// Nothing: gone for good, or at home for good.
    std::optional<Situation> to;
    Clocks clocks;
    /// Flows: from the stage left (or home) to each of `ends`; stages among them are admissions.
    std::size_t from = 0;
    StepEnds ends;
};

/// One visit to a situation.
struct Visit {
    std::vector<Step> steps;
    /// Mean days in the care stage, in housing and in support; mean days for which the care place is held afterwards.
    double care_days = 0.0;
    double housing_days = 0.0;
    double support_days = 0.0;
    double held_days = 0.0;
    /// Probability that the care stay ends by relapse; how often relapse comes at home.
    double relapsed_in_care = 0.0;
    double relapsed_at_home = 0.0;
    /// Roughly how long the situation lasts, at home too: only for judging how much fits into a run.
    double rough_days = 0.0;
};

/// Calls `then(situation, share)` for each mixture of what is still held when a visit ends as drawn.
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

/// Instants that stand for the months of the run, with their shares of it; one where no condition asks for the month.
struct Moment {
    Ticks at = 0;
    double share = 0.0;
};
std::vector<Moment> moments_of(const Model& model, const TestedFacts& tested);

/// Builds visits. The model must outlive it and stay where it is; answers are kept for equal questions.
class TrafficChain {
public:
    TrafficChain(const Model& model, const TestedFacts& tested);

    /// What a new client of the class does first.
    std::vector<Step> arrival(PopulationId population, const ClientClass& clients);
    Visit visit(PopulationId population, const ClientClass& clients, const Situation& situation, const Clocks& clocks);

private:
    /// One visit under way: who, where, what conditions see, and the share of clients to whom this branch applies.
    struct Branching {
        PopulationId population;
        const ClientClass& clients;
        const Situation& situation;
        const Clocks& clocks;
        ClientFacts facts;
        double share = 1.0;
        /// How often in a row a request has been given up outside admission hours.
        int given_up = 0;
    };
    using BesideKey = std::vector<std::pair<double, const Distribution*>>;
    using QuestionKey = std::tuple<const Atom*, const RelapseLaw*, std::array<double, 6>, BesideKey, BesideKey>;

    void visit_care(const Branching& at, Visit& visit);
    void visit_home(const Branching& at, Visit& visit);
    void visit_housing_alone(const Branching& at, Visit& visit);
    void follow(const Branching& at, const Outcome& outcome, double probability, const VisitAnswer& ended, Visit& visit) const;
    void relapse_in_care(const Branching& at, const Routing& routing, double probability, double days, Visit& visit);
    void return_from_home(const Branching& at, double probability, Visit& visit) const;
    void go(const Branching& at, const Destination& destination, Step step, const Situation& leaving, Visit& visit) const;
    void enter(const Branching& at, const Destination& destination, Step step, const Situation& leaving, Visit& visit) const;
    double lose_while_seeking(const Branching& at, const Option& option, const Step& step, const Situation& leaving,
                              Visit& visit) const;
    void give_up(const Branching& at, StageId stage, Step step, const Situation& leaving, Visit& visit) const;
    Step ended_at_home(const Situation& leaving, Step step) const;

    ClientFacts facts_of(PopulationId population, const ClientClass& clients, const Situation& situation, Ticks now) const;
    bool ends_with_care(StageId beside) const;
    SpellClock fresh_spell(const ClientFacts& facts) const;
    double hazard_in(const Situation& situation, const ClientFacts& facts) const;
    BesideClock beside_clock(StageId stage, const ClientFacts& facts, double age) const;
    const std::vector<Atom>& atoms(const Distribution& law);
    const VisitAnswer& answer(const VisitQuestion& question);
    std::vector<Atom> atoms_of_stage(StageId stage, const ClientFacts& facts);

    const Model& model_;
    const TestedFacts& tested_;
    std::vector<Moment> moments_;
    /// One per stage.
    std::vector<AdmissionHours> hours_;
    std::map<const Distribution*, std::vector<Atom>> atoms_;
    /// Classes of clients that differ in what does not matter here ask the same questions.
    std::map<QuestionKey, VisitAnswer> answers_;
};

}  // namespace stepdown
