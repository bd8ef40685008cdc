// A stay of drawn length against the relapse clock and a place held beside it, by the trapezoidal rule.

#include "model/visit_length.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "random/portable_math.hpp"

namespace stepdown {

namespace {
constexpr int bins = 64;
constexpr int panels = 64;

/// Points in time from 0 to the longest length, fine enough for the trapezoidal rule, with the probability at each.
struct Grid {
    std::vector<double> at;
    std::vector<double> probability;
};

Grid grid_of(std::span<const Atom> atoms) {
    Grid grid;
    grid.at.push_back(0.0);
    grid.probability.push_back(0.0);
    const double widest = atoms.back().days / panels;
    for (const Atom& atom : atoms) {
        const double gap = atom.days - grid.at.back();
        const int pieces = widest > 0.0 ? std::max(1, static_cast<int>(std::ceil(gap / widest - 1e-9))) : 1;
        const double begin = grid.at.back();
        for (int piece = 1; piece <= pieces && gap > 0.0; ++piece) {
            grid.at.push_back(begin + gap * piece / pieces);
            grid.probability.push_back(0.0);
        }
        grid.probability.back() += atom.probability;
    }
    return grid;
}

/// P(no relapse within `days`) from a clock that runs at `hazard`.
std::vector<double> without_relapse(const Grid& grid, const RelapseLaw& law, const SpellClock& clock, double hazard) {
    std::vector<double> survival(grid.at.size(), 1.0);
    const double used = law.time.cumulative_hazard(clock.age_days);
    // Past the law's end there is nobody left whom it could concern.
    if (hazard <= 0.0 || clock.susceptible <= 0.0 || !std::isfinite(used)) return survival;
    for (std::size_t point = 1; point < grid.at.size(); ++point) {
        const double more = law.time.cumulative_hazard(clock.age_days + grid.at[point]) - used;
        survival[point] = 1.0 - clock.susceptible + clock.susceptible * portable_exp(-hazard * more);
    }
    return survival;
}

/// One point of the renewal equation, given the points before it.
class Renewal {
public:
    Renewal(const Grid& grid, double stays) : grid_(grid), stays_(stays) {}

    /// G where the first spell has survival `first` and every later one follows `later`; `known` entries of it are filled.
    double at(std::size_t point, const std::vector<double>& first, const std::vector<double>& later, std::size_t known) const {
        double sum = first[point];
        // What is left after a relapse falls as the relapse comes later, so one cursor walks down the grid.
        std::size_t right = known;
        for (std::size_t step = 1; step <= point; ++step) {
            const double left = grid_.at[point] - 0.5 * (grid_.at[step - 1] + grid_.at[step]);
            while (right > 0 && grid_.at[right - 1] > left) --right;
            sum += stays_ * (first[step - 1] - first[step]) * between(later, right, left);
        }
        return sum;
    }

private:
    double between(const std::vector<double>& values, std::size_t right, double at) const {
        if (right == 0) return values[0];
        const double width = grid_.at[right] - grid_.at[right - 1];
        const double part = width > 0.0 ? std::min(1.0, (at - grid_.at[right - 1]) / width) : 0.0;
        return values[right - 1] + part * (values[right] - values[right - 1]);
    }

    const Grid& grid_;
    double stays_;
};

/// P(not ended by relapse) when each relapse is outlived with probability `stays` and then a new spell runs: the renewal
/// equation G(t) = first(t) + stays * integral of (-d first(u)) G_new(t - u).
std::vector<double> not_ended(const Grid& grid, const std::vector<double>& first, const std::vector<double>& new_spell,
                              double stays) {
    const Renewal renewal(grid, stays);
    std::vector<double> later(grid.at.size(), 1.0);
    for (std::size_t point = 1; point < grid.at.size(); ++point) later[point] = renewal.at(point, new_spell, later, point - 1);
    std::vector<double> result(grid.at.size(), 1.0);
    for (std::size_t point = 1; point < grid.at.size(); ++point) result[point] = renewal.at(point, first, later, point);
    return result;
}

/// The mean of the integral of `rate` up to the drawn length.
double mean_integral(const Grid& grid, const std::vector<double>& rate) {
    double mean = 0.0;
    double integral = 0.0;
    for (std::size_t point = 1; point < grid.at.size(); ++point) {
        integral += 0.5 * (rate[point - 1] + rate[point]) * (grid.at[point] - grid.at[point - 1]);
        mean += grid.probability[point] * integral;
    }
    return mean;
}

double mean_at_end(const Grid& grid, const std::vector<double>& values) {
    double mean = 0.0;
    for (std::size_t point = 0; point < grid.at.size(); ++point) mean += grid.probability[point] * values[point];
    return mean;
}

/// P(length > age + days | length > age) of a mixture; 0 where nothing is left at `age`.
class SurvivalBeyond {
public:
    SurvivalBeyond(std::span<const Branch> length, double age) : length_(length), age_(age) {
        for (const Branch& branch : length_) now_ += branch.share * (age_ > 0.0 ? branch.law->survival(age_) : 1.0);
    }

