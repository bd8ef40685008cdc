// `stepdown sweep`: figures against one or several inputs, and what the answer depends on.

#include <algorithm>
#include <memory>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/document_output.hpp"
#include "cli/plan_models.hpp"
#include "cli/progress_bar.hpp"
#include "cli/simulation_options.hpp"
#include "cli/sweep_values.hpp"
#include "experiment/sweep.hpp"
#include "report/csv.hpp"
#include "report/sweep_summary.hpp"

namespace stepdown {

namespace {

constexpr std::size_t most_points = 10'000;

constexpr const char* example = R"(Example: access to IOP against its evening groups and counselors
  stepdown sweep scenarios/riverbend/scenario.yaml --vary stages.iop.tracks.evening.groups=5..8 --vary staff.counselor.shifts.evening.fte=10..16/2

Every combination is simulated with the same clients; --points N tries N of them, spread evenly (a Latin hypercube). --tornado varies the
figures of every source by its evidence (high 5%, moderate 15%, low 30%, assumed 50%), one source at a time.
Exit status: 0 done, 2 the scenario or the command line is wrong, 3 a file or the disk failed.)";

struct SweepOptions {
    ScenarioOptions scenario;
    SimulationOptions simulation;
    std::vector<std::string> vary;
    std::int64_t points = 0;
    bool tornado = false;
    std::string format = "table";
    std::string out;
};

/// What is printed and written: for people, for programs, as a table.
struct Documents {
    std::string summary;
    std::string json;
    std::string csv;
    std::string csv_name;
};

std::string vary_problem(const std::string& text) {
    return parse_sweep_axis(text)
               ? ""
               : text + " is no range: write PATH=A..B/STEP, with B above A, STEP above 0 and all of one unit, or PATH=A,B,C";
}

RunRequest run_request(const SweepOptions& options, const PlanModels& models, ProgressBar& progress) {
    RunRequest request;
    request.threads = options.simulation.thread_count();
    request.need = NeedPass::skip;
    request.extra_metrics = models.scenario.extra_metrics;
    request.progress = [&progress](std::int64_t done, std::int64_t planned) { progress.show(done, planned); };
    return request;
}

RunResult run_as_it_is(const SweepOptions& options, const PlanModels& models) {
    RunRequest request;
    request.threads = options.simulation.thread_count();
    request.need = NeedPass::skip;
    request.extra_metrics = models.scenario.extra_metrics;
    return run_experiment(models.scenario.model, request);
}

/// The first error in the words that the scenario's reader has for it.
std::string first_error(const Diagnostics& problems) {
    for (const Diagnostic& problem : problems.sorted()) {
        if (problem.severity == Severity::error) return problem.message;
    }
    return "no figure there can be made larger or smaller";
}

Documents sweep_tornado(const SweepOptions& options, const PlanModels& models) {
    const ScaledModelOf scaled = [&](const Source& source, double factor) {
        Diagnostics problems;
        auto scenario = models.base->with_scaled(source.path, factor, problems);
        if (scenario) return ScaledModel{std::move(scenario->model), ""};
        return ScaledModel{std::nullopt, first_error(problems)};
    };
    Tornado tornado;
    {
        ProgressBar progress;
        tornado = make_tornado(models.scenario.model, scaled, run_request(options, models, progress));
    }
    const Model& model = models.scenario.model;
    const bool json = options.format == "json" || !options.out.empty();
    return {tornado_summary(model, tornado, result_page()),
            json ? tornado_json(model, run_as_it_is(options, models), tornado) : "", csv_text(tornado_table(tornado)),
            "tornado.csv"};
}

std::optional<Documents> sweep_points(const SweepOptions& options, const PlanModels& models) {
    std::vector<std::string> paths;
    std::vector<SweepAxis> axes;
    std::vector<std::size_t> lengths;
    double all = 1.0;
    for (const std::string& vary : options.vary) {
        axes.push_back(*parse_sweep_axis(vary));
        if (std::find(paths.begin(), paths.end(), axes.back().path) != paths.end()) {
            say(fmt::format("stepdown: --vary names {} twice; give all its values at once, as in {}=4..8\n", axes.back().path,
                            axes.back().path));
            return std::nullopt;
        }
        paths.push_back(axes.back().path);
        lengths.push_back(axes.back().values.size());
        all *= static_cast<double>(lengths.back());
    }
    if (options.points == 0 && all > static_cast<double>(most_points)) {
        say(fmt::format("stepdown: these ranges have {:.0f} combinations; say how many to try with --points\n", all));
        return std::nullopt;
    }
    const auto positions = options.points > 0
                               ? spread_points(lengths, static_cast<std::size_t>(options.points), models.scenario.model.seed)
                               : grid_points(lengths);
    SweepRequest request;
    for (const auto& point : positions) {
        std::vector<std::string> values;
        for (std::size_t axis = 0; axis < axes.size(); ++axis) values.push_back(axes[axis].values[point[axis]]);
        request.values.push_back(std::move(values));
    }
    Diagnostics refused;
    std::size_t made = 0;
    request.model_at = [&](std::size_t point) -> std::optional<Model> {
        std::vector<PathValue> values;
        for (std::size_t axis = 0; axis < paths.size(); ++axis) values.push_back({paths[axis], request.values[point][axis]});
        Diagnostics problems;
        auto scenario = models.base->with(values, problems, ScenarioBase::Sizing::left_out);
        if (!scenario || problems.has_errors()) {
            refused = problems;
            return std::nullopt;
        }
        ++made;
        return std::move(scenario->model);
    };
    std::vector<SweepPoint> points;
    {
        ProgressBar progress;
        request.run = run_request(options, models, progress);
        points = sweep(request);
    }
    if (made == 0) {
        say_problems(refused);
        return std::nullopt;
    }
    const Model& model = models.scenario.model;
    const bool json = options.format == "json" || !options.out.empty();
    return Documents{sweep_summary(model, paths, points, result_page()),
                     json ? sweep_json(model, run_as_it_is(options, models), paths, points) : "",
                     csv_text(points_table(paths, points)), "points.csv"};
}

ExitStatus sweep_scenario(const SweepOptions& options, const Invocation& invocation) {
    if (options.vary.empty() != options.tornado) {
        say("stepdown: sweep needs --vary PATH=A..B/STEP, or --tornado\nSee `stepdown sweep --help`.\n");
        return ExitStatus::wrong_input;
    }
    const auto models = read_plan_models(options.scenario.request());
    if (!models) return ExitStatus::wrong_input;
    const Model& model = models->scenario.model;
    if (model.targets.empty() && models->scenario.extra_metrics.empty()) {
        say(fmt::format("stepdown: {}: which figure? Name one with --metric, or write targets\n", options.scenario.file));
        return ExitStatus::wrong_input;
    }
    if (options.tornado && model.sources.empty()) {
        say(fmt::format("stepdown: {}: the scenario states no `sources` whose figures could be varied\n", options.scenario.file));
        return ExitStatus::wrong_input;
    }
    const auto documents = options.tornado ? std::optional(sweep_tornado(options, *models)) : sweep_points(options, *models);
    if (!documents) return ExitStatus::wrong_input;
    if (!options.out.empty()) {
        DocumentOutput output;
        output.directory = options.out;
        output.scenario = model.name;
        output.files = &models->scenario.files;
        output.settings = options.scenario.settings;
        output.seed = model.seed;
        output.replications = model.replications;
        output.threads = options.simulation.thread_count();
        output.documents = {{"summary.json", documents->json}, {documents->csv_name, documents->csv}};
        write_documents(output, invocation);
    }
    print_result(options.format == "json" ? documents->json : options.format == "csv" ? documents->csv : documents->summary);
    return ExitStatus::done;
}

}  // namespace

