// `--out`: everything that was promised, whole or not at all, the same bytes on any number of threads.

#include <catch2/catch.hpp>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <regex>

#include <sqlite3.h>
#include <sys/resource.h>
#include <nlohmann/json.hpp>

#include "small_scenario.hpp"
#include "support/program.hpp"

using namespace stepdown_test;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
namespace fs = std::filesystem;
using Names = std::vector<std::string>;

namespace {

const Names all_files = {"flows.csv",      "manifest.json", "metrics.csv",  "replications.csv", "report.html",
                         "results.sqlite", "series.csv",    "summary.json", "waits.csv"};

Names names_in(const fs::path& folder) {
    Names names;
    for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

/// A folder with the scenario in it, in which the program runs.
struct Place {
    TemporaryFolder folder;
    std::string scenario = folder.write("clinic.yaml", small_scenario);

    ProgramRun run(Names words, ProgramSetting setting = {}) const {
        words.insert(words.begin(), {"run", "clinic.yaml"});
        setting.folder = folder.path();
        return run_program(words, setting);
    }
    std::string text(const std::string& file) const { return text_of_file(folder.path() / file); }
};

std::int64_t rows_of(const fs::path& database, const std::string& table) {
    sqlite3* opened = nullptr;
    REQUIRE(sqlite3_open_v2(database.c_str(), &opened, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK);
    sqlite3_stmt* statement = nullptr;
    REQUIRE(sqlite3_prepare_v2(opened, ("SELECT count(*) FROM " + table).c_str(), -1, &statement, nullptr) == SQLITE_OK);
    REQUIRE(sqlite3_step(statement) == SQLITE_ROW);
    const std::int64_t rows = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(opened);
    return rows;
}

std::int64_t lines_in(const std::string& text) { return std::count(text.begin(), text.end(), '\n'); }

/// Starts a run of many replications and sends the signal once its unfinished directory is there.
ProgramRun interrupted(const Place& place, int signal) {
    ProgramSetting setting;
    setting.signal = signal;
    setting.signal_when = [&place] {
        for (const std::string& name : place.folder.names()) {
            if (name.find("unfinished") != std::string::npos) return true;
        }
        return false;
    };
    return place.run({"--out", "results", "--events", "--replications", "100000"}, setting);
}

}  // namespace

TEST_CASE("a directory of results holds every file that was promised") {
    const Place place;
    const ProgramRun run = place.run({"--out", "results"});
    CHECK(run.status == 0);
    CHECK_THAT(run.output, StartsWith("Two-step clinic"));
    CHECK(place.folder.names() == Names{"clinic.yaml", "results"});
    CHECK(names_in(place.folder.path() / "results") == all_files);
    CHECK(place.text("results/summary.json") == place.run({"--format", "json"}).output);
    CHECK(place.text("results/metrics.csv") == place.run({"--format", "csv"}).output);
    CHECK_THAT(place.text("results/waits.csv"), StartsWith("stage,population,up_to_days,share\n"));
    CHECK_THAT(place.text("results/series.csv"), Contains("iop,census,2026-07-06,-182,1,"));
}

TEST_CASE("the database has the rows of the CSV files") {
    const Place place;
    place.run({"--out", "results"});
    for (const std::string table : {"metrics", "replications", "series", "flows", "waits"}) {
        INFO(table);
        CHECK(rows_of(place.folder.path() / "results/results.sqlite", table) ==
              lines_in(place.text("results/" + table + ".csv")) - 1);
    }
}

TEST_CASE("every file but the manifest is the same on one thread and on three") {
    const Place place;
    place.run({"--out", "one", "--events", "--threads", "1"});
    place.run({"--out", "three", "--events", "--threads", "3"});
    const Names names = names_in(place.folder.path() / "one");
    CHECK(names.size() == all_files.size() + 1);
    for (const std::string& name : names) {
        if (name == "manifest.json") continue;
        INFO(name);
        CHECK(place.text("one/" + name) == place.text("three/" + name));
        CHECK_FALSE(place.text("one/" + name).empty());
    }
}

TEST_CASE("the manifest says what is needed to repeat the run") {
    const Place place;
    place.run({"--out", "results", "--threads", "2", "--plan", "smaller", "--set", "stages.op.slots=231"});
    const auto manifest = nlohmann::json::parse(place.text("results/manifest.json"));
    CHECK(manifest["files"][0]["text"] == small_scenario);
    const std::string digest = manifest["files"][0]["sha256"];
    CHECK(std::system(("echo '" + digest + "  " + place.scenario + "' | sha256sum --check --quiet").c_str()) == 0);
    CHECK(manifest["plan"] == "smaller");
    CHECK(manifest["set"] == nlohmann::json::array({"stages.op.slots=231"}));
    CHECK(manifest["seed"] == 1);
    CHECK(manifest["threads"] == 2);
    for (const char* key : {"stepdown", "compiler", "started", "seconds"}) CHECK(manifest.contains(key));
}

TEST_CASE("the event log has the columns of process mining, in the order of time") {
    const Place place;
    CHECK(place.run({"--out", "results", "--events", "--replications", "2"}).status <= 1);
    std::ifstream log(place.folder.path() / "results/events.csv");
    std::string line;
    std::getline(log, line);
    CHECK(line == "case_id,activity,timestamp,stage,detail,population");
    const std::regex form("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}");
    std::string last;
    std::int64_t lines = 0;
    std::int64_t wrong = 0;
    while (std::getline(log, line)) {
        const std::size_t begin = line.find(',', line.find(',') + 1) + 1;
        const std::string timestamp = line.substr(begin, 26);
        if (!std::regex_match(timestamp, form) || timestamp < last) ++wrong;
        last = timestamp;
        ++lines;
    }
    CHECK(wrong == 0);
    CHECK(lines > 1000);
    CHECK(last < "2028-01-03");
    CHECK(last > "2028-01-01");
}

TEST_CASE("an earlier output is replaced whole and anything else is refused") {
    const Place place;
    place.run({"--out", "results", "--events", "--replications", "2"});
    CHECK(place.run({"--out", "results/", "--replications", "3"}).status <= 1);
    CHECK(names_in(place.folder.path() / "results") == all_files);
    CHECK(nlohmann::json::parse(place.text("results/summary.json"))["replications"] == 3);

    fs::create_directory(place.folder.path() / "empty");
    CHECK(place.run({"--out", "empty"}).status == 0);
    place.folder.write("results/notes.txt", "mine");
    fs::create_directory(place.folder.path() / "other");
    place.folder.write("other/notes.txt", "mine");
    for (const std::string target : {"results", "other", "clinic.yaml"}) {
        INFO(target);
        const ProgramRun refused = place.run({"--out", target});
        CHECK(refused.status == 3);
        CHECK(refused.output.empty());
        CHECK_THAT(refused.errors, Contains(target));
    }
    CHECK(place.text("results/notes.txt") == "mine");
    CHECK(place.text("other/notes.txt") == "mine");
    CHECK(place.text("clinic.yaml") == small_scenario);
    CHECK(place.folder.names() == Names{"clinic.yaml", "empty", "other", "results"});
}

TEST_CASE("report makes the page of an output directory anew, and refuses any other") {
    const Place place;
    place.run({"--out", "results", "--replications", "2"});
    const std::string page = place.text("results/report.html");
    CHECK(page.find("Two-step clinic") != std::string::npos);
    const std::string directory = (place.folder.path() / "results").string();
    fs::remove(place.folder.path() / "results/report.html");
    const ProgramRun made = run_program({"report", directory});
    CHECK(made.status == 0);
    CHECK(made.output == directory + "/report.html\n");
    CHECK((place.text("results/report.html") == page));
    const ProgramRun refused = run_program({"report", place.folder.path().string()});
    CHECK(refused.status == 2);
    CHECK(refused.errors.find("name a directory that --out wrote") != std::string::npos);
    place.folder.write("results/summary.json", "[1, 2]");
    CHECK(run_program({"report", directory}).status == 2);
    place.folder.write("results/summary.json", "{");
    CHECK(run_program({"report", directory}).status == 2);
    CHECK((place.text("results/report.html") == page));
}

TEST_CASE("an interrupted run leaves nothing behind and says so with its status") {
    const Place place;
    const ProgramRun ended = interrupted(place, SIGTERM);
    CHECK(ended.status == 143);
    CHECK(ended.output.empty());
    CHECK(interrupted(place, SIGINT).status == 130);
    CHECK(place.folder.names() == Names{"clinic.yaml"});
}

TEST_CASE("an interrupted run leaves the earlier output as it was") {
    const Place place;
    place.run({"--out", "results", "--replications", "2"});
    const std::string earlier = place.text("results/manifest.json");
    CHECK(interrupted(place, SIGINT).status == 130);
    CHECK(place.folder.names() == Names{"clinic.yaml", "results"});
    CHECK(place.text("results/manifest.json") == earlier);
}

TEST_CASE("what a killed run left is removed by the next one") {
    const Place place;
    CHECK(interrupted(place, SIGKILL).status == -SIGKILL);
    CHECK(place.folder.names().size() == 2);
    CHECK_FALSE(fs::exists(place.folder.path() / "results"));
    place.run({"--out", "results"});
    CHECK(place.folder.names() == Names{"clinic.yaml", "results"});
}

TEST_CASE("a disk that takes no more ends the run with status 3, the file's name and no half result") {
    const Place place;
    ProgramSetting setting;
    setting.prepare = [] {
        const rlimit limit{20'000, 20'000};
        setrlimit(RLIMIT_FSIZE, &limit);
    };
    const ProgramRun run = place.run({"--out", "results"}, setting);
    CHECK(run.status == 3);
    CHECK(run.output.empty());
    CHECK_THAT(run.errors, Contains("summary.json") && Contains("File too large"));
    CHECK(place.folder.names() == Names{"clinic.yaml"});
}

TEST_CASE("results that cannot be written are never lost in silence") {
    const Place place;
    for (const Names& words : {Names{"run", place.scenario}, Names{"check", place.scenario}, Names{"schema"}, Names{"--help"}}) {
        INFO(words.front());
        const ProgramRun run = run_program(words, {.output_file = "/dev/full"});
        CHECK(run.status == 3);
        CHECK_THAT(run.errors, Contains("standard output") && Contains("No space left"));
    }
    const std::string closed = "'" + program_path().string() + "' run '" + place.scenario + "' 2> '" +
                               (place.folder.path() / "errors").string() + "' | true; exit ${PIPESTATUS[0]}";
    const std::string script = place.folder.write("closed.sh", closed + "\n");
    const int state = std::system(("bash '" + script + "'").c_str());
    CHECK(WEXITSTATUS(state) == 3);
    CHECK_THAT(place.text("errors"), Contains("standard output"));
}

TEST_CASE("the last point of a long series stands for the days that are left") {
    const TemporaryFolder place;
    const std::string file = place.write("long.yaml", R"(stepdown: 1
name: Long
clock: {start: 2027-01-04, warm_up: 0 d, run: 4001 d}
replications: 2
populations: {adults: {arrivals: 1 per month, enters: {op: 1}}}
stages: {op: {slots: 9, stay: 9 d, next: {home: 1}}}
)");
    const std::filesystem::path out = place.path() / "results";
    REQUIRE(run_program({"run", file, "--no-need", "--out", out.string()}).status == 0);
    const std::string series = text_of_file(out / "series.csv");
    CHECK_THAT(series, Contains("\nop,census,2027-01-04,0,3,"));
    CHECK_THAT(series, Contains("\nop,census,2037-12-16,3999,2,"));
}

TEST_CASE("a directory that may not be written to is status 3 with its name") {
    const Place place;
    const ProgramRun run = place.run({"--out", "/proc/results"});
    CHECK(run.status == 3);
    CHECK_THAT(run.errors, Contains("/proc"));
}
