#include "scenario/scenario.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

#include <fmt/format.h>

#include "model/traffic_solution.hpp"
#include "scenario/compile.hpp"
#include "scenario/document.hpp"
#include "scenario/figure_scaling.hpp"
#include "scenario/language_rules.hpp"
#include "scenario/problem_causes.hpp"
#include "scenario/text_values.hpp"
#include "scenario/traffic_key.hpp"

namespace stepdown {

struct ScenarioBase::State {
    Document document;
    RunOverrides overrides;
    std::vector<std::string> extra_metrics;
    /// Solved for plans that ask the same of other places; by `traffic_key`.
    mutable std::map<std::string, TrafficMemo> traffic;
    mutable std::mutex traffic_in_use;

    std::optional<Scenario> compiled(Node root, Diagnostics& diagnostics) const;
    std::optional<Scenario> compile_with(const std::vector<PathSetting>& settings, Diagnostics& diagnostics,
                                         Sizing sizing = Sizing::kept) const;
};

namespace {

Diagnostics warnings_of(const Diagnostics& problems) {
    Diagnostics warnings;
    for (const Diagnostic& problem : problems.sorted()) {
        if (problem.severity == Severity::warning) warnings.warning(problem.place, problem.code, problem.message, problem.hint);
    }
    return warnings;
}

Scenario as_scenario(Compiled compiled, const Document& document, const Diagnostics& problems) {
    Scenario scenario;
    scenario.model = std::move(compiled.model);
    scenario.extra_metrics = std::move(compiled.extra_metrics);
    scenario.load = std::move(compiled.load);
    for (const SourceText& file : document.files) scenario.files.push_back({file.file, file.text});
    for (const SourceText& file : compiled.data_files.texts()) scenario.files.push_back({file.file, file.text});
    for (const PlanSettings& plan : document.plans) scenario.plan_names.push_back(plan.name);
    scenario.problems = warnings_of(problems);
    return scenario;
}

}  // namespace

std::optional<Scenario> ScenarioBase::State::compile_with(const std::vector<PathSetting>& settings, Diagnostics& diagnostics,
                                                          Sizing sizing) const {
    const std::size_t errors_before = diagnostics.error_count();
    Node root = document.root;
    for (const PathSetting& setting : settings) set_at(root, setting, LanguageRules(language()), diagnostics);
    if (sizing == Sizing::left_out) root.remove("sizing");
    drop_none_entries(root);
    auto scenario = compiled(std::move(root), diagnostics);
    if (diagnostics.error_count() == errors_before) return scenario;
    name_removals(document.removals, diagnostics);
    return std::nullopt;
}

std::optional<Scenario> ScenarioBase::State::compiled(Node root, Diagnostics& diagnostics) const {
    const std::lock_guard lock(traffic_in_use);
    const std::size_t errors_before = diagnostics.error_count();
    TrafficMemo& memo = traffic[traffic_key(root)];
    auto result = compile(std::move(root), overrides, extra_metrics, memo, diagnostics);
    if (!result || diagnostics.error_count() > errors_before) return std::nullopt;
    return as_scenario(std::move(*result), document, diagnostics);
}

std::string Scenario::text_of_all_files() const {
    std::string all;
    for (const ScenarioFile& file : files) all += fmt::format("{}\n{}\n", file.name, file.text);
    return all;
}

ScenarioBase::ScenarioBase(std::unique_ptr<State> state) : state_(std::move(state)) {}
ScenarioBase::ScenarioBase(ScenarioBase&&) noexcept = default;
ScenarioBase& ScenarioBase::operator=(ScenarioBase&&) noexcept = default;
ScenarioBase::~ScenarioBase() = default;

std::optional<ScenarioBase> ScenarioBase::read(const ScenarioRequest& request, Diagnostics& diagnostics) {
    auto document = read_document({request.file, request.plan, request.settings}, LanguageRules(language()), diagnostics);
    if (!document) return std::nullopt;
    if (diagnostics.has_errors()) name_removals(document->removals, diagnostics);
    auto state = std::make_unique<State>();
    state->document = std::move(*document);
    state->overrides = {request.seed, request.replications};
    state->extra_metrics = request.extra_metrics;
    return ScenarioBase(std::move(state));
}

std::optional<Scenario> ScenarioBase::with(const std::vector<PathValue>& values, Diagnostics& diagnostics, Sizing sizing) const {
    std::vector<PathSetting> settings;
    for (const PathValue& value : values) {
        const std::string text = fmt::format("{}={}", value.path, value.value);
        auto setting = read_setting(text, {text, 0, 0}, diagnostics);
        if (!setting) return std::nullopt;
        settings.push_back(std::move(*setting));
    }
    return state_->compile_with(settings, diagnostics, sizing);
}

std::optional<Scenario> ScenarioBase::with_scaled(const std::string& path, double factor, Diagnostics& diagnostics) const {
    const std::size_t errors_before = diagnostics.error_count();
    const auto steps = parse_path(path, {path, 0, 0}, diagnostics);
    if (!steps) return std::nullopt;
    Node root = state_->document.root;
    drop_none_entries(root);
    if (scale_figures(root, *steps, factor, language()) == 0) return std::nullopt;
    auto scenario = state_->compiled(std::move(root), diagnostics);
    if (diagnostics.error_count() > errors_before) return std::nullopt;
    return scenario;
}

std::optional<Scenario> ScenarioBase::with_plan(const std::string& plan, Diagnostics& diagnostics) const {
    const auto& plans = state_->document.plans;
    const auto found = std::find_if(plans.begin(), plans.end(), [&](const PlanSettings& each) { return each.name == plan; });
    if (found == plans.end()) {
        diagnostics.error({fmt::format("--plan {}", plan), 0, 0}, "unknown-plan", fmt::format("there is no plan `{}`", plan));
        return std::nullopt;
    }
    auto scenario = state_->compile_with(found->settings, diagnostics);
    if (scenario) return scenario;
    std::vector<Removal> removals;
    add_removals(found->settings, fmt::format("plan `{}`", plan), removals);
    name_removals(removals, diagnostics);
    name_plan(plan, found->settings, diagnostics);
    return std::nullopt;
}

std::vector<std::string> ScenarioBase::plan_names() const {
    std::vector<std::string> names;
    for (const PlanSettings& plan : state_->document.plans) names.push_back(plan.name);
    return names;
}

std::optional<double> ScenarioBase::number_at(const std::string& path) const {
    Diagnostics ignored;
    const auto steps = parse_path(path, {}, ignored);
    if (!steps) return std::nullopt;
    std::optional<double> number;
    for (const ConstMatch& match : resolve(std::as_const(state_->document.root), *steps)) {
        const auto here = match.node->is_scalar() ? parse_number(match.node->text) : Parsed<double>{};
        if (!here || (number && *number != *here)) return std::nullopt;
        number = *here;
    }
    return number;
}

namespace {

std::optional<Scenario> without_errors(std::optional<Scenario> scenario, const Diagnostics& problems) {
    if (!scenario || problems.has_errors()) return std::nullopt;
    scenario->problems = warnings_of(problems);
    return scenario;
}

/// Errors only: a warning about a plan is for those who run it.
void add_new_errors(const Diagnostics& found, Diagnostics& diagnostics) {
    for (const Diagnostic& problem : found.sorted()) {
        if (problem.severity != Severity::error || is_among(problem, diagnostics)) continue;
        diagnostics.error(problem.place, problem.code, problem.message, problem.hint);
    }
}

}  // namespace

void name_requested_plan(const ScenarioRequest& request, Diagnostics& diagnostics) {
    if (!request.plan || !diagnostics.has_errors()) return;
    ScenarioRequest without_plan = request;
    without_plan.plan.reset();
    Diagnostics without;
    const auto base = ScenarioBase::read(without_plan, without);
    if (!base) return;
    base->with({}, without);
    Diagnostics of_plan;
    base->with_plan(*request.plan, of_plan);
    take_hints(of_plan, without, diagnostics);
}

std::optional<Scenario> read_scenario(const ScenarioRequest& request, Diagnostics& diagnostics) {
    const auto base = ScenarioBase::read(request, diagnostics);
    if (!base) return std::nullopt;
    auto scenario = base->with({}, diagnostics);
    name_requested_plan(request, diagnostics);
    return without_errors(std::move(scenario), diagnostics);
}

std::optional<Scenario> read_scenario_and_plans(const ScenarioRequest& request, Diagnostics& diagnostics) {
    const auto base = ScenarioBase::read(request, diagnostics);
    if (!base) return std::nullopt;
    auto scenario = base->with({}, diagnostics);
    for (const std::string& plan : base->plan_names()) {
        Diagnostics of_plan;
        if (!request.plan) base->with_plan(plan, of_plan);
        add_new_errors(of_plan, diagnostics);
    }
    name_requested_plan(request, diagnostics);
    return without_errors(std::move(scenario), diagnostics);
}

}  // namespace stepdown
