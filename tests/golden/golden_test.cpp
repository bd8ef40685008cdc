// Results as they were: every metric of every case, byte for byte.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>

#include "support/program.hpp"

namespace stepdown::testing {
namespace {

using namespace stepdown_test;

TEST_CASE("golden: every case gives the results it gave before") {
    std::size_t cases = 0;
    for (const auto& entry : std::filesystem::directory_iterator(project_path() / "tests" / "golden")) {
        if (!entry.is_directory()) continue;
        ++cases;
        const auto scenario = entry.path() / "scenario.yaml";
        const auto expected = entry.path() / "expected.csv";
        const ProgramRun run = run_program({"run", scenario.string(), "--format", "csv"});
        INFO(entry.path().filename() << "\n" << run.errors);
        CHECK(run.status == 0);
        CHECK(run.output.size() > 5000);
        if (std::getenv("STEPDOWN_UPDATE") != nullptr) std::ofstream(expected) << run.output;
        CHECK((text_of_file(expected) == run.output));
    }
    CHECK(cases >= 4);
}

}  // namespace
}  // namespace stepdown::testing
