// The arrival clock against the rate written out hour by hour.
#include <catch2/catch.hpp>

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "simulation/arrival_clock.hpp"
#include "support/scenario_text.hpp"

namespace stepdown::testing {
namespace {

constexpr int warm_up_days = 70;
constexpr int run_days = 400;

const Model& varied() {
    static const Model model = model_from(R"(stepdown: 1
clock: {start: 2027-01-04, warm_up: 70 d, run: 400 d}
populations:
  adults:
    arrivals:
      rate: 6 per day
      by_weekday: {mon: 1.3, sat: 0.5, sun: 0}
      by_month: {jan: 1.2, aug: 0.7}
      by_hour: {"9-12": 2, "18-24": 0.5}
      growth: 8% per year
      surges: {spring: {from: 2027-03-15, to: 2027-06-15, times: 1.4}, easter: {from: 2027-04-01, to: 2027-04-05, times: 0.5}}
    enters: {iop: 1}
stages: {iop: {stay: 5 d, next: {home: 1}}}
changes: {fewer: {from: 2027-10-01, set: {populations.adults.arrivals: {rate: 2 per day, by_weekday: {sun: 0}}}}}
)");
    return model;
}

/// Factors 1 where none is stated, scaled so that their average with these weights is 1.
double scaled(double factor, double weighted_sum, double weights) { return factor * weights / weighted_sum; }

/// Arrivals per day at an hour of a day from the first simulated one, 26 October 2026, a Monday. Without growth.
double rate_without_growth(int day, int hour) {
    const int weekday = day % 7;
    const double since_start = day - warm_up_days;
    if (since_start >= 270) return weekday == 6 ? 0.0 : 2.0 * 7 / 6;  // From 1 October.
    constexpr std::array<double, 7> weekdays = {1.3, 1, 1, 1, 1, 0.5, 0};
    const double of_week = scaled(weekdays[static_cast<std::size_t>(weekday)], 5.8, 7);
    const double of_hour = scaled(hour >= 9 && hour < 12 ? 2.0 : hour >= 18 ? 0.5 : 1.0, 3 * 2 + 6 * 0.5 + 15, 24);
    // Days since start: January ends with day 27; August is 209 to 239.
    const bool january = since_start >= -3 && since_start < 28;
    const bool august = since_start >= 209 && since_start < 240;
    const double of_month = scaled(january ? 1.2 : august ? 0.7 : 1.0, 365 + 0.2 * 31 - 0.3 * 31, 365);
    const double spring = since_start >= 70 && since_start < 162 ? 1.4 : 1.0;
    const double easter = since_start >= 87 && since_start < 91 ? 0.5 : 1.0;
    return 6.0 * of_week * of_hour * of_month * spring * easter;
}

double growth_at(double since_start, int day) {
    const bool later = day - warm_up_days >= 270;
    return since_start <= 0 || later ? 1.0 : std::pow(1.08, since_start / 365);
}

/// The integral of the rate from the first instant to `days`, Simpson's rule within each hour.
double expected_by(double days) {
    double sum = 0.0;
    for (int hour = 0; hour < (warm_up_days + run_days) * 24 && hour / 24.0 < days; ++hour) {
        const double from = hour / 24.0;
        const double to = std::min((hour + 1) / 24.0, days);
        const int day = hour / 24;
        const auto growth = [&](double at) { return growth_at(at - warm_up_days, day); };
        sum += rate_without_growth(day, hour % 24) * (to - from) * (growth(from) + 4 * growth((from + to) / 2) + growth(to)) / 6;
    }
    return sum;
}

TEST_CASE(
    "arrival n comes where the integrated rate has reached its mark, through weekdays, months, hours, surges, growth, changes") {
    ArrivalClock clock(varied(), PopulationId(0));
    double mark = 0.0;
    int checked = 0;
    while (true) {
        const double step = 17.3;
        const Ticks at = clock.advance(step);
        if (at == never) break;
        mark += step;
        ++checked;
        CHECK(expected_by(to_days(at)) == Approx(mark).epsilon(1e-7));
    }
    CHECK(checked > 100);
    // What is left to the end of the run is less than the next step.
    CHECK(expected_by(warm_up_days + run_days) - mark < 17.3);
}

TEST_CASE("a rate twice as high brings the same arrivals in half the time") {
    const auto times = [](const std::string& rate) {
        const Model model =
            model_from("stepdown: 1\nclock: {start: 2027-01-04, run: 100 d}\npopulations: {a: {arrivals: " + rate +
                       ", enters: {iop: 1}}}\nstages: {iop: {stay: 5 d, next: {home: 1}}}\n");
        ArrivalClock clock(model, PopulationId(0));
        std::vector<Ticks> result;
        for (int n = 1; n <= 20; ++n) result.push_back(clock.advance(0.1 * n));
        return result;
    };
    const auto slow = times("2 per day");
    const auto fast = times("4 per day");
    for (std::size_t n = 0; n < slow.size(); ++n) CHECK(std::abs(slow[n] - 2 * fast[n]) <= 2);
}

TEST_CASE("no instant is given twice by rounding and none lies outside the run") {
    ArrivalClock clock(varied(), PopulationId(0));
    Ticks before = -1;
    for (Ticks at = clock.advance(0.01); at != never; at = clock.advance(0.01)) {
        if (at < before || at >= varied().clock.end()) FAIL_CHECK("at " << at);
        before = at;
    }
    CHECK(before > varied().clock.start());
}

TEST_CASE("arrivals that come evenly keep to their instants for years") {
    for (const char* every : {"4 h", "1 h", "25 min", "7 h"}) {
        const Model model = model_from(fmt::format(R"(stepdown: 1
clock: {{start: 2027-01-04, run: 10 y}}
populations: {{adults: {{arrivals: {{every: {}}}, enters: {{iop: 1}}}}}}
stages: {{iop: {{stay: 5 d, next: {{home: 1}}}}}}
)",
                                                   every));
        ArrivalClock clock(model, PopulationId(0));
        const Ticks apart = clock.advance_evenly();
        CHECK(apart % ticks_per_minute == 0);
        std::int64_t off = 0;
        Ticks due = apart;
        for (Ticks at = apart; at != never; at = clock.advance_evenly(), due += apart) off += at == due ? 0 : 1;
        CHECK(off == 0);
        CHECK(due >= model.clock.end());
    }
}

}  // namespace
}  // namespace stepdown::testing
