// What `check` says of staff, worked out by hand.
#include <catch2/catch.hpp>

#include "model/model.hpp"
#include "model/staff_capacity.hpp"
#include "support/scenario_text.hpp"

namespace stepdown::testing {
namespace {

Model ward(const std::string& staffed_by, const std::string& beds = "30") {
    return model_from(R"(stepdown: 1
clock: {start: 2027-01-04, run: 1 y}
populations: {adults: {arrivals: 1 per day, enters: {ward: 0.5, iop: rest}}}
staff:
  nurse:
    shifts:
      day: {fte: 14, days: 3 of 7, from: 07:00, to: 19:00}
      night: {fte: 7, days: 3 of 7, from: 19:00, to: 07:00}
    turnover: 50% per year
    refill: {exponential: {mean: 73 d}}
stages:
  ward: {beds: )" + beds +
                      ", stay: 10 d, next: {home: 1}, staffed_by: {nurse: " + staffed_by + R"(}}
  iop: {stay: 20 d, next: {home: 1}, caseload: {nurse: 4}}
)");
}

TEST_CASE("beds with staff are averaged over day and night, whole beds at each time and never more than there are") {
    // Six nurses by day and three by night.
    const Model model = ward("{day: 1 per 4, night: 1 per 9}");
    CHECK(*beds_staffed_on_average(model, model.stages[0]) == Approx((24 + 27) / 2.0));
    const Model few = ward("{day: 1 per 4, night: 1 per 9}", "25");
    CHECK(*beds_staffed_on_average(few, few.stages[0]) == Approx((24 + 25) / 2.0));
    const Model least = ward("{day: 1 per 4, night: 1 per 9, at_least: 4}");
    CHECK(*beds_staffed_on_average(least, least.stages[0]) == Approx(24 / 2.0));
    const Model by_day = ward("{day: 2 per 5}");
    CHECK(*beds_staffed_on_average(by_day, by_day.stages[0]) == Approx(15 / 2.0));
    CHECK_FALSE(beds_staffed_on_average(model, model.stages[1]));
}

TEST_CASE("vacancy is turnover times refill over one more, and clients need their share of filled posts") {
    const Model model = ward("{day: 1 per 4, night: 1 per 9}");
    CHECK(expected_vacancy(model.roles[0]) == Approx(0.5 * 0.2 / (1 + 0.5 * 0.2)));
    CHECK(*posts_needed(model, offered_load(model), RoleId(0)) == Approx(0.5 * 20 / 4));
}

}  // namespace
}  // namespace stepdown::testing
