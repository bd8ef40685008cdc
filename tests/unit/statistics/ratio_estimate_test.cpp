// Point estimates, standard errors and spreads against the formulas written out.
#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

#include "statistics/intervals.hpp"
#include "statistics/ratio_estimate.hpp"

namespace stepdown_test {
namespace {

using stepdown::Estimate;
using stepdown::mean_of;
using stepdown::pooled_ratio;
using stepdown::sectioned_quantile;

TEST_CASE("a ratio pools its observations instead of averaging the replications' ratios") {
    const std::vector<double> numerators = {10, 0, 90};
    const std::vector<double> denominators = {10, 10, 980};
    CHECK(*pooled_ratio(numerators, denominators).value == Approx(0.1));
}

TEST_CASE("the standard error of a ratio is the jackknife's, each replication left out in turn") {
    const std::vector<double> numerators = {12, 31, 8, 19, 40};
    const std::vector<double> denominators = {100, 120, 80, 130, 110};
    std::vector<double> left;
    for (std::size_t out = 0; out < numerators.size(); ++out) {
        double over = 0.0;
        double under = 0.0;
        for (std::size_t i = 0; i < numerators.size(); ++i) {
            if (i == out) continue;
            over += numerators[i];
            under += denominators[i];
        }
        left.push_back(over / under);
    }
    double mean = 0.0;
    for (const double value : left) mean += value / 5;
    double squares = 0.0;
    for (const double value : left) squares += (value - mean) * (value - mean);
    const double expected = std::sqrt(4.0 / 5.0 * squares);

    const Estimate estimate = pooled_ratio(numerators, denominators);
    const double reach = stepdown::student_t_quantile(0.975, 4) * expected;
    CHECK(*estimate.standard_error == Approx(expected));
    CHECK(*estimate.low == Approx(110.0 / 540 - reach));
    CHECK(*estimate.high == Approx(110.0 / 540 + reach));
}

TEST_CASE("with equal denominators a ratio is a mean, its error and spread included") {
    const std::vector<double> values = {3, 9, 4, 6, 11, 2};
    const std::vector<double> ones(values.size(), 1.0);
    const Estimate ratio = pooled_ratio(values, ones);
    const Estimate mean = mean_of(values);
    CHECK(*ratio.value == Approx(*mean.value));
    CHECK(*ratio.standard_error == Approx(*mean.standard_error));
    CHECK(*ratio.spread_low == *mean.spread_low);
}

TEST_CASE("the error of a mean is the standard deviation over the root of the number") {
    const Estimate estimate = mean_of(std::vector<double>{2, 4, 4, 4, 5, 5, 7, 9});
    CHECK(*estimate.value == Approx(5.0));
    CHECK(*estimate.standard_error == Approx(std::sqrt(32.0 / 7) / std::sqrt(8.0)));
    CHECK(*estimate.spread_low == 2.0);
    CHECK(*estimate.spread_high == 9.0);
}

TEST_CASE("replications in which nobody had the metric count neither for nor against") {
    const std::vector<double> numerators = {1, 0, 3};
    const std::vector<double> denominators = {4, 0, 4};
    const Estimate estimate = pooled_ratio(numerators, denominators);
    CHECK(estimate.replications == 2);
    CHECK(*estimate.value == Approx(0.5));
}

TEST_CASE("one replication has a value and no error, none has nothing") {
    const std::vector<double> one = {3};
    CHECK(*mean_of(one).value == 3.0);
    CHECK_FALSE(mean_of(one).standard_error);
    CHECK_FALSE(mean_of(one).low);
    CHECK_FALSE(mean_of({}).value);
    CHECK_FALSE(pooled_ratio(std::vector<double>{0.0}, std::vector<double>{0.0}).value);
}

TEST_CASE("sectioning measures the replications' quantiles from the pooled one, not from their own mean") {
    const std::vector<std::optional<double>> sections = {4.0, std::nullopt, 6.0, 8.0};
    const Estimate estimate = sectioned_quantile(5.0, sections);
    CHECK(*estimate.value == 5.0);
    CHECK(estimate.replications == 3);
    CHECK(*estimate.standard_error == Approx(std::sqrt((1.0 + 1.0 + 9.0) / (3 * 2))));
}

}  // namespace
}  // namespace stepdown_test
