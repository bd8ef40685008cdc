// The order of keys is the order of insertion; docs/reference/output-files.md shows the document.

#include "report/json_report.hpp"

#include "report/json_document.hpp"
#include "report/release.hpp"
#include "report/verdict_words.hpp"

namespace stepdown {

namespace {

Json metrics_json(const RunResult& result) {
    Json metrics = Json::object();
    for (const MetricEstimate& metric : result.metrics) {
        const Estimate& estimate = metric.estimate;
        metrics[metric.name] = {{"unit", metric.unit},
                                {"value", json_number(estimate.value)},
                                {"se", json_number(estimate.standard_error)},
                                {"low", json_number(estimate.low)},
                                {"high", json_number(estimate.high)},
                                {"n", estimate.replications},
                                {"spread", Json::array({json_number(estimate.spread_low), json_number(estimate.spread_high)})}};
    }
    return metrics;
}

Json flows_json(const RunResult& result) {
    Json flows = Json::array();
    for (const FlowEstimate& flow : result.flows) {
        flows.push_back({{"from", flow.from},
                         {"to", flow.to},
                         {"per_day", flow.per_day},
                         {"after_relapse_per_day", flow.after_relapse_per_day}});
    }
    return flows;
}

Json targets_json(const RunResult& result) {
    Json targets = Json::array();
    for (const TargetResult& target : result.targets) {
        targets.push_back({{"target", target.target.text},
                           {"metric", target.metric_name},
                           {"tested", target.tested},
                           {"value", json_number(target.value)},
                           {"low", json_number(target.low)},
                           {"high", json_number(target.high)},
                           {"margin", json_number(target.margin)},
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
                                {"value", json_number(observation.value)},
                                {"low", json_number(observation.low)},
                                {"high", json_number(observation.high)},
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
        stages.push_back(
            {{"stage", model.stages[row.stage.index()].name}, {"steady_after_days", json_number(row.steady_after_days)}});
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

}  // namespace

Json json_number(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

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
            {"checks", checks_json(result)},
            {"network", network_json(model)}};
}

std::string json_text(const Json& document) { return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

std::string run_json(const Model& model, const RunResult& result) { return json_text(run_document(model, result)); }

}  // namespace stepdown
