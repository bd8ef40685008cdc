#include "model/tested_facts.hpp"

#include <algorithm>

namespace stepdown {

namespace {
// Clients with more relapses than this are treated alike, however finely a condition asks.
constexpr std::int64_t most_relapses = 8;

class Survey {
public:
    explicit Survey(std::size_t attributes) { facts_.attributes.assign(attributes, 0); }

    void look_at(const Condition& condition) {
        for (const Test& test : condition.tests) {
            switch (test.subject) {
                case Test::Subject::attribute: facts_.attributes[test.attribute.index()] = 1; break;
                case Test::Subject::came_from: facts_.came_from = true; break;
                case Test::Subject::last_outcome: facts_.last_outcome = true; break;
                case Test::Subject::month: facts_.month = true; break;
                case Test::Subject::waited: facts_.waited = true; break;
                case Test::Subject::relapses: look_at_relapses(test); break;
                case Test::Subject::track:
                case Test::Subject::missed_in_a_row:
                case Test::Subject::population:
                case Test::Subject::beside: break;
            }
        }
    }

    template <class T>
    void look_at(const Cases<T>& cases) {
        for (const auto& candidate : cases.list()) look_at(candidate.when);
    }

    TestedFacts take() { return std::move(facts_); }

private:
    void look_at_relapses(const Test& test) {
        const bool open_ended = test.at_most >= most_relapses;
        const std::int64_t last_different = open_ended ? test.at_least : test.at_most + 1;
        const auto alike_from = static_cast<std::uint32_t>(std::clamp<std::int64_t>(last_different, 1, most_relapses));
        facts_.relapses_alike_from = std::max(facts_.relapses_alike_from, alike_from);
    }

    TestedFacts facts_;
};

void look_at_stage(Survey& survey, const Stage& stage) {
    survey.look_at(stage.outcomes.shares);
    for (const Outcome& outcome : stage.outcomes.outcomes) {
        survey.look_at(outcome.stay);
        survey.look_at(outcome.next);
    }
    if (stage.transfer.takes) survey.look_at(*stage.transfer.takes);
    if (stage.lag) survey.look_at(*stage.lag);
    if (stage.intake) survey.look_at(stage.intake->shows);
}

void look_at_relapse(Survey& survey, const Relapse& relapse) {
    survey.look_at(relapse.law);
    for (const RelapseEffect& effect : relapse.effects) survey.look_at(effect.when);
    survey.look_at(relapse.in_care);
    survey.look_at(relapse.at_home.returns);
    survey.look_at(relapse.at_home.after);
    survey.look_at(relapse.at_home.to);
}

/// An attribute's draw may test earlier ones: going backwards finds all that matter.
void add_tested_by_draws(const Model& model, TestedFacts& facts) {
    for (const Population& population : model.populations) {
        for (auto draw = population.attributes.rbegin(); draw != population.attributes.rend(); ++draw) {
            if (!facts.attributes[draw->attribute.index()]) continue;
            Survey survey(model.attributes.size());
            survey.look_at(draw->value);
            const TestedFacts tested = survey.take();
            for (std::size_t position = 0; position < tested.attributes.size(); ++position) {
                facts.attributes[position] = facts.attributes[position] || tested.attributes[position];
            }
        }
    }
}
}  // namespace

TestedFacts tested_facts(const Model& model) {
    Survey survey(model.attributes.size());
    for (const Population& population : model.populations) survey.look_at(population.enters);
    for (const Stage& stage : model.stages) look_at_stage(survey, stage);
    if (model.relapse) look_at_relapse(survey, *model.relapse);
    TestedFacts facts = survey.take();
    // Twice: a population may draw an attribute that another one's draw made relevant.
    add_tested_by_draws(model, facts);
    add_tested_by_draws(model, facts);
    return facts;
}

}  // namespace stepdown
