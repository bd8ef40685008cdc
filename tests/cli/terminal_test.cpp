// What is different when somebody watches: colors, the progress bar, and tables as wide as the terminal.

#include <catch2/catch.hpp>

#include <algorithm>
#include <sstream>

#include "report/text_table.hpp"
#include "small_scenario.hpp"
#include "support/program.hpp"

using namespace stepdown_test;
using Catch::Matchers::Contains;

namespace {

const ProgramSetting colored_terminal = {.variables = {{"TERM", "xterm"}, {"NO_COLOR", ""}}};
const ProgramSetting plain_terminal = {.variables = {{"TERM", "xterm"}, {"NO_COLOR", "1"}}};

/// What stands on the screen after the wiped progress bar.
std::vector<std::string> lines_of(const std::string& text) {
    const std::size_t wiped = text.rfind("\x1b[K");
    std::istringstream stream(wiped == std::string::npos ? text : text.substr(wiped + 3));
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        lines.push_back(line);
    }
    return lines;
}

}  // namespace

TEST_CASE("a terminal gets colors unless NO_COLOR or a dumb terminal refuses them") {
    const TemporaryFolder folder;
    const std::string file = folder.write("clinic.yaml", small_scenario);
    const std::string bold_name = "\x1b[1mTwo-step clinic";
    CHECK_THAT(run_program_on_terminal({"run", file}, 120, colored_terminal).output, Contains(bold_name));
    CHECK_THAT(run_program_on_terminal({"run", file}, 120, plain_terminal).output,
               !Contains(bold_name) && Contains("Two-step clinic"));
    CHECK_THAT(run_program_on_terminal({"run", file}, 120, {.variables = {{"TERM", "dumb"}, {"NO_COLOR", ""}}}).output,
               !Contains(bold_name) && Contains("Two-step clinic"));
}

TEST_CASE("a table is folded into blocks that fit the terminal") {
    const TemporaryFolder folder;
    const std::string file = folder.write("clinic.yaml", small_scenario);
    for (const unsigned short columns : {std::uint16_t{60}, std::uint16_t{80}, std::uint16_t{200}}) {
        const auto lines = lines_of(run_program_on_terminal({"run", file}, columns, plain_terminal).output);
        CHECK(lines.size() > 20);
        for (const std::string& line : lines) {
            INFO(line);
            CHECK(stepdown::display_width(line) <= columns);
        }
    }
}

TEST_CASE("a progress bar is drawn for a watcher and for nobody else") {
    const TemporaryFolder folder;
    const std::string file = folder.write("clinic.yaml", small_scenario);
    const std::vector<std::string> long_run = {"run", file, "--replications", "300"};
    CHECK_THAT(run_program_on_terminal(long_run, 80, plain_terminal).output, Contains("of 300 replications"));
    CHECK_THAT(run_program(long_run).errors, !Contains("of 300 replications"));
}
