// `compare`: the plans of a file and plan files, as a table, as JSON and as CSV, and what cannot be compared.
#include <catch2/catch.hpp>

#include <filesystem>

#include <nlohmann/json.hpp>

#include "small_scenario.hpp"
#include "support/program.hpp"

using namespace stepdown_test;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using Json = nlohmann::ordered_json;

namespace {

const std::string with_plans = small_scenario_with("  more-iop: {stages.iop.slots: 150}\n  more-op: {stages.op.slots: 300}\n");

struct Plans {
    TemporaryFolder folder;
    std::string file = folder.write("clinic.yaml", with_plans);
};

}  // namespace

TEST_CASE("compare shows each plan's figure, its difference and which is best") {
    const Plans plans;
    const ProgramRun run = run_program({"compare", plans.file, "--metric", "iop.wait.mean"});
    CHECK(run.status == 0);
    for (const std::string word : {"Metric", "Plan", "Figure", "Difference", "Can be told", "Pairing bought", "as it is",
                                   "more-iop", "more-op", "best is", "6 replications of each plan with the same clients"}) {
        INFO(word);
        CHECK_THAT(run.output, Contains(word));
    }
}

TEST_CASE("compare has the same bytes on any number of threads") {
    const Plans plans;
    const auto json = [&](const char* threads) {
        return run_program({"compare", plans.file, "--format", "json", "--threads", threads}).output;
    };
    CHECK(json("1") == json("2"));
}

TEST_CASE("compare gives programs the document of the base with plans, differences and the best") {
    const Plans plans;
    const Json document = Json::parse(run_program({"compare", plans.file, "--format", "json"}).output);
    std::vector<std::string> names;
    for (const Json& plan : document["plans"]) names.push_back(plan["name"]);
    CHECK(names == std::vector<std::string>{"as it is", "smaller", "more-iop", "more-op"});
    CHECK(document["metrics"] == document["plans"][0]["metrics"]);
    const Json alone =
        Json::parse(run_program({"run", plans.file, "--no-need", "--plan", "more-iop", "--format", "json"}).output);
    CHECK(document["plans"][2]["metrics"] == alone["metrics"]);
    bool found = false;
    for (const Json& difference : document["differences"]) {
        if (difference["metric"] != "iop.census.mean" || difference["plan"] != "more-iop") continue;
        found = true;
        const double expected = alone["metrics"]["iop.census.mean"]["value"].get<double>() -
                                document["metrics"]["iop.census.mean"]["value"].get<double>();
        CHECK(difference["value"].get<double>() == Approx(expected));
        CHECK(difference["simultaneous"][0] < difference["low"]);
    }
    CHECK(found);
    CHECK(document["best"].size() == document["targets"].size());
}

TEST_CASE("plan files are compared under their names, and one plan can be chosen") {
    const Plans plans;
    const std::string other =
        plans.folder.write("wider.yaml", "stepdown: 1\nextends: clinic.yaml\nset: {stages.iop.slots: 170}\n");
    const ProgramRun run = run_program({"compare", plans.file, other, "--plan", "more-op", "--format", "csv"});
    CHECK(run.status == 0);
    CHECK_THAT(run.output,
               StartsWith("plan,metric,unit,value,se,low,high,simultaneous_low,simultaneous_high,adjusted_p,pairing_gain,n\n"));
    CHECK_THAT(run.output, Contains("\nwider,iop.wait.mean,d,"));
    CHECK_THAT(run.output, Contains("\nmore-op,"));
    CHECK_THAT(run.output, !Contains("\nmore-iop,"));
}

TEST_CASE("need that is named is simulated") {
    const Plans plans;
    const Json document = Json::parse(
        run_program({"compare", plans.file, "--plan", "more-iop", "--metric", "iop.need.mean", "--format", "json"}).output);
    CHECK(document["metrics"]["iop.need.mean"]["value"].is_number());
}

