// `stepdown run`: simulate, then the summary, the document or the table, and the directory of `--out`.

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <system_error>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/interruption.hpp"
#include "cli/levers_command.hpp"
#include "cli/progress_bar.hpp"
#include "cli/simulation_options.hpp"
#include "cli/text_input.hpp"
#include "experiment/run.hpp"
#include "report/csv.hpp"
#include "report/event_log_csv.hpp"
#include "report/expectation.hpp"
#include "report/json_report.hpp"
#include "report/levers_summary.hpp"
#include "report/run_output.hpp"
#include "report/run_summary.hpp"

namespace stepdown {

namespace {

constexpr const char* example = R"(Example: two more PHP places, and everything that came of it in the directory `more-php`.
  stepdown run scenarios/riverbend/scenario.yaml --set stages.php.slots=50 --out more-php

The summary shows a row per stage: need (clients who would be there if nothing were ever full) beside
places, census, occupancy, access and waits; then the clients, the targets and the bottleneck.
With --expect and the release, seed and replications of the earlier run, a metric moved when a digit
differs; otherwise when it differs by more than chance explains. Those that moved are listed on stderr.
Exit status: 0 done, 1 a target is missed (with --strict: or undecided) or a metric moved from
--expect, 2 the scenario or the command line is wrong, 3 a file or the disk failed.)";

struct RunOptions {
    ScenarioOptions scenario;
    std::string format = "table";
    SimulationOptions simulation;
    bool no_need = false;
    std::string out;
    bool events = false;
    bool strict = false;
    bool levers = false;
    std::string expect;
};

/// The directory of `--out` with its event log, as far as they were asked for.
struct Output {
    std::shared_ptr<OutputDirectory> directory;
    std::unique_ptr<EventLogCsv> events;
};

/// Made before the simulation: a place that cannot be written to is better known at once.
Output begin_output(const RunOptions& options, const Model& model, Interruption& interruption) {
    Output output;
    if (options.out.empty()) return output;
    interruption.make_with_clean_up([&] {
        output.directory = std::make_shared<OutputDirectory>(options.out, output_file_names());
        return [directory = output.directory] { directory->discard(); };
    });
    if (options.events) {
        output.events = std::make_unique<EventLogCsv>(model, output.directory->path() / event_log_file);
    }
    return output;
}

RunResult simulate(const RunOptions& options, const Scenario& scenario, int threads, EventLog* events) {
    ProgressBar progress;
    RunRequest request;
    request.threads = threads;
    request.need = options.no_need ? NeedPass::skip : NeedPass::simulate;
    request.keep = options.out.empty() ? Keep::estimates_only : Keep::everything;
    request.extra_metrics = scenario.extra_metrics;
    request.load = &scenario.load;
    request.first_replication_log = events;
    request.progress = [&progress](std::int64_t done, std::int64_t planned) { progress.show(done, planned); };
    return run_experiment(scenario.model, request);
}

void print_run(const RunOptions& options, const Scenario& scenario, const RunResult& result,
               const std::optional<LeversResult>& levers) {
    if (options.format == "json")
        return print_result(levers ? levers_json(scenario.model, result, *levers) : run_json(scenario.model, result));
    if (options.format == "csv") return print_result(csv_text(metrics_table(result)));
    SummaryRequest request;
    request.page = result_page();
    request.asked = scenario.extra_metrics;
    if (!options.scenario.plan.empty()) request.plan = options.scenario.plan;
    print_result(run_summary(scenario.model, scenario.load, result, request));
    if (levers) print_result(first_levers(scenario.model, *levers, result_page()));
}

struct Timing {
    std::chrono::system_clock::time_point started = std::chrono::system_clock::now();
    std::chrono::steady_clock::time_point begin = std::chrono::steady_clock::now();

