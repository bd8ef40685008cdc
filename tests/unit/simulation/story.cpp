#include "story.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <regex>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>

#include "scenario/scenario.hpp"
#include "simulation/replication.hpp"
#include "support/program.hpp"

namespace stepdown::testing {

namespace {

/// The day of the run as a trace writes it.
std::string date_and_time(double day) {
    const auto minutes = static_cast<int>(std::lround(day * 24 * 60));
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::year{2027} / 1 / 4} +
                                           std::chrono::days{minutes / 1440}};
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()), minutes % 1440 / 60, minutes % 60);
}

/// Every `at(...)` replaced by a trace with those arrivals.
std::string with_traces(std::string text, const stepdown_test::TemporaryFolder& folder) {
    static const std::regex arrivals(R"(at\(([^)]*)\))");
    int traces = 0;
    for (std::smatch match; std::regex_search(text, match, arrivals);) {
        std::string trace = "time\n";
        std::istringstream days(match[1]);
        for (std::string day; std::getline(days, day, ',');) trace += date_and_time(std::stod(day)) + "\n";
        const std::string name = fmt::format("trace-{}.csv", ++traces);
        folder.write(name, trace);
        text.replace(static_cast<std::size_t>(match.position()), static_cast<std::size_t>(match.length()),
                     "{trace: " + name + "}");
    }
    return text;
}

class Telling : public EventLog {
public:
    explicit Telling(const Model& model) : model_(model) {}

    void record(const LoggedEvent& event) override {
        std::string line =
            fmt::format("{:.6g} {}{} {}", to_days(event.at - model_.clock.warm_up),
                        model_.populations[event.population.index()].name, event.client, activity_name(event.activity));
        if (event.stage != StageId::none()) line += " " + model_.stages[event.stage.index()].name;
        if (!event.detail.empty()) line += fmt::format(" {}", event.detail);
        lines.push_back(std::move(line));
    }
    Lines lines;

private:
    const Model& model_;
};

}  // namespace

namespace {

struct Told {
    Lines lines;
    std::map<std::string, double> figures;
};

Told tell(const std::string& scenario) {
    const stepdown_test::TemporaryFolder folder;
    std::string text = "stepdown: 1\nreplications: 2\n" + scenario;
    if (text.find("clock:") == std::string::npos) text += "clock: {start: 2027-01-04, run: 60 d}\n";
    ScenarioRequest request;
    request.file = folder.write("story.yaml", with_traces(text, folder));
    Diagnostics problems;
    const auto read = read_scenario(request, problems);
    if (!read) {
        std::string told;
        for (const Diagnostic& problem : problems.sorted()) told += to_text(problem) + "\n";
        throw std::runtime_error(told);
    }
    Telling telling(read->model);
    ReplicationRequest once;
    once.log = &telling;
    const MeasurementPlan plan = make_measurement_plan(read->model, metric_catalogue(read->model, {}), {});
    const ReplicationResult result = run_replication(read->model, plan, once);
    for (const SelfCheck& check : result.checks) {
        if (!check.holds) throw std::runtime_error(check.name + ": " + check.detail);
    }
    Told told{std::move(telling.lines), {}};
    for (std::size_t index = 0; index < plan.metrics.size(); ++index)
        told.figures[metric_name(read->model, plan.metrics[index])] = result.numerators[index] / result.denominators[index];
    return told;
}

}  // namespace

Lines story(const std::string& scenario) { return tell(scenario).lines; }

std::map<std::string, double> figures(const std::string& scenario) { return tell(scenario).figures; }

Lines about(const std::vector<std::string>& words, const Lines& lines) {
    Lines chosen;
    std::copy_if(lines.begin(), lines.end(), std::back_inserter(chosen), [&](const std::string& line) {
        return std::any_of(words.begin(), words.end(),
                           [&](const std::string& word) { return line.find(word) != std::string::npos; });
    });
    return chosen;
}

}  // namespace stepdown::testing
