// `stepdown size`: the cheapest plan that keeps its requirements, with its guarantee.

#include <chrono>
#include <memory>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/document_output.hpp"
#include "cli/interruption.hpp"
#include "cli/plan_models.hpp"
#include "cli/progress_bar.hpp"
#include "cli/simulation_options.hpp"
#include "experiment/most_referrals.hpp"
#include "experiment/run.hpp"
#include "experiment/sizing.hpp"
#include "report/csv.hpp"
#include "report/referrals_summary.hpp"
#include "report/sizing_json.hpp"
#include "report/sizing_summary.hpp"
#include "scenario/text_values.hpp"

namespace stepdown {

namespace {

constexpr const char* example = R"(Example: how many beds, seats and staff keep riverbend's promises at the least cost?
  stepdown size scenarios/riverbend/scenario.yaml

The scenario's `sizing` says what may be chosen and what must hold. The search uses the same clients for every plan; the plan it
finds is then confirmed on clients that the search never saw.
Exit status: 0 a plan is confirmed, 1 none is, 2 the scenario or the command line is wrong, 3 a file or the disk failed.)";

struct SizeOptions {
    ScenarioOptions scenario;
    SimulationOptions simulation;
    std::string format = "table";
    std::string effort;
    bool most_referrals = false;
    std::string out;
};

/// `20000` replications, or a time such as `60 s`.
struct EffortAsked {
    std::optional<std::int64_t> replications;
    std::optional<std::chrono::duration<double>> time;
};

std::optional<EffortAsked> parse_effort(const std::string& text) {
    EffortAsked effort;
    if (const auto count = parse_whole_number(text, Sign::positive)) {
        effort.replications = *count;
        return effort;
    }
    const auto time = parse_duration(text, Sign::positive);
    if (!time) return std::nullopt;
    effort.time = std::chrono::duration<double>(86400.0 * to_days(*time));
    return effort;
}

std::string effort_problem(const std::string& text) {
    return parse_effort(text) ? "" : text + " is no effort: replications such as 20000, or a time such as 60s";
}

/// What the plan would do if it were the scenario; without a plan, the scenario as it is.
struct PlanRun {
    Model model;
    RunResult result;
};

RunResult run_without_need(const Model& model, const PlanModels& models, int threads) {
    RunRequest request;
    request.threads = threads;
    request.need = NeedPass::skip;
    request.extra_metrics = models.scenario.extra_metrics;
    return run_experiment(model, request);
}

PlanRun run_plan(const PlanModels& models, const SizingResult& sizing, int threads) {
    PlanRun run;
    std::vector<std::string> paths;
    for (const PricedChoice& choice : sizing.choices) paths.push_back(choice.choice.path);
    auto planned = sizing.plan ? models.at(paths)(sizing.plan->values) : std::nullopt;
    run.model = planned ? std::move(*planned) : models.scenario.model;
    run.result = run_without_need(run.model, models, threads);
    return run;
}

void write_output(const SizeOptions& options, const Invocation& invocation, const PlanModels& models,
                  const SizingResult& sizing) {
    const PlanRun run = run_plan(models, sizing, options.simulation.thread_count());
    DocumentOutput output;
    output.directory = options.out;
    output.scenario = run.model.name;
    output.files = &models.scenario.files;
    output.settings = options.scenario.settings;
    output.seed = run.model.seed;
    output.replications = sizing.replications;
    output.threads = options.simulation.thread_count();
    output.documents = {{"summary.json", sizing_json(run.model, run.result, sizing)},
                        {"choices.csv", csv_text(choices_table(sizing))},
                        {"trace.csv", csv_text(trace_table(sizing))}};
    write_documents(output, invocation);
}

void print_sizing(const SizeOptions& options, const PlanModels& models, const SizingResult& sizing) {
    if (options.format == "csv") return print_result(csv_text(choices_table(sizing)));
    if (options.format != "json") return print_result(sizing_summary(models.scenario.model, sizing, result_page()));
    const PlanRun run = run_plan(models, sizing, options.simulation.thread_count());
    print_result(sizing_json(run.model, run.result, sizing));
}

/// What all searches are told; the progress bar must outlive it.
SizingRequest request_of(const SizeOptions& options, const Invocation& invocation, ProgressBar& progress) {
    const auto began = std::chrono::steady_clock::now();
    const EffortAsked effort = options.effort.empty() ? EffortAsked{} : *parse_effort(options.effort);
    SizingRequest request;
    request.threads = options.simulation.thread_count();
    if (effort.replications) request.effort = *effort.replications;
    invocation.interruption.let_work_stop();
    request.stop = [&invocation, began, time = effort.time] {
        if (invocation.interruption.asked_to_stop() != 0) return true;
        return time && std::chrono::steady_clock::now() - began > *time;
    };
    // How many the search will take nobody knows before.
    request.progress = [&progress](std::int64_t done, std::int64_t) { progress.show(done, 0); };
    return request;
}

void say_if_limited_in_time(const SizeOptions& options) {
    if (!options.effort.empty() && parse_effort(options.effort)->time)
        say("stepdown: the search was limited in time, so it cannot be repeated to the byte\n");
}

ExitStatus size_referrals(const SizeOptions& options, const Invocation& invocation, const PlanModels& models) {
    Model model = models.scenario.model;
    const double confidence = model.sizing ? model.sizing->confidence : 0.95;
    if (model.sizing && !model.sizing->requirements.empty()) model.targets = model.sizing->requirements;
    if (model.targets.empty() || !with_referrals(model, 1.0)) {
        say(fmt::format("stepdown: {}: {}\n", options.scenario.file,
                        model.targets.empty() ? "there are no targets that more referrals could break"
                                              : "referrals that are a trace of dates have no multiple"));
        return ExitStatus::wrong_input;
    }
    MostReferrals result;
    {
        ProgressBar progress;
        SizingRequest request = request_of(options, invocation, progress);
        request.confidence = confidence;
        result = most_referrals(model, request);
    }
    const Model carried = with_referrals(model, result.times.value_or(1.0)).value();
    std::string document;
    if (!options.out.empty() || options.format == "json")
        document = referrals_json(carried, run_without_need(carried, models, options.simulation.thread_count()), result);
    if (!options.out.empty()) {
        DocumentOutput output;
        output.directory = options.out;
        output.scenario = model.name;
        output.files = &models.scenario.files;
        output.settings = options.scenario.settings;
        output.seed = model.seed;
        output.replications = result.replications;
        output.threads = options.simulation.thread_count();
        output.documents = {{"summary.json", document}, {"trace.csv", csv_text(referrals_table(result))}};
        write_documents(output, invocation);
    }
    print_result(options.format == "json"  ? document
                 : options.format == "csv" ? csv_text(referrals_table(result))
                                           : referrals_summary(model, result, result_page()));
    say_if_limited_in_time(options);
    return result.times ? ExitStatus::done : ExitStatus::target_missed;
}

ExitStatus status_of(const SizingResult& sizing) {
    const bool found = sizing.end == SizingResult::End::certified || sizing.end == SizingResult::End::best_found;
    return found ? ExitStatus::done : ExitStatus::target_missed;
}

ExitStatus size(const SizeOptions& options, const Invocation& invocation) {
    const auto models = read_plan_models(options.scenario.request());
    if (!models) return ExitStatus::wrong_input;
    if (options.most_referrals) return size_referrals(options, invocation, *models);
    const auto& sizing = models->scenario.model.sizing;
    if (!sizing) {
        say(fmt::format("stepdown: {}: there is nothing to size: the scenario has no `sizing`\n", options.scenario.file));
        return ExitStatus::wrong_input;
    }
    const ModelAt model_at = models->requirements_at(paths_of(sizing->choices));
    auto choices = price_or_say(sizing->choices, model_at, *models);
    if (!choices) return ExitStatus::wrong_input;
    const PlanSpace space(std::move(*choices), model_at);
    SizingResult result;
    {
        ProgressBar progress;
        SizingRequest request = request_of(options, invocation, progress);
        request.confidence = sizing->confidence;
        request.within_budget = sizing->within_budget;
        result = size_plan(space, request);
    }
    if (!options.out.empty()) write_output(options, invocation, *models, result);
    print_sizing(options, *models, result);
    say_if_limited_in_time(options);
    return status_of(result);
}

}  // namespace

void add_size_command(CLI::App& program, Action& chosen) {
    const auto options = std::make_shared<SizeOptions>();
    CLI::App* command = program.add_subcommand("size", "The cheapest plan that keeps its requirements, with a guarantee");
    command->footer(example);
    add_scenario_options(*command, options->scenario);
    add_simulation_options(*command, options->scenario, options->simulation);
    command->add_option("--format", options->format, "table, json or csv; table if not given")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"table", "json", "csv"}).description(""));
    command
        ->add_option(
            "--effort", options->effort,
            "Replications that the search may spend, 50000 if not given; or a time such as 60s, which no second run repeats")
        ->type_name("N")
        ->check(CLI::Validator(effort_problem, ""));
    command->add_flag(
        "--most-referrals", options->most_referrals,
        "Instead: the largest multiple of today's referrals that the scenario as it is carries with its targets met");
    command
        ->add_option("--out", options->out,
                     "Write summary.json, choices.csv, trace.csv, manifest.json and report.html into this directory")
        ->type_name("DIR");
    command->callback(
        [options, &chosen] { chosen = [options](const Invocation& invocation) { return size(*options, invocation); }; });
}

}  // namespace stepdown