    double of(double days) const {
        double then = 0.0;
        for (const Branch& branch : length_) then += branch.share * branch.law->survival(age_ + days);
        return now_ > 0.0 ? then / now_ : 0.0;
    }

private:
    std::span<const Branch> length_;
    double age_;
    double now_ = 0.0;
};

std::vector<double> held_beside(const Grid& grid, const BesideClock& beside, const std::vector<double>& until_first,
                                const std::vector<double>& until_ended) {
    std::vector<double> held = beside.on_relapse == BesideClock::OnRelapse::ends ? until_first : until_ended;
    const SurvivalBeyond place(beside.length, beside.age_days);
    for (std::size_t point = 0; point < grid.at.size(); ++point) held[point] *= place.of(grid.at[point]);
    return held;
}

double mean_of(std::span<const Atom> atoms) {
    double mean = 0.0;
    for (const Atom& atom : atoms) mean += atom.probability * atom.days;
    return mean;
}

/// Those without any relapse carry their clock on; those who outlived one are somewhere in a new spell.
SpellClock clock_after(const VisitQuestion& question, const Grid& grid, const std::vector<double>& first, double ended_as_drawn) {
    double untouched = 0.0;
    double days = 0.0;
    double susceptible = 0.0;
    for (std::size_t point = 0; point < grid.at.size(); ++point) {
        untouched += grid.probability[point] * first[point];
        days += grid.probability[point] * first[point] * grid.at[point];
        susceptible += grid.probability[point] * (first[point] - (1.0 - question.clock.susceptible));
    }
    if (ended_as_drawn <= 0.0) return question.clock;
    const double renewed = std::max(0.0, ended_as_drawn - untouched);
    const double mean_days = untouched > 0.0 ? days / untouched : 0.0;
    SpellClock clock;
    clock.age_days = (untouched * question.clock.age_days + days + renewed * 0.5 * mean_days) / ended_as_drawn;
    clock.susceptible = (susceptible + renewed * question.law->susceptible) / ended_as_drawn;
    return clock;
}
}  // namespace

std::vector<Atom> atoms_of(const Distribution& law) {
    std::vector<Atom> atoms;
    double edge = law.lowest();
    double above = law.survival(edge);
    double survived = law.integrated_survival(0.0, edge);
    if (above < 1.0) atoms.push_back({edge, 1.0 - above});
    for (int bin = 1; bin <= bins && above > 0.0; ++bin) {
        const double next = bin < bins ? law.quantile(static_cast<double>(bin) / bins) : law.highest();
        if (next <= edge) continue;
        const bool is_last = !std::isfinite(next) || bin == bins;
        const double left = is_last ? 0.0 : law.survival(next);
        const double probability = above - left;
        if (probability <= 0.0) continue;
        const double upper = is_last ? 0.0 : next * left;
        const double end = is_last ? std::numeric_limits<double>::infinity() : next;
        const double survived_to_end = law.integrated_survival(0.0, end);
        atoms.push_back({(edge * above - upper + (survived_to_end - survived)) / probability, probability});
        edge = next;
        above = left;
        survived = survived_to_end;
    }
    return atoms;
}

std::vector<Atom> remaining(const std::vector<Atom>& atoms, double age) {
    if (age <= 0.0) return atoms;
    std::vector<Atom> left;
    double total = 0.0;
    for (const Atom& atom : atoms) {
        if (atom.days <= age) continue;
        left.push_back({atom.days - age, atom.probability});
        total += atom.probability;
    }
    if (left.empty()) return {{0.0, 1.0}};
    for (Atom& atom : left) atom.probability /= total;
    return left;
}

double relapse_within(const RelapseLaw& law, const SpellClock& clock, double hazard, double days) {
    const double used = law.time.cumulative_hazard(clock.age_days);
    if (hazard <= 0.0 || days <= 0.0 || !std::isfinite(used)) return 0.0;
    return clock.susceptible * (1.0 - portable_exp(-hazard * (law.time.cumulative_hazard(clock.age_days + days) - used)));
}

VisitAnswer visit_length(const VisitQuestion& question) {
    VisitAnswer answer;
    const bool may_relapse = question.law != nullptr && question.hazard > 0.0 && question.clock.susceptible > 0.0;
    const bool alone = question.housing.length.empty() && question.support.length.empty();
    if (!may_relapse && alone) {
        answer.days = mean_of(question.length);
        answer.clock_after = {question.clock.age_days + answer.days, question.clock.susceptible};
        return answer;
    }
    const Grid grid = grid_of(question.length);
    std::vector<double> first(grid.at.size(), 1.0);
    if (may_relapse) first = without_relapse(grid, *question.law, question.clock, question.hazard);
    std::vector<double> in_visit = first;
    if (may_relapse && question.stays > 0.0) {
        const SpellClock fresh{0.0, question.law->susceptible};
        in_visit = not_ended(grid, first, without_relapse(grid, *question.law, fresh, question.hazard), question.stays);
    }
    answer.days = mean_integral(grid, in_visit);
    const double ended_as_drawn = mean_at_end(grid, in_visit);
    // Without a clock the grid's rounding must not pass for relapse.
    answer.ended_by_relapse = may_relapse ? 1.0 - ended_as_drawn : 0.0;
    answer.clock_after = may_relapse ? clock_after(question, grid, first, ended_as_drawn)
                                     : SpellClock{question.clock.age_days + answer.days, question.clock.susceptible};
    if (!question.housing.length.empty()) {
        const std::vector<double> held = held_beside(grid, question.housing, first, in_visit);
        answer.housing_days = mean_integral(grid, held);
        answer.housing_kept = mean_at_end(grid, held);
    }
    if (!question.support.length.empty()) {
        const std::vector<double> held = held_beside(grid, question.support, first, in_visit);
        answer.support_days = mean_integral(grid, held);
        answer.support_kept = mean_at_end(grid, held);
    }
    return answer;
}

}  // namespace stepdown
