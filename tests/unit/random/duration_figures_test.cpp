#include <catch2/catch.hpp>
#include <cmath>

#include "random/distribution.hpp"
#include "support/broken_contract.hpp"

using namespace stepdown;

namespace {

double cv(const Distribution& law) { return std::sqrt(law.variance()) / law.mean(); }

DurationFigures figures_of(const Distribution& law) { return {law.mean(), law.quantile(0.5), law.quantile(0.9), cv(law)}; }

// The lognormal with two figures of `law`: mean, median, p90, cv numbered from 0.
std::optional<Distribution> refitted(const Distribution& law, int first, int second) {
    DurationFigures all = figures_of(law);
    DurationFigures two;
    for (const int which : {first, second}) {
        if (which == 0) two.mean = all.mean;
        if (which == 1) two.median = all.median;
        if (which == 2) two.p90 = all.p90;
        if (which == 3) two.cv = all.cv;
    }
    return lognormal_from(two);
}

}  // namespace

TEST_CASE("a lognormal is found again from any two of its figures") {
    for (const double sigma : {0.05, 0.7, 1.09}) {
        const auto law = Distribution::lognormal(3.7, sigma);
        for (int first = 0; first < 4; ++first) {
            for (int second = first + 1; second < 4; ++second) {
                INFO(sigma << ": figures " << first << " and " << second);
                const auto again = refitted(law, first, second);
                REQUIRE(again);
                CHECK(again->family() == Family::lognormal);
                CHECK(again->quantile(0.5) == Approx(std::exp(3.7)).epsilon(1e-9));
                CHECK(again->mean() == Approx(law.mean()).epsilon(1e-9));
                CHECK(again->quantile(0.9) == Approx(law.quantile(0.9)).epsilon(1e-9));
            }
        }
    }
}

TEST_CASE("of two lognormals with the same mean and p90 the one of smaller spread is taken") {
    const auto law = lognormal_from({.mean = 30.0, .median = {}, .p90 = 60.0, .cv = {}});
    REQUIRE(law);
    CHECK(law->mean() == Approx(30.0).epsilon(1e-12));
    CHECK(law->quantile(0.9) == Approx(60.0).epsilon(1e-12));
    CHECK(cv(*law) < 1.5);
    const auto p90_below_mean = lognormal_from({.mean = 30.0, .median = {}, .p90 = 25.0, .cv = {}});
    REQUIRE(p90_below_mean);
    CHECK(p90_below_mean->quantile(0.9) == Approx(25.0).epsilon(1e-12));
    CHECK(p90_below_mean->mean() == Approx(30.0).epsilon(1e-12));
}

TEST_CASE("figures that no lognormal has give none") {
    CHECK_FALSE(lognormal_from({.mean = 30.0, .median = 31.0, .p90 = {}, .cv = {}}));
    CHECK_FALSE(lognormal_from({.mean = {}, .median = 30.0, .p90 = 29.0, .cv = {}}));
    // p90 over mean is at most exp(1.2816^2 / 2) = 2.2733.
    CHECK_FALSE(lognormal_from({.mean = 10.0, .median = {}, .p90 = 22.74, .cv = {}}));
    CHECK(lognormal_from({.mean = 10.0, .median = {}, .p90 = 22.73, .cv = {}}));
}

TEST_CASE("figures without spread give a fixed duration") {
    for (const auto& law : {lognormal_from({.mean = 9.0, .median = 9.0, .p90 = {}, .cv = {}}),
                            lognormal_from({.mean = 9.0, .median = {}, .p90 = 9.0, .cv = {}}),
                            lognormal_from({.mean = {}, .median = 9.0, .p90 = 9.0, .cv = {}}),
                            lognormal_from({.mean = 9.0, .median = {}, .p90 = {}, .cv = 0.0}),
                            lognormal_from({.mean = {}, .median = {}, .p90 = 9.0, .cv = 0.0})}) {
        REQUIRE(law);
        CHECK(law->family() == Family::fixed);
        CHECK(law->mean() == 9.0);
    }
    CHECK(gamma_from(9.0, 0.0).family() == Family::fixed);
}

TEST_CASE("gamma, Weibull and hyperexponential keep the figures they are made from") {
    CHECK(gamma_from(15.0, 0.7).mean() == Approx(15.0).epsilon(1e-12));
    CHECK(cv(gamma_from(15.0, 0.7)) == Approx(0.7).epsilon(1e-12));
    CHECK(weibull_from(0.724, 60.0).mean() == Approx(60.0).epsilon(1e-12));
    const auto mixture = hyperexponential_from(10.0, 1.8);
    REQUIRE(mixture);
    CHECK(mixture->mean() == Approx(10.0).epsilon(1e-12));
    CHECK(cv(*mixture) == Approx(1.8).epsilon(1e-12));
    CHECK(cv(*hyperexponential_from(10.0, 1.0)) == Approx(1.0).epsilon(1e-12));
    CHECK_FALSE(hyperexponential_from(10.0, 0.99));
}

TEST_CASE("a lognormal from one figure or three breaks the contract") {
    CHECK(stepdown_test::breaks_contract([] { lognormal_from({.mean = 9.0, .median = {}, .p90 = {}, .cv = {}}); }));
    CHECK(stepdown_test::breaks_contract([] { lognormal_from({.mean = 9.0, .median = 8.0, .p90 = {}, .cv = 1.0}); }));
}
