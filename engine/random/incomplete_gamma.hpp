// The regularized incomplete gamma functions, for the cdf and the moments of gamma and Weibull laws.
#pragma once

namespace stepdown {

/// P(G <= x) and P(G > x) for G gamma with `shape` > 0 and scale 1; 0 <= x, which may be infinite.
double gamma_cdf(double shape, double x);
double gamma_survival(double shape, double x);
/// log P(G > x), finite where the probability itself underflows.
double gamma_log_survival(double shape, double x);

}  // namespace stepdown
