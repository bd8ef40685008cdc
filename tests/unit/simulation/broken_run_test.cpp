// What a broken contract tells of the run in which it broke.
#include <catch2/catch.hpp>

#include "core/run_context.hpp"
#include "simulation/care_network.hpp"
#include "simulation/plain_network.hpp"
#include "support/broken_contract.hpp"
#include "support/scenario_text.hpp"

namespace stepdown::testing {
namespace {

/// The first client, who comes after six hours, has a key that does not fit. As a condition decides about its stay, it is used
/// only then.
Model broken_model() {
    Model model = model_from(R"(stepdown: 1
clock: {start: 2027-01-04, run: 10 d}
populations: {adults: {arrivals: {every: 6 h}, enters: {op: 1}}}
stages: {op: {slots: 5, stay: [{when: {came_from: home}, use: {exponential: {mean: 1 d}}}, {use: 2 d}], next: {home: 1}}}
)");
    model.stages[0].draw_name = 1U << 24;
    return model;
}

TEST_CASE("a contract that breaks in a run tells seed, replication, event and time") {
    const Model model = broken_model();
    const MeasurementPlan plan = make_measurement_plan(model, {}, {});
    ReplicationRequest request;
    request.seed = 99;
    request.replication = 4;
    const std::string place = "seed 99, replication 4, event 1, 21600000000 us after the first instant";
    using Catch::Matchers::Contains;
    CHECK_THAT(stepdown_test::broken_contract([&] { run_plain_network(model, plan, request); }), Contains(place));
    CHECK_THAT(stepdown_test::broken_contract([&] { CareNetwork(model, plan, request).run(); }), Contains(place));
    CHECK(run_of_thread() == nullptr);
}

TEST_CASE("a contract that breaks in no run tells of none") {
    const std::string said = stepdown_test::broken_contract([] { STEPDOWN_EXPECT(1 + 1 == 3, "sums are right"); });
    CHECK_THAT(said, Catch::Matchers::Contains("internal error: sums are right") && !Catch::Matchers::Contains("seed"));
}

}  // namespace
}  // namespace stepdown::testing
