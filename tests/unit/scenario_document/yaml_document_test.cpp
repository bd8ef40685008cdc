#include "document_fixtures.hpp"

using namespace stepdown;

TEST_CASE("values keep the text that was written") {
    CHECK(flow(tree_of("{a: 010, b: yes, c: 09:00, d: 0x1F, e: '12', f: 1_000}")) ==
          "{a: 010, b: yes, c: 09:00, d: 0x1F, e: \"12\", f: 1_000}");
}

TEST_CASE("keys and items keep their order") {
    CHECK(flow(tree_of("zebra: 1\nant: [3, 1, 2]\nmouse: {z: 1, a: 2}\n")) == "{zebra: 1, ant: [3, 1, 2], mouse: {z: 1, a: 2}}");
}

TEST_CASE("places are lines and characters from 1") {
    const auto tree = tree_of("first: 1\nstages:\n  \"\xC3\xA9t\xC3\xA9\": {slots: 5}\n");
    const auto& stage = tree.find("stages")->entries.front();
    CHECK(stage.key_place == SourcePlace{"test.yaml", 3, 3});
    CHECK(stage.value.place == SourcePlace{"test.yaml", 3, 10});
    CHECK(stage.value.find("slots")->place == SourcePlace{"test.yaml", 3, 18});
}

TEST_CASE("a byte order mark and Windows line ends change no place") {
    const auto tree = tree_of(
        "\xEF\xBB\xBF"
        "a: 1\r\nb: 2\r\n");
    CHECK(flow(tree) == "{a: 1, b: 2}");
    CHECK(tree.find("a")->place == SourcePlace{"test.yaml", 1, 4});
    CHECK(tree.find("b")->place == SourcePlace{"test.yaml", 2, 4});
}

TEST_CASE("every duplicate key is an error that names the first, which stays") {
    Diagnostics diagnostics;
    const auto tree = read_yaml_text("a: 1\nb: {x: 1, x: 2}\na: 3\n", "test.yaml", diagnostics);
    REQUIRE(tree.has_value());
    CHECK(flow(*tree) == "{a: 1, b: {x: 1}}");
    CHECK(places_and_codes(diagnostics) == Found{"2:11 duplicate-key", "3:1 duplicate-key"});
    CHECK(diagnostics.sorted()[0].hint == "the first is in line 2, column 5");
    CHECK(diagnostics.sorted()[1].hint == "the first is in line 1, column 1");
}

TEST_CASE("explicit tags are errors, also before an anchor's value and on maps and lists") {
    CHECK(problems_of("a: !!str 5\nb: !own x\nc: ! y\nd: &z !t 5\ne: !m {x: 1}\nf: !l [1]\n") ==
          Found{"1:4 yaml-tag", "2:4 yaml-tag", "3:4 yaml-tag", "4:4 yaml-tag", "5:4 yaml-tag", "6:4 yaml-tag"});
    CHECK(problems_of("a: '!not a tag'\n").empty());
    CHECK(problems_of("a: \"5\"\nb: |\n  text\n").empty());
}

TEST_CASE("keys that are empty or no text are errors") {
    CHECK(problems_of(": 3\n") == Found{"1:1 null-key"});
    CHECK(problems_of("~: 3\n") == Found{"1:1 null-key"});
    CHECK(problems_of("? [a, b]\n: 3\n") == Found{"1:3 key-not-text"});
    CHECK(problems_of("{{a: 1}: 2}\n") == Found{"1:2 key-not-text"});
}

TEST_CASE("the merge key is an error unless it is quoted") {
    CHECK(problems_of("a: &a {x: 1}\nb: {<<: *a}\n") == Found{"2:5 merge-key"});
    CHECK(problems_of("'<<': 1\n").empty());
}

TEST_CASE("a second document is an error and the first one stays") {
    Diagnostics diagnostics;
    const auto tree = read_yaml_text("---\na: 1\n---\nb: 2\n", "test.yaml", diagnostics);
    REQUIRE(tree.has_value());
    CHECK(flow(*tree) == "{a: 1}");
    CHECK(places_and_codes(diagnostics) == Found{"3:1 several-documents"});
    CHECK(problems_of("a: 1\n...\n").empty());
}

TEST_CASE("a key run together with its value gets the hint about the space") {
    for (const std::string text : {"{iop:0.6}", "next: {iop:0.6, home: rest}"}) {
        Diagnostics diagnostics;
        const auto tree = read_yaml_text(text, "test.yaml", diagnostics);
        REQUIRE(diagnostics.entries().size() == 1);
        CHECK(diagnostics.entries()[0].code == "missing-space");
        CHECK((tree->find("next") ? tree->find("next") : &*tree)->find("iop")->text == "0.6");
        CHECK(diagnostics.entries()[0].hint == "put a space after the colon");
    }
    Diagnostics diagnostics;
    CHECK_FALSE(read_yaml_text("iop:\n  slots:135\n  stay: 3 d\n", "test.yaml", diagnostics).has_value());
    REQUIRE(diagnostics.entries().size() == 1);
    CHECK(diagnostics.entries()[0].code == "yaml-syntax");
    CHECK(diagnostics.entries()[0].hint == "put a space after the colon in `slots:135`");
}