    std::chrono::duration<double> so_far() const { return std::chrono::steady_clock::now() - begin; }
};

Manifest manifest_of(const RunOptions& options, const Scenario& scenario, const RunResult& result, const Timing& timing) {
    Manifest manifest;
    manifest.scenario = scenario.model.name;
    for (const ScenarioFile& file : scenario.files) manifest.files.push_back({file.name, file.text});
    if (!options.scenario.plan.empty()) manifest.plan = options.scenario.plan;
    manifest.settings = options.scenario.settings;
    manifest.seed = result.seed;
    manifest.replications = result.replications;
    manifest.started = timing.started;
    manifest.took = timing.so_far();
    return manifest;
}

/// 1 when a verdict says so; a failed self-check is a defect of ours whatever the verdicts are.
ExitStatus status_of(const RunOptions& options, const RunResult& result) {
    for (const SelfCheck& check : result.checks) {
        if (check.holds) continue;
        say(fmt::format("stepdown: internal error: self-check failed: {}: {}\n", check.name, check.detail));
        return ExitStatus::internal_error;
    }
    for (const TargetResult& target : result.targets) {
        const bool undecided = target.verdict == Verdict::undecided;
        if (target.verdict == Verdict::missed || (undecided && options.strict)) return ExitStatus::target_missed;
    }
    return ExitStatus::done;
}

/// What `--expect` names; nothing, and said so, when that is no summary.
std::optional<ExpectedRun> read_expectation(const std::string& file) {
    std::error_code refused;
    const auto status = std::filesystem::status(file, refused);
    if (status.type() == std::filesystem::file_type::not_found || std::filesystem::is_directory(status)) {
        const bool is_folder = std::filesystem::is_directory(status);
        say(fmt::format("stepdown: --expect {}: {}\n", file, is_folder ? "a folder, not a file" : "there is no such file"));
        return std::nullopt;
    }
    std::optional<ExpectedRun> expected = read_expected_run(read_whole_file(file));
    if (!expected) say(fmt::format("stepdown: {}: not a summary.json of `stepdown run`\n", file));
    return expected;
}

bool is_of_this_scenario(const ExpectedRun& expected, const std::string& file, const Model& model) {
    if (expected.scenario == model.name) return true;
    say(fmt::format("stepdown: {}: a summary of another scenario, {}; this one is {}\n", file, expected.scenario, model.name));
    return false;
}

/// A single replication has no standard errors, so that nothing can be told from chance.
ExitStatus compare_with_expected(const ExpectedRun& expected, const RunResult& result) {
    const Movements movements = movements_since(expected, result);
    if (movements.compared > 0 && movements.not_judged == movements.compared) {
        say("stepdown: --expect: another release, seed or number of replications takes at least 2 replications in both runs\n");
        return ExitStatus::wrong_input;
    }
    say(movements_text(movements, notes_page()));
    return movements.moved.empty() ? ExitStatus::done : ExitStatus::target_missed;
}

/// With `--levers`, when a target is missed: what would help it most.
std::optional<LeversResult> levers_of(const RunOptions& options, const RunResult& result, int threads) {
    const bool misses = std::any_of(result.targets.begin(), result.targets.end(),
                                    [](const TargetResult& target) { return target.verdict == Verdict::missed; });
    const bool are_told = options.format != "csv" || !options.out.empty();
    if (!options.levers || !misses || !are_told) return std::nullopt;
    const auto models = read_plan_models_quietly(options.scenario.request());
    if (!models) return std::nullopt;
    return pull_levers_of(*models, options.scenario.file, threads);
}

ExitStatus run(const RunOptions& options, const Invocation& invocation) {
    const Timing timing;
    std::optional<ExpectedRun> expected;
    if (!options.expect.empty() && !(expected = read_expectation(options.expect))) return ExitStatus::wrong_input;
    // With the need simulated, the results warn of overload with the simulated figures.
    const std::string_view told_later = options.no_need ? "" : "overloaded";
    const std::optional<Scenario> scenario = read_and_report(options.scenario.request(), told_later);
    if (!scenario) return ExitStatus::wrong_input;
    if (expected && !is_of_this_scenario(*expected, options.expect, scenario->model)) return ExitStatus::wrong_input;

    const int threads = options.simulation.thread_count();
    Output output = begin_output(options, scenario->model, invocation.interruption);
    const RunResult result = simulate(options, *scenario, threads, output.events.get());
    const std::chrono::duration<double> took = timing.so_far();
    const std::optional<LeversResult> levers = levers_of(options, result, threads);
    if (output.directory) {
        Manifest manifest = manifest_of(options, *scenario, result, timing);
        manifest.command_line = invocation.command_line;
        manifest.threads = threads;
        if (output.events) output.events->close();
        write_run_output(*output.directory, scenario->model, result, levers, manifest);
        output.directory->publish();
    }
    print_run(options, *scenario, result, levers);
    say(fmt::format("{:.2f} s on {} thread{}, {:.3g} million events\n", took.count(), threads, threads == 1 ? "" : "s",
                    static_cast<double>(result.events) / 1e6));
    const ExitStatus status = status_of(options, result);
    const ExitStatus moved = expected ? compare_with_expected(*expected, result) : ExitStatus::done;
    return status == ExitStatus::done ? moved : status;
}

}  // namespace

void add_run_command(CLI::App& program, Action& chosen) {
    const auto options = std::make_shared<RunOptions>();
    CLI::App* command = program.add_subcommand("run", "Simulate a scenario and print what comes of it");
    command->footer(example);
    add_scenario_options(*command, options->scenario);
    command->add_option("--format", options->format, "table, json or csv; table if not given")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"table", "json", "csv"}).description(""));
    add_simulation_options(*command, options->scenario, options->simulation);
    command->add_flag("--no-need", options->no_need, "Skip the second pass that tells the need");
    CLI::Option* out = command->add_option("--out", options->out, "Write all results into this directory")->type_name("DIR");
    command->add_flag("--events", options->events, "Also the event log of the first replication")->needs(out);
    command->add_flag("--levers", options->levers,
                      "When a target is missed, also the three things that would help it most per cost");
    command->add_flag("--strict", options->strict, "Exit with 1 on undecided targets too");
    command->add_option("--expect", options->expect, "An earlier summary.json; exit with 1 when a metric moved")
        ->type_name("FILE");
    command->callback(
        [options, &chosen] { chosen = [options](const Invocation& invocation) { return run(*options, invocation); }; });
}

}  // namespace stepdown
