// `stepdown bench`: how fast a scenario simulates, as JSON. Its figures are of this machine and this moment.

#include <sys/resource.h>

#include <chrono>
#include <memory>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/simulation_options.hpp"
#include "experiment/run.hpp"
#include "report/bench_json.hpp"

namespace stepdown {

namespace {

constexpr const char* example = R"(Example: the speed of riverbend on one thread.
  stepdown bench scenarios/riverbend/scenario.yaml --threads 1 --replications 20

The second pass that tells the need is skipped. The figures differ from machine to machine and from
time to time: compare ratios and medians of several calls.)";

struct BenchOptions {
    ScenarioOptions scenario;
    SimulationOptions simulation;
};

double peak_memory_megabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

std::chrono::duration<double> processor_time() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    return std::chrono::duration<double>(seconds(usage.ru_utime) + seconds(usage.ru_stime));
}

ExitStatus bench(const BenchOptions& options) {
    const std::optional<Scenario> scenario = read_and_report(options.scenario.request());
    if (!scenario) return ExitStatus::wrong_input;
    RunRequest request;
    request.threads = options.simulation.thread_count();
    request.need = NeedPass::skip;
    request.extra_metrics = scenario->extra_metrics;
    const auto processor_before = processor_time();
    const auto began = std::chrono::steady_clock::now();
    const RunResult result = run_experiment(scenario->model, request);
    BenchFigures figures;
    figures.seconds = std::chrono::steady_clock::now() - began;
    figures.processor = processor_time() - processor_before;
    figures.threads = request.threads;
    figures.peak_memory_megabytes = peak_memory_megabytes();
    print_result(bench_json(scenario->model, result, figures));
    return ExitStatus::done;
}

}  // namespace

void add_bench_command(CLI::App& program, Action& chosen) {
    const auto options = std::make_shared<BenchOptions>();
    CLI::App* command = program.add_subcommand("bench", "How fast a scenario simulates, as JSON");
    command->footer(example);
    add_scenario_options(*command, options->scenario);
    add_simulation_options(*command, options->scenario, options->simulation);
    command->callback([options, &chosen] { chosen = [options](const Invocation&) { return bench(*options); }; });
}

}  // namespace stepdown