TEST_CASE("an empty value, a tilde and null are errors where they stand") {
    CHECK(problems_of("a:\nb: ~\nc: null\nd: {e: , f: 1}\n") ==
          Found{"1:1 empty-value", "2:4 empty-value", "3:4 empty-value", "4:5 empty-value"});
    CHECK(problems_of("- 1\n-\n# - comment\n- 2\n- ~\n") == Found{"2:1 empty-value", "5:3 empty-value"});
    CHECK(problems_of("a: '~'\nb: \"\"\nc: nullable\n").empty());
}

TEST_CASE("all problems of a readable file are reported at once") {
    CHECK(problems_of("a: ~\na: 1\nb: !t 2\n<<: {x: 1}\n") ==
          Found{"1:4 empty-value", "2:1 duplicate-key", "3:4 yaml-tag", "4:1 merge-key"});
}

TEST_CASE("of syntax errors only the first is reported, and nothing beside it") {
    CHECK(problems_of("a: ~\nb: [1, 2\nc: }\n").size() == 1);
    CHECK(problems_of("a: b: c\nd: @x\n") == Found{"1:5 yaml-syntax"});
}

TEST_CASE("a bracket or quote that is never closed is reported where it opens") {
    CHECK(problems_of("x: 1\ny: {a: b\nz: 3\n") == Found{"2:4 yaml-syntax"});
    CHECK(problems_of("x: 1\ny: [a, {b: 1}\n") == Found{"2:4 yaml-syntax"});
    CHECK(problems_of("x: 1\ny: \"abc\nz: 3\n") == Found{"2:4 yaml-syntax"});
    CHECK(problems_of("x: 1\ny: 'it''s\nz: 3\n") == Found{"2:4 yaml-syntax"});
    CHECK(problems_of("y: 'it''s'\nz: \"a \\\" b\"\n").empty());
}

TEST_CASE("lines that do not line up are said to") {
    Diagnostics diagnostics;
    read_yaml_text("a:\n    b: 1\n  c: 2\n", "test.yaml", diagnostics);
    REQUIRE(diagnostics.entries().size() == 1);
    CHECK(diagnostics.entries()[0].place == SourcePlace{"test.yaml", 3, 3});
    CHECK(diagnostics.entries()[0].message == "this line does not line up with the lines above it");
    CHECK(problems_of(" - a\n- b\n") == Found{"2:1 yaml-syntax"});
}

TEST_CASE("a tab in the indentation is an error, one behind a value or in a blank line is not") {
    CHECK(problems_of("a:\n\tb: 1\n") == Found{"2:1 tab-indentation"});
    CHECK(problems_of("a:\n  b: 1\n  \tc: 1\n") == Found{"3:3 tab-indentation"});
    CHECK(problems_of("a: 1\t# note\n\t\n\t# note\nb: 2\n").empty());
}

TEST_CASE("an alias stands for its anchor's value, and its problems are reported at the anchor") {
    const auto tree = tree_of("a: &days [mon, wed]\nb: *days\n");
    CHECK(flow(tree) == "{a: [mon, wed], b: [mon, wed]}");
    CHECK(tree.find("b")->place.line == 1);
    CHECK(tree.find("b")->items[1].place == SourcePlace{"test.yaml", 1, 16});
    CHECK(problems_of("a: &x {y: ~}\nb: *x\n") == Found{"1:11 empty-value"});
    CHECK(problems_of("a: *nowhere\n") == Found{"1:4 yaml-syntax"});
    CHECK(problems_of("a: &x [*x]\n") == Found{"1:8 alias-loop"});
}

TEST_CASE("a file without content is empty") {
    for (const std::string text : {"", "\n\n", "# only a comment\n", "---\n", "---\n...\n", "~\n"}) {
        INFO("text: " << text);
        CHECK(problems_of(text) == Found{"1:1 empty-file"});
    }
}

TEST_CASE("a value from the command line is YAML flow with the setting as its place") {
    const SourcePlace place{"--set a.b=...", 0, 0};
    Diagnostics diagnostics;
    CHECK(flow(*read_yaml_value("60", place, diagnostics)) == "60");
    CHECK(flow(*read_yaml_value("{iop: 0.6, home: rest}", place, diagnostics)) == "{iop: 0.6, home: rest}");
    CHECK(flow(*read_yaml_value("iop.wait.p90 <= 7 d", place, diagnostics)) == "iop.wait.p90 <= 7 d");
    const auto list = read_yaml_value("[mon, {a: wed}]", place, diagnostics);
    REQUIRE(list.has_value());
    CHECK(list->items[1].entries[0].key_place == place);
    CHECK(list->items[1].entries[0].value.place == place);
    CHECK(diagnostics.empty());
}

TEST_CASE("a value from the command line that is none is refused with the setting as its place") {
    const SourcePlace place{"--set a.b=...", 0, 0};
    for (const auto& [text, code] : {std::pair{"", "empty-value"},
                                     {"~", "empty-value"},
                                     {"mon, wed", "yaml-syntax"},
                                     {"]", "yaml-syntax"},
                                     {"{a: 1", "yaml-syntax"},
                                     {"\xFF", "not-utf8"}}) {
        INFO("text: " << text);
        Diagnostics diagnostics;
        const auto value = read_yaml_value(text, place, diagnostics);
        REQUIRE(diagnostics.entries().size() == 1);
        CHECK(diagnostics.entries()[0].code == code);
        CHECK(diagnostics.entries()[0].place == place);
        CHECK((!value || value->is_null()));
    }
}
