#include "random/portable_math.hpp"

#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>

using namespace stepdown;

namespace {

// Within two units in the last place.
void check_close(double value, double truth) {
    INFO(value << " against " << truth);
    CHECK(std::abs(value - truth) <= 2 * (std::nextafter(std::abs(truth), 1e308) - std::abs(truth)));
}

}  // namespace

TEST_CASE("portable functions agree with values known to forty digits") {
    check_close(portable_log(3.0), 1.0986122886681096914);
    check_close(portable_log1p(0x1p-40), 9.0949470177251464761e-13);
    check_close(portable_exp(1.0 / 3.0), 1.3956124250860895286);
    check_close(portable_expm1(0x1p-40), 9.0949470177334182822e-13);
    check_close(portable_pow(1.7, 2.5), 3.7680989902071307109);
    check_close(portable_erf(0.5), 0.52049987781304653768);
    check_close(portable_erfc(3.0), 2.2090496998585441373e-5);
    check_close(portable_lgamma(10.5), 13.940625219403763633);
    check_close(portable_tgamma(2.75), 1.6083594219855456592);
}

TEST_CASE("portable functions keep the edges of the C library") {
    const double infinity = std::numeric_limits<double>::infinity();
    CHECK(portable_log(0.0) == -infinity);
    CHECK(portable_log(1.0) == 0.0);
    CHECK(std::isnan(portable_log(-1.0)));
    CHECK(portable_log(infinity) == infinity);
    CHECK(portable_exp(-infinity) == 0.0);
    CHECK(portable_exp(800.0) == infinity);
    CHECK(portable_expm1(-800.0) == -1.0);
    CHECK(portable_pow(0.0, 0.7) == 0.0);
    CHECK(portable_pow(2.0, 10.0) == 1024.0);
    CHECK(portable_erfc(infinity) == 0.0);
}

TEST_CASE("portable functions give the bits that were recorded") {
    std::uint64_t digest = 14695981039346656037u;
    const auto take = [&](double value) { digest = (digest ^ std::bit_cast<std::uint64_t>(value)) * 1099511628211u; };
    for (int step = 1; step <= 2000; ++step) {
        const double x = 0.0137 * step;
        take(portable_log(x));
        take(portable_log1p(x));
        take(portable_exp(-x));
        take(portable_expm1(-x));
        take(portable_pow(x, 0.724));
        take(portable_erf(x));
        take(portable_erfc(x));
        take(portable_lgamma(x));
        take(portable_tgamma(x));
        take(normal_quantile(step / 2001.0));
    }
    CHECK(digest == 0x5ded2c0918ba353b);
}

TEST_CASE("the normal quantile inverts the normal cdf from end to end") {
    CHECK(normal_quantile(0.5) == 0.0);
    CHECK(normal_quantile(0.9) == Approx(1.2815515655446004).epsilon(1e-15));
    CHECK(normal_quantile(0.025) == Approx(-1.9599639845400545).epsilon(1e-15));
    CHECK(std::isinf(normal_quantile(0.0)));
    CHECK(std::isinf(normal_quantile(1.0)));
    for (double p = 1e-280; p < 0.5; p *= 3.7) {
        INFO(p);
        CHECK(normal_cdf(normal_quantile(p)) == Approx(p).epsilon(1e-11));
        CHECK(normal_survival(-normal_quantile(p)) == Approx(p).epsilon(1e-11));
    }
}

TEST_CASE("the logarithm of the normal tail goes on where the tail underflows") {
    CHECK(normal_log_survival(0.0) == Approx(-std::numbers::ln2));
    CHECK(normal_log_survival(10.0) == Approx(-53.231285150512470578).epsilon(1e-13));
    CHECK(normal_log_survival(30.0) == Approx(normal_log_survival(std::nextafter(30.0, 0.0))).epsilon(1e-14));
    CHECK(normal_log_survival(100.0) == Approx(-5005.5242086942050886).epsilon(1e-12));
}
