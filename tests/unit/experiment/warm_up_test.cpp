// The warm-up check on series whose transient is known.
#include <catch2/catch.hpp>

#include "experiment/warm_up.hpp"
#include "support/scenario_text.hpp"

namespace stepdown::testing {
namespace {

Model clinic(const std::string& clock, const std::string& extra = "") {
    return model_from("stepdown: 1\nclock: " + clock + R"(
populations: {people: {arrivals: 1 per day, enters: {clinic: 1}}}
stages: {clinic: {stay: 2 d, next: {home: 1}}}
)" + extra);
}

WarmUpCheck check(const Model& model, double rises_for_days) {
    const MeasurementPlan plan = make_measurement_plan(model, metric_catalogue(model, {}), {});
    SeriesBands census;
    census.stage = StageId(0);
    for (std::size_t day = 0; day < plan.series_points; ++day) {
        const double at = static_cast<double>(day);
        const double wobble = static_cast<double>((day * 7919) % 11) - 5.0;
        census.mean.push_back(100.0 * (at < rises_for_days ? at / rises_for_days : 1.0) + 0.2 * wobble);
    }
    return check_warm_up(model, plan, {census});
}

TEST_CASE("a warm-up shorter than the transient is noticed, a longer one is not") {
    CHECK_FALSE(check(clinic("{start: 2027-01-04, warm_up: 10 d, run: 1 y}"), 80.0).long_enough);
    CHECK(check(clinic("{start: 2027-01-04, warm_up: 100 d, run: 1 y}"), 80.0).long_enough);
}

TEST_CASE("the days after which the census is steady are told") {
    const auto result = check(clinic("{start: 2027-01-04, warm_up: 10 d, run: 1 y}"), 80.0);
    REQUIRE(result.stages.size() == 1);
    REQUIRE(result.stages.front().steady_after_days.has_value());
    CHECK(*result.stages.front().steady_after_days == Approx(80.0).margin(10.0));
}

TEST_CASE("what a dated change moves is not taken for a transient") {
    const Model model = clinic("{start: 2027-01-04, warm_up: 100 d, run: 1 y}",
                               "changes: {less: {from: 2027-09-01, set: {stages.clinic.slots: 1}}}\n");
    CHECK(check(model, 80.0).long_enough);
}

TEST_CASE("a run from day zero has no warm-up to judge") {
    const Model model = clinic("{start: 2027-01-04, run: 1 y}", "start_state: {clinic: {census: 2}}\n");
    CHECK(check(model, 80.0).long_enough);
}

}  // namespace
}  // namespace stepdown::testing
