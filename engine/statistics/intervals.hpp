// Quantiles of Student's t and exact intervals for proportions.
#pragma once

#include <cstdint>

namespace stepdown {

/// The x with P(T <= x) = p of Student's t. 0 < p < 1, 0 < degrees_of_freedom.
double student_t_quantile(double p, double degrees_of_freedom);

/// P(|T| > |t|) of Student's t. 0 < degrees_of_freedom.
double student_t_two_sided(double t, double degrees_of_freedom);

struct Interval {
    double low = 0.0;
    double high = 1.0;
};

/// Two-sided interval for a probability after `successes` of `trials`; its coverage is never below `confidence` (Clopper
/// and Pearson 1934). A one-sided bound at 95% is the end of the two-sided interval at 90%.
/// 0 <= successes <= trials, 0 < trials, 0 < confidence < 1.
Interval clopper_pearson(std::uint64_t successes, std::uint64_t trials, double confidence = 0.95);

}  // namespace stepdown
