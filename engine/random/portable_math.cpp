#include "random/portable_math.hpp"

#include <sleef.h>

#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/contract.hpp"

namespace stepdown {

double portable_log(double x) { return Sleef_logd1_u10purec(x); }
double portable_log1p(double x) { return Sleef_log1pd1_u10purec(x); }
double portable_exp(double x) { return Sleef_expd1_u10purec(x); }
double portable_expm1(double x) { return Sleef_expm1d1_u10purec(x); }
double portable_pow(double base, double exponent) { return Sleef_powd1_u10purec(base, exponent); }
double portable_erf(double x) { return Sleef_erfd1_u10purec(x); }
double portable_erfc(double x) { return Sleef_erfcd1_u15purec(x); }
double portable_lgamma(double x) { return Sleef_lgammad1_u10purec(x); }
double portable_tgamma(double x) { return Sleef_tgammad1_u10purec(x); }

namespace {

constexpr double sqrt_half = std::numbers::sqrt2 / 2;
constexpr double log_sqrt_two_pi = 0.91893853320467274178;

template <std::size_t Terms>
double polynomial(const std::array<double, Terms>& coefficients, double x) {
    double value = 0.0;
    for (std::size_t term = Terms; term-- > 0;) value = value * x + coefficients[term];
    return value;
}

// Coefficients of algorithm AS 241, routine PPND16, lowest power first.
constexpr std::array center_numerator = {3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
                                         1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
                                         3.3430575583588128105e4, 2.5090809287301226727e3};
constexpr std::array center_denominator = {1.0,
                                           4.2313330701600911252e1,
                                           6.8718700749205790830e2,
                                           5.3941960214247511077e3,
                                           2.1213794301586595867e4,
                                           3.9307895800092710610e4,
                                           2.8729085735721942674e4,
                                           5.2264952788528545610e3};
constexpr std::array shoulder_numerator = {1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
                                           3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
                                           2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr std::array shoulder_denominator = {1.0,
                                             2.05319162663775882187e0,
                                             1.67638483018380384940e0,
                                             6.89767334985100004550e-1,
                                             1.48103976427480074590e-1,
                                             1.51986665636164571966e-2,
                                             5.47593808499534494600e-4,
                                             1.05075007164441684324e-9};
constexpr std::array tail_numerator = {6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                                       2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                       2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr std::array tail_denominator = {1.0,
                                         5.99832206555887937690e-1,
                                         1.36929880922735805310e-1,
                                         1.48753612908506148525e-2,
                                         7.86869131145613259100e-4,
                                         1.84631831751005468180e-5,
                                         1.42151175831644588870e-7,
                                         2.04426310338993978564e-15};

// The quantile for p <= 1/2, as a positive distance from the mean.
double distance_from_mean(double p) {
    const double q = 0.5 - p;
    if (q <= 0.425) {
        const double r = 0.180625 - q * q;
        return q * polynomial(center_numerator, r) / polynomial(center_denominator, r);
    }
    const double r = std::sqrt(-portable_log(p));
    if (r <= 5.0) return polynomial(shoulder_numerator, r - 1.6) / polynomial(shoulder_denominator, r - 1.6);
    return polynomial(tail_numerator, r - 5.0) / polynomial(tail_denominator, r - 5.0);
}

}  // namespace

double normal_cdf(double z) { return 0.5 * portable_erfc(-z * sqrt_half); }

double normal_survival(double z) { return 0.5 * portable_erfc(z * sqrt_half); }

double normal_log_survival(double z) {
    if (z < 30.0) return portable_log(normal_survival(z));
    // Mills' ratio as its asymptotic series; from z = 30 on the first term left out is below 2e-12.
    const double inverse = 1.0 / (z * z);
    const double series = -inverse * (1.0 - inverse * (3.0 - inverse * (15.0 - inverse * 105.0)));
    return -0.5 * z * z - log_sqrt_two_pi - portable_log(z) + portable_log1p(series);
}

double normal_quantile(double p) {
    STEPDOWN_EXPECT(p >= 0.0 && p <= 1.0, "a probability lies between 0 and 1");
    if (p == 0.0) return -std::numeric_limits<double>::infinity();
    if (p == 1.0) return std::numeric_limits<double>::infinity();
    return p <= 0.5 ? -distance_from_mean(p) : distance_from_mean(1.0 - p);
}

}  // namespace stepdown
