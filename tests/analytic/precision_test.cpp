// Stopping at a stated precision: how often the interval at stopping contains the exact answer.
#include <catch2/catch.hpp>

#include <fmt/format.h>

#include "support/scenario_text.hpp"
#include "support/statistical_check.hpp"

namespace stepdown::testing {
namespace {

Model one_place(std::uint64_t seed) {
    return model_from(fmt::format(R"(stepdown: 1
clock: {{start: 2027-01-04, warm_up: 26 w, run: 1 y}}
seed: {}
precision: {{metric: clinic.wait.mean, half_width: 10%, at_most: 2000}}
populations:
  people: {{arrivals: 0.6 per day, enters: {{clinic: 1}}}}
stages:
  clinic: {{slots: 1, stay: {{exponential: {{mean: 1 d}}}}, next: {{home: 1}}}}
)",
                                  seed));
}

RunResult run_to_precision(std::uint64_t seed) {
    RunRequest request;
    request.threads = 1;
    request.need = NeedPass::skip;
    return run_experiment(one_place(seed), request);
}

TEST_CASE("a run stops when the half-width is met, at one of the looks") {
    const auto result = run_to_precision(1);
    const Estimate& wait = figure(result, "clinic.wait.mean");
    REQUIRE(result.precision_reached == true);
    CHECK(0.5 * (*wait.high - *wait.low) <= 0.1 * *wait.value);
    const std::vector<std::int64_t> looks = {36, 44, 53, 64, 77, 93, 112, 135, 162, 195, 234, 281, 338, 406, 488};
    CHECK(std::count(looks.begin(), looks.end(), result.replications) == 1);
}

TEST_CASE("intervals at stopping cover the exact wait at least nine times of ten", "[long]") {
    int covered = 0;
    constexpr int seeds = 400;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        const auto result = run_to_precision(seed);
        const Estimate& wait = figure(result, "clinic.wait.mean");
        if (*wait.low <= 1.5 && 1.5 <= *wait.high) ++covered;
    }
    WARN(covered << " of " << seeds << " intervals at stopping contain the exact mean wait");
    CHECK(covered >= 360);
}

}  // namespace
}  // namespace stepdown::testing
