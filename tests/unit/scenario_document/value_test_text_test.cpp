#include "document_fixtures.hpp"

#include "scenario/text_values.hpp"

using namespace stepdown;

TEST_CASE("a condition on a count is a number or a bound") {
    using Test = ValueTest<long long>;
    using Relation = Test::Relation;
    CHECK(*parse_count_comparison("3") == Test{Relation::equal, 3});
    CHECK(*parse_count_comparison("2+") == Test{Relation::at_least, 2});
    CHECK(*parse_count_comparison("under 2") == Test{Relation::under, 2});
    CHECK(*parse_count_comparison("over 2") == Test{Relation::over, 2});
    CHECK(*parse_count_comparison("at least 2") == Test{Relation::at_least, 2});
    CHECK(*parse_count_comparison("at most 2") == Test{Relation::at_most, 2});
}

TEST_CASE("a condition holds on its own side of the bound") {
    const auto holds = [](std::string_view text, long long count) { return parse_count_comparison(text).value->holds(count); };
    CHECK(holds("2", 2));
    CHECK_FALSE(holds("2", 3));
    CHECK(holds("2+", 2));
    CHECK_FALSE(holds("2+", 1));
    CHECK(holds("under 2", 1));
    CHECK_FALSE(holds("under 2", 2));
    CHECK(holds("over 2", 3));
    CHECK_FALSE(holds("over 2", 2));
    CHECK(holds("at most 2", 2));
    CHECK_FALSE(holds("at most 2", 3));
}

TEST_CASE("what is no condition on a count is refused") {
    for (const auto* text : {"", "many", "-1", "2.5", "2 d", "under", "about 2", "2++"}) {
        INFO(text);
        CHECK_FALSE(parse_count_comparison(text).value.has_value());
        CHECK_FALSE(parse_count_comparison(text).hint.empty());
    }
}

TEST_CASE("a condition on a duration needs a bound and a unit") {
    using Test = ValueTest<Ticks>;
    using Relation = Test::Relation;
    CHECK(*parse_duration_comparison("under 2 d") == Test{Relation::under, 2 * ticks_per_day});
    CHECK(*parse_duration_comparison("over 3 d") == Test{Relation::over, 3 * ticks_per_day});
    CHECK(*parse_duration_comparison("at least 36 h") == Test{Relation::at_least, 36 * ticks_per_hour});
    CHECK(*parse_duration_comparison("at most 1 w") == Test{Relation::at_most, ticks_per_week});
    CHECK(parse_duration_comparison("2 d").code == "bad-condition");
    CHECK(parse_duration_comparison("soon").code == "bad-condition");
    CHECK(parse_duration_comparison("under 2").code == "missing-unit");
    CHECK(parse_duration_comparison("2").code == "missing-unit");
    CHECK(parse_duration_comparison("under -2 d").code == "negative-number");
}
