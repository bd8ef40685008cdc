// The document of `compare`.
#include "report/comparison_summary.hpp"
#include "report/json_document.hpp"
#include "report/json_report.hpp"

namespace stepdown {

namespace {

Json plan_json(const Model& model, const ComparedPlan& plan) {
    const Json run = run_document(model, plan.result);
    Json document = {{"name", plan.name}};
    for (const char* part : {"metrics", "flows", "targets", "warnings", "bottleneck", "checks"}) document[part] = run[part];
    return document;
}

Json difference_json(const Difference& difference) {
    const Estimate& estimate = difference.estimate;
    return {{"plan", difference.plan},
            {"metric", difference.name},
            {"unit", difference.unit},
            {"value", json_number(estimate.value)},
            {"se", json_number(estimate.standard_error)},
            {"low", json_number(estimate.low)},
            {"high", json_number(estimate.high)},
            {"simultaneous", Json::array({json_number(difference.simultaneous_low), json_number(difference.simultaneous_high)})},
            {"adjusted_p", json_number(difference.adjusted_p)},
            {"pairing_gain", json_number(difference.pairing_gain)},
            {"n", estimate.replications}};
}

Json best_json(const BestPlan& best) {
    return {{"target", best.target},
            {"metric", best.metric},
            {"best", best.best},
            {"not_told_apart", best.not_told_apart},
            {"replications_to_tell", best.replications_to_tell ? Json(*best.replications_to_tell) : Json(nullptr)},
            {"sentence", best_sentence(best)}};
}

}  // namespace

std::string comparison_json(const std::vector<NamedModel>& models, const PlanComparison& comparison) {
    Json document = run_document(models.front().model, comparison.plans.front().result);
    Json plans = Json::array();
    for (std::size_t plan = 0; plan < models.size(); ++plan)
        plans.push_back(plan_json(models[plan].model, comparison.plans[plan]));
    Json differences = Json::array();
    for (const Difference& difference : comparison.differences) differences.push_back(difference_json(difference));
    Json best = Json::array();
    for (const BestPlan& one : comparison.best) best.push_back(best_json(one));
    document["plans"] = std::move(plans);
    document["differences"] = std::move(differences);
    document["best"] = std::move(best);
    return json_text(document);
}

}  // namespace stepdown
