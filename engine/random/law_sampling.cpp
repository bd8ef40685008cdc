// How each family turns words into values, plain and length-biased.
#include <algorithm>
#include <cmath>

#include "random/law.hpp"
#include "random/portable_math.hpp"
#include "random/standard_variates.hpp"

namespace stepdown {

namespace {

double triangular_quantile(double p, double min, double mode, double max) {
    const double below = (mode - min) / (max - min);
    return p < below ? min + std::sqrt(p * (max - min) * (mode - min)) : max - std::sqrt((1.0 - p) * (max - min) * (max - mode));
}

// Uniform between the edges, weighted by length: the squares are uniform.
double length_biased_uniform(double min, double max, WordStream& words) {
    return std::sqrt(min * min + unit_double(words.next64()) * (max * max - min * min));
}

}  // namespace

std::size_t Law::row_at(double uniform, const std::vector<double>& cumulative) const {
    const auto row = std::upper_bound(cumulative.begin(), cumulative.end(), uniform);
    return static_cast<std::size_t>(std::min(row, cumulative.end() - 1) - cumulative.begin());
}

double Law::sample_other(WordStream& words) const {
    switch (family_) {
        case Family::fixed: return first_;
        case Family::exponential: break;
        case Family::lognormal: return portable_exp(first_ + second_ * standard_normal(words));
        case Family::weibull: return second_ * portable_pow(standard_exponential(words), third_);
        case Family::gamma:
        case Family::erlang: return second_ * standard_gamma(first_, words);
        case Family::uniform: return first_ + unit_double(words.next64()) * (second_ - first_);
        case Family::triangular: return triangular_quantile(unit_double(words.next64()), first_, second_, third_);
        case Family::hyperexponential: {
            const std::size_t branch = row_at(unit_double(words.next64()), table_->cumulative);
            return table_->points[branch] * standard_exponential(words);
        }
        case Family::empirical: return table_->points[row_at(unit_double(words.next64()), table_->cumulative)];
        case Family::histogram: return table_quantile(unit_double(words.next64()));
    }
    STEPDOWN_EXPECT(false, "every other family is sampled");
    return 0.0;
}

double Law::sample_length_biased(WordStream& words) const {
    switch (family_) {
        case Family::fixed: return first_;
        case Family::exponential: return first_ * standard_gamma(2.0, words);
        case Family::lognormal: return portable_exp(first_ + second_ * second_ + second_ * standard_normal(words));
        case Family::weibull: return second_ * portable_pow(standard_gamma(1.0 + third_, words), third_);
        case Family::gamma:
        case Family::erlang: return second_ * standard_gamma(first_ + 1.0, words);
        case Family::uniform: return length_biased_uniform(first_, second_, words);
        case Family::triangular:
            // At least a third of the candidates is kept, since the mean is at least a third of the maximum.
            while (true) {
                const double x = sample(words);
                if (unit_double(words.next64()) * third_ < x) return x;
            }
        case Family::hyperexponential: {
            const std::size_t branch = row_at(unit_double(words.next64()), table_->length_biased);
            return table_->points[branch] * standard_gamma(2.0, words);
        }
        case Family::empirical: return table_->points[row_at(unit_double(words.next64()), table_->length_biased)];
        case Family::histogram: {
            const std::size_t bin = row_at(unit_double(words.next64()), table_->length_biased);
            return length_biased_uniform(table_->points[bin], table_->points[bin + 1], words);
        }
    }
    STEPDOWN_EXPECT(false, "every family is sampled");
    return 0.0;
}

}  // namespace stepdown
