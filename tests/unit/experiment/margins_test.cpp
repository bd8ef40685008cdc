// What a search takes for known of a plan.
#include <catch2/catch.hpp>

#include "experiment/margins.hpp"

namespace stepdown_test {
namespace {

using namespace stepdown;

/// One long-run requirement with an indifference of 0.02.
Trial trial_with(std::vector<double> margins, std::vector<double> unconfirmed = {}) {
    Requirement requirement;
    requirement.bound = 0.9;
    requirement.indifference = 0.02;
    Trial trial;
    trial.requirements.emplace().requirements = {requirement};
    trial.margins = {std::move(margins)};
    trial.unconfirmed = {std::move(unconfirmed)};
    return trial;
}

Classification seen(double mean, double standard_error) {
    Classification stand;
    stand.margins = {{mean, standard_error, 100}};
    return stand;
}

TEST_CASE("replications that did not confirm a plan count in what is known of it, and in no difference to another") {
    const Trial plan = trial_with({0.02, 0.04}, {0.01, 0.01});
    CHECK(plan.replications() == 2);
    CHECK(plan.all_replications() == 4);
    CHECK(estimate_margin(plan, 0, nullptr).mean == Approx(0.02));
    CHECK(estimate_margin(plan, 0, nullptr).replications == 4);
    const Trial other = trial_with({0.01, 0.032});
    CHECK(margin_difference(other, plan, 0).mean == Approx(-0.009));
    // All of what is known of the plan is carried over by that difference.
    CHECK(estimate_margin(other, 0, &plan).mean == Approx(0.011));
    CHECK(estimate_margin(other, 0, &plan).replications == 2);
}

TEST_CASE("a plan that keeps its requirements by half the aim is worth confirming, and one beyond doubt") {
    const Trial plan = trial_with({0.0});
    const double half_the_aim = worth_confirming * aim * 0.02;
    CHECK(is_worth_confirming(plan, seen(half_the_aim, 0.004)));
    CHECK(!is_worth_confirming(plan, seen(half_the_aim - 0.0001, 0.004)));
    CHECK(is_worth_confirming(plan, seen(half_the_aim - 0.0001, 0.001)));
    Classification fails = seen(0.1, 0.001);
    fails.standing = Standing::fails;
    CHECK(!is_worth_confirming(plan, fails));
}

}  // namespace
}  // namespace stepdown_test
