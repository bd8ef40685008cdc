#include "random/distribution.hpp"

#include "distribution_fixtures.hpp"
#include "support/broken_contract.hpp"

using namespace stepdown;
using stepdown_test::all_laws;
using stepdown_test::breaks_contract;
using stepdown_test::integral;
using stepdown_test::plain_laws;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// Beyond it lies so little that an integral of survival may stop.
double far_end(const Distribution& law) { return std::isfinite(law.highest()) ? law.highest() : law.quantile(1 - 1e-13); }

}  // namespace

TEST_CASE("survival and cdf add up to one and grow from 0 to 1 within the support") {
    for (const auto& [name, law, has_density] : all_laws()) {
        INFO(name);
        CHECK(law.cdf(std::nextafter(law.lowest(), -1.0)) == 0.0);
        CHECK(law.survival(std::nextafter(law.lowest(), -1.0)) == 1.0);
        CHECK(law.cdf(law.highest()) == 1.0);
        CHECK(law.survival(law.highest()) == 0.0);
        double previous = 0.0;
        for (double x = 0.0; x < 100.0; x += 0.173) {
            CHECK(law.cdf(x) + law.survival(x) == Approx(1.0).epsilon(1e-12));
            CHECK(law.cdf(x) >= previous);
            previous = law.cdf(x);
        }
    }
}

TEST_CASE("a quantile is the smallest value whose cdf reaches the probability") {
    for (const auto& [name, law, has_density] : all_laws()) {
        for (const double p : {1e-6, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1 - 1e-6}) {
            INFO(name << " at " << p);
            const double x = law.quantile(p);
            CHECK(law.cdf(x * (1 + 1e-12)) >= p * (1 - 1e-9));
            CHECK(law.cdf(x * (1 - 1e-12) - 1e-15) <= p * (1 + 1e-9));
            if (has_density && p > 1e-3) CHECK(law.cdf(x) == Approx(p).epsilon(1e-9));
        }
        CHECK(law.quantile(0.0) == law.lowest());
        CHECK(law.quantile(1.0) == law.highest());
    }
}

TEST_CASE("the mean is the integral of survival, truncated or not") {
    for (const auto& [name, law, has_density] : all_laws()) {
        INFO(name);
        const double end = far_end(law);
        // Split where survival bends, so that the rule converges.
        const double middle = law.quantile(0.9);
        const double low = law.lowest();
        const double area = low + integral([&](double x) { return law.survival(x); }, low, middle) +
                            integral([&](double x) { return law.survival(x); }, middle, end);
        CHECK(law.mean() == Approx(area).epsilon(1e-4));
    }
}

TEST_CASE("means and variances of truncated laws agree with closed forms to nine digits") {
    const auto exponential = Distribution::exponential(10.0).truncated(std::nullopt, 20.0);
    CHECK(exponential.mean() == Approx(10.0 - 20.0 / std::expm1(2.0)).epsilon(1e-12));
    CHECK(exponential.variance() == Approx(100.0 - 400.0 * std::exp(2.0) / std::pow(std::expm1(2.0), 2)).epsilon(1e-12));
    const auto without_memory = Distribution::exponential(10.0).truncated(20.0, std::nullopt);
    CHECK(without_memory.mean() == Approx(30.0).epsilon(1e-12));
    CHECK(without_memory.variance() == Approx(100.0).epsilon(1e-11));
    const auto uniform = Distribution::uniform(2.0, 12.0).truncated(5.0, 9.0);
    CHECK(uniform.mean() == Approx(7.0).epsilon(1e-14));
    CHECK(uniform.variance() == Approx(16.0 / 12.0).epsilon(1e-12));
    // E[X | X <= exp(mu)] of a lognormal is 2 exp(mu + sigma^2/2) P(Z <= -sigma).
    const auto lognormal = Distribution::lognormal(3.0, 0.8).truncated(std::nullopt, std::exp(3.0));
    CHECK(lognormal.mean() == Approx(2.0 * std::exp(3.32) * 0.5 * std::erfc(0.8 / std::sqrt(2.0))).epsilon(1e-12));
}

