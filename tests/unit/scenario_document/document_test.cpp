#include "document_fixtures.hpp"

#include "scenario/document.hpp"

using namespace stepdown;

namespace {

std::optional<Document> read(const DocumentRequest& request, Diagnostics& diagnostics) {
    return read_document(request, SmallLanguage(), diagnostics);
}

}  // namespace

TEST_CASE("extends, set, plan and --set are laid on in this order") {
    const TemporaryFolder folder;
    folder.write("base.yaml", "stages: {iop: {slots: 1, beds: 1}, op: {slots: 1, beds: 1}}\n");
    const auto file = folder.write("top.yaml",
                                   "extends: base.yaml\n"
                                   "stages: {iop: {slots: 2}}\n"
                                   "set: {stages.iop.slots: 3, stages.iop.beds: 3, stages.op.slots: 3}\n"
                                   "plans: {more: {stages.iop.beds: 4, stages.op.slots: 4}, other: {stages.op.beds: 9}}\n");
    Diagnostics diagnostics;
    const auto document = read({file, "more", {"stages.op.slots=5"}}, diagnostics);
    REQUIRE(document.has_value());
    CHECK(diagnostics.empty());
    CHECK(flow(document->root) == "{stages: {iop: {slots: 3, beds: 4}, op: {slots: 5, beds: 1}}}");
    CHECK(document->plans.size() == 2);
    CHECK(document->files.size() == 2);
}

TEST_CASE("the paths of every plan are checked, used or not") {
    const TemporaryFolder folder;
    const auto file = folder.write(
        "a.yaml", "stages: {iop: {slots: 1}}\nplans:\n  good: {stages.iop.slots: 2}\n  bad: {stages.ipo.slots: 2}\n");
    for (const auto& plan : std::vector<std::optional<std::string>>{std::nullopt, "good", "bad"}) {
        Diagnostics diagnostics;
        const auto document = read({file, plan, {}}, diagnostics);
        REQUIRE(document.has_value());
        CHECK(places_and_codes(diagnostics) == Found{"4:9 unknown-path"});
        CHECK(diagnostics.entries()[0].place.file == file);
    }
}

TEST_CASE("a plan that the command line names must exist") {
    const TemporaryFolder folder;
    const auto file = folder.write("a.yaml", "stages: {iop: {slots: 1}}\nplans: {more-iop: {stages.iop.slots: 2}}\n");
    Diagnostics diagnostics;
    CHECK(read({file, "more-ipo", {}}, diagnostics).has_value());
    REQUIRE(diagnostics.entries().size() == 1);
    CHECK(to_text(diagnostics.entries()[0]) ==
          "--plan more-ipo: error[unknown-plan]: there is no plan `more-ipo`\n  hint: did you mean `more-iop`?");
}

TEST_CASE("all mistakes of file and command line are reported together") {
    const TemporaryFolder folder;
    const auto file = folder.write("a.yaml", "stages: {iop: {slots: ~}}\nset: {stages.oip.slots: 3}\n");
    Diagnostics diagnostics;
    CHECK(read({file, "x", {"stages.iop", "stages.iop.slost=1"}}, diagnostics).has_value());
    Found codes;
    for (const auto& problem : diagnostics.sorted()) codes.push_back(problem.code);
    std::sort(codes.begin(), codes.end());
    CHECK(codes == Found{"bad-path", "empty-value", "unknown-path", "unknown-path", "unknown-plan"});
}

TEST_CASE("none without a base leaves the default") {
    const TemporaryFolder folder;
    const auto file = folder.write("a.yaml", "stages: {iop: {slots: 1, boarding: none}}\n");
    Diagnostics diagnostics;
    CHECK(flow(read({file, std::nullopt, {}}, diagnostics)->root) == "{stages: {iop: {slots: 1}}}");
}