void add_sweep_command(CLI::App& program, Action& chosen) {
    const auto options = std::make_shared<SweepOptions>();
    CLI::App* command = program.add_subcommand("sweep", "Figures against one or several inputs, and what they depend on");
    command->footer(example);
    add_scenario_options(*command, options->scenario);
    add_simulation_options(*command, options->scenario, options->simulation);
    command->add_option("--vary", options->vary, "A range of values at a path, step 1 if not given, or a list; may be repeated")
        ->type_name("PATH=A..B/STEP")
        ->allow_extra_args(false)
        ->check(CLI::Validator(vary_problem, ""));
    command->add_option("--points", options->points, "Only so many combinations, spread evenly over all ranges")
        ->type_name("N")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{10'000}).description(""));
    command->add_flag("--tornado", options->tornado, "Vary the figures of each source by its evidence, one source at a time");
    command->add_option("--format", options->format, "table, json or csv; table if not given")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"table", "json", "csv"}).description(""));
    command
        ->add_option("--out", options->out,
                     "Write summary.json, points.csv (or tornado.csv), manifest.json and report.html into this directory")
        ->type_name("DIR");
    command->callback([options, &chosen] {
        chosen = [options](const Invocation& invocation) { return sweep_scenario(*options, invocation); };
    });
}

}  // namespace stepdown
