#include "document_fixtures.hpp"

#include <system_error>

#include "scenario/text_file.hpp"

using namespace stepdown;

TEST_CASE("a file that is not there, or a folder, is said so where it was named") {
    const TemporaryFolder folder;
    Diagnostics diagnostics;
    CHECK_FALSE(read_yaml_file(folder.path("gone.yaml"), diagnostics).has_value());
    CHECK_FALSE(read_yaml_file(folder.path(), diagnostics).has_value());
    REQUIRE(diagnostics.entries().size() == 2);
    CHECK(diagnostics.entries()[0].code == "file-not-found");
    CHECK(diagnostics.entries()[0].place == SourcePlace{folder.path("gone.yaml"), 0, 0});
    CHECK(diagnostics.entries()[1].code == "not-a-file");
}

TEST_CASE("diagnostics name a file as the user did") {
    const TemporaryFolder folder;
    folder.write("inner/bad.yaml", "a: ~\n");
    const auto path = folder.path("inner/../inner/bad.yaml");
    Diagnostics diagnostics;
    read_yaml_file(path, diagnostics);
    REQUIRE(diagnostics.entries().size() == 1);
    CHECK(diagnostics.entries()[0].place.file == path);
}

TEST_CASE("a file that is too large is refused without being held whole") {
    const TemporaryFolder folder;
    const auto path = folder.write("large.yaml", "");
    std::filesystem::resize_file(path, largest_text_file + 2);
    Diagnostics diagnostics;
    CHECK_FALSE(read_text_file(path, {path, 0, 0}, diagnostics).has_value());
    CHECK(places_and_codes(diagnostics) == Found{"0:0 file-too-large"});
}

TEST_CASE("what the operating system refuses to read is a failure of the environment") {
    Diagnostics diagnostics;
    const std::string unreadable = "/proc/self/mem";
    if (!std::filesystem::exists(unreadable)) return;
    CHECK_THROWS_AS(read_text_file(unreadable, {unreadable, 0, 0}, diagnostics), std::system_error);
    CHECK(diagnostics.empty());
}

TEST_CASE("a path is relative to the file that names it, one from the command line to the working folder") {
    CHECK(path_named_at({"scenarios/north/scenario.yaml", 3, 4}, "../base.yaml") == "scenarios/base.yaml");
    CHECK(path_named_at({"scenario.yaml", 3, 4}, "base.yaml") == "base.yaml");
    CHECK(path_named_at({"scenarios/scenario.yaml", 3, 4}, "/data/base.yaml") == "/data/base.yaml");
    CHECK(path_named_at({"--set x=scenarios/trace.csv", 0, 0}, "scenarios/trace.csv") == "scenarios/trace.csv");
}
