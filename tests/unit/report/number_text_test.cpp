// Numbers for people and for programs.

#include <catch2/catch.hpp>

#include <charconv>
#include <limits>

#include "report/number_text.hpp"

using namespace stepdown;

namespace {

Estimate estimate(double value, double half) {
    Estimate result;
    result.value = value;
    result.standard_error = half / 2;
    result.low = value - half;
    result.high = value + half;
    result.replications = 30;
    return result;
}

std::string joined(const EstimateText& text) { return text.value + "|" + text.interval; }

}  // namespace

TEST_CASE("an exact number reads back as the same number") {
    for (const double value : {0.1, 1.0 / 3.0, 1e300, 5e-324, -2.5, 123456789.123456789, 1e21}) {
        const std::string text = exact_number(value);
        double back = 0.0;
        std::from_chars(text.data(), text.data() + text.size(), back);
        CHECK(back == value);
    }
    CHECK(exact_number(0.1) == "0.1");
    CHECK(exact_number(3.0) == "3");
    CHECK(exact_number(-0.0) == "0");
}

TEST_CASE("fixed numbers have thousands apart and no negative zero") {
    CHECK(fixed_number(1234567.891, 1) == "1,234,567.9");
    CHECK(fixed_number(-1234.0, 0) == "-1,234");
    CHECK(fixed_number(999.0, 0) == "999");
    CHECK(fixed_number(-0.001, 1) == "0.0");
}

TEST_CASE("short numbers keep three digits and never lose whole ones") {
    CHECK(short_number(0.012345) == "0.0123");
    CHECK(short_number(1.2345) == "1.23");
    CHECK(short_number(12.0) == "12");
    CHECK(short_number(12.30) == "12.3");
    CHECK(short_number(12345.6) == "12,346");
    CHECK(short_number(0.0) == "0");
}

TEST_CASE("an estimate has the digits that its interval supports") {
    CHECK(joined(estimate_text(estimate(0.8234, 0.013), "share")) == "82.3%|±1.3");
    CHECK(joined(estimate_text(estimate(0.8234, 0.031), "share")) == "82%|±4");
    CHECK(joined(estimate_text(estimate(11.234, 0.42), "d")) == "11.2 d|±0.5");
    CHECK(joined(estimate_text(estimate(1234.5, 20.0), "clients")) == "1,234|±20");
    CHECK(joined(estimate_text(estimate(46.1234, 0.0004), "clients")) == "46.1|±0.1");
    CHECK(joined(estimate_text(estimate(0.0, 0.0), "share")) == "0%|±0");
}

TEST_CASE("an interval is never shown narrower than it is") {
    for (const double half : {0.011, 0.0149, 0.0151, 0.029, 0.0311, 0.9501}) {
        const std::string shown = estimate_text(estimate(5.0, half), "clients").interval.substr(std::string("±").size());
        INFO(half << " " << shown);
        CHECK(std::stod(shown) >= half);
    }
}

TEST_CASE("what was not observed is a dash and a single replication has no interval") {
    CHECK(joined(estimate_text(Estimate{}, "d")) == "-|");
    Estimate single;
    single.value = 3.14159;
    single.replications = 1;
    CHECK(joined(estimate_text(single, "d")) == "3.14 d|");
}

TEST_CASE("a range tells its ends apart") {
    CHECK(range_text(10.43, 12.61, "d") == "10.4-12.6 d");
    CHECK(range_text(0.80, 0.85, "share") == "80-85%");
    CHECK(range_text(0.5, 0.5, "share") == "50%");
}
