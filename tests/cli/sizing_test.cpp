// `size`, `levers` and `sweep` as one meets them: tables, documents, directories, and what is said when they cannot.
#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>

#include <nlohmann/json.hpp>

#include "small_scenario.hpp"
#include "support/program.hpp"

using namespace stepdown_test;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using Json = nlohmann::ordered_json;

namespace {

const std::string sized = R"(stepdown: 1
name: Sized clinic
clock: {start: 2027-01-04, warm_up: 8 w, run: 52 w}
replications: 10
populations: {adults: {arrivals: 3 per day, enters: {iop: 1}}}
stages:
  iop: {slots: 14, stay: {exponential: {mean: 4 d}}, next: {op: 0.5, home: rest}}
  op: {slots: 20, stay: {exponential: {mean: 10 d}}, next: {home: 1}}
money: {stages: {iop: {cost: 30 per day}, op: {cost: 10 per day}}}
targets: [iop.access.within(1 d) >= 90%, op.access.within(3 d) >= 90%]
sources:
  stages.iop.stay: {from: a guess, evidence: assumed}
  populations.adults.arrivals: {from: last year, evidence: high}
sizing:
  choose: {stages.iop.slots: {from: 10, to: 30}, stages.op.slots: {from: 10, to: 40}}
)";

struct Sized {
    TemporaryFolder folder;
    std::string file = folder.write("sized.yaml", sized);
};

}  // namespace

TEST_CASE("size tells the plan, its bounds, its neighbours and what it is worth") {
    const Sized scenario;
    const ProgramRun run = run_program({"size", scenario.file});
    CHECK(run.status == 0);
    for (const std::string word :
         {"The cheapest plan that was found to keep every requirement", "stages.iop.slots", "at least", "binds",
          "-1 stages.op.slots", "+1 stages.op.slots", "With 95% confidence every requirement holds", "fresh replications"}) {
        INFO(word);
        CHECK_THAT(run.output, Contains(word));
    }
}

TEST_CASE("size has the same bytes on any number of threads") {
    const Sized scenario;
    const auto json = [&](const char* threads) {
        return run_program({"size", scenario.file, "--format", "json", "--threads", threads}).output;
    };
    CHECK(json("1") == json("2"));
}

TEST_CASE("size gives programs the run of its plan, the plan and the trace") {
    const Sized scenario;
    const std::string out = scenario.folder.path() / "sized";
    CHECK(run_program({"size", scenario.file, "--out", out}).status == 0);
    const Json document = Json::parse(text_of_file(std::filesystem::path(out) / "summary.json"));
    CHECK(document["sizing"]["end"] == "certified");
    CHECK(document["sizing"]["attempts"].back()["certified"] == true);
    CHECK(document["trace"].size() == document["sizing"]["plans_tried"]);
    std::string settings;
    for (const auto& choice : document["sizing"]["choices"])
        settings = choice["path"].get<std::string>() + "=" + std::to_string(choice["chosen"].get<int>());
    const Json& values = document["plans"][0]["values"];
    const Json alone =
        Json::parse(run_program({"run", scenario.file, "--no-need", "--format", "json", "--set",
                                 "stages.iop.slots=" + std::to_string(values["stages.iop.slots"].get<int>()), "--set",
                                 "stages.op.slots=" + std::to_string(values["stages.op.slots"].get<int>())})
                        .output);
    CHECK(document["metrics"] == alone["metrics"]);
    CHECK_THAT(text_of_file(std::filesystem::path(out) / "trace.csv"), StartsWith("plan,reason,values,cost_per_week,"));
    CHECK_THAT(text_of_file(std::filesystem::path(out) / "choices.csv"), StartsWith("path,from,to,step,chosen,cost_per_week\n"));
}

TEST_CASE("size ends with 1 when no plan keeps the requirements or the effort is too small") {
    const Sized scenario;
    const ProgramRun none = run_program({"size", scenario.file, "--set", "sizing.choose={stages.iop.slots: {from: 10, to: 11}}"});
    CHECK(none.status == 1);
    CHECK_THAT(none.output, Contains("No plan in these ranges meets the requirements. The nearest miss"));
    const ProgramRun little = run_program({"size", scenario.file, "--effort", "20"});
    CHECK(little.status == 1);
    CHECK_THAT(little.output, Contains("Not confirmed: the effort was spent"));
    const ProgramRun timed = run_program({"size", scenario.file, "--effort", "100 s"});
    CHECK(timed.status == 0);
    CHECK_THAT(timed.errors, Contains("cannot be repeated to the byte"));
}

