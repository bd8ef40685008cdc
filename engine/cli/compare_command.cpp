// `stepdown compare`: the plans of a scenario, and plan files, through the same clients.

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>
#include <system_error>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/document_output.hpp"
#include "cli/progress_bar.hpp"
#include "cli/simulation_options.hpp"
#include "experiment/comparison.hpp"
#include "report/comparison_summary.hpp"
#include "report/csv.hpp"
#include "report/json_report.hpp"
#include "scenario/text_values.hpp"

namespace stepdown {

namespace {

constexpr const char* example = R"(Example: which of riverbend's plans opens IOP, and is the difference more than chance?
  stepdown compare scenarios/riverbend/scenario.yaml --metric money.margin

Every plan of the file, and every plan file (a scenario that extends it), goes through the same replications
with the same clients. Differences are those to the file without a plan.
Exit status: 0 done, 2 a scenario or the command line is wrong, 3 a file or the disk failed.)";

struct CompareOptions {
    ScenarioOptions scenario;
    SimulationOptions simulation;
    std::vector<std::string> plan_files;
    std::vector<std::string> plans;
    std::string format = "table";
    std::string precision;
    bool need = false;
    std::string out;
};

/// `5%` or a duration, a number: in the metric's unit.
std::optional<DifferencePrecision> parse_precision(const std::string& text) {
    DifferencePrecision precision;
    if (text.ends_with('%')) {
        const auto share = parse_share(text);
        if (!share || *share <= 0.0) return std::nullopt;
        precision.half_width = *share;
        return precision;
    }
    precision.kind = DifferencePrecision::Kind::absolute;
    if (const auto number = parse_number(text, Sign::positive)) {
        precision.half_width = *number;
        return precision;
    }
    const auto duration = parse_duration(text, Sign::positive);
    if (!duration) return std::nullopt;
    precision.half_width = to_days(*duration);
    return precision;
}

std::string precision_problem(const std::string& text) {
    return parse_precision(text) ? "" : text + " is no half-width: a share such as 5%, or a figure such as 0.5 d";
}

/// Plan files go by their name without folder and ending; where that is not the only one of its kind, by what was written.
std::string name_of_file(const std::string& file, const std::vector<std::string>& files, const std::vector<NamedModel>& others) {
    const auto stem = [](const std::string& path) { return std::filesystem::path(path).stem().string(); };
    const auto is_same = [&](const NamedModel& other) { return other.name == stem(file); };
    const bool is_taken = std::any_of(others.begin(), others.end(), is_same);
    const auto alike = std::count_if(files.begin(), files.end(), [&](const auto& other) { return stem(other) == stem(file); });
    return is_taken || alike > 1 ? file : stem(file);
}

/// Whether every plan can be told by its name; says which cannot.
bool are_told_apart(const std::vector<NamedModel>& models) {
    std::set<std::string> names;
    for (const NamedModel& named : models) {
        if (names.insert(named.name).second) continue;
        say(fmt::format("stepdown: plan {} is named twice\n", named.name));
        return false;
    }
    return true;
}

/// Whether one file, of those that either adds up from, is behind both.
bool share_a_file(const std::vector<ScenarioFile>& some, const std::vector<ScenarioFile>& others) {
    const auto place = [](const ScenarioFile& file) {
        std::error_code ignored;
        return std::filesystem::weakly_canonical(file.name, ignored);
    };
    return std::any_of(some.begin(), some.end(), [&](const ScenarioFile& one) {
        return std::any_of(others.begin(), others.end(), [&](const auto& other) { return place(one) == place(other); });
    });
}

bool share_a_population(const Model& one, const Model& other) {
    return std::any_of(one.populations.begin(), one.populations.end(), [&](const Population& population) {
        return std::any_of(other.populations.begin(), other.populations.end(),
                           [&](const Population& each) { return each.name == population.name; });
    });
}

/// Clients are paired by their populations: says so where a plan file is a scenario of its own; false when there is nothing to
/// pair.
bool can_be_paired(const CompareOptions& options, const std::string& file, const Scenario& plan, const NamedModel& base,
                   const std::vector<ScenarioFile>& base_files) {
    if (share_a_file(plan.files, base_files)) return true;
    const bool can = share_a_population(plan.model, base.model);
    const auto folder = std::filesystem::path(file).parent_path();
    const std::string named = std::filesystem::proximate(options.scenario.file, folder.empty() ? "." : folder).string();
    say(fmt::format("stepdown: {} is no plan for {}: it does not extend it and has {}; begin it with `extends: {}`\n", file,
                    options.scenario.file,
                    can ? "clients of its own, paired by the names of populations only" : "none of its populations", named));
    return can;
}

/// The base, then its plans, then the plan files; nothing after an error that has been said.
std::optional<std::vector<NamedModel>> read_models(const CompareOptions& options, std::vector<Metric>& metrics,
                                                   std::vector<ScenarioFile>& files) {
    Diagnostics problems;
    std::vector<NamedModel> models;
    const auto base = ScenarioBase::read(options.scenario.request(), problems);
    auto scenario = base ? base->with({}, problems) : std::nullopt;
    if (scenario) {
        metrics = scenario->extra_metrics;
        files = scenario->files;
        models.push_back({"as it is", std::move(scenario->model)});
        for (const std::string& name : options.plans.empty() ? base->plan_names() : options.plans) {
            Diagnostics of_plan;
            if (auto plan = base->with_plan(name, of_plan)) models.push_back({name, std::move(plan->model)});
            if (of_plan.has_errors()) {
                say_problems(of_plan);
                return std::nullopt;
            }
        }
    }
    bool are_paired = true;
    for (const std::string& file : options.plan_files) {
        ScenarioRequest request = options.scenario.request();
        request.file = file;
        auto plan = read_scenario(request, problems);
        if (plan && !models.empty()) are_paired = can_be_paired(options, file, *plan, models.front(), files) && are_paired;
        if (plan) models.push_back({name_of_file(file, options.plan_files, models), std::move(plan->model)});
    }
    say_problems(problems);
    if (problems.has_errors() || !are_paired || !are_told_apart(models)) return std::nullopt;
    if (models.size() > 1) return models;
    say(fmt::format("stepdown: {}: there is nothing to compare: the file has no `plans`, and no plan file is named\n",
                    options.scenario.file));
    return std::nullopt;
}

bool same_clock(const std::vector<NamedModel>& models) {
    const Model& base = models.front().model;
    for (const NamedModel& named : models) {
        const bool same = named.model.seed == base.seed && named.model.clock.run == base.clock.run &&
                          named.model.clock.warm_up == base.clock.warm_up && named.model.replications == base.replications;
        if (same) continue;
        say(fmt::format("stepdown: plan {} has another clock, seed or number of replications, so its clients cannot be paired\n",
                        named.name));
        return false;
    }
    return true;
}

void write_output(const CompareOptions& options, const Invocation& invocation, const std::vector<NamedModel>& models,
                  const PlanComparison& comparison, const std::vector<ScenarioFile>& files) {
    DocumentOutput output;
    output.directory = options.out;
    output.scenario = models.front().model.name;
    output.files = &files;
    output.settings = options.scenario.settings;
    output.seed = comparison.plans.front().result.seed;
    output.replications = comparison.plans.front().result.replications;
    output.threads = options.simulation.thread_count();
    output.documents = {{"summary.json", comparison_json(models, comparison)},
                        {"differences.csv", csv_text(differences_table(comparison))}};
    write_documents(output, invocation);
}

/// Whether a metric or target is of the need, which only a second pass tells.
bool is_need_named(const std::vector<Metric>& metrics, const Model& base) {
    const auto is_need = [](const Metric& metric) { return metric.measure == Measure::need_mean; };
    return std::any_of(metrics.begin(), metrics.end(), is_need) ||
           std::any_of(base.targets.begin(), base.targets.end(), [&](const Target& target) { return is_need(target.metric); });
}

ExitStatus compare(const CompareOptions& options, const Invocation& invocation) {
    std::vector<Metric> metrics;
    std::vector<ScenarioFile> files;
    const auto models = read_models(options, metrics, files);
    if (!models || !same_clock(*models)) return ExitStatus::wrong_input;
    if (!options.precision.empty() && metrics.empty() && models->front().model.targets.empty()) {
        say(fmt::format("stepdown: {}: --precision of what? Name a metric with --metric, or write targets\n",
                        options.scenario.file));
        return ExitStatus::wrong_input;
    }
    ProgressBar progress;
    ComparisonRequest request;
    request.run.threads = options.simulation.thread_count();
    request.run.need = options.need || is_need_named(metrics, models->front().model) ? NeedPass::simulate : NeedPass::skip;
    request.run.extra_metrics = metrics;
    request.run.progress = [&progress](std::int64_t done, std::int64_t planned) { progress.show(done, planned); };
    if (!options.precision.empty()) request.precision = parse_precision(options.precision);
    const PlanComparison comparison = compare_plans(*models, request);
    if (!options.out.empty()) write_output(options, invocation, *models, comparison, files);
    if (options.format == "json") {
        print_result(comparison_json(*models, comparison));
    } else if (options.format == "csv") {
        print_result(csv_text(differences_table(comparison)));
    } else {
        print_result(comparison_summary(*models, comparison, metrics, result_page()));
    }
    return ExitStatus::done;
}

}  // namespace

