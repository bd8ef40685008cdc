#include "experiment/target_rules.hpp"

#include <cmath>

#include <fmt/format.h>

namespace stepdown {

namespace {

/// A quantile is the smallest value with at least its share at or below it, so p90 <= x says that at least 90% lie at or below x
/// and p90 > x that fewer do; p90 < x and p90 >= x say the same of what lies below x.
bool asks_below(Comparison comparison) { return comparison == Comparison::below || comparison == Comparison::at_least; }

/// The largest value below `bound`: values are whole ticks or whole clients.
double next_below(Measure measure, double bound) {
    return measure == Measure::census_p95 ? std::ceil(bound) - 1.0 : to_days(from_days(bound) - 1);
}

}  // namespace

bool is_judged_by_share(const Target& target) { return measure_row(target.metric.measure).estimator == Estimator::quantile; }

bool asks_for_more(Comparison comparison) { return comparison == Comparison::at_least || comparison == Comparison::above; }

bool keeps(double value, Comparison comparison, double bound) {
    switch (comparison) {
        case Comparison::at_least: return value >= bound;
        case Comparison::at_most: return value <= bound;
        case Comparison::above: return value > bound;
        case Comparison::below: return value < bound;
    }
    return false;
}

Comparison comparison_of_share(Comparison comparison) {
    return asks_for_more(comparison) ? Comparison::below : Comparison::at_least;
}

std::string tested_share(const Target& target) {
    return fmt::format("share {}below the bound; {}{:.0f}% are asked for", asks_below(target.comparison) ? "" : "at or ",
                       asks_for_more(target.comparison) ? "less than " : "", 100 * quantile_level(target.metric.measure));
}

std::vector<BoundQuestion> bound_questions(const Model& model) {
    std::vector<BoundQuestion> questions;
    for (const Target& target : model.targets) {
        if (!is_judged_by_share(target)) continue;
        const bool below = asks_below(target.comparison);
        questions.push_back({target.metric, below ? next_below(target.metric.measure, target.bound) : target.bound});
    }
    return questions;
}

}  // namespace stepdown
