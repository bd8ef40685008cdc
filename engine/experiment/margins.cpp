#include "experiment/margins.hpp"

#include <algorithm>
#include <cmath>

#include "statistics/intervals.hpp"

namespace stepdown {

namespace {

/// Each side of a decision of the search errs about once in a thousand.
constexpr double decided = 0.999;
/// Of the first plan, from which the spread between single runs is taken.
constexpr std::int64_t replications_for_spread = 24;
/// A close plan is known when its standard error is at most this part of the indifference.
constexpr double known_part = 0.2;
/// A step leaves a requirement unharmed when the paired change is seen to be nothing, to this part of the indifference.
constexpr double unharmed_part = 0.5;
/// An estimate that lies so many standard errors below the aim gainsays the incumbent's word.
constexpr double gainsaid_at = 1.5;
/// A margin is above 0 beyond doubt at so many standard errors of a plan that is known well.
constexpr double beyond_doubt = 3.1;
/// On which side of the aim a margin lies is told at so many standard errors; a plan on the wrong side is looked at no longer.
constexpr double sides_told = 2.5;

struct Moments {
    double mean_one = 0.0;
    double mean_other = 0.0;
    double variance_one = 0.0;
    double variance_other = 0.0;
    double covariance = 0.0;
};

/// Of the first `count` of each, n - 1 below.
Moments moments(const std::vector<double>& one, const std::vector<double>& other, std::size_t count) {
    Moments result;
    const auto n = static_cast<double>(count);
    for (std::size_t each = 0; each < count; ++each) {
        result.mean_one += one[each] / n;
        result.mean_other += other[each] / n;
    }
    for (std::size_t each = 0; each < count && count > 1; ++each) {
        const double from_one = one[each] - result.mean_one;
        const double from_other = other[each] - result.mean_other;
        result.variance_one += from_one * from_one / (n - 1.0);
        result.variance_other += from_other * from_other / (n - 1.0);
        result.covariance += from_one * from_other / (n - 1.0);
    }
    return result;
}

MarginEstimate own_estimate(const std::vector<double>& margins) {
    const auto count = margins.size();
    const Moments own = moments(margins, margins, count);
    return {own.mean_one, std::sqrt(own.variance_one / static_cast<double>(count)), static_cast<std::int64_t>(count)};
}

std::vector<double> all_margins(const Trial& trial, std::size_t requirement) {
    std::vector<double> margins = trial.margins[requirement];
    const auto& unconfirmed = trial.unconfirmed[requirement];
    margins.insert(margins.end(), unconfirmed.begin(), unconfirmed.end());
    return margins;
}

/// A share of runs that all keep (or all break) a promise has no scatter; Laplace's rule gives it one.
void soften(const Requirement& requirement, MarginEstimate& estimate) {
    if (requirement.promise != Promise::per_run) return;
    const auto n = static_cast<double>(estimate.replications);
    const double kept = std::clamp(estimate.mean + requirement.bound, 0.0, 1.0);
    const double share = (kept * n + 1.0) / (n + 2.0);
    estimate.standard_error = std::max(estimate.standard_error, std::sqrt(share * (1.0 - share) / n));
}

double reach(std::int64_t replications) {
    return student_t_quantile(decided, static_cast<double>(std::max<std::int64_t>(replications - 1, 1)));
}

double near_enough(const Requirement& requirement, const Screening& screening) {
    return known_part * screening.coarseness * requirement.indifference;
}

double above_aim(const Requirement& requirement, const MarginEstimate& estimate) {
    return estimate.mean - aim * requirement.indifference;
}

/// Whether it is known on which side of the aim the margin lies, or no closer look is worth it.
bool is_known(const Requirement& requirement, const MarginEstimate& estimate, const Screening& screening) {
    return std::fabs(above_aim(requirement, estimate)) > sides_told * estimate.standard_error ||
           estimate.standard_error <= near_enough(requirement, screening);
}

/// So many that the close ones become known, half as many again for what the scatter may hide.
std::int64_t next_count(const Trial& trial, const Classification& now, const Screening& screening) {
    const auto have = trial.replications();
    double wanted = 2.0 * static_cast<double>(have);
    for (std::size_t row = 0; row < now.margins.size(); ++row) {
        const Requirement& requirement = trial.requirements->requirements[row];
        const MarginEstimate& estimate = now.margins[row];
        if (is_known(requirement, estimate, screening)) continue;
        const double ratio = estimate.standard_error / near_enough(requirement, screening);
        wanted = std::min(wanted, std::max(1.25 * static_cast<double>(have), static_cast<double>(have) * ratio * ratio));
    }
    return static_cast<std::int64_t>(std::ceil(wanted));
}

/// Shares of runs take more replications to know than figures of clients.
std::int64_t most_for(const Trial& trial, const Screening& screening) {
    constexpr std::int64_t times = 4;
    const auto& requirements = trial.requirements->requirements;
    const bool by_run = std::any_of(requirements.begin(), requirements.end(),
                                    [](const Requirement& each) { return each.promise == Promise::per_run; });
    return by_run ? times * screening.most : screening.most;
}

}  // namespace

MarginEstimate estimate_margin(const Trial& trial, std::size_t requirement, const Trial* reference) {
    MarginEstimate alone = own_estimate(all_margins(trial, requirement));
    soften(trial.requirements->requirements[requirement], alone);
    // Runs that keep a promise alike say little of how often they differ.
    if (trial.requirements->requirements[requirement].promise == Promise::per_run) return alone;
    if (reference == nullptr || reference == &trial || reference->all_replications() <= trial.all_replications()) return alone;
    const auto& own = trial.margins[requirement];
    const auto& known = reference->margins[requirement];
    const std::size_t both = std::min(own.size(), known.size());
    const MarginEstimate of_reference = own_estimate(all_margins(*reference, requirement));
    const Moments pair = moments(own, known, both);
    const auto n = static_cast<double>(both);
    const auto more = static_cast<double>(of_reference.replications);
    const double of_difference = pair.variance_one + pair.variance_other - 2.0 * pair.covariance;
    const double together = pair.covariance - pair.variance_other;
    const double variance = of_difference / n + pair.variance_other / more + 2.0 * together / more;
    const double error = std::sqrt(std::max(variance, 0.0));
    // Replications that all agree say nothing yet of how the two differ.
    if (of_difference <= 0.0 && both < 30 && pair.mean_one != pair.mean_other) return alone;
    if (error >= alone.standard_error) return alone;
    return {of_reference.mean + pair.mean_one - pair.mean_other, error, static_cast<std::int64_t>(both)};
}

MarginEstimate margin_difference(const Trial& trial, const Trial& other, std::size_t requirement) {
    const std::size_t count = std::min(trial.margins[requirement].size(), other.margins[requirement].size());
    std::vector<double> differences(count);
    for (std::size_t each = 0; each < count; ++each)
        differences[each] = trial.margins[requirement][each] - other.margins[requirement][each];
    return own_estimate(differences);
}

bool is_worth_confirming(const Trial& trial, const Classification& stand) {
    if (stand.standing == Standing::fails) return false;
    for (std::size_t row = 0; row < stand.margins.size(); ++row) {
        const MarginEstimate& estimate = stand.margins[row];
        const double least = worth_confirming * aim * trial.requirements->requirements[row].indifference;
        if (estimate.mean < least && estimate.mean < beyond_doubt * estimate.standard_error) return false;
    }
    return true;
}

Classification stand_of(const Trial& trial, const Trial* reference) {
    Classification result;
    if (!trial.model) {
        result.standing = Standing::fails;
        return result;
    }
    bool holds = true;
    bool fails = false;
    result.is_plausible = true;
    double least = 0.0;
    for (std::size_t row = 0; row < trial.margins.size(); ++row) {
        const MarginEstimate estimate = estimate_margin(trial, row, reference);
        result.margins.push_back(estimate);
        const double reached = reach(estimate.replications) * estimate.standard_error;
        fails = fails || (estimate.mean < 0.0 && estimate.mean < -reached);
        const bool holds_here = estimate.mean >= 0.0 && estimate.mean >= reached;
        const double goal = aim * trial.requirements->requirements[row].indifference;
        holds = holds && holds_here;
        result.is_plausible = result.is_plausible && (holds_here || estimate.mean >= goal);
        const double scaled = estimate.mean / trial.requirements->requirements[row].indifference;
        if (row == 0 || scaled < least) {
            least = scaled;
            result.worst = row;
        }
    }
    result.is_plausible = result.is_plausible && !fails;
    result.standing = fails ? Standing::fails : holds ? Standing::holds : Standing::close;
    return result;
}

namespace {

/// Whether a step from the incumbent leaves a requirement as it is, as far as the search looks: noise in what a step hardly
/// touches must not hold it up.
bool leaves_unharmed(const Trial& trial, const Trial& incumbent, std::size_t row, const Screening& screening) {
    const Requirement& requirement = trial.requirements->requirements[row];
    const MarginEstimate change = margin_difference(trial, incumbent, row);
    if (change.replications < screening.first) return false;
    // Runs that keep a promise alike say little of how often they differ.
    if (requirement.promise == Promise::per_run)
        return change.mean == 0.0 && change.standard_error == 0.0 && change.replications >= 30;
    return change.mean >= -change.standard_error &&
           change.standard_error <= unharmed_part * screening.coarseness * requirement.indifference;
}

/// Judges each requirement on its own or by the incumbent, which is plausible; tells whether all that can be known is.
bool judge_by_incumbent(const Trial& trial, const Trial* incumbent, const Screening& screening, Classification& now) {
    bool all_known = true;
    now.is_plausible = now.standing != Standing::fails;
    for (std::size_t row = 0; row < now.margins.size(); ++row) {
        const Requirement& requirement = trial.requirements->requirements[row];
        const MarginEstimate& estimate = now.margins[row];
        const bool is_own = above_aim(requirement, estimate) >= 0.0;
        const bool gainsaid = above_aim(requirement, estimate) < -gainsaid_at * estimate.standard_error;
        const bool unharmed =
            incumbent != nullptr && incumbent != &trial && !gainsaid && leaves_unharmed(trial, *incumbent, row, screening);
        const bool known = unharmed || is_known(requirement, estimate, screening);
        const bool holds = estimate.mean >= 0.0 && estimate.mean >= reach(estimate.replications) * estimate.standard_error;
        now.is_plausible = now.is_plausible && (is_own || unharmed || holds);
        if (known && !is_own && !unharmed && !holds) return true;
        all_known = all_known && known;
    }
    return all_known;
}

}  // namespace

Classification classify(PlanTrials& trials, Trial& trial, const Trial* reference, const Trial* incumbent,
                        const Screening& screening) {
    trials.deepen(trial, trials.knows_spread() ? screening.first : replications_for_spread);
    while (true) {
        Classification now = stand_of(trial, reference);
        if (now.standing == Standing::close) {
            const bool is_known_now = judge_by_incumbent(trial, incumbent, screening, now);
            const std::int64_t next = is_known_now ? 0 : std::min(most_for(trial, screening), next_count(trial, now, screening));
            if (next <= trial.replications()) return now;
            trials.deepen(trial, next);
        } else {
            return now;
        }
    }
}

}  // namespace stepdown
