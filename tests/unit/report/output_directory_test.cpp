// The unfinished directory and the step that publishes it.

#include <catch2/catch.hpp>

#include <array>

#include "report/event_log_csv.hpp"
#include "report/output_directory.hpp"
#include "report/output_file.hpp"
#include "support/program.hpp"
#include "unit/report/result_fixture.hpp"

using namespace stepdown;
using namespace stepdown_test;
using Names = std::vector<std::string>;

namespace {

constexpr std::array<std::string_view, 2> known = {"manifest.json", "flows.csv"};

}  // namespace

TEST_CASE("nothing is at the final place before publishing, and only that after it") {
    const TemporaryFolder folder;
    OutputDirectory directory(folder.path() / "results", known);
    write_file(directory.path() / "manifest.json", "{}");
    CHECK_FALSE(std::filesystem::exists(folder.path() / "results"));
    directory.publish();
    directory.discard();
    CHECK(folder.names() == Names{"results"});
    CHECK(text_of_file(folder.path() / "results/manifest.json") == "{}");
}

TEST_CASE("an unpublished directory is gone with its object, and a discarded one cannot be published") {
    const TemporaryFolder folder;
    {
        OutputDirectory directory(folder.path() / "results", known);
        write_file(directory.path() / "flows.csv", "");
    }
    CHECK(folder.names().empty());
    OutputDirectory directory(folder.path() / "results", known);
    directory.discard();
    CHECK(folder.names().empty());
    CHECK_THROWS_AS(directory.publish(), std::system_error);
}

TEST_CASE("missing folders on the way are made") {
    const TemporaryFolder folder;
    OutputDirectory directory(folder.path() / "a/b/results", known);
    write_file(directory.path() / "manifest.json", "{}");
    directory.publish();
    CHECK(std::filesystem::exists(folder.path() / "a/b/results/manifest.json"));
}

TEST_CASE("two runs at once do not take each other's unfinished directory for abandoned") {
    const TemporaryFolder folder;
    const OutputDirectory first(folder.path() / "results", known);
    const auto unfinished = first.path();
    // The same process, so the same name: made under another one, as another process would.
    CHECK_THROWS_AS(OutputDirectory(folder.path() / "results", known), std::system_error);
    CHECK(std::filesystem::exists(unfinished));
}

TEST_CASE("an abandoned directory is removed by the next one, a stranger's is not") {
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder.path() / ".results.unfinished-1");
    std::filesystem::create_directory(folder.path() / ".other.unfinished-1");
    const OutputDirectory directory(folder.path() / "results", known);
    CHECK_FALSE(std::filesystem::exists(folder.path() / ".results.unfinished-1"));
    CHECK(std::filesystem::exists(folder.path() / ".other.unfinished-1"));
}

TEST_CASE("a link to an earlier output keeps pointing at the new one") {
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder.path() / "real");
    folder.write("real/manifest.json", "old");
    std::filesystem::create_directory_symlink("real", folder.path() / "link");
    OutputDirectory directory(folder.path() / "link", known);
    write_file(directory.path() / "manifest.json", "new");
    directory.publish();
    CHECK(std::filesystem::is_symlink(folder.path() / "link"));
    CHECK(text_of_file(folder.path() / "real/manifest.json") == "new");
}

TEST_CASE("a file is not written over another") {
    const TemporaryFolder folder;
    const std::string file = folder.write("flows.csv", "mine");
    CHECK_THROWS_AS(write_file(file, "theirs"), std::system_error);
    CHECK(text_of_file(file) == "mine");
}

TEST_CASE("an event is a line with client, activity and time to the microsecond") {
    const Model model = small_model();
    const TemporaryFolder folder;
    EventLogCsv log(model, folder.path() / "events.csv");
    log.record({PopulationId(0), 12, Activity::admitted, StageId(0), ticks_per_day + 9 * ticks_per_hour + 5, ""});
    log.record({PopulationId(0), 12, Activity::exited, StageId::none(), 3 * ticks_per_day, "moved, away"});
    log.close();
    CHECK(text_of_file(folder.path() / "events.csv") ==
          "case_id,activity,timestamp,stage,detail,population\n"
          "adults-12,admitted,2027-01-03T09:00:00.000005,iop,,adults\n"
          "adults-12,exited,2027-01-05T00:00:00.000000,,\"moved, away\",adults\n");
}
