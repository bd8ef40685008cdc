// What every command has in common: help, version, mistakes on the command line, where words go.

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "small_scenario.hpp"
#include "support/program.hpp"

using namespace stepdown_test;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

TEST_CASE("every command explains itself with an example") {
    for (const std::string command : {"run", "check", "graph", "schema", "completion"}) {
        INFO(command);
        const ProgramRun help = run_program({command, "--help"});
        CHECK(help.status == 0);
        CHECK(help.errors.empty());
        CHECK_THAT(help.output, Contains("Usage: stepdown " + command));
        CHECK_THAT(help.output, Contains("Example: "));
        CHECK_THAT(help.output, Contains("stepdown " + command + " "));
    }
}

TEST_CASE("the program's help lists the commands and the exit statuses") {
    const ProgramRun help = run_program({"--help"});
    CHECK(help.status == 0);
    for (const std::string word : {"run", "check", "graph", "schema", "completion", "70", "130 and 143"}) {
        CHECK_THAT(help.output, Contains(word));
    }
}

TEST_CASE("the version is one line on standard output") {
    const ProgramRun version = run_program({"--version"});
    CHECK(version.status == 0);
    CHECK(version.errors.empty());
    CHECK_THAT(version.output, Catch::Matchers::Matches("stepdown [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

TEST_CASE("a wrong command line is status 2 and says what was probably meant") {
    struct Mistake {
        std::vector<std::string> words;
        std::string answer;
    };
    const std::vector<Mistake> mistakes = {
        {{}, "which command? One of run, check, compare, size, levers, sweep, report, graph, bench, schema, completion"},
        {{"chek", "x.yaml"}, "unknown command chek; did you mean check?"},
        {{"ponder", "x.yaml"},
         "unknown command ponder. This version has run, check, compare, size, levers, sweep, report, graph, bench, schema, "
         "completion"},
        {{"--verson"}, "unknown option --verson; did you mean --version?"},
        {{"run"}, "FILE is required"},
        {{"run", "--thread", "2", "x.yaml"}, "unknown option --thread; did you mean --threads?"},
        {{"run", "x.yaml", "--expect", ""}, "--expect is given nothing: its value is empty"},
        {{"run", "--seeed=2", "x.yaml"}, "unknown option --seeed; did you mean --seed?"},
        {{"run", "--set", "--threads", "x.yaml", "--fromat", "json"}, "unknown option --fromat; did you mean --format?"},
        {{"run", "x.yaml", "--threads", "0"}, "--threads"},
        {{"run", "x.yaml", "--threads", "many"}, "--threads"},
        {{"run", "x.yaml", "--seed", "-1"}, "--seed"},
        {{"run", "x.yaml", "--seed", "99999999999999999999"}, "--seed"},
        {{"run", "x.yaml", "--seed", "1", "--seed", "2"}, "--seed"},
        {{"run", "x.yaml", "--replications", "0"}, "--replications"},
        {{"run", "x.yaml", "--format", "xml"}, "--format"},
        {{"run", "x.yaml", "--events"}, "--events requires --out"},
        {{"run", "x.yaml", "y.yaml"}, "y.yaml"},
        {{"graph", "x.yaml", "--format", "csv"}, "--format"},
        {{"completion", "tcsh"}, "tcsh"},
    };
    for (const Mistake& mistake : mistakes) {
        INFO(mistake.answer);
        const ProgramRun run = run_program(mistake.words);
        CHECK(run.status == 2);
        CHECK(run.output.empty());
        CHECK_THAT(run.errors, StartsWith("stepdown: "));
        CHECK_THAT(run.errors, Contains(mistake.answer));
        CHECK_THAT(run.errors, Contains("--help"));
    }
}

TEST_CASE("a file that is not there is a wrong scenario") {
    for (const std::string command : {"run", "check", "graph"}) {
        const ProgramRun run = run_program({command, "no-such.yaml"});
        CHECK(run.status == 2);
        CHECK(run.output.empty());
        CHECK_THAT(run.errors, Contains("no-such.yaml") && Contains("error["));
    }
}

TEST_CASE("the schema is a JSON document of its own") {
    const ProgramRun schema = run_program({"schema"});
    CHECK(schema.status == 0);
    CHECK(schema.errors.empty());
    const auto document = nlohmann::json::parse(schema.output);
    CHECK(document.contains("$schema"));
    CHECK_THAT(schema.output, Contains("\"stages\"") && Contains("\"populations\""));
}

TEST_CASE("completion knows every command and every option that the help knows") {
    for (const std::string shell : {"bash", "zsh", "fish"}) {
        const ProgramRun script = run_program({"completion", shell});
        CHECK(script.status == 0);
        for (const std::string word : {"run", "check", "graph", "schema", "completion", "replications", "no-need", "svg"}) {
            INFO(shell << " " << word);
            CHECK_THAT(script.output, Contains(word));
        }
    }
}

TEST_CASE("bash completes options and formats from the script") {
    const TemporaryFolder folder;
    const std::string script = folder.write("script", run_program({"completion", "bash"}).output);
    const auto offered = [&](const std::string& words, int current) {
        const std::string answer = (folder.path() / "answer").string();
        const std::string command = "bash -c 'source " + script + "; COMP_WORDS=(" + words +
                                    "); COMP_CWORD=" + std::to_string(current) + "; _stepdown; echo \"${COMPREPLY[*]}\"' > " +
                                    answer;
        REQUIRE(std::system(command.c_str()) == 0);
        return text_of_file(answer);
    };
    CHECK(offered("stepdown ch", 1) == "check\n");
    CHECK(offered("stepdown run --se", 2) == "--set --seed\n");
    CHECK(offered("stepdown graph --format \"\"", 3) == "dot svg\n");
    CHECK(offered("stepdown run scen", 2) == "\n");
}
