#include "report/sizing_json.hpp"

#include "report/json_document.hpp"
#include "report/sizing_words.hpp"

namespace stepdown {

namespace {

Json choices_json(const SizingResult& result) {
    Json choices = Json::array();
    for (std::size_t choice = 0; choice < result.choices.size(); ++choice) {
        const PricedChoice& priced = result.choices[choice];
        choices.push_back({{"path", priced.choice.path},
                           {"from", priced.choice.from},
                           {"to", priced.choice.to},
                           {"step", priced.choice.step},
                           {"cost_per_week", priced.cost_per_week},
                           {"chosen", result.plan ? Json(result.plan->values[choice]) : Json(nullptr)}});
    }
    return choices;
}

Json values_json(const SizingResult& result, const TriedPlan& plan) {
    Json values = Json::object();
    for (std::size_t choice = 0; choice < plan.values.size(); ++choice)
        values[result.choices[choice].choice.path] = plan.values[choice];
    return values;
}

Json requirement_json(const Requirement& requirement) {
    return {{"requirement", requirement.text},
            {"promise", promise_word(requirement.promise)},
            {"judged", requirement.judged},
            {"unit", requirement.unit},
            {"asked", requirement.bound},
            {"at_least", requirement.sign > 0.0},
            {"indifference", requirement.indifference}};
}

Json confirmation_json(const SizingResult& result, const Confirmation& confirmation, const TriedPlan* plan) {
    Json requirements = Json::array();
    for (std::size_t row = 0; row < confirmation.requirements.size(); ++row) {
        const ConfirmedRequirement& own = confirmation.requirements[row];
        Json entry = requirement_json(own.requirement);
        entry["value"] = json_number(own.figure);
        entry["bound"] = json_number(own.bound);
        entry["holds"] = own.holds;
        entry["binds"] = plan != nullptr && plan->worst == row;
        requirements.push_back(std::move(entry));
    }
    Json document = {{"replications", confirmation.replications},
                     {"first_replication", confirmation.first_replication},
                     {"certified", confirmation.certified()}};
    if (plan != nullptr) document["values"] = values_json(result, *plan);
    document["requirements"] = std::move(requirements);
    return document;
}

Json tried_json(const SizingResult& result, const TriedPlan& plan) {
    Json requirements = Json::array();
    for (std::size_t row = 0; row < plan.requirements.size(); ++row) {
        const RequirementSeen& seen = plan.requirements[row];
        requirements.push_back({{"requirement", result.requirements[row].text},
                                {"value", json_number(seen.value)},
                                {"margin", json_number(seen.margin.mean)},
                                {"se", json_number(seen.margin.standard_error)}});
    }
    Json document = {{"values", values_json(result, plan)},
                     {"cost_per_week", plan.cost},
                     {"reason", plan.reason},
                     {"replications", plan.replications},
                     {"verdict", verdict_word(plan.verdict)},
                     {"requirements", std::move(requirements)}};
    if (plan.objective) document["objective"] = json_number(plan.objective->value);
    return document;
}

Json neighbours_json(const SizingResult& result, const std::vector<NeighbourOfChosen>& neighbours) {
    Json list = Json::array();
    for (const NeighbourOfChosen& neighbour : neighbours) {
        Json effects = Json::array();
        for (std::size_t row = 0; row < neighbour.effects.size(); ++row) {
            const Estimate& effect = neighbour.effects[row];
            effects.push_back({{"requirement", result.requirements[row].text},
                               {"value", json_number(effect.value)},
                               {"low", json_number(effect.low)},
                               {"high", json_number(effect.high)}});
        }
        Json entry = {{"path", result.choices[neighbour.choice].choice.path},
                      {"cost_per_week", result.choices[neighbour.choice].step_cost()},
                      {"verdict", verdict_word(neighbour.plan.verdict)},
                      {"because", reason_against(result, neighbour.plan)},
                      {"effects", std::move(effects)}};
        if (neighbour.objective_effect) entry["objective"] = json_number(neighbour.objective_effect->value);
        list.push_back(std::move(entry));
    }
    return list;
}

Json sizing_object(const SizingResult& result) {
    Json sizing = {{"end", end_word(result.end)},
                   {"guarantee", guarantee_sentence(result)},
                   {"confidence", result.confidence},
                   {"cost_per_week", result.plan ? Json(result.plan->cost) : Json(nullptr)},
                   {"choices", choices_json(result)}};
    if (result.objective) {
        sizing["objective"] = {{"value", json_number(result.objective->value)},
                               {"low", json_number(result.objective->low)},
                               {"high", json_number(result.objective->high)},
                               {"not_told_apart", result.not_told_apart}};
    }
    Json attempts = Json::array();
    for (const Confirmation& attempt : result.attempts) {
        const TriedPlan* plan = nullptr;
        for (const TriedPlan& tried : result.trace) {
            if (tried.confirmation && tried.confirmation->first_replication == attempt.first_replication) plan = &tried;
        }
        attempts.push_back(confirmation_json(result, attempt, plan));
    }
    sizing["attempts"] = std::move(attempts);
    sizing["one_less"] = neighbours_json(result, result.one_less);
    sizing["one_more"] = neighbours_json(result, result.one_more);
    sizing["undetermined_cheaper"] = result.undetermined_cheaper;
    sizing["plans_tried"] = result.trace.size();
    sizing["replications"] = result.replications;
    return sizing;
}

}  // namespace

std::string sizing_json(const Model& model, const RunResult& run, const SizingResult& result) {
    Json document = run_document(model, run);
    document["sizing"] = sizing_object(result);
    document["plans"] = Json::array();
    if (result.plan) document["plans"].push_back(tried_json(result, *result.plan));
    document["trace"] = Json::array();
    for (const TriedPlan& plan : result.trace) document["trace"].push_back(tried_json(result, plan));
    return json_text(document);
}

}  // namespace stepdown
