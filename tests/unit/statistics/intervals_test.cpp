// Quantiles of t against printed tables, intervals for proportions against the binomial sums that define them.
#include <catch2/catch.hpp>

#include <cmath>

#include "statistics/intervals.hpp"

namespace stepdown_test {
namespace {

using stepdown::clopper_pearson;
using stepdown::Interval;
using stepdown::student_t_quantile;

double binomial(std::uint64_t successes, std::uint64_t trials, double p) {
    const auto n = static_cast<double>(trials);
    const auto k = static_cast<double>(successes);
    const double logarithm =
        std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) + k * std::log(p) + (n - k) * std::log1p(-p);
    return std::exp(logarithm);
}

/// The chance of `from` to `to` successes.
double chance(std::uint64_t from, std::uint64_t to, std::uint64_t trials, double p) {
    double sum = 0.0;
    for (std::uint64_t k = from; k <= to; ++k) sum += binomial(k, trials, p);
    return sum;
}

TEST_CASE("quantiles of t are those of the printed tables") {
    CHECK(student_t_quantile(0.975, 1) == Approx(12.7062047).epsilon(1e-8));
    CHECK(student_t_quantile(0.975, 10) == Approx(2.2281389).epsilon(1e-7));
    CHECK(student_t_quantile(0.975, 49) == Approx(2.0095752).epsilon(1e-7));
    CHECK(student_t_quantile(0.95, 5) == Approx(2.0150484).epsilon(1e-7));
    CHECK(student_t_quantile(0.5, 7) == Approx(0.0).margin(1e-12));
    CHECK(student_t_quantile(0.025, 10) == Approx(-student_t_quantile(0.975, 10)));
    // With many degrees of freedom the normal distribution's.
    CHECK(student_t_quantile(0.975, 1e8) == Approx(1.959963985).epsilon(1e-6));
}

TEST_CASE("the ends of a Clopper-Pearson interval leave half of the error on each side") {
    for (const std::uint64_t trials : {1U, 10U, 50U, 400U}) {
        for (const std::uint64_t successes : {std::uint64_t{0}, trials / 3, trials / 2, trials - 1, trials}) {
            CAPTURE(trials, successes);
            const Interval interval = clopper_pearson(successes, trials, 0.9);
            if (successes == 0) CHECK(interval.low == 0.0);
            if (successes == trials) CHECK(interval.high == 1.0);
            if (successes > 0) CHECK(chance(successes, trials, trials, interval.low) == Approx(0.05).epsilon(1e-6));
            if (successes < trials) CHECK(chance(0, successes, trials, interval.high) == Approx(0.05).epsilon(1e-6));
        }
    }
}

TEST_CASE("a Clopper-Pearson interval covers at least as often as it says, whatever the probability") {
    constexpr std::uint64_t trials = 30;
    for (int percent = 1; percent < 100; ++percent) {
        const double p = percent / 100.0;
        double covered = 0.0;
        for (std::uint64_t k = 0; k <= trials; ++k) {
            const Interval interval = clopper_pearson(k, trials);
            if (interval.low <= p && p <= interval.high) covered += binomial(k, trials, p);
        }
        CAPTURE(p);
        CHECK(covered >= 0.95);
    }
}

TEST_CASE("59 replications without a miss are the fewest that show 95% with 95% confidence") {
    CHECK(clopper_pearson(58, 58, 0.9).low < 0.95);
    CHECK(clopper_pearson(59, 59, 0.9).low >= 0.95);
}

}  // namespace
}  // namespace stepdown_test
