#include "document_fixtures.hpp"

#include <random>

using namespace stepdown;

namespace {

std::string repeated(std::string_view part, int times) {
    std::string text;
    for (int count = 0; count < times; ++count) text += part;
    return text;
}

std::string only_code(const std::string& text) {
    Diagnostics diagnostics;
    const auto tree = read_yaml_text(text, "test.yaml", diagnostics);
    CHECK_FALSE(tree.has_value());
    return diagnostics.entries().size() == 1 ? diagnostics.entries()[0].code
                                             : fmt::format("{} problems", diagnostics.entries().size());
}

}  // namespace

TEST_CASE("nesting 5,000 deep is refused in every way of writing it") {
    std::string indented;
    for (int depth = 0; depth < 5000; ++depth) indented += std::string(static_cast<std::size_t>(depth), ' ') + "a:\n";
    CHECK(only_code(repeated("[", 5000)) == "nested-too-deep");
    CHECK(only_code(repeated("{a: ", 5000)) == "nested-too-deep");
    CHECK(only_code(repeated("[a: ", 5000)) == "nested-too-deep");
    CHECK(only_code(repeated("- ", 5000)) == "nested-too-deep");
    CHECK(only_code(repeated("? ", 5000)) == "nested-too-deep");
    CHECK(only_code(indented) == "nested-too-deep");
}

TEST_CASE("64 levels are read and 65 are not") {
    CHECK(node_count(tree_of(repeated("[", 64) + "x" + repeated("]", 64))) == 65);
    CHECK(only_code(repeated("[", 65) + "x" + repeated("]", 65)) == "nested-too-deep");
}

TEST_CASE("an anchor bomb is refused before it expands") {
    std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int level = 1; level < 30; ++level) {
        bomb +=
            fmt::format("a{0}: &a{0} [*a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}]\n", level, level - 1);
    }
    CHECK(only_code(bomb) == "too-many-values");
}

TEST_CASE("anchors within anchors around many values do not multiply them") {
    std::string text;
    for (int depth = 0; depth < 50; ++depth)
        text += fmt::format("{}a: &a{}\n", std::string(static_cast<std::size_t>(depth), ' '), depth);
    for (int item = 0; item < 20'000; ++item) text += std::string(50, ' ') + "- x\n";
    CHECK(only_code(text) == "too-many-values");
}

TEST_CASE("very many keys are refused without comparing each with each") {
    std::string text;
    for (int key = 0; key < 60'000; ++key) text += fmt::format("k{}: 1\n", key);
    CHECK(only_code(text) == "too-many-values");
}

TEST_CASE("text that is none is refused at its first bad character") {
    CHECK(problems_of("a: 1\nb: \xC3\xA9\xFF\n") == Found{"2:5 not-utf8"});
    CHECK(problems_of("a: \xC0\x80\n") == Found{"1:4 not-utf8"});
    CHECK(problems_of("a: \xED\xA0\x80\n") == Found{"1:4 not-utf8"});
    CHECK(problems_of("a: \xF4\x90\x80\x80\n") == Found{"1:4 not-utf8"});
    CHECK(problems_of("a: \xE2\x82") == Found{"1:4 not-utf8"});
    CHECK(problems_of("a: \xF0\x9F\x98\x80 \xE2\x82\xAC\n").empty());
    CHECK(problems_of(std::string("a: 1\nb\0: 2\n", 11)) == Found{"2:2 control-character"});
    CHECK(problems_of("a: 1\x04\nb: 2\n") == Found{"1:5 control-character"});
    CHECK(problems_of("\xFF\xFE"
                      "a")
              .front() == "1:1 not-utf8");
}

TEST_CASE("no text, however mangled, brings the reader down") {
    const std::string seed =
        "stepdown: 1\nclock: {start: 2027-01-04, run: 1 y}\nlist: &l\n  - {when: {a: 'b'}, use: [1, 2]}\n  - \"x\"\n"
        "other: *l\n? key\n: |\n  text\n";
    const std::string alphabet = "{}[]:,&*!|>'\"%@`#-? \n\tab\\~<";
    std::mt19937 random(20270104);
    std::size_t refused = 0;
    for (int round = 0; round < 4000; ++round) {
        std::string text = seed;
        for (int change = 0; change < 1 + round % 6; ++change) {
            const auto position = random() % text.size();
            const char character = alphabet[random() % alphabet.size()];
            if (random() % 3 == 0)
                text.erase(position, 1 + random() % 4);
            else if (random() % 2 == 0)
                text.insert(position, 1, character);
            else
                text[position] = character;
            if (text.empty()) text = " ";
        }
        Diagnostics diagnostics;
        const auto tree = read_yaml_text(text, "test.yaml", diagnostics);
        CHECK((tree.has_value() || diagnostics.has_errors()));
        for (const auto& problem : diagnostics.entries()) {
            if (problem.place.line < 0 || problem.message.empty()) FAIL(text);
        }
        if (!tree) ++refused;
    }
    CHECK(refused > 400);
    CHECK(refused < 4000);
}
