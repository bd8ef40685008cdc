#include "document_fixtures.hpp"

#include "scenario/names.hpp"

using namespace stepdown;

TEST_CASE("names are lower-case words with single separators inside") {
    for (const auto* name : {"iop", "iop-south", "unit_2", "a", "adults-sud", "x1-2_b"}) {
        INFO(name);
        CHECK(is_valid_name(name));
    }
    for (const auto* name :
         {"", "Iop", "2nd", "iop-", "-iop", "iop--south", "iop-_x", "iop south", "caf\xC3\xA9", "a.b", "a=b", "a+b"}) {
        INFO(name);
        REQUIRE(problem_with_name(name).has_value());
        CHECK(problem_with_name(name)->code == "bad-name");
    }
}

TEST_CASE("words of the language are no names") {
    CHECK(reserved_words().size() == 33);
    for (const auto word : reserved_words()) {
        INFO(word);
        REQUIRE(problem_with_name(word).has_value());
        CHECK(problem_with_name(word)->code == "reserved-name");
    }
}

TEST_CASE("a bad name is told what is wrong and what would do") {
    CHECK(problem_with_name("Iop South")->message == "the name `Iop South` has capitals");
    CHECK(problem_with_name("Iop South")->hint == "for example `iop-south`");
    CHECK(problem_with_name("2nd")->message == "the name `2nd` does not begin with a letter");
    CHECK(problem_with_name("2nd")->hint == "for example `nd`");
    CHECK(problem_with_name("Home")->hint == "a name is like `iop`, `step-up` or `unit_2`");
    CHECK(problem_with_name("home")->hint == "for example `home-1`");
}
