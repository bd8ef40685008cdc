#include "document_fixtures.hpp"

#include "scenario/calendar_text.hpp"

using namespace stepdown;
using namespace std::chrono;

TEST_CASE("dates are days that exist") {
    CHECK(*parse_date("2027-01-04") == sys_days(year(2027) / 1 / 4));
    CHECK(*parse_date("2028-02-29") == sys_days(year(2028) / 2 / 29));
    for (const auto* text : {"", "2027-1-4", "04.01.2027", "2027-02-29", "2027-13-01", "2027-00-10", "2027-04-31", "20270104",
                             "2027-01-04T00:00", "0027-01-04", "9999-01-01", "2027-01-0x"}) {
        INFO(text);
        CHECK(parse_date(text).code == "bad-date");
    }
    CHECK(parse_date("2027-02-29").problem == "there is no day `2027-02-29`");
    CHECK(parse_date("1/4/2027").hint == "did you mean `2027-01-04`?");
    CHECK(parse_date("13/1/2027").hint == "did you mean `2027-01-13`?");
    CHECK(parse_date("4.1.2027").hint == "did you mean `2027-01-04`?");
    CHECK(parse_date("2027/13/41").hint == "year, month and day, with two digits each for month and day");
}

TEST_CASE("times of day are hours and minutes, and only an end may be 24:00") {
    CHECK(*parse_time_of_day("09:00") == 9 * ticks_per_hour);
    CHECK(*parse_time_of_day("9:30") == 9 * ticks_per_hour + 30 * ticks_per_minute);
    CHECK(*parse_time_of_day("00:00") == 0);
    CHECK(*parse_time_of_day("23:59") == ticks_per_day - ticks_per_minute);
    CHECK(*parse_time_of_day("24:00", DayEdge::end) == ticks_per_day);
    CHECK(parse_time_of_day("24:00").code == "bad-time");
    for (const auto* text : {"", "9", "9:3", "24:01", "25:00", "12:60", "-1:00", "09:00:00", "9 am", "12:0x"}) {
        INFO(text);
        CHECK(parse_time_of_day(text, DayEdge::end).code == "bad-time");
    }
}

TEST_CASE("weekdays are names, ranges that may go round the week's end, and lists of them") {
    CHECK(parse_weekdays("wed").value->to_string() == "0000100");
    CHECK(parse_weekdays("mon-fri").value->to_string() == "0011111");
    CHECK(parse_weekdays("sat-mon").value->to_string() == "1100001");
    CHECK(parse_weekdays("mon, wed").value->to_string() == "0000101");
    CHECK(parse_weekdays("mon-tue, sun").value->to_string() == "1000011");
    CHECK(parse_weekdays(tree_of("[mon, thu-fri]")).value->to_string() == "0011001");
    CHECK(parse_weekdays(tree_of("mon-fri")).value->to_string() == "0011111");
    CHECK(parse_weekdays(tree_of("[]")).code == "bad-weekday");
    CHECK(parse_weekdays(tree_of("[[mon]]")).code == "bad-weekday");
    CHECK(parse_weekdays(tree_of("{mon: 1}")).code == "bad-weekday");
    for (const auto* text : {"", "mon-", "mon,,tue", "funday", "Monday", "1-5"}) {
        INFO(text);
        CHECK(parse_weekdays(text).code == "bad-weekday");
    }
    CHECK(parse_weekdays("Monday").hint == "did you mean `mon`?");
    CHECK(parse_weekdays("thr").hint == "did you mean `thu`?");
}

TEST_CASE("months have their short names") {
    CHECK(*parse_month("jan") == 0);
    CHECK(*parse_month("dec") == 11);
    CHECK(parse_month("January").hint == "did you mean `jan`?");
    CHECK(parse_month("13").code == "bad-month");
}

TEST_CASE("hour ranges run forward within a day") {
    CHECK(*parse_hour_range("9-12") == HourRange{9, 12});
    CHECK(*parse_hour_range("18-24") == HourRange{18, 24});
    CHECK(*parse_hour_range("0 - 24") == HourRange{0, 24});
    for (const auto* text : {"", "9", "9-25", "12-9", "9-9", "9:00-12:00", "a-b", "-9"}) {
        INFO(text);
        CHECK(parse_hour_range(text).code == "bad-hours");
    }
    CHECK(parse_hour_range("22-6").hint == "write hours past midnight in two: `22-24` and `0-6`");
}
