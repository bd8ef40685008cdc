#include "random/incomplete_gamma.hpp"

#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

#include "random/portable_math.hpp"

namespace stepdown {

double gamma_cdf(double shape, double x) { return std::isinf(x) ? 1.0 : boost::math::gamma_p(shape, x); }

double gamma_survival(double shape, double x) { return std::isinf(x) ? 0.0 : boost::math::gamma_q(shape, x); }

double gamma_log_survival(double shape, double x) {
    const double survival = gamma_survival(shape, x);
    if (survival > 1e-200 || std::isinf(x)) return portable_log(survival);
    // Legendre's continued fraction, evaluated backwards; so far out it converges within a few terms.
    double fraction = 0.0;
    for (int term = 200; term > 0; --term) {
        fraction = term * (shape - term) / (x + 2.0 * term + 1.0 - shape + fraction);
    }
    return -x + shape * portable_log(x) - portable_lgamma(shape) - portable_log(x + 1.0 - shape + fraction);
}

}  // namespace stepdown
