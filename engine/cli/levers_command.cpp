// `stepdown levers`: where the next unit of money goes.

#include "cli/levers_command.hpp"

#include <memory>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/document_output.hpp"
#include "cli/progress_bar.hpp"
#include "cli/simulation_options.hpp"
#include "experiment/run.hpp"
#include "report/csv.hpp"
#include "report/levers_summary.hpp"

namespace stepdown {

namespace {

constexpr const char* example = R"(Example: where does riverbend's next dollar go?
  stepdown levers scenarios/riverbend/scenario.yaml

One more of each thing that `sizing` may choose (or, without it, of every bed, slot, group and post), with the same clients: the effect
on each target, per 1,000 of weekly cost, ranked; and the same with one less.
Exit status: 0 done, 2 the scenario or the command line is wrong, 3 a file or the disk failed.)";

struct LeversOptions {
    ScenarioOptions scenario;
    SimulationOptions simulation;
    std::string format = "table";
    std::string out;
};

std::optional<std::vector<double>> present_values(const std::vector<Choice>& choices, const PlanModels& models) {
    std::vector<double> present;
    for (const Choice& choice : choices) {
        const auto value = models.base->number_at(choice.path);
        if (!value) {
            say(fmt::format("stepdown: `{}` states no single number, so there is no one more of it; state it in the scenario\n",
                            choice.path));
            return std::nullopt;
        }
        present.push_back(*value);
    }
    return present;
}

std::string document_of(const PlanModels& models, const LeversResult& result, int threads) {
    RunRequest request;
    request.threads = threads;
    request.need = NeedPass::skip;
    request.extra_metrics = models.scenario.extra_metrics;
    return levers_json(models.scenario.model, run_experiment(models.scenario.model, request), result);
}

ExitStatus levers(const LeversOptions& options, const Invocation& invocation) {
    const auto models = read_plan_models(options.scenario.request());
    if (!models) return ExitStatus::wrong_input;
    const int threads = options.simulation.thread_count();
    const auto result = pull_levers_of(*models, options.scenario.file, threads);
    if (!result) return ExitStatus::wrong_input;
    if (!options.out.empty()) {
        DocumentOutput output;
        output.directory = options.out;
        output.scenario = models->scenario.model.name;
        output.files = &models->scenario.files;
        output.settings = options.scenario.settings;
        output.seed = result->seed;
        output.replications = result->replications;
        output.threads = threads;
        output.documents = {{"summary.json", document_of(*models, *result, threads)},
                            {"levers.csv", csv_text(levers_table(*result))}};
        write_documents(output, invocation);
    }
    if (options.format == "json") {
        print_result(document_of(*models, *result, threads));
    } else if (options.format == "csv") {
        print_result(csv_text(levers_table(*result)));
    } else {
        print_result(levers_summary(models->scenario.model, *result, result_page()));
    }
    return ExitStatus::done;
}

}  // namespace

std::optional<LeversResult> pull_levers_of(const PlanModels& models, const std::string& file, int threads) {
    const Model& model = models.scenario.model;
    const std::vector<Choice> choices = model.sizing ? model.sizing->choices : every_lever(model);
    if (choices.empty() || model.targets.empty()) {
        say(fmt::format("stepdown: {}: {}\n", file,
                        model.targets.empty() ? "there are no targets for levers to act on"
                                              : "there is nothing to have one more of: no limited places, no groups, no posts"));
        return std::nullopt;
    }
    const auto present = present_values(choices, models);
    if (!present) return std::nullopt;
    const ModelAt model_at = models.at(paths_of(choices));
    // Costs are those of one step from what there is now.
    std::vector<Choice> steps = choices;
    for (std::size_t each = 0; each < steps.size(); ++each) {
        steps[each].from = (*present)[each];
        steps[each].to = (*present)[each] + steps[each].step;
    }
    const auto priced = price_or_say(steps, model_at, models);
    if (!priced) return std::nullopt;
    ProgressBar progress;
    LeversRequest request;
    request.threads = threads;
    request.replications = model.replications;
    request.progress = [&progress](std::int64_t done, std::int64_t planned) { progress.show(done, planned); };
    return pull_levers(*priced, *present, model_at, request);
}

void add_levers_command(CLI::App& program, Action& chosen) {
    const auto options = std::make_shared<LeversOptions>();
    CLI::App* command = program.add_subcommand("levers", "One more of each thing: its effect on each target, per 1,000 of cost");
    command->footer(example);
    add_scenario_options(*command, options->scenario);
    add_simulation_options(*command, options->scenario, options->simulation);
    command->add_option("--format", options->format, "table, json or csv; table if not given")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"table", "json", "csv"}).description(""));
    command
        ->add_option("--out", options->out, "Write summary.json, levers.csv, manifest.json and report.html into this directory")
        ->type_name("DIR");
    command->callback(
        [options, &chosen] { chosen = [options](const Invocation& invocation) { return levers(*options, invocation); }; });
}

}  // namespace stepdown
