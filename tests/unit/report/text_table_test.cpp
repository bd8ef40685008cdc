// Tables and lines on a terminal.

#include <catch2/catch.hpp>

#include <sstream>

#include "report/text_table.hpp"

using namespace stepdown;

namespace {

TextTable two_stages() {
    TextTable table;
    table.add_column("Stage", Align::left);
    table.add_column("Wait", Align::right);
    table.add_column("Nothing", Align::right);
    table.add_column("Note", Align::left);
    table.add_row({{.text = "iop"}, {.text = "11.2 d", .detail = "±0.4"}, {}, {.text = "long"}});
    table.add_row({{.text = "sober-living"}, {.text = "3 d", .detail = "±10"}, {}, {}});
    return table;
}

}  // namespace

TEST_CASE("cells are aligned, details apart, empty columns left out, lines without spaces at the end") {
    CHECK(two_stages().to_text({}) ==
          "Stage                Wait  Note\n"
          "iop           11.2 d ±0.4  long\n"
          "sober-living     3 d ±10\n");
}

TEST_CASE("a narrow page folds the columns and repeats the first") {
    CHECK(two_stages().to_text({.width = 28}) ==
          "Stage                Wait\n"
          "iop           11.2 d ±0.4\n"
          "sober-living     3 d ±10\n"
          "\n"
          "Stage         Note\n"
          "iop           long\n"
          "sober-living\n");
}

TEST_CASE("a column wider than the page still stands") { CHECK_FALSE(two_stages().to_text({.width = 5}).empty()); }

TEST_CASE("colors do not move the columns") {
    TextTable table;
    table.add_column("A", Align::left);
    table.add_column("B", Align::left);
    table.add_row({{.text = "x", .tone = Tone::bad}, {.text = "y"}});
    CHECK(table.to_text({.coloring = Coloring::colored}) == "\x1b[1mA\x1b[0m  \x1b[1mB\x1b[0m\n\x1b[1;31mx\x1b[0m  y\n");
    CHECK(table.to_text({}) == "A  B\nx  y\n");
}

TEST_CASE("widths are those of a terminal") {
    CHECK(display_width("iop") == 3);
    CHECK(display_width("±0.4") == 4);
    CHECK(display_width("Zo\u0308e") == 3);
    CHECK(display_width("\u65E5\u672C") == 4);
    CHECK(display_width("\xFF") == 1);
}

TEST_CASE("a table without rows says nothing") {
    TextTable table;
    table.add_column("A", Align::left);
    CHECK(table.to_text({}).empty());
}

TEST_CASE("long sentences are broken between words") {
    CHECK(wrapped("one two three four", 2, {.width = 9}) == "one two\n  three\n  four");
    CHECK(wrapped("one two three four", 2, {}) == "one two three four");
    CHECK(wrapped("unbreakable", 2, {.width = 4}) == "unbreakable");
}
