// Every scenario that the documentation shows or the project ships is one that a planner can run as it stands.
#include <catch2/catch.hpp>

#include <algorithm>

#include "pages.hpp"
#include "support/program.hpp"

namespace stepdown_test {
namespace {

namespace fs = std::filesystem;

bool is_scenario(const FencedBlock& block) {
    return block.language == "yaml" && std::find_if(block.lines.begin(), block.lines.end(), [](const std::string& line) {
                                           return line.starts_with("stepdown: 1");
                                       }) != block.lines.end();
}

void write_files(const Page& page, const TemporaryFolder& folder) {
    for (const FencedBlock& block : page.blocks) {
        if (!block.file.empty() && !is_scenario(block)) folder.write(block.file, block.text());
    }
}

TEST_CASE("every scenario in the documentation passes the check without a warning") {
    std::size_t checked = 0;
    for (const Page& page : all_pages()) {
        const TemporaryFolder folder;
        write_files(page, folder);
        for (const FencedBlock& block : page.blocks) {
            if (!is_scenario(block)) continue;
            ++checked;
            const std::string file = block.file.empty() ? "documented.yaml" : block.file;
            folder.write(file, block.text());
            INFO(page.name() << ":" << block.line);
            const ProgramRun run = run_program({"check", file}, {.folder = folder.path()});
            CHECK(run.status == 0);
            CHECK(run.errors.empty());
        }
    }
    CHECK(checked >= 2);
}

TEST_CASE("every shipped scenario passes the check with its plans, has a page that runs it, and owns up to overload") {
    std::size_t scenarios = 0;
    for (const auto& entry : fs::directory_iterator(project_path() / "scenarios")) {
        if (!entry.is_directory()) continue;
        ++scenarios;
        INFO(entry.path().filename());
        const ProgramRun run = run_program({"check", (entry.path() / "scenario.yaml").string()});
        CHECK(run.status == 0);
        // Too few places may be the very question; no other warning may stand.
        for (std::size_t at = run.errors.find("warning["); at != std::string::npos; at = run.errors.find("warning[", at + 1)) {
            CHECK(run.errors.compare(at, 19, "warning[overloaded]") == 0);
        }
        const Page page = read_page(entry.path() / "README.md");
        const auto asks = [](const FencedBlock& block) { return block.language == "console"; };
        CHECK(std::any_of(page.blocks.begin(), page.blocks.end(), asks));
    }
    CHECK(scenarios >= 5);
}

}  // namespace
}  // namespace stepdown_test
