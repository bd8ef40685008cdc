// `check` and `graph`: what a planner reads before running anything.

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "small_scenario.hpp"
#include "support/program.hpp"

using namespace stepdown_test;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

TEST_CASE("check reads the plan back in plain words") {
    const TemporaryFolder folder;
    const ProgramRun run = run_program({"check", folder.write("clinic.yaml", small_scenario)});
    CHECK(run.status == 0);
    CHECK(run.errors.empty());
    CHECK_THAT(run.output, Contains("Two-step clinic") && Contains("Adults ask") && Contains("190"));
}

TEST_CASE("check tells the mistakes of all files at once") {
    const TemporaryFolder folder;
    const std::string good = folder.write("good.yaml", small_scenario);
    const std::string first = folder.write("first.yaml", small_scenario_with("colour: red\nseed: -3\n"));
    const std::string second = folder.write("second.yaml", "stepdown: 1\n");
    const ProgramRun run = run_program({"check", first, good, second});
    CHECK(run.status == 2);
    CHECK_THAT(run.output, Contains("Adults ask"));
    CHECK_THAT(run.errors, Contains("first.yaml:27:1: error[unknown-key]") && Contains("first.yaml:28:7: error["));
    CHECK_THAT(run.errors, Contains("second.yaml"));
}

TEST_CASE("check gives its findings to programs as JSON and CSV") {
    const TemporaryFolder folder;
    const std::string good = folder.write("good.yaml", small_scenario);
    const std::string bad = folder.write("bad.yaml", small_scenario_with("colour: red\n"));
    const ProgramRun json = run_program({"check", good, bad, "--format", "json"});
    CHECK(json.status == 2);
    CHECK(json.errors.empty());
    const auto document = nlohmann::json::parse(json.output);
    REQUIRE(document.size() == 2);
    CHECK(document[0]["ok"] == true);
    CHECK_FALSE(document[0]["plan"].empty());
    CHECK(document[1]["ok"] == false);
    CHECK(document[1]["problems"][0]["code"] == "unknown-key");
    CHECK(document[1]["problems"][0]["line"] == 27);

    const ProgramRun csv = run_program({"check", bad, "--format", "csv"});
    CHECK(csv.status == 2);
    CHECK_THAT(csv.output, StartsWith("file,line,column,severity,code,message,hint\n" + bad + ",27,1,error,unknown-key,"));
}

TEST_CASE("check sees the values that the command line sets") {
    const TemporaryFolder folder;
    const std::string file = folder.write("clinic.yaml", small_scenario);
    CHECK_THAT(run_program({"check", file, "--set", "stages.iop.slots=171"}).output, Contains("171"));
    CHECK_THAT(run_program({"check", file, "--plan", "smaller"}).output, Contains("175"));
    const ProgramRun wrong = run_program({"check", file, "--set", "stages.ipo.slots=171"});
    CHECK(wrong.status == 2);
    CHECK_THAT(wrong.errors, Contains("error[unknown-path]") && Contains("iop"));
    CHECK(run_program({"check", file, "--plan", "larger"}).status == 2);
}

TEST_CASE("graph writes DOT text that Graphviz draws") {
    const TemporaryFolder folder;
    const std::string file = folder.write("clinic.yaml", small_scenario);
    const ProgramRun dot = run_program({"graph", file});
    CHECK(dot.status == 0);
    CHECK_THAT(dot.output, StartsWith("digraph") && Contains("iop") && Contains("home"));
    CHECK(run_program({"graph", file, "--format", "dot"}).output == dot.output);
    const ProgramRun svg = run_program({"graph", file, "--format", "svg"});
    CHECK(svg.status == 0);
    CHECK_THAT(svg.output, Contains("<svg") && Contains("</svg>"));
}

TEST_CASE("check measures the need against seats where there are fewer of them than places") {
    const TemporaryFolder folder;
    const std::string file = folder.write("seats.yaml", R"(stepdown: 1
name: Seats
clock: {start: 2027-01-04, warm_up: 4 w, run: 52 w}
populations: {adults: {arrivals: 1 per day, enters: {iop: 1}}}
stages:
  iop:
    slots: 60
    tracks: {day: {groups: 2, size: 10, days: mon-fri, from: 10:00, to: 13:00}}
    stay: {mean: 30 d, cv: 1}
    next: {home: 1}
)");
    const ProgramRun tight = run_program({"check", file});
    CHECK_THAT(tight.output, Contains("IOP: 20 seats; it needs 30 (150%)."));
    CHECK_THAT(tight.errors, Contains("warning[overloaded]: stage `iop` has 20.0 seats and needs 30.0"));
    const ProgramRun wide = run_program({"check", file, "--set", "stages.iop.tracks.day.groups=4"});
    CHECK_THAT(wide.output, Contains("IOP: 40 seats; it needs 30 (75%)."));
    CHECK_THAT(wide.errors, !Contains("overloaded"));
}

TEST_CASE("check counts what those who cover a role have to spare") {
    const TemporaryFolder folder;
    const std::string file = folder.write("cover.yaml", R"(stepdown: 1
name: Cover
clock: {start: 2027-01-04, run: 52 w}
populations: {adults: {arrivals: 2 per week, enters: {iop: 1}}}
staff:
  counselor: {shifts: {day: {fte: 4, days: mon-fri, from: 08:00, to: 17:00}}}
  lead: {covers: [counselor], shifts: {day: {fte: 1, days: mon-fri, from: 08:00, to: 17:00}}}
stages:
  iop:
    level: none
    tracks: {day: {size: 12, days: mon-fri, from: 09:00, to: 17:00}}
    leaders: {counselor: 1 per 2}
    stay: {mean: 30 d, cv: 1}
    next: {home: 1}
)");
    const ProgramRun tight = run_program({"check", file, "--set", "staff.counselor.shifts.day.fte=3"});
    CHECK_THAT(tight.errors, Contains("full groups need 6.0 of `counselor` and 4.0 are on shift"));
    CHECK_THAT(tight.errors, Contains("bookable hours a week, those who cover it") && Contains("to spare, and its clients need"));
    CHECK_THAT(tight.output, Contains("(178%); those who") && Contains("needs 6 leaders, 4 on shift"));
    const ProgramRun wide = run_program({"check", file, "--set", "staff.lead.shifts.day.fte=5"});
    CHECK_THAT(wide.errors, !Contains("too-few-leaders") && !Contains("overloaded"));
}

TEST_CASE("without Graphviz a drawing is status 3 and names the package") {
    const TemporaryFolder folder;
    const std::string file = folder.write("clinic.yaml", small_scenario);
    const ProgramRun svg = run_program({"graph", file, "--format", "svg"}, {.variables = {{"PATH", "/no-such-folder"}}});
    CHECK(svg.status == 3);
    CHECK(svg.output.empty());
    CHECK_THAT(svg.errors, Contains("install the package graphviz"));
}
