#include "document_fixtures.hpp"

#include "scenario/text_values.hpp"

using namespace stepdown;

namespace {

template <class Value>
std::string code(const Parsed<Value>& parsed) {
    CHECK_FALSE(parsed.value.has_value());
    CHECK_FALSE(parsed.problem.empty());
    return parsed.code;
}

}  // namespace

TEST_CASE("numbers are read as written, whatever the locale") {
    CHECK(*parse_number("12") == 12.0);
    CHECK(*parse_number("0.53") == 0.53);
    CHECK(*parse_number(".5") == 0.5);
    CHECK(*parse_number("1e3") == 1000.0);
    CHECK(*parse_number("010") == 10.0);
    CHECK(*parse_number("-2.5", Sign::any) == -2.5);
    CHECK(*parse_number("0") == 0.0);
}

TEST_CASE("what is no number is refused") {
    for (const auto* text :
         {"", "abc", "nan", "inf", "-inf", "infinity", "0x10", "1_000", "1,000", "0,5", "+5", "1.2.3", "--1", "-", ".", "1 2"}) {
        INFO(text);
        CHECK(code(parse_number(text)) == "not-a-number");
    }
    CHECK(code(parse_number("1e999")) == "too-large");
    CHECK(code(parse_number("-1")) == "negative-number");
    CHECK(code(parse_number("0", Sign::positive)) == "zero-number");
    CHECK(code(parse_number("14 d")) == "unwanted-unit");
    CHECK(code(parse_number("5%")) == "unwanted-unit");
    CHECK(parse_number("14 d").problem == "`14 d` is a duration; here a plain number is needed, such as `14`");
    CHECK(parse_number("0,5").hint == "write `0.5` with a point");
    CHECK(parse_number("1,000").hint == "write `1000` without a comma");
    CHECK(parse_number("-12,345,678").hint == "write `-12345678` without a comma");
    CHECK(parse_number("0,500").hint == "write `0.500` with a point");
    CHECK(parse_number("1,0000").hint == "write `1.0000` with a point");
    CHECK(parse_number("1,000.5,3").hint == "write the decimal point as a point, and thousands without a mark");
    CHECK(parse_number("8 posts").hint == "write `8` alone");
}

TEST_CASE("whole numbers are whole") {
    CHECK(*parse_whole_number("36") == 36);
    CHECK(*parse_whole_number("36.0") == 36);
    CHECK(*parse_whole_number("-3", Sign::any) == -3);
    CHECK(code(parse_whole_number("36.5")) == "not-whole");
    CHECK(code(parse_whole_number("-1")) == "negative-number");
    CHECK(code(parse_whole_number("0", Sign::positive)) == "zero-number");
    CHECK(code(parse_whole_number("1e16")) == "too-large");
    CHECK(code(parse_whole_number("1e999")) == "too-large");
    CHECK(code(parse_whole_number("many")) == "not-a-number");
}

TEST_CASE("a share is a number up to 1 or a percentage, and both spellings are the same number") {
    CHECK(*parse_share("0.53") == 0.53);
    CHECK(*parse_share("53%") == 0.53);
    CHECK(*parse_share("53 %") == 0.53);
    CHECK(*parse_share("33.3%") == 0.333);
    CHECK(*parse_share("4.35%") == 0.0435);
    CHECK(*parse_share("100%") == 1.0);
    CHECK(*parse_share("0") == 0.0);
    CHECK(code(parse_share("53")) == "bad-share");
    CHECK(parse_share("53").hint == "did you mean `53%`?");
    CHECK(code(parse_share("101%")) == "bad-share");
    CHECK(code(parse_share("-5%")) == "negative-number");
    CHECK(code(parse_share("5 d")) == "wrong-unit");
    CHECK(code(parse_share("half")) == "not-a-number");
    CHECK(code(parse_share("nan")) == "not-a-number");
}

TEST_CASE("a ratio may be more than the whole") {
    CHECK(*parse_ratio("1.3") == 1.3);
    CHECK(*parse_ratio("130%") == 1.3);
    CHECK(code(parse_ratio("-1")) == "negative-number");
    CHECK(code(parse_ratio("1e999")) == "too-large");
    CHECK(code(parse_ratio("2 d")) == "wrong-unit");
}

