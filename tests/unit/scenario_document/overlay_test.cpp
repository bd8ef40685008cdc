#include "document_fixtures.hpp"

#include "scenario/overlay.hpp"

using namespace stepdown;

namespace {

std::string laid(std::string_view base, std::string_view over) {
    Node tree = tree_of(base);
    Diagnostics diagnostics;
    lay_over(tree, tree_of(over), SmallLanguage(), diagnostics);
    if (!diagnostics.empty()) return to_text(diagnostics.entries()[0]);
    return flow(tree);
}

std::optional<Node> read(const std::string& path, Diagnostics& diagnostics) {
    std::vector<SourceText> files;
    std::vector<Removal> removals;
    return read_with_bases(path, SmallLanguage(), files, removals, diagnostics);
}

}  // namespace

TEST_CASE("maps merge key by key, new keys follow") {
    CHECK(laid("stages: {iop: {slots: 5, boarding: true}, op: {slots: 7}}",
               "stages: {iop: {slots: 6, beds: 1}, php: {slots: 2}}") ==
          "{stages: {iop: {slots: 6, boarding: true, beds: 1}, op: {slots: 7}, php: {slots: 2}}}");
}

TEST_CASE("share maps, distributions and lists are replaced whole") {
    CHECK(laid("stages: {iop: {next: {op: 0.5, home: rest}}}", "stages: {iop: {next: {home: 1}}}") ==
          "{stages: {iop: {next: {home: 1}}}}");
    CHECK(laid("stages: {iop: {stay: {median: 4 d, mean: 9 d}}}", "stages: {iop: {stay: {mean: 5 d, cv: 1}}}") ==
          "{stages: {iop: {stay: {mean: 5 d, cv: 1}}}}");
    CHECK(laid("targets: [a, b]", "targets: [c]") == "{targets: [c]}");
    CHECK(laid("stages: {iop: {slots: 5}}", "stages: {iop: {slots: [5]}}") == "{stages: {iop: {slots: [5]}}}");
}

TEST_CASE("a map laid over a short form keeps what the short form said") {
    CHECK(laid("populations: {adults: {arrivals: 9 per day}}", "populations: {adults: {arrivals: {growth: 3% per year}}}") ==
          "{populations: {adults: {arrivals: {rate: 9 per day, growth: 3% per year}}}}");
}

TEST_CASE("none removes a key of the base, and a default by doing nothing") {
    CHECK(laid("stages: {iop: {slots: 5}, op: {slots: 7}}", "stages: {op: none}") == "{stages: {iop: {slots: 5}}}");
    CHECK(laid("stages: {iop: {slots: 5}}", "stages: {iop: {boarding: none}}") == "{stages: {iop: {slots: 5}}}");
    CHECK(laid("stages: {iop: {slots: 5}}", "stages: {iop: {slots: \"none\"}}") == "{stages: {iop: {slots: \"none\"}}}");
}

TEST_CASE("removing what is not there and could not be is an error") {
    CHECK(laid("stages: {iop: {slots: 5}}", "stages: {ipo: none}") ==
          "test.yaml:1:10: error[unknown-path]: there is no stage `ipo` in `stages` that `none` could remove\n  hint: "
          "did you mean `iop`?");
    CHECK(laid("stages: {iop: {slots: 5}}", "stages: {iop: {slost: none}}") ==
          "test.yaml:1:16: error[unknown-path]: there is no key `slost` in `stages.iop` that `none` could remove\n  "
          "hint: did you mean `slots`?");
}

TEST_CASE("none inside settings is a value to be set later") {
    CHECK(laid("changes: {less: {set: {stages.iop.slots: 5}}}", "changes: {less: {set: {stages.iop.slots: none}}}") ==
          "{changes: {less: {set: {stages.iop.slots: none}}}}");
    Node tree =
        tree_of("stages: {iop: {slots: none, list: [none]}}\nchanges: {less: {from: none, set: {stages.iop.slots: none}}}\n");
    drop_none_entries(tree);
    CHECK(flow(tree) == "{stages: {iop: {list: [none]}}, changes: {less: {set: {stages.iop.slots: none}}}}");
}

TEST_CASE("a chain of files adds up, and every value points at its file") {
    const TemporaryFolder folder;
    folder.write("base/base.yaml", "stages: {iop: {slots: 5, beds: 1}}\n");
    folder.write("base/middle.yaml", "extends: base.yaml\nstages: {iop: {slots: 6}}\n");
    const auto top = folder.write("top.yaml", "extends: base/middle.yaml\nstages: {iop: {boarding: true}}\n");
    Diagnostics diagnostics;
    std::vector<SourceText> files;
    std::vector<Removal> removals;
    const auto tree = read_with_bases(top, SmallLanguage(), files, removals, diagnostics);
    REQUIRE(tree.has_value());
    CHECK(diagnostics.empty());
    CHECK(flow(*tree) == "{stages: {iop: {slots: 6, beds: 1, boarding: true}}}");
    const auto* iop = tree->find("stages")->find("iop");
    CHECK(iop->find("beds")->place.file == folder.path("base/base.yaml"));
    CHECK(iop->find("slots")->place.file == folder.path("base/middle.yaml"));
    CHECK(iop->find("boarding")->place.file == top);
    REQUIRE(files.size() == 3);
    CHECK(files[0].file == top);
    CHECK(files[2].text == "stages: {iop: {slots: 5, beds: 1}}\n");
}

