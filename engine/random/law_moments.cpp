// Partial moments of each family in closed form: every mean, variance and integral is a difference of them.
#include <algorithm>
#include <cmath>

#include "random/incomplete_gamma.hpp"
#include "random/law.hpp"
#include "random/portable_math.hpp"

namespace stepdown {

namespace {

// E[X^order; X <= x] of a uniform law, min <= x <= max.
double uniform_partial_moment(int order, double x, double min, double max) {
    const double share = (x - min) / (max - min);
    if (order == 0) return share;
    if (order == 1) return share * 0.5 * (x + min);
    return share * (x * x + x * min + min * min) / 3.0;
}

// The integral over 0 < t <= reach of (end + direction t)^order times the density 2 t / (width side).
double triangle_side_moment(int order, double end, double direction, double reach, double width, double side) {
    if (reach <= 0.0) return 0.0;
    const double density = 2.0 / (width * side);
    const double zeroth = density * reach * reach / 2.0;
    const double first = density * reach * reach * reach / 3.0;
    const double second = density * reach * reach * reach * reach / 4.0;
    if (order == 0) return zeroth;
    if (order == 1) return end * zeroth + direction * first;
    return end * end * zeroth + 2.0 * direction * end * first + second;
}

double triangular_partial_moment(int order, double x, double min, double mode, double max) {
    const double width = max - min;
    if (x <= mode) return triangle_side_moment(order, min, 1.0, x - min, width, mode - min);
    const double whole = order == 0   ? 1.0
                         : order == 1 ? (min + mode + max) / 3.0
                                      : (min * min + mode * mode + max * max + min * mode + min * max + mode * max) / 6.0;
    return whole - triangle_side_moment(order, max, -1.0, max - x, width, max - mode);
}

// E[X^order; X <= x] of a gamma law: a gamma of larger shape takes the powers in.
double gamma_partial_moment(int order, double x, double shape, double scale) {
    double whole = 1.0;
    for (int power = 0; power < order; ++power) whole *= (shape + power) * scale;
    return whole * gamma_cdf(shape + order, x / scale);
}

}  // namespace

double Law::table_partial_moment(int order, double x) const {
    const LawTable& table = *table_;
    double sum = 0.0;
    for (std::size_t row = 0; row < table.probabilities.size(); ++row) {
        const double probability = table.probabilities[row];
        const double point = table.points[row];
        if (family_ == Family::hyperexponential) {
            sum += probability * gamma_partial_moment(order, x, 1.0, point);
        } else if (point > x) {
            break;
        } else if (family_ == Family::empirical) {
            sum += probability * (order == 0 ? 1.0 : order == 1 ? point : point * point);
        } else {
            const double next = table.points[row + 1];
            sum += probability * uniform_partial_moment(order, std::min(x, next), point, next);
        }
    }
    return sum;
}

double Law::partial_moment(int order, double x) const {
    STEPDOWN_EXPECT(order >= 0 && order <= 2, "partial moments have order 0, 1 or 2");
    if (x < lowest()) return 0.0;
    x = std::min(x, highest());
    switch (family_) {
        case Family::fixed: return order == 0 ? 1.0 : order == 1 ? first_ : first_ * first_;
        case Family::exponential: return gamma_partial_moment(order, x, 1.0, first_);
        case Family::uniform: return uniform_partial_moment(order, x, first_, second_);
        case Family::triangular: return triangular_partial_moment(order, x, first_, second_, third_);
        case Family::gamma:
        case Family::erlang: return gamma_partial_moment(order, x, first_, second_);
        case Family::weibull: {
            const double shape = 1.0 + order * third_;
            const double whole = portable_tgamma(shape) * (order == 0 ? 1.0 : order == 1 ? second_ : second_ * second_);
            return std::isinf(x) ? whole : whole * gamma_cdf(shape, portable_pow(x / second_, first_));
        }
        case Family::lognormal: {
            const double whole = portable_exp(order * first_ + 0.5 * order * order * second_ * second_);
            if (std::isinf(x)) return whole;
            return x > 0.0 ? whole * normal_cdf((portable_log(x) - first_) / second_ - order * second_) : 0.0;
        }
        case Family::hyperexponential:
        case Family::empirical:
        case Family::histogram: return table_partial_moment(order, x);
    }
    STEPDOWN_EXPECT(false, "every family has moments");
    return 0.0;
}

double Law::mean() const { return partial_moment(1, highest()); }

}  // namespace stepdown