TEST_CASE("durations carry a unit or its word") {
    CHECK(*parse_duration("14 d") == 14 * ticks_per_day);
    CHECK(*parse_duration("14d") == 14 * ticks_per_day);
    CHECK(*parse_duration("50 min") == 50 * ticks_per_minute);
    CHECK(*parse_duration("1 y") == 365 * ticks_per_day);
    CHECK(*parse_duration("26 weeks") == 182 * ticks_per_day);
    CHECK(*parse_duration("1 hour") == ticks_per_hour);
    CHECK(*parse_duration("30 s") == 30 * ticks_per_second);
    CHECK(*parse_duration("47.3 d") == 4'086'720'000'000);
    CHECK(*parse_duration("14\xC2\xA0"
                          "d") == 14 * ticks_per_day);
    CHECK(*parse_duration("0") == 0);
    CHECK(*parse_duration("-2 d", Sign::any) == -2 * ticks_per_day);
}

TEST_CASE("a duration is rounded to the nearest tick") {
    CHECK(*parse_duration("0.0000004 s") == 0);
    CHECK(*parse_duration("0.0000006 s") == 1);
}

TEST_CASE("a bare number where a duration is needed names the units that fit") {
    const auto refused = parse_duration("14");
    CHECK(code(refused) == "missing-unit");
    CHECK(refused.problem == "`14` has no unit; here a duration is needed, such as `14 d`");
    CHECK(refused.hint == "the units are s, min, h, d, w and y");
}

TEST_CASE("durations that are none are refused with what would fit") {
    CHECK(code(parse_duration("9 per day")) == "wrong-unit");
    CHECK(parse_duration("9 per day").problem == "`9 per day` is a number per time; here a duration is needed, such as `14 d`");
    CHECK(code(parse_duration("50%")) == "wrong-unit");
    CHECK(code(parse_duration("2 months")) == "wrong-unit");
    CHECK(parse_duration("2 months").hint == "write weeks or days, such as `30 d`");
    CHECK(parse_duration("2 dyas").hint == "did you mean `2 days`?");
    CHECK(parse_duration("2 D").hint == "did you mean `2 d`?");
    CHECK(code(parse_duration("soon")) == "not-a-number");
    CHECK(code(parse_duration("-3 d")) == "negative-number");
    CHECK(code(parse_duration("0 d", Sign::positive)) == "zero-number");
    CHECK(code(parse_duration("0", Sign::positive)) == "zero-number");
    CHECK(code(parse_duration("100001 y")) == "too-large");
    CHECK(code(parse_duration("1e400 d")) == "too-large");
    CHECK(code(parse_duration("nan d")) == "not-a-number");
    CHECK(code(parse_duration("1 h 30 min")) == "wrong-unit");
}

TEST_CASE("rates are per hour, day, week, month or year") {
    CHECK(parse_rate("9 per day").value->per_day() == 9.0);
    CHECK(parse_rate("2 per hour").value->per_day() == Approx(48.0).epsilon(1e-15));
    CHECK(parse_rate("14 per week").value->per_day() == 2.0);
    CHECK(parse_rate("365 per month").value->per_day() == 12.0);
    CHECK(parse_rate("730 per year").value->per_day() == 2.0);
    CHECK(parse_rate("190 per month").value->per_year() == Approx(2280.0).epsilon(1e-15));
}

TEST_CASE("what is no rate is told which rate would do") {
    CHECK(code(parse_rate("14 d")) == "wrong-unit");
    CHECK(parse_rate("14 d").problem == "`14 d` is a duration; here a number per time is needed, such as `9 per day`");
    CHECK(code(parse_rate("9")) == "missing-unit");
    CHECK(parse_rate("9").hint == "the units are per hour, per day, per week, per month and per year");
    CHECK(parse_rate("9/day").hint == "write `per` for the stroke");
    CHECK(parse_rate("9 per moth").hint == "did you mean `month`?");
    CHECK(code(parse_rate("33% per year")) == "wrong-unit");
    CHECK(code(parse_rate("-9 per day")) == "negative-number");
    CHECK(code(parse_rate("0 per day", Sign::positive)) == "zero-number");
    CHECK(code(parse_rate("often")) == "not-a-number");
    CHECK(code(parse_rate("1e999 per day")) == "too-large");
}

TEST_CASE("a share per time is a percentage or its decimal") {
    CHECK(parse_share_rate("33% per year").value->per_year() == 0.33);
    CHECK(parse_share_rate("0.33 per year").value->per_year() == 0.33);
    CHECK(parse_share_rate("-2% per year", Sign::any).value->per_year() == -0.02);
    CHECK(code(parse_share_rate("33%")) == "wrong-unit");
    CHECK(code(parse_share_rate("-2% per year")) == "negative-number");
}

TEST_CASE("numbers are written as short as they can be") {
    CHECK(number_text(0.6) == "0.6");
    CHECK(number_text(14.0) == "14");
    CHECK(number_text(0.1 + 0.2) == "0.30000000000000004");
}
