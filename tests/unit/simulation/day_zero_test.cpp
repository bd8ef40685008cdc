// Clients who wait when the run begins.
#include <catch2/catch.hpp>

#include "support/statistical_check.hpp"

namespace stepdown::testing {
namespace {

TEST_CASE("who waited before the run is no request of the run, however impatient") {
    const auto result = simulate(R"(stepdown: 1
clock: {start: 2027-01-04, run: 60 d}
replications: 30
populations: {people: {arrivals: 1 per day, enters: {iop: 1}}}
stages: {iop: {slots: 2, stay: 3 d, next: {home: 1}, waitlist: {patience: 0 d}}}
start_state: {iop: {waiting: 3}}
)");
    const Estimate& access = figure(result, "iop.access.within(7 d)");
    CHECK(*access.spread_high <= 1.0);
    CHECK(*access.value < 1.0);
}

TEST_CASE("where nobody is expected, those present are of the populations that ask elsewhere") {
    const auto result = simulate(R"(stepdown: 1
clock: {start: 2027-01-04, run: 2 d}
replications: 10
populations:
  adults: {arrivals: 3 per day, enters: {iop: 1}}
  teens: {arrivals: 1 per day, enters: {iop: 1}}
stages:
  iop: {slots: 50, stay: 3 d, next: {home: 1}}
  op: {slots: 400, stay: 1000 d, next: {home: 1}}
start_state: {op: {census: 400}}
)");
    const Estimate& adults = figure(result, "op.census.mean for adults");
    CHECK(*adults.value > 270.0);
    CHECK(*adults.value < 330.0);
}

}  // namespace
}  // namespace stepdown::testing
