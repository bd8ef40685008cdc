// `run`: formats, overrides, verdicts and their exit statuses.

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "small_scenario.hpp"
#include "support/program.hpp"

using namespace stepdown_test;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using Json = nlohmann::ordered_json;

namespace {

struct Clinic {
    TemporaryFolder folder;
    std::string file = folder.write("clinic.yaml", small_scenario);

    Json json(std::vector<std::string> words = {}) const {
        words.insert(words.begin(), {"run", file, "--format", "json"});
        return Json::parse(run_program(words).output);
    }
};

}  // namespace

TEST_CASE("run prints what a planner asks first") {
    const Clinic clinic;
    const ProgramRun run = run_program({"run", clinic.file});
    CHECK(run.status == 0);
    CHECK_THAT(run.output, StartsWith("Two-step clinic\n"));
    for (const std::string word :
         {"Need", "Places", "Census", "Occupancy", "Access in 7 d", "Wait, mean", "Wait, 90%", "Gave up", "As stated",
          "Days in care", "Readmitted within 30 d", "Target", "iop.census.mean: last year 140, model",
          "Bottleneck: ", "6 replications, seed 1, stepdown", "±"}) {
        INFO(word);
        CHECK_THAT(run.output, Contains(word));
    }
    CHECK_THAT(run.output, !Contains("\x1b["));
}

TEST_CASE("the time that a run took is said on standard error only") {
    const Clinic clinic;
    const ProgramRun one = run_program({"run", clinic.file, "--threads", "1"});
    const ProgramRun two = run_program({"run", clinic.file, "--threads", "2"});
    CHECK_THAT(one.errors, Contains(" s on 1 thread,"));
    CHECK_THAT(two.errors, Contains(" s on 2 threads,"));
    CHECK(one.output == two.output);
}

TEST_CASE("run gives programs one JSON document with the promised keys in order") {
    const Clinic clinic;
    const Json document = clinic.json();
    std::vector<std::string> keys;
    for (const auto& [key, value] : document.items()) keys.push_back(key);
    CHECK(keys == std::vector<std::string>{"stepdown", "scenario", "seed", "replications", "metrics", "flows", "targets",
                                           "observed", "sources", "warnings", "warm_up", "bottleneck", "checks", "network"});
    CHECK(document["scenario"] == "Two-step clinic");
    const Json& wait = document["metrics"]["iop.wait.mean"];
    CHECK(wait["unit"] == "d");
    CHECK(wait["n"] == 6);
    CHECK(wait["low"] <= wait["value"]);
    CHECK(wait["value"] <= wait["high"]);
    CHECK(wait["spread"].size() == 2);
    CHECK(document["flows"][0].contains("per_day"));
    CHECK(document["targets"][0]["verdict"] == "met");
    CHECK_FALSE(document["checks"].empty());
    for (const Json& check : document["checks"]) CHECK(check["holds"] == true);
}

TEST_CASE("a figure that was never observed is null and not zero") {
    const TemporaryFolder folder;
    const std::string file = folder.write("clinic.yaml", small_scenario);
    const ProgramRun run = run_program({"run", file, "--format", "json", "--set", "stages.op.slots=unlimited"});
    const Json metrics = Json::parse(run.output)["metrics"];
    for (const char* key : {"value", "se", "low", "high"}) CHECK(metrics["op.occupancy"][key].is_null());
    CHECK(metrics["op.occupancy"]["n"] == 0);
    const ProgramRun csv = run_program({"run", file, "--format", "csv", "--set", "stages.op.slots=unlimited"});
    CHECK_THAT(csv.output, Contains("\nop.occupancy,share,,,,,0,,\n"));
}

