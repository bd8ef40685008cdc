// Elementary and special functions whose last bit does not depend on the processor.
// glibc picks other code for log, exp and pow on processors with FMA and AVX; these have a single code path (SLEEF's
// scalar "purec" functions), so that the same draw is the same double on every x86-64 machine.
#pragma once

namespace stepdown {

/// Error at most 1 unit in the last place (1.5 for `portable_erfc`); special values as in the C library.
double portable_log(double x);
double portable_log1p(double x);
double portable_exp(double x);
double portable_expm1(double x);
double portable_pow(double base, double exponent);
double portable_erf(double x);
double portable_erfc(double x);
/// Logarithm of |gamma(x)|.
double portable_lgamma(double x);
double portable_tgamma(double x);

/// P(Z <= z) and P(Z > z) of the standard normal; small values keep a relative accuracy of 1e-12.
double normal_cdf(double z);
double normal_survival(double z);
/// log P(Z > z), finite far beyond the z at which the probability itself underflows.
double normal_log_survival(double z);
/// The z with P(Z <= z) = p, relative error about 1e-15; minus and plus infinity at 0 and 1. `p` must lie in [0, 1].
/// Wichura (1988), algorithm AS 241.
double normal_quantile(double p);

}  // namespace stepdown
