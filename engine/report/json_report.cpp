// The order of keys is the order of insertion; docs/reference/output-files.md shows the document.

#include "report/json_report.hpp"

#include <nlohmann/json.hpp>

#include "report/comparison_summary.hpp"
#include "report/release.hpp"
#include "report/verdict_words.hpp"

namespace stepdown {

namespace {

using Json = nlohmann::ordered_json;

Json number(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

Json metrics_json(const RunResult& result) {
    Json metrics = Json::object();
    for (const MetricEstimate& metric : result.metrics) {
        const Estimate& estimate = metric.estimate;
        metrics[metric.name] = {{"unit", metric.unit},
                                {"value", number(estimate.value)},
                                {"se", number(estimate.standard_error)},
                                {"low", number(estimate.low)},
                                {"high", number(estimate.high)},
                                {"n", estimate.replications},
                                {"spread", Json::array({number(estimate.spread_low), number(estimate.spread_high)})}};
    }
    return metrics;
}

Json flows_json(const RunResult& result) {
    Json flows = Json::array();
    for (const FlowEstimate& flow : result.flows) {
        flows.push_back({{"from", flow.from}, {"to", flow.to}, {"per_day", flow.per_day}});
    }
    return flows;
}

Json targets_json(const RunResult& result) {
    Json targets = Json::array();
    for (const TargetResult& target : result.targets) {
        targets.push_back({{"target", target.target.text},
                           {"metric", target.metric_name},
                           {"tested", target.tested},
                           {"value", number(target.value)},
                           {"low", number(target.low)},
                           {"high", number(target.high)},
                           {"verdict", verdict_word(target.verdict)}});
    }
    return targets;
}

Json observed_json(const RunResult& result) {
    Json observations = Json::array();
    for (const ObservedResult& observation : result.observed) {
        observations.push_back({{"metric", observation.metric_name},
                                {"unit", observation.unit},
                                {"observed", observation.observed.value},
                                {"value", number(observation.value)},
                                {"low", number(observation.low)},
                                {"high", number(observation.high)},
                                {"agreement", agreement_words(observation.agreement)}});
    }
    return observations;
}

/// Every figure with its source, then those that have none, whose `from` and `evidence` are null.
Json sources_json(const Model& model) {
    Json sources = Json::array();
    for (const Source& source : model.sources) {
        Json entry = {{"path", source.path}, {"from", source.from}, {"evidence", evidence_word(source.evidence)}};
        if (!source.note.empty()) entry["note"] = source.note;
        sources.push_back(std::move(entry));
    }
    for (const UnsourcedFigure& figure : model.unsourced) {
        sources.push_back({{"path", figure.path}, {"from", nullptr}, {"evidence", nullptr}, {"value", figure.value}});
    }
    return sources;
}

Json warm_up_json(const Model& model, const RunResult& result) {
    Json stages = Json::array();
    for (const WarmUpCheck::StageRow& row : result.warm_up.stages) {
        stages.push_back({{"stage", model.stages[row.stage.index()].name}, {"steady_after_days", number(row.steady_after_days)}});
    }
    return {{"days", to_days(model.clock.warm_up)},
            {"long_enough", result.warm_up.long_enough},
            {"sentence", result.warm_up.sentence},
            {"stages", std::move(stages)}};
}

Json bottleneck_json(const Model& model, const RunResult& result) {
    const StageId stage = result.bottleneck.stage;
    return {{"stage", stage.exists() ? Json(model.stages[stage.index()].name) : Json(nullptr)},
            {"sentence", result.bottleneck.sentence}};
}

Json checks_json(const RunResult& result) {
    Json checks = Json::array();
    for (const SelfCheck& check : result.checks) {
        Json entry = {{"check", check.name}, {"holds", check.holds}};
        if (!check.detail.empty()) entry["detail"] = check.detail;
        checks.push_back(std::move(entry));
    }
    return checks;
}

Json run_document(const Model& model, const RunResult& result) {
    return {{"stepdown", release()},
            {"scenario", model.name},
            {"seed", result.seed},
            {"replications", result.replications},
            {"metrics", metrics_json(result)},
            {"flows", flows_json(result)},
            {"targets", targets_json(result)},
            {"observed", observed_json(result)},
            {"sources", sources_json(model)},
            {"warnings", result.warnings},
            {"warm_up", warm_up_json(model, result)},
            {"bottleneck", bottleneck_json(model, result)},
            {"checks", checks_json(result)}};
}

std::string text_of(const Json& document) { return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

Json plan_json(const Model& model, const ComparedPlan& plan) {
    return {{"name", plan.name},
            {"metrics", metrics_json(plan.result)},
            {"flows", flows_json(plan.result)},
            {"targets", targets_json(plan.result)},
            {"warnings", plan.result.warnings},
            {"bottleneck", bottleneck_json(model, plan.result)},
            {"checks", checks_json(plan.result)}};
}

Json difference_json(const Difference& difference) {
    const Estimate& estimate = difference.estimate;
    return {{"plan", difference.plan},
            {"metric", difference.name},
            {"unit", difference.unit},
            {"value", number(estimate.value)},
            {"se", number(estimate.standard_error)},
            {"low", number(estimate.low)},
            {"high", number(estimate.high)},
            {"simultaneous", Json::array({number(difference.simultaneous_low), number(difference.simultaneous_high)})},
            {"adjusted_p", number(difference.adjusted_p)},
            {"pairing_gain", number(difference.pairing_gain)},
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

std::string run_json(const Model& model, const RunResult& result) { return text_of(run_document(model, result)); }

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
    return text_of(document);
}

}  // namespace stepdown
