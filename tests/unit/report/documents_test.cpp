// The result as JSON, CSV, database and summary.

#include <catch2/catch.hpp>

#include <sqlite3.h>
#include <nlohmann/json.hpp>

#include "report/check_report.hpp"
#include "report/csv.hpp"
#include "report/json_report.hpp"
#include "report/manifest.hpp"
#include "report/results_database.hpp"
#include "report/run_summary.hpp"
#include "support/program.hpp"
#include "unit/report/result_fixture.hpp"

using namespace stepdown;
using namespace stepdown_test;
using Catch::Matchers::Contains;
using Json = nlohmann::ordered_json;

TEST_CASE("the document has figures with their intervals and null where nothing was observed") {
    const Model model = small_model();
    const Json document = Json::parse(run_json(model, small_result(model)));
    CHECK(document["scenario"] == "A \"clinic\", tested");
    CHECK(document["metrics"]["iop.wait.mean"] ==
          Json::parse(R"({"unit": "d", "value": 11.2, "se": 0.5, "low": 10.25, "high": 12.0,
                          "n": 2, "spread": [8.5, 13.5]})"));
    const Json& nothing = document["metrics"]["iop.occupancy"];
    for (const char* key : {"value", "se", "low", "high"}) CHECK(nothing[key].is_null());
    CHECK(nothing["n"] == 0);
    CHECK(document["targets"][0]["verdict"] == "missed");
    CHECK(document["observed"][0]["agreement"] == "agrees");
    CHECK(document["warm_up"]["stages"][0]["steady_after_days"].is_null());
    CHECK(document["bottleneck"]["stage"] == "iop");
}

TEST_CASE("sources list every figure with its source and those that have none") {
    const Model model = small_model();
    const Json sources = Json::parse(run_json(model, small_result(model)))["sources"];
    REQUIRE(sources.size() == 2);
    CHECK(sources[0]["evidence"] == "low");
    CHECK(sources[0]["note"] == "a note");
    CHECK(sources[1]["path"] == "populations.adults.arrivals");
    CHECK(sources[1]["from"].is_null());
}

TEST_CASE("fields with commas, quotes and line breaks survive CSV") {
    std::string text;
    const TableValue fields[] = {std::string_view("a,b"),
                                 std::string_view("say \"x\""),
                                 std::string_view("two\nlines"),
                                 TableValue(),
                                 std::int64_t{-3},
                                 0.1};
    append_csv_line(text, fields);
    CHECK(text == "\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",,-3,0.1\n");
}

TEST_CASE("each table has its rows") {
    const Model model = small_model();
    const RunResult result = small_result(model);
    const std::vector<ResultTable> tables = result_tables(model, result);
    REQUIRE(tables.size() == 5);
    CHECK(csv_text(tables[1]) ==
          "replication,metric,value\n1,iop.wait.mean,10\n1,iop.occupancy,\n2,iop.wait.mean,12\n2,iop.occupancy,\n");
    CHECK(csv_text(tables[2]) ==
          "stage,quantity,date,day,days,mean,p2_5,p10,p50,p90,p97_5\n"
          "iop,census,2027-01-02,-2,1,1.5,1,1,1,1,1\niop,census,2027-01-03,-1,1,2.5,2,2,2,2,2\n");
    CHECK(csv_text(tables[3]) == "from,to,per_day,after_relapse_per_day\nhome,iop,0.25,0.125\n");
    CHECK_THAT(csv_text(tables[4]), Contains("\niop,everyone,0,0.25\niop,everyone,1.00"));
}

TEST_CASE("the database holds the tables, and equal tables make equal bytes") {
    const Model model = small_model();
    const RunResult result = small_result(model);
    const TemporaryFolder folder;
    write_results_database(folder.path() / "one.sqlite", result_tables(model, result));
    write_results_database(folder.path() / "two.sqlite", result_tables(model, result));
    CHECK(folder.names() == std::vector<std::string>{"one.sqlite", "two.sqlite"});
    CHECK(text_of_file(folder.path() / "one.sqlite") == text_of_file(folder.path() / "two.sqlite"));

    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open((folder.path() / "one.sqlite").c_str(), &database) == SQLITE_OK);
    sqlite3_stmt* statement = nullptr;
    const char* question = "SELECT sum(value), count(*), count(value) FROM replications";
    REQUIRE(sqlite3_prepare_v2(database, question, -1, &statement, nullptr) == SQLITE_OK);
    REQUIRE(sqlite3_step(statement) == SQLITE_ROW);
    CHECK(sqlite3_column_double(statement, 0) == 22.0);
    CHECK(sqlite3_column_int(statement, 1) == 4);
    CHECK(sqlite3_column_int(statement, 2) == 2);
    sqlite3_finalize(statement);
    CHECK(sqlite3_exec(database, "INSERT INTO replications VALUES ('one', 'x', 1.0)", nullptr, nullptr, nullptr) != SQLITE_OK);
    sqlite3_close(database);
}

TEST_CASE("a database on a place that does not exist is an error with its path") {
    const Model model = small_model();
    const RunResult result = small_result(model);
    CHECK_THROWS_WITH(write_results_database("no-such-folder/x.sqlite", result_tables(model, result)),
                      Contains("no-such-folder/x.sqlite"));
}

TEST_CASE("the summary says what every part of the result means") {
    const Model model = small_model();
    const RunResult result = small_result(model);
    SummaryRequest request;
    request.asked = std::span(&result.metrics[0].metric, 1);
    request.plan = "larger";
    const std::string text = run_summary(model, offered_load(model), result, request);
    for (const std::string words :
         {"A \"clinic\", tested\n", "1 y from 2027-01-04, after a warm-up of 2 d, with the plan larger", "11.2 d ±0.9",
          "iop.wait.mean <= 7 d  missed   11.2 d   10.0-12.4 d", "iop.wait.mean: last year 11 d, model 10.4-12.6 d, agrees",
          "Bottleneck: Most waiting is for iop.", "Warning: iop needs more", "Sources: 1 stated (1 low); 1 figure without.",
          "2 replications, seed 7"}) {
        INFO(text);
        CHECK_THAT(text, Contains(words));
    }
}

TEST_CASE("hashes are SHA-256") {
    CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("a problem of a whole file has no line") {
    CheckedScenario scenario;
    scenario.file = "x.yaml";
    scenario.problems.error({"x.yaml", 0, 0}, "file-not-found", "there is no file `x.yaml`");
    const std::vector<CheckedScenario> scenarios = {scenario};
    CHECK(Json::parse(check_json(scenarios))[0]["problems"][0]["line"].is_null());
    CHECK_THAT(check_csv(scenarios), Contains("\nx.yaml,,,error,file-not-found,"));
}
