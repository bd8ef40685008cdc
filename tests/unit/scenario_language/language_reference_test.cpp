// The reference page and the schema are the language's own table, so they cannot fall behind it.
// STEPDOWN_UPDATE=1 writes both anew.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include <fmt/format.h>

#include "scenario/language.hpp"
#include "scenario/schema.hpp"

namespace stepdown::testing {
namespace {

std::string path_in_source(const std::string& name) {
    const char* root = std::getenv("STEPDOWN_SOURCE");
    REQUIRE(root != nullptr);
    return std::string(root) + "/" + name;
}

std::string content(const std::string& path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

void compare_or_update(const std::string& name, const std::string& expected) {
    const std::string path = path_in_source(name);
    if (std::getenv("STEPDOWN_UPDATE") != nullptr) std::ofstream(path) << expected;
    INFO(name << " is made anew by STEPDOWN_UPDATE=1 tests/run -R 'reference page'");
    CHECK(content(path) == expected);
}

std::string in_table(std::string text) {
    for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) text.replace(at, 1, "\\|");
    return text;
}

std::string value_of(const Shape& shape) {
    const Shape& plain = shape.without_cases != nullptr ? *shape.without_cases : shape;
    return in_table(plain.title) + (shape.one_case != nullptr ? ", or cases" : "");
}

void add_table(std::string& page, const std::string& heading, const Shape& shape) {
    page += fmt::format("\n## {}\n\n| key | value | default | meaning |\n| --- | --- | --- | --- |\n", heading);
    for (const Key& key : shape.keys) {
        if (key.presence == Presence::later) continue;
        const std::string fallback = key.presence == Presence::required ? "required" : key.fallback;
        page +=
            fmt::format("| `{}` | {} | {} | {} |\n", key.name, value_of(*key.shape), in_table(fallback), in_table(key.meaning));
    }
}

/// What a shape leads to, each shape with keys once, in the order in which a reader meets them.
void walk(const Shape& shape, const std::string& path, std::set<std::string>& seen, std::string& page) {
    const Shape& plain = shape.without_cases != nullptr ? *shape.without_cases : shape;
    if (!seen.insert(plain.id).second) return;
    if (!plain.keys.empty()) add_table(page, path.empty() ? "The file" : "`" + path + "`", plain);
    for (const Key& key : plain.keys) {
        if (key.presence != Presence::later) walk(*key.shape, path.empty() ? key.name : path + "." + key.name, seen, page);
    }
    std::string noun = plain.noun;
    for (char& letter : noun) letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    if (plain.entry != nullptr) walk(*plain.entry, path + "." + noun, seen, page);
    if (plain.item != nullptr) walk(*plain.item, path, seen, page);
}

std::string reference_page() {
    std::string page = R"(# The scenario language, key by key

Made from the language's own table; a test keeps it so. Words in capitals stand for names that the file gives.
*Or cases* means that clients may differ: `[{when: {household: unsafe}, use: ...}, {use: ...}]`, the first that fits is used and the last has no `when`.
Quantities carry their unit (`14 d`, `9 per day`, `53%`); `rest` is what is left to 1. Destinations are a stage, `home`, an exit,
`a + b` (care and housing beside it) or `a or b` (whichever opens first). `stepdown schema` prints the same for editors.
)";
    std::set<std::string> seen;
    walk(language().root(), "", seen, page);
    return page;
}

TEST_CASE("the reference page has a row for every key of the language") {
    compare_or_update("docs/reference/language.md", reference_page());
}

TEST_CASE("the schema kept for editors beside the reference page is the one that the program prints") {
    compare_or_update("docs/reference/scenario.schema.json", scenario_schema());
}

TEST_CASE("every key of this version has a meaning and a shape") {
    std::size_t keys = 0;
    for (const Shape& shape : language().shapes()) {
        for (const Key& key : shape.keys) {
            if (key.presence == Presence::later) continue;
            ++keys;
            INFO(shape.id << "." << key.name);
            CHECK(!key.meaning.empty());
            CHECK(key.shape != nullptr);
        }
    }
    CHECK(keys > 100);
}

}  // namespace
}  // namespace stepdown::testing
