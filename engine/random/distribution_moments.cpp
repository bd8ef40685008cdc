// Mean, variance and integrals of survival of a shifted and truncated law, from its family's partial moments.
#include <algorithm>
#include <cmath>

#include "random/distribution.hpp"

namespace stepdown {

double Distribution::conditional_moment(int order, double x) const {
    if (!is_truncated_) return law_.partial_moment(order, x);
    if (x < low_) return 0.0;
    const double below = std::nextafter(low_, -std::numeric_limits<double>::infinity());
    return (law_.partial_moment(order, std::min(x, high_)) - law_.partial_moment(order, below)) / probability_;
}

double Distribution::length_up_to(double x) const {
    return conditional_moment(1, x) + (shift_ == 0.0 ? 0.0 : shift_ * conditional_moment(0, x));
}

double Distribution::mean_from_moments() const { return conditional_moment(1, high_) + shift_; }

double Distribution::variance() const {
    const double unshifted_mean = conditional_moment(1, high_);
    return std::max(0.0, conditional_moment(2, high_) - unshifted_mean * unshifted_mean);
}

double Distribution::integrated_survival_to(double days) const {
    if (days <= lowest()) return days;
    if (days >= highest()) return mean();
    return days * survival(days) + length_up_to(days - shift_);
}

double Distribution::integrated_survival(double a, double b) const {
    STEPDOWN_EXPECT(0.0 <= a && a <= b, "an integral of survival runs forward from an age");
    return integrated_survival_to(b) - integrated_survival_to(a);
}

}  // namespace stepdown