TEST_CASE("csv has a row per metric with the numbers of the JSON document") {
    const Clinic clinic;
    const Json document = clinic.json();
    const std::string csv = run_program({"run", clinic.file, "--format", "csv"}).output;
    CHECK_THAT(csv, StartsWith("metric,unit,value,se,low,high,n,spread_low,spread_high\n"));
    CHECK(static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n')) == 1 + document["metrics"].size());
    const std::size_t row = csv.find("\niop.census.mean,clients,");
    REQUIRE(row != std::string::npos);
    const double value = std::stod(csv.substr(row + 25));
    CHECK(value == document["metrics"]["iop.census.mean"]["value"].get<double>());
}

TEST_CASE("the command line overrides the scenario") {
    const Clinic clinic;
    const Json plain = clinic.json();
    CHECK(plain["seed"] == 1);
    const Json seeded = clinic.json({"--seed", "42", "--replications", "3"});
    CHECK(seeded["seed"] == 42);
    CHECK(seeded["replications"] == 3);
    CHECK(seeded["metrics"]["iop.census.mean"]["value"] != plain["metrics"]["iop.census.mean"]["value"]);
    CHECK(clinic.json({"--set", "stages.iop.slots=200"})["metrics"]["iop.places.mean"]["value"] == 200.0);
    CHECK(clinic.json({"--plan", "smaller"})["metrics"]["iop.places.mean"]["value"] == 175.0);
    CHECK(clinic.json({"--plan", "smaller", "--set", "stages.iop.slots=200"})["metrics"]["iop.places.mean"]["value"] == 200.0);
}

TEST_CASE("a metric may be asked for by name") {
    const Clinic clinic;
    CHECK_FALSE(clinic.json()["metrics"].contains("iop.wait.within(3 d)"));
    CHECK(clinic.json({"--metric", "iop.wait.within(3 d)"})["metrics"].contains("iop.wait.within(3 d)"));
    CHECK_THAT(run_program({"run", clinic.file, "--metric", "iop.wait.within(3 d)"}).output,
               Contains("Asked for") && Contains("iop.wait.within(3 d)"));
    const ProgramRun wrong = run_program({"run", clinic.file, "--metric", "iop.wiat.mean"});
    CHECK(wrong.status == 2);
    CHECK_THAT(wrong.errors, Contains("wait.mean"));
}

TEST_CASE("without the need pass the need has no figure and all else stays") {
    const Clinic clinic;
    Json with = clinic.json();
    Json without = clinic.json({"--no-need"});
    CHECK(with["metrics"]["iop.need.mean"]["value"].is_number());
    CHECK((!without["metrics"].contains("iop.need.mean") || without["metrics"]["iop.need.mean"]["value"].is_null()));
    CHECK(with["metrics"]["iop.wait.mean"] == without["metrics"]["iop.wait.mean"]);
}

TEST_CASE("the exit status follows the verdicts") {
    const TemporaryFolder folder;
    const auto run_with_target = [&](const std::string& target, std::vector<std::string> words = {}) {
        std::string text = small_scenario;
        text.replace(text.find("op.access.within(7 d) >= 20%"), 28, target);
        words.insert(words.begin(), {"run", folder.write("clinic.yaml", text)});
        return run_program(words);
    };
    CHECK(run_with_target("op.census.mean >= 10").status == 0);
    const ProgramRun missed = run_with_target("op.census.mean >= 279");
    CHECK(missed.status == 1);
    CHECK_THAT(missed.output, Contains("missed"));
    const std::string straddled =
        "iop.census.mean >= " +
        std::to_string(
            Json::parse(
                run_with_target("op.census.mean >= 10", {"--format", "json"}).output)["metrics"]["iop.census.mean"]["value"]
                .get<double>());
    const ProgramRun undecided = run_with_target(straddled);
    CHECK(undecided.status == 0);
    CHECK_THAT(undecided.output, Contains("undecided"));
    CHECK(run_with_target(straddled, {"--strict"}).status == 1);
}

TEST_CASE("an earlier summary shows whether anything moved") {
    const Clinic clinic;
    const std::string earlier = clinic.folder.write("earlier.json", run_program({"run", clinic.file, "--format", "json"}).output);
    const ProgramRun same = run_program({"run", clinic.file, "--expect", earlier});
    CHECK(same.status == 0);
    CHECK_THAT(same.errors, Contains("metrics are as expected"));
    CHECK_THAT(same.errors, Contains("to the digit"));
    const ProgramRun moved = run_program({"run", clinic.file, "--expect", earlier, "--set", "stages.iop.slots=191"});
    CHECK(moved.status == 1);
    CHECK_THAT(moved.errors, Contains("metrics moved") && Contains("to the digit") && Contains("iop.occupancy"));
    CHECK(run_program({"run", clinic.file, "--expect", clinic.folder.write("other.json", "[]")}).status == 2);
}

TEST_CASE("another seed is judged by chance: noise does not move a metric, a change does") {
    const Clinic clinic;
    const std::string earlier = clinic.folder.write("earlier.json", run_program({"run", clinic.file, "--format", "json"}).output);
    for (const char* seed : {"2", "3", "4"}) {
        const ProgramRun noise = run_program({"run", clinic.file, "--expect", earlier, "--seed", seed});
        INFO(noise.errors);
        CHECK(noise.status == 0);
        CHECK_THAT(noise.errors, Contains("beyond chance at 1%"));
    }
    const ProgramRun change = run_program({"run", clinic.file, "--expect", earlier, "--seed", "2", "--replications", "12",
                                           "--set", "populations.adults.arrivals=4 per day"});
    CHECK(change.status == 1);
    CHECK_THAT(change.errors, Contains("metrics moved") && Contains("Standard errors") && Contains("iop.requests"));
}

TEST_CASE("a summary that cannot be compared is an error") {
    const Clinic clinic;
    const std::string earlier = clinic.folder.write("earlier.json", run_program({"run", clinic.file, "--format", "json"}).output);
    const std::string other = clinic.folder.write("other.yaml", "extends: clinic.yaml\nname: Another clinic\n");
    const ProgramRun another = run_program({"run", other, "--expect", earlier});
    CHECK(another.status == 2);
    CHECK_THAT(another.errors, Contains("another scenario, Two-step clinic; this one is Another clinic"));
    CHECK(another.output.empty());
    const ProgramRun single = run_program({"run", clinic.file, "--expect", earlier, "--replications", "1"});
    CHECK(single.status == 2);
    CHECK_THAT(single.errors, Contains("at least 2 replications"));
    const ProgramRun missing = run_program({"run", clinic.file, "--expect", "no-such.json"});
    CHECK(missing.status == 2);
    CHECK_THAT(missing.errors, Contains("--expect no-such.json: there is no such file"));
    CHECK(missing.output.empty());
    const ProgramRun folder = run_program({"run", clinic.file, "--expect", clinic.folder.path()});
    CHECK(folder.status == 2);
    CHECK_THAT(folder.errors, Contains("a folder, not a file"));
}

TEST_CASE("clients that go round without time passing end the run with the loop's name") {
    const TemporaryFolder folder;
    const std::string file = folder.write("loop.yaml", R"(stepdown: 1
clock: {start: 2027-01-04, run: 1 w}
populations: {adults: {arrivals: 1 per day, enters: {php: 1}}}
stages:
  php: {stay: {fixed: 0 d}, next: {iop: 1}}
  iop: {stay: {fixed: 0 d}, next: {php: 0.999999999, home: rest}}
)");
    const ProgramRun run = run_program({"run", file});
    CHECK(run.status == 2);
    CHECK(run.output.empty());
    CHECK_THAT(run.errors, Contains("php") && Contains("iop"));
}

TEST_CASE("bench tells events, time, client-years and memory as one document") {
    const Clinic clinic;
    const ProgramRun run = run_program({"bench", clinic.file, "--replications", "4", "--threads", "1"});
    REQUIRE(run.status == 0);
    const Json figures = Json::parse(run.output);
    const Json document = clinic.json({"--replications", "4"});
    CHECK(figures["replications"] == 4);
    CHECK(figures["events"].get<double>() > 1000);
    const double seconds = figures["seconds"];
    CHECK(figures["ns_per_event"].get<double>() == Approx(1e9 * seconds / figures["events"].get<double>()));
    double clients = 0;
    for (const auto& stage : document["network"]["stages"]) {
        const std::string metric = stage["stage"].get<std::string>() + ".census.mean";
        if (stage["kind"] == "care") clients += document["metrics"][metric]["value"].get<double>();
    }
    CHECK(figures["client_years"].get<double>() == Approx(clients * 4 * document["network"]["days"].get<double>() / 365));
    CHECK(figures["clients_in_care"].get<double>() == Approx(clients));
    const double megabytes = figures["peak_memory_mb"];
    CHECK(megabytes > 1);
    CHECK(figures["bytes_per_client"].get<double>() == Approx(megabytes * 1024 * 1024 / clients));
    CHECK(figures["processor_seconds"].get<double>() > 0);
}