TEST_CASE("means and variances of plain laws are those of the textbooks") {
    const auto check = [](const Distribution& law, double mean, double variance) {
        INFO(law.describe());
        CHECK(law.mean() == Approx(mean).epsilon(1e-12));
        CHECK(law.variance() == Approx(variance).epsilon(1e-11));
        CHECK(law.shifted(3.0).mean() == Approx(mean + 3.0).epsilon(1e-12));
        CHECK(law.shifted(3.0).variance() == Approx(variance).epsilon(1e-11));
    };
    check(Distribution::exponential(4.0), 4.0, 16.0);
    check(Distribution::uniform(2.0, 8.0), 5.0, 3.0);
    check(Distribution::triangular(1.0, 2.0, 6.0), 3.0, (1 + 4 + 36 - 2 - 6 - 12) / 18.0);
    check(Distribution::gamma_shape_scale(2.5, 4.0), 10.0, 40.0);
    check(Distribution::erlang(9.0, 3), 9.0, 27.0);
    check(Distribution::weibull(2.0, 10.0), 10.0 * std::tgamma(1.5), 100.0 * (1.0 - std::pow(std::tgamma(1.5), 2)));
    check(Distribution::lognormal(3.0, 0.5), std::exp(3.125), std::expm1(0.25) * std::exp(6.25));
    check(*hyperexponential_from(10.0, 2.0), 10.0, 400.0);
    CHECK(Distribution::fixed(7.0).mean() == 7.0);
    CHECK(Distribution::fixed(7.0).variance() == 0.0);
}

TEST_CASE("the integral of survival between two ages is what adding up gives") {
    for (const auto& [name, law, has_density] : all_laws()) {
        INFO(name);
        const double a = law.quantile(0.3);
        const double b = law.quantile(0.7) + 1.0;
        CHECK(law.integrated_survival(a, b) ==
              Approx(integral([&](double x) { return law.survival(x); }, a, b)).epsilon(1e-4).margin(1e-9));
        CHECK(law.integrated_survival(0.0, infinity) == Approx(law.mean()).epsilon(1e-13));
        CHECK(law.integrated_survival(0.0, a) + law.integrated_survival(a, b) ==
              Approx(law.integrated_survival(0.0, b)).epsilon(1e-12));
        CHECK(law.integrated_survival(a, a) == 0.0);
    }
    const auto memoryless = Distribution::exponential(6.0);
    CHECK(memoryless.integrated_survival(15.0, infinity) / memoryless.survival(15.0) == Approx(6.0).epsilon(1e-12));
}

TEST_CASE("cumulative hazard is minus the logarithm of survival, and is inverted") {
    for (const auto& [name, law, has_density] : all_laws()) {
        CHECK(law.inverse_cumulative_hazard(0.0) == 0.0);
        CHECK(law.cumulative_hazard(0.0) == 0.0);
        CHECK(law.inverse_cumulative_hazard(infinity) == law.highest());
        for (const double p : {0.001, 0.2, 0.5, 0.9, 0.9999}) {
            INFO(name << " at " << p);
            const double x = law.quantile(p);
            if (law.survival(x) > 0)
                CHECK(law.cumulative_hazard(x) == Approx(-std::log(law.survival(x))).epsilon(1e-9).margin(1e-12));
            CHECK(law.inverse_cumulative_hazard(-std::log1p(-p)) == Approx(x).epsilon(1e-9));
        }
    }
}

TEST_CASE("hazards go on far beyond the point at which survival underflows") {
    CHECK(Distribution::exponential(2.0).cumulative_hazard(1e4) == Approx(5e3).epsilon(1e-14));
    CHECK(Distribution::exponential(2.0).inverse_cumulative_hazard(5e3) == Approx(1e4).epsilon(1e-14));
    CHECK(Distribution::weibull(0.5, 4.0).inverse_cumulative_hazard(3e3) == Approx(4.0 * 9e6).epsilon(1e-14));
    // Erlang of 2 phases with mean 1 each: survival (1 + x) exp(-x).
    CHECK(Distribution::erlang(2.0, 2).cumulative_hazard(2e3) == Approx(2e3 - std::log(2001.0)).epsilon(1e-13));
    CHECK(Distribution::erlang(2.0, 2).cumulative_hazard(450.0) == Approx(450.0 - std::log(451.0)).epsilon(1e-13));
    CHECK(Distribution::erlang(2.0, 2).cumulative_hazard(470.0) == Approx(470.0 - std::log(471.0)).epsilon(1e-13));
    for (const auto& [name, law, has_density] : plain_laws()) {
        if (std::isfinite(law.highest())) continue;
        for (const double hazard : {50.0, 590.0, 610.0, 700.0, 5e3}) {
            INFO(name << " at " << hazard);
            CHECK(law.cumulative_hazard(law.inverse_cumulative_hazard(hazard)) == Approx(hazard).epsilon(1e-11));
        }
    }
}