TEST_CASE("stages that a file or its set removes are remembered with the place") {
    const TemporaryFolder folder;
    folder.write("base.yaml", "stages: {iop: {slots: 5}, op: {slots: 5}, php: {slots: 5}}\n");
    const auto top =
        folder.write("top.yaml", "extends: base.yaml\nstages: {iop: none, op: {slots: none}}\nset: {stages.php: none}\n");
    Diagnostics diagnostics;
    std::vector<SourceText> files;
    std::vector<Removal> removals;
    REQUIRE(read_with_bases(top, SmallLanguage(), files, removals, diagnostics).has_value());
    REQUIRE(removals.size() == 2);
    CHECK(removals[0].path.to_text() == "stages.iop");
    CHECK(removals[0].by == top + ":2");
    CHECK(removals[1].path.to_text() == "stages.php");
    CHECK(removals[1].by == top + ":3");
}

TEST_CASE("each file's set works on what the file adds up to") {
    const TemporaryFolder folder;
    folder.write("base.yaml", "stages: {iop: {slots: 5}, op: {slots: 5}}\nset: {stages.iop.slots: 6, stages.op.slots: 6}\n");
    const auto top = folder.write(
        "top.yaml", "extends: base.yaml\nstages: {iop: {slots: 7}}\nset: {stages.*.beds: 2, stages.op.beds: none}\n");
    Diagnostics diagnostics;
    const auto tree = read(top, diagnostics);
    REQUIRE(tree.has_value());
    CHECK(flow(*tree) == "{stages: {iop: {slots: 7, beds: 2}, op: {slots: 6}}}");
}

TEST_CASE("no settings can be said by none") {
    const TemporaryFolder folder;
    folder.write("base.yaml", "stages: {iop: {slots: 5}}\nset: {stages.iop.slots: 6}\n");
    const auto top = folder.write("top.yaml", "extends: base.yaml\nset: none\n");
    Diagnostics diagnostics;
    const auto tree = read(top, diagnostics);
    REQUIRE(tree.has_value());
    CHECK(diagnostics.entries().empty());
    CHECK(flow(*tree) == "{stages: {iop: {slots: 6}}}");
}

TEST_CASE("a cycle of files is an error that names the chain") {
    const TemporaryFolder folder;
    const auto first = folder.write("a.yaml", "extends: b.yaml\n");
    folder.write("b.yaml", "extends: ./a.yaml\n");
    Diagnostics diagnostics;
    CHECK_FALSE(read(first, diagnostics).has_value());
    REQUIRE(diagnostics.entries().size() == 1);
    const auto& problem = diagnostics.entries()[0];
    CHECK(problem.code == "extends-cycle");
    CHECK(problem.place == SourcePlace{folder.path("b.yaml"), 1, 10});
    CHECK(problem.message ==
          fmt::format("files that extend one another: {0} extends {1} extends {0}", first, folder.path("b.yaml")));
}

TEST_CASE("a missing base is reported where it is named, a broken one where it is broken") {
    const TemporaryFolder folder;
    const auto missing = folder.write("missing.yaml", "stepdown: 1\nextends: gone.yaml\n");
    folder.write("broken.yaml", "a: [\n");
    const auto broken = folder.write("top.yaml", "extends: broken.yaml\n");
    Diagnostics diagnostics;
    CHECK_FALSE(read(missing, diagnostics).has_value());
    CHECK_FALSE(read(broken, diagnostics).has_value());
    REQUIRE(diagnostics.entries().size() == 2);
    CHECK(diagnostics.entries()[0].code == "file-not-found");
    CHECK(diagnostics.entries()[0].place == SourcePlace{missing, 2, 10});
    CHECK(diagnostics.entries()[1].place == SourcePlace{folder.path("broken.yaml"), 1, 4});
}

TEST_CASE("a scenario that is no map, and an extends that is no file, are errors") {
    const TemporaryFolder folder;
    Diagnostics diagnostics;
    read(folder.write("list.yaml", "- a\n"), diagnostics);
    read(folder.write("word.yaml", "stepdown:1\n"), diagnostics);
    read(folder.write("list-of-files.yaml", "extends: [a.yaml, b.yaml]\n"), diagnostics);
    REQUIRE(diagnostics.entries().size() == 3);
    CHECK(diagnostics.entries()[0].code == "not-a-map");
    CHECK(diagnostics.entries()[1].code == "not-a-map");
    CHECK(diagnostics.entries()[1].hint == "put a space after the colon");
    CHECK(diagnostics.entries()[2].code == "wrong-kind");
}
