#include "statistics/intervals.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/students_t.hpp>

#include "core/contract.hpp"

namespace stepdown {

double student_t_quantile(double p, double degrees_of_freedom) {
    STEPDOWN_EXPECT(p > 0.0 && p < 1.0 && degrees_of_freedom > 0.0, "a t quantile needs 0 < p < 1 and degrees of freedom");
    return boost::math::quantile(boost::math::students_t(degrees_of_freedom), p);
}

double student_t_two_sided(double t, double degrees_of_freedom) {
    STEPDOWN_EXPECT(degrees_of_freedom > 0.0, "a t law needs degrees of freedom");
    const boost::math::students_t law(degrees_of_freedom);
    return std::min(1.0, 2.0 * boost::math::cdf(boost::math::complement(law, std::fabs(t))));
}

Interval clopper_pearson(std::uint64_t successes, std::uint64_t trials, double confidence) {
    STEPDOWN_EXPECT(trials > 0 && successes <= trials, "successes are among the trials");
    STEPDOWN_EXPECT(confidence > 0.0 && confidence < 1.0, "a confidence lies between 0 and 1");
    const double tail = 0.5 * (1.0 - confidence);
    const auto hits = static_cast<double>(successes);
    const auto misses = static_cast<double>(trials - successes);
    Interval interval;
    if (successes > 0) interval.low = boost::math::quantile(boost::math::beta_distribution<>(hits, misses + 1.0), tail);
    if (successes < trials) {
        interval.high =
            boost::math::quantile(boost::math::complement(boost::math::beta_distribution<>(hits + 1.0, misses), tail));
    }
    return interval;
}

}  // namespace stepdown
