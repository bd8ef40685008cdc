// The same clients under every plan, the written order of ties, and memory that follows the clients present.
#include <catch2/catch.hpp>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <map>
#include <tuple>

#include "experiment/run.hpp"
#include "model/network.hpp"
#include "simulation/replication.hpp"
#include "support/every_mechanism.hpp"
#include "support/scenario_text.hpp"

namespace stepdown::testing {
namespace {

class Recording : public EventLog {
public:
    void record(const LoggedEvent& event) override { events.push_back(event); }
    std::vector<LoggedEvent> events;
};

std::vector<LoggedEvent> events_of(const Model& model) {
    Recording recording;
    const MeasurementPlan plan = make_measurement_plan(model, metric_catalogue(model, {}), {});
    ReplicationRequest request;
    request.log = &recording;
    run_replication(model, plan, request);
    return recording.events;
}

/// The length of every client's n-th finished stay in each stage, but for stages whose meetings decide it.
std::map<std::tuple<std::size_t, std::uint64_t, std::size_t, int>, Ticks> stays(const Model& model) {
    std::map<std::tuple<std::size_t, std::uint64_t, std::size_t, int>, Ticks> result;
    std::map<std::tuple<std::size_t, std::uint64_t, std::size_t>, std::pair<int, Ticks>> open;
    for (const LoggedEvent& event : events_of(model)) {
        if (!event.stage.exists() || !model.stages[event.stage.index()].tracks.empty()) continue;
        const std::tuple key(event.population.index(), event.client, event.stage.index());
        if (event.activity == Activity::admitted) {
            ++open[key].first;
            open[key].second = event.at;
        }
        if (event.activity == Activity::stay_ended && event.detail != "relapsed") {
            const auto& [visit, since] = open[key];
            result[std::tuple_cat(key, std::tuple(visit))] = event.at - since;
        }
    }
    return result;
}

TEST_CASE("a client's stays are the same under a plan with more places") {
    const auto base = stays(model_from(every_mechanism));
    const auto plan = stays(model_from(every_mechanism + "set: {stages.program.slots: 14, stages.ward.beds: 10}\n"));
    std::size_t shared = 0;
    for (const auto& [key, length] : base) {
        const auto other = plan.find(key);
        if (other == plan.end()) continue;
        ++shared;
        CHECK(other->second == length);
    }
    CHECK(shared > 200);
}

TEST_CASE("a stage outside the influence of a change keeps every digit") {
    const std::string text = R"(stepdown: 1
clock: {start: 2027-01-04, warm_up: 4 w, run: 26 w}
replications: 5
populations:
  some: {arrivals: 1 per day, enters: {up: 0.7, apart: rest}}
  others: {arrivals: 0.8 per day, enters: {apart: 0.5, down: rest}}
stages:
  up: {slots: 6, stay: {mean: 8 d, cv: 1}, next: {down: 0.5, home: rest}}
  down: {slots: 8, stay: {mean: 9 d, cv: 1}, next: {home: 1}}
  apart: {slots: 5, stay: {mean: 6 d, cv: 1}, next: {home: 1}, waitlist: {patience: {exponential: {mean: 5 d}}}}
)";
    const Model base = model_from(text);
    const auto reached = influence(base);
    REQUIRE(reached[0] == std::vector<StageId>{StageId(0), StageId(1)});
    RunRequest request;
    request.threads = 1;
    const RunResult before = run_experiment(base, request);
    const RunResult after = run_experiment(model_from(text + "set: {stages.up.slots: 9}\n"), request);
    std::size_t compared = 0;
    std::size_t moved = 0;
    for (std::size_t index = 0; index < before.metrics.size(); ++index) {
        const MetricEstimate& one = before.metrics[index];
        const MetricEstimate& other = after.metrics[index];
        if (one.metric.subject != Subject::stage) continue;
        if (one.metric.stage == StageId(2)) {
            ++compared;
            CHECK(one.estimate.value == other.estimate.value);
            CHECK(one.estimate.standard_error == other.estimate.standard_error);
        } else if (one.estimate.value != other.estimate.value) {
            ++moved;
        }
    }
    CHECK(compared > 50);
    CHECK(moved > 10);
}

TEST_CASE("of requests at one instant those of the population first in the file come first") {
    const auto first_admitted = [](const std::string& order) {
        const Model model = model_from("stepdown: 1\nclock: {start: 2027-01-04, run: 4 d}\npopulations:\n" + order +
                                       "stages: {single: {slots: 1, stay: 10 h, next: {home: 1}}}\n");
        for (const LoggedEvent& event : events_of(model)) {
            if (event.activity == Activity::admitted) return model.populations[event.population.index()].name;
        }
        return std::string("nobody");
    };
    const std::string one = "  one: {arrivals: {every: 1 d}, enters: {single: 1}}\n";
    const std::string two = "  two: {arrivals: {every: 1 d}, enters: {single: 1}}\n";
    CHECK(first_admitted(one + two) == "one");
    CHECK(first_admitted(two + one) == "two");
}

TEST_CASE("a stay that ends at the instant of a new request has freed its place") {
    const Model model = model_from(R"(stepdown: 1
clock: {start: 2027-01-04, run: 30 d}
replications: 2
populations: {people: {arrivals: {every: 1 d}, enters: {single: 1}}}
stages: {single: {slots: 1, stay: 1 d, next: {home: 1}}}
)");
    for (const LoggedEvent& event : events_of(model)) {
        if (event.activity == Activity::admitted) CHECK(event.at % ticks_per_day == 0);
    }
    RunRequest request;
    request.threads = 1;
    Metric none;
    none.measure = Measure::wait_none;
    none.stage = StageId(0);
    CHECK(find_metric(run_experiment(model, request), none)->estimate.value == 1.0);
}

/// Peak resident memory, in KB, of a process that runs the scenario for so many years.
long peak_memory(const std::string& years) {
    const pid_t child = ::fork();
    if (child == 0) {
        std::string text = every_mechanism;
        text.replace(text.find("run: 26 w"), 9, "run: " + years);
        text.replace(text.find("growth: 10% per year"), 20, "growth: 0% per year");
        RunRequest request;
        request.threads = 1;
        run_experiment(model_from(text + "set: {replications: 2}\n"), request);
        ::_exit(0);
    }
    int status = 0;
    rusage usage = {};
    ::wait4(child, &status, 0, &usage);
    REQUIRE(status == 0);
    return usage.ru_maxrss;
}

TEST_CASE("twenty years need no more memory than one") {
    const double one = static_cast<double>(peak_memory("1 y"));
    const double twenty = static_cast<double>(peak_memory("20 y"));
    INFO(one << " KB and " << twenty << " KB");
    CHECK(twenty < 1.10 * one);
}

TEST_CASE("a hundred years need no more memory than one", "[long]") {
    const double one = static_cast<double>(peak_memory("1 y"));
    const double hundred = static_cast<double>(peak_memory("100 y"));
    WARN("peak memory: " << one << " KB in one year, " << hundred << " KB in a hundred");
    CHECK(hundred < 1.10 * one);
}

}  // namespace
}  // namespace stepdown::testing