void add_compare_command(CLI::App& program, Action& chosen) {
    const auto options = std::make_shared<CompareOptions>();
    CLI::App* command = program.add_subcommand("compare", "The same clients through each plan, and the differences");
    command->footer(example);
    command->add_option("FILE", options->scenario.file, "The scenario, with its plans")->required()->type_name("");
    command->add_option("PLAN-FILE", options->plan_files, "A scenario that extends it; may be repeated")->type_name("");
    command->add_option("--plan", options->plans, "Only this plan of the file; may be repeated")
        ->type_name("NAME")
        ->allow_extra_args(false);
    command
        ->add_option("--set", options->scenario.settings, "Another value in all plans, e.g. stages.php.slots=60; may be repeated")
        ->type_name("PATH=VALUE")
        ->allow_extra_args(false);
    command->add_option("--format", options->format, "table, json or csv; table if not given")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"table", "json", "csv"}).description(""));
    add_simulation_options(*command, options->scenario, options->simulation);
    command
        ->add_option(
            "--precision", options->precision,
            "Go on until the differences are known so well: 5% of the base's figure, or 0.5 d; at most 2,000 replications")
        ->type_name("WIDTH")
        ->check(CLI::Validator(precision_problem, ""));
    command->add_flag("--need", options->need,
                      "Also the second pass that tells each plan's need, as where a metric or target is of the need");
    command
        ->add_option("--out", options->out,
                     "Write summary.json, differences.csv, manifest.json and report.html into this directory")
        ->type_name("DIR");
    command->callback(
        [options, &chosen] { chosen = [options](const Invocation& invocation) { return compare(*options, invocation); }; });
}

}  // namespace stepdown