TEST_CASE("a size that ends within its first look tells in every format what it saw, or that it saw nothing") {
    const Sized scenario;
    std::size_t seen = 0;
    for (const std::string effort : {"5", "12", "24", "31", "32", "33"}) {
        INFO(effort);
        const ProgramRun run = run_program({"size", scenario.file, "--effort", effort, "--format", "json"});
        CHECK(run.status == 1);
        const Json document = Json::parse(run.output);
        seen += document["plans"].size();
        for (const Json& plan : document["plans"]) CHECK(plan["requirements"].size() > 0);
        const std::string table = run_program({"size", scenario.file, "--effort", effort}).output;
        CHECK_THAT(table, Contains("seed " + std::to_string(document["seed"].get<int>()) + ","));
        const bool has_plan = table.find("The best plan so far, unconfirmed:") != std::string::npos;
        CHECK(has_plan == !document["plans"].empty());
    }
    CHECK(seen >= 2);
    CHECK(seen < 6);
}

TEST_CASE("a budget that buys nothing is told, and no plan with it") {
    const Sized scenario;
    const ProgramRun run =
        run_program({"size", scenario.file, "--set", "sizing.minimize=iop.wait.mean", "--set", "sizing.budget=1 per week"});
    CHECK(run.status == 1);
    CHECK_THAT(run.output, Contains("costs more than the budget, so nothing was tried"));
    CHECK_THAT(run.output, !Contains("nearest miss") && !Contains("seed 0"));
}

TEST_CASE("an interrupted size prints the best plan so far, marked as unconfirmed") {
    const Sized scenario;
    const auto begin = std::chrono::steady_clock::now();
    ProgramSetting setting;
    setting.signal = SIGINT;
    setting.signal_when = [begin] { return std::chrono::steady_clock::now() - begin > std::chrono::milliseconds(400); };
    const ProgramRun run = run_program({"size", scenario.file, "--set", "clock.run=100 y"}, setting);
    CHECK(run.status == 130);
    CHECK_THAT(run.output, Contains("Not confirmed: the search was interrupted"));
}

TEST_CASE("size says what is missing") {
    const Sized scenario;
    const std::string without = scenario.folder.write("without.yaml", sized.substr(0, sized.find("sizing:")));
    CHECK_THAT(run_program({"size", without}).errors, Contains("there is nothing to size"));
    CHECK(run_program({"size", without}).status == 2);
    CHECK_THAT(run_program({"size", scenario.file, "--effort", "much"}).errors, Contains("much is no effort"));
}

TEST_CASE("size tells how many more referrals the scenario carries") {
    const Sized scenario;
    const ProgramRun run =
        run_program({"size", scenario.file, "--most-referrals", "--set", "stages.iop.slots=20", "--set", "stages.op.slots=24"});
    CHECK(run.status == 0);
    CHECK_THAT(run.output, Contains("times today's referrals: with 95% confidence every requirement holds"));
    const Json document = Json::parse(run_program({"size", scenario.file, "--most-referrals", "--format", "json", "--set",
                                                   "stages.iop.slots=20", "--set", "stages.op.slots=24"})
                                          .output);
    CHECK(document["most_referrals"]["times"] > 1.0);
    CHECK(document["trace"].size() > 2);
    // The figures of the document are those with that many referrals, 3 a day being today's.
    const double times = document["most_referrals"]["times"];
    CHECK(document["metrics"]["iop.requests"]["value"].get<double>() == Approx(3.0 * times).epsilon(0.1));
}

TEST_CASE("levers ranks one more of each thing by what it gains per cost") {
    const Sized scenario;
    const ProgramRun run = run_program({"levers", scenario.file});
    CHECK(run.status == 0);
    for (const std::string word : {"iop.access.within(1 d) >= 90%", "Gain per 1,000", "One less", "stages.iop.slots"}) {
        INFO(word);
        CHECK_THAT(run.output, Contains(word));
    }
    const std::string plain = scenario.folder.write("plain.yaml", sized.substr(0, sized.find("sizing:")));
    const std::string csv = run_program({"levers", plain, "--format", "csv"}).output;
    CHECK_THAT(csv, StartsWith("target,path,present,step,cost_per_week,one_more,"));
    CHECK_THAT(csv, Contains("stages.op.slots,20,1,70,"));
    const std::string out = scenario.folder.path() / "levers";
    CHECK(run_program({"levers", scenario.file, "--out", out}).status == 0);
    CHECK(Json::parse(text_of_file(std::filesystem::path(out) / "summary.json"))["levers"].size() == 4);
    const ProgramRun costless = run_program({"levers", plain, "--set", "money={stages: {iop: {cost: 30 per day}}}"});
    CHECK(costless.status == 2);
    CHECK_THAT(costless.errors, Contains("what `stages.op.slots` costs"));
}

TEST_CASE("run --levers adds the first three when a target is missed") {
    const Sized scenario;
    const ProgramRun missed = run_program({"run", scenario.file, "--levers", "--no-need"});
    CHECK(missed.status == 1);
    CHECK_THAT(missed.output, Contains("Gain per 1,000"));
    const std::filesystem::path out = scenario.folder.path() / "levers-of-run";
    const Json document =
        Json::parse(run_program({"run", scenario.file, "--levers", "--no-need", "--format", "json", "--out", out}).output);
    CHECK(document["levers"].size() == 4);
    CHECK(Json::parse(text_of_file(out / "summary.json"))["levers"] == document["levers"]);
    CHECK_THAT(text_of_file(out / "levers.csv"), StartsWith("target,path,present,step,cost_per_week,one_more,"));
    const ProgramRun met = run_program(
        {"run", scenario.file, "--levers", "--no-need", "--set", "stages.iop.slots=30", "--set", "stages.op.slots=40"});
    CHECK(met.status == 0);
    CHECK_THAT(met.output, !Contains("Gain per 1,000"));
}