TEST_CASE("plan files of one name are told apart by their folders, and what is named twice is refused") {
    const Plans plans;
    const std::string more = "stepdown: 1\nextends: ../clinic.yaml\nset: {stages.iop.slots: 170}\n";
    std::filesystem::create_directories(std::filesystem::path(plans.file).parent_path() / "north");
    std::filesystem::create_directories(std::filesystem::path(plans.file).parent_path() / "south");
    const std::string north = plans.folder.write("north/scenario.yaml", more);
    const std::string south = plans.folder.write("south/scenario.yaml", more);
    const ProgramRun run = run_program({"compare", plans.file, north, south, "--format", "csv"});
    CHECK(run.status == 0);
    CHECK_THAT(run.output, Contains("\n" + north + ",iop.wait.mean,d,"));
    CHECK_THAT(run.output, Contains("\n" + south + ",iop.wait.mean,d,"));
    const ProgramRun twice = run_program({"compare", plans.file, "--plan", "more-op", "--plan", "more-op"});
    CHECK(twice.status == 2);
    CHECK_THAT(twice.errors, Contains("plan more-op is named twice"));
}

TEST_CASE("what cannot be compared is said") {
    const Plans plans;
    const std::string alone = plans.folder.write("alone.yaml", small_scenario.substr(0, small_scenario.find("plans:")));
    const ProgramRun nothing = run_program({"compare", alone});
    CHECK(nothing.status == 2);
    CHECK_THAT(nothing.errors, Contains("there is nothing to compare"));
    const std::string longer = plans.folder.write("longer.yaml", "stepdown: 1\nextends: clinic.yaml\nset: {replications: 9}\n");
    const ProgramRun unpaired = run_program({"compare", alone, longer});
    CHECK(unpaired.status == 2);
    CHECK_THAT(unpaired.errors, Contains("cannot be paired"));
    CHECK(run_program({"compare", plans.file, "--plan", "none-such"}).status == 2);
    CHECK(run_program({"compare", plans.file, "--precision", "soon"}).status == 2);
    const std::string without = plans.folder.write(
        "without.yaml", with_plans.substr(0, with_plans.find("targets:")) + with_plans.substr(with_plans.find("plans:")));
    const ProgramRun of_what = run_program({"compare", without, "--precision", "5%"});
    CHECK(of_what.status == 2);
    CHECK_THAT(of_what.errors, Contains("--precision of what?"));
}

TEST_CASE("a plan file that is a scenario of its own is warned of, and refused when its clients are others") {
    const Plans plans;
    const std::string own = plans.folder.write("own.yaml", small_scenario);
    const ProgramRun warned = run_program({"compare", plans.file, own, "--plan", "smaller"});
    CHECK(warned.status == 0);
    CHECK_THAT(warned.errors, Contains("own.yaml is no plan for") && Contains("begin it with `extends: clinic.yaml`"));
    std::string other = small_scenario;
    for (const std::string name : {"adults", "adolescents"}) other.replace(other.find(name), name.size(), "clients-" + name);
    const std::string strange = plans.folder.write("strange.yaml", other);
    const ProgramRun refused = run_program({"compare", plans.file, strange});
    CHECK(refused.status == 2);
    CHECK(refused.output.empty());
    CHECK_THAT(refused.errors, Contains("none of its populations; begin it with `extends: clinic.yaml`"));
    const std::string winter = plans.folder.write("winter.yaml", "extends: clinic.yaml\nset: {stages.iop.slots: 170}\n");
    CHECK_THAT(run_program({"compare", winter, plans.file}).errors, !Contains("is no plan for"));
}

TEST_CASE("with a precision compare goes on until the differences are known so well") {
    const Plans plans;
    const Json document =
        Json::parse(run_program({"compare", plans.file, "--plan", "more-iop", "--precision", "0.02", "--format", "json"}).output);
    CHECK(document["replications"] >= 30);
}

TEST_CASE("compare writes a directory whole") {
    const Plans plans;
    const std::string out = plans.folder.path() / "compared";
    const ProgramRun run = run_program({"compare", plans.file, "--out", out});
    CHECK(run.status == 0);
    CHECK(Json::parse(text_of_file(std::filesystem::path(out) / "summary.json"))["differences"].size() > 100);
    CHECK_THAT(text_of_file(std::filesystem::path(out) / "differences.csv"), StartsWith("plan,metric,"));
    CHECK(std::filesystem::exists(std::filesystem::path(out) / "manifest.json"));
}