TEST_CASE("the probability of an interval is told before it is cut out, its ends included") {
    const auto exponential = Distribution::exponential(10.0);
    CHECK(exponential.probability_between(std::nullopt, std::nullopt) == 1.0);
    CHECK(exponential.probability_between(5.0, 15.0) == Approx(std::exp(-0.5) - std::exp(-1.5)).epsilon(1e-14));
    CHECK(exponential.shifted(5.0).probability_between(5.0, 15.0) == Approx(1 - std::exp(-1.0)).epsilon(1e-14));
    CHECK(exponential.probability_between(15.0, 5.0) == 0.0);
    CHECK(Distribution::fixed(7.0).probability_between(7.0, 7.0) == 1.0);
    CHECK(Distribution::fixed(7.0).probability_between(7.5, 9.0) == 0.0);
    const std::array values = {1.0, 2.0, 3.0, 4.0};
    const std::array weights = {0.1, 0.2, 0.3, 0.4};
    const auto empirical = Distribution::empirical(values, weights);
    CHECK(empirical.probability_between(2.0, 3.0) == Approx(0.5).epsilon(1e-14));
    CHECK(empirical.truncated(2.0, 3.0).mean() == Approx(2.6).epsilon(1e-14));
    CHECK(empirical.truncated(2.0, 3.0).cdf(2.0) == Approx(0.4).epsilon(1e-14));
}

TEST_CASE("laws that make no sense break the contract") {
    CHECK(breaks_contract([] { Distribution::fixed(-1.0); }));
    CHECK(breaks_contract([] { Distribution::exponential(0.0); }));
    CHECK(breaks_contract([] { Distribution::uniform(3.0, 3.0); }));
    CHECK(breaks_contract([] { Distribution::triangular(1.0, 9.0, 5.0); }));
    CHECK(breaks_contract([] { Distribution::lognormal(1.0, 0.0); }));
    CHECK(breaks_contract([] { Distribution::exponential(std::nan("")); }));
    CHECK(breaks_contract([] { Distribution::exponential(1.0).shifted(-1.0); }));
    CHECK(breaks_contract([] { Distribution::exponential(1.0).truncated(5.0, std::nullopt); }));
    CHECK_FALSE(breaks_contract([] { Distribution::exponential(1.0).truncated(4.6, std::nullopt); }));
    CHECK(breaks_contract([] { Distribution::exponential(1.0).truncated(1.0, 2.0).shifted(1.0); }));
}

TEST_CASE("a law is described in a planner's words and units") {
    CHECK(Distribution::lognormal(std::log(41.0), std::sqrt(2 * std::log(74.0 / 41.0))).describe() ==
          "lognormal, median 41 d, mean 74 d");
    CHECK(Distribution::exponential(12.5).describe() == "exponential, mean 12.5 d");
    CHECK(Distribution::fixed(4.0 / 24).describe() == "always 4 h");
    CHECK(Distribution::fixed(0.0).describe() == "always 0 d");
    CHECK(Distribution::fixed(50.0 / 1440).describe() == "always 50 min");
    CHECK(Distribution::uniform(2.0, 100.25).describe() == "uniform from 2 d to 100 d");
    CHECK(Distribution::exponential(10.0).shifted(2.0).truncated(3.0, 30.0).describe() ==
          "exponential, median 9.28 d, mean 11.1 d, shifted by 2 d, at least 3 d, at most 30 d");
}