TEST_CASE("sweep shows figures over a grid, over a hypercube and over units") {
    const Sized scenario;
    const ProgramRun grid =
        run_program({"sweep", scenario.file, "--vary", "stages.iop.slots=14..18/2", "--vary", "stages.op.slots=20,24"});
    CHECK(grid.status == 0);
    CHECK_THAT(grid.output, Contains("iop.access.within(1 d)"));
    CHECK(std::count(grid.output.begin(), grid.output.end(), '\n') >= 9);
    const Json cube = Json::parse(run_program({"sweep", scenario.file, "--vary", "stages.iop.slots=10..29", "--vary",
                                               "stages.op.slots=10..39", "--points", "5", "--format", "json"})
                                      .output);
    CHECK(cube["points"].size() == 5);
    const ProgramRun units =
        run_program({"sweep", scenario.file, "--vary", "stages.iop.turnaround=0 h..8 h/4 h", "--format", "csv"});
    CHECK(units.status == 0);
    CHECK_THAT(units.output, Contains("stages.iop.turnaround=8 h,"));
}

TEST_CASE("sweep --tornado ranks what the answer depends on") {
    const Sized scenario;
    const ProgramRun run = run_program({"sweep", scenario.file, "--tornado"});
    CHECK(run.status == 0);
    CHECK_THAT(run.output, Contains("stages.iop.stay"));
    CHECK_THAT(run.output, Contains("±50%"));
    CHECK_THAT(run.output, Contains("±5%"));
    const std::string out = scenario.folder.path() / "tornado";
    CHECK(run_program({"sweep", scenario.file, "--tornado", "--out", out}).status == 0);
    const Json document = Json::parse(text_of_file(std::filesystem::path(out) / "summary.json"));
    REQUIRE(document["tornado"].size() == 4);
    CHECK(document["tornado"][0]["path"] == "stages.iop.stay");
    CHECK(document["tornado"][0]["lower"]["value"] > 0.0);
    CHECK(document["tornado"][0]["higher"]["value"] < 0.0);
}

TEST_CASE("sizing that has nothing to keep is refused, also where `require` is an empty list") {
    const TemporaryFolder folder;
    const std::string file = folder.write("nothing.yaml", sized + "  require: []\n");
    for (const char* command : {"check", "size"}) {
        const ProgramRun refused = run_program({command, file});
        CHECK(refused.status == 2);
        CHECK_THAT(refused.errors, Contains("error[no-requirement]: `sizing` has nothing to keep"));
    }
}

TEST_CASE("a lever without a cost is said with the file and how to state it") {
    const TemporaryFolder folder;
    std::string text = sized;
    text.erase(text.find("money:"), text.find("targets:") - text.find("money:"));
    text.erase(text.find("sizing:"));
    const std::string file = folder.write("free.yaml", text);
    const ProgramRun refused = run_program({"levers", file});
    CHECK(refused.status == 2);
    CHECK_THAT(refused.errors, StartsWith(file + ": error[without-cost]") && Contains("money: {stages: {iop: {cost:"));
}

TEST_CASE("a sweep tries values that sizing could not choose among") {
    const Sized scenario;
    const ProgramRun run =
        run_program({"sweep", scenario.file, "--vary", "stages.iop.slots=unlimited,20", "--replications", "5"});
    CHECK(run.status == 0);
    CHECK_THAT(run.output, Contains("unlimited") && !Contains("no valid scenario"));
}

TEST_CASE("what cannot be swept is said") {
    const Sized scenario;
    CHECK_THAT(run_program({"sweep", scenario.file}).errors, Contains("sweep needs --vary"));
    CHECK_THAT(run_program({"sweep", scenario.file, "--vary", "stages.iop.slots"}).errors, Contains("is no range"));
    const ProgramRun twice =
        run_program({"sweep", scenario.file, "--vary", "stages.iop.slots=20", "--vary", "stages.iop.slots=21"});
    CHECK_THAT(twice.errors, Contains("--vary names stages.iop.slots twice"));
    CHECK(twice.status == 2);
    CHECK_THAT(run_program({"sweep", scenario.file, "--vary", "stages.iop.slot=1..3"}).errors, Contains("did you mean `slots`?"));
    const ProgramRun misspelt = run_program({"sweep", scenario.file, "--vary", "stages.iop.slot=3"});
    CHECK(misspelt.status == 2);
    CHECK_THAT(misspelt.errors, StartsWith("stages.iop.slot=3: error[unknown-path]"));
    CHECK_THAT(
        run_program({"sweep", scenario.file, "--vary", "stages.iop.slots=1..999", "--vary", "stages.op.slots=1..999"}).errors,
        Contains("--points"));
}
