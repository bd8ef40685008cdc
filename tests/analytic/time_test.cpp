// Time and clocks against closed forms: a weekly profile, day zero, relapse across settings.
#include <catch2/catch.hpp>

#include <cmath>

#include "simulation/replication.hpp"
#include "support/scenario_text.hpp"
#include "support/statistical_check.hpp"

namespace stepdown::testing {
namespace {

/// Each replication's mean over the days that `wanted` picks of the first stage's daily census.
Estimate daily_census(const Model& model, const std::function<bool(std::size_t day)>& wanted) {
    const MeasurementPlan plan = make_measurement_plan(model, metric_catalogue(model, {}), {});
    std::vector<double> means;
    for (std::uint32_t replication = 1; replication <= static_cast<std::uint32_t>(model.replications); ++replication) {
        const auto result = run_replication(model, plan, {model.seed, replication, Pass::constrained, nullptr});
        const auto& census = result.series.front().census;
        double sum = 0.0;
        double days = 0.0;
        for (std::size_t day = 0; day < census.size(); ++day) {
            if (!wanted(day)) continue;
            sum += census[day];
            days += 1.0;
        }
        means.push_back(sum / days);
    }
    return mean_of(means);
}

TEST_CASE("with unlimited places the census follows a weekly profile day by day") {
    // Exponential stays of 3 d; the rate is 7 a day times a profile of 2 on Mondays and 1 on other days, scaled to average 1.
    const Model model = model_from(R"(stepdown: 1
clock: {start: 2027-01-04, warm_up: 10 w, run: 90 w}
replications: 60
populations:
  people: {arrivals: {rate: 7 per day, by_weekday: {mon: 2}}, enters: {open: 1}}
stages:
  open: {stay: {exponential: {mean: 3 d}}, next: {home: 1}}
)");
    const double other = 7.0 * 7.0 / 8.0;
    const auto rate = [&](long day) { return ((day % 7) + 7) % 7 == 0 ? 2.0 * other : other; };
    const auto exact = [&](long weekday) {
        // The mean over a day: what came on that day and is still there, and what earlier days left.
        const double stay = 3.0;
        const double decay = std::exp(-1.0 / stay);
        double left = 0.0;
        for (long ago = 1; ago < 200; ++ago)
            left += rate(weekday - ago) * stay * (1.0 - decay) * std::pow(decay, static_cast<double>(ago - 1));
        return left * stay * (1.0 - decay) + rate(weekday) * stay * (1.0 - stay * (1.0 - decay));
    };
    for (const long weekday : {0L, 1L, 6L}) {
        const auto estimate =
            daily_census(model, [&](std::size_t day) { return day >= 70 && static_cast<long>(day % 7) == weekday; });
        CHECK(disagreement(estimate, exact(weekday), 0.25) == "");
    }
}

TEST_CASE("a census that begins in its own equilibrium stays flat from the first day") {
    for (const auto* stay :
         {"{median: 20 d, mean: 40 d}", "{weibull: {shape: 0.8, mean: 40 d}}", "{uniform: {min: 10 d, max: 70 d}}"}) {
        const Model model = model_from(std::string(R"(stepdown: 1
clock: {start: 2027-01-04, run: 120 d}
replications: 250
start_state: {open: {census: 80}}
populations:
  people: {arrivals: 2 per day, enters: {open: 1}}
stages:
  open: {stay: )") + stay + ", next: {home: 1}}\n");
        for (const auto& [from, to] : {std::pair<std::size_t, std::size_t>(0, 3), std::pair<std::size_t, std::size_t>(20, 30),
                                       std::pair<std::size_t, std::size_t>(90, 120)}) {
            const auto estimate = daily_census(model, [&](std::size_t day) { return day >= from && day < to; });
            CHECK(disagreement(estimate, 80.0, 3.0) == "");
        }
    }
}

TEST_CASE("relapse follows its law through care and home with each setting's hazard") {
    const auto result = simulate(R"(stepdown: 1
clock: {start: 2027-01-04, warm_up: 1 y, run: 10 y}
replications: 40
populations:
  people:
    arrivals: 2 per day
    attributes: {household: {safe: 0.5, unsafe: 0.5}}
    enters: {program: 1}
stages:
  program: {stay: 20 d, next: {home: 1}}
relapse:
  law: {susceptible: 53%, weibull: {shape: 0.724, scale: 47.3 d}}
  hazard: {program: 0.5}
  effects: {unsafe-home: {when: {household: unsafe}, times: 1.6}}
  then:
    in_care: {home: 1}
    at_home: {returns: 0%, after: 1 d, to: {program: 1}}
)");
    const auto used = [](double days) { return std::pow(days / 47.3, 0.724); };
    for (const auto& [group, times] :
         {std::pair<std::string, double>("safe", 1.0), std::pair<std::string, double>("unsafe", 1.6)}) {
        const double in_care = 0.53 * (1.0 - std::exp(-0.5 * times * used(20.0)));
        CHECK(disagreement(figure(result, "program.outcome.relapsed.share for household=" + group), in_care, 0.01) == "");
        // Of those who completed, the clock goes on at home; of those who relapsed in care a new spell began at discharge.
        const double completed_then =
            0.53 * std::exp(-0.5 * times * used(20.0)) * (1.0 - std::exp(-times * (used(110.0) - used(20.0))));
        const double again = in_care * 0.53 * (1.0 - std::exp(-times * used(90.0)));
        CHECK(disagreement(figure(result, "clients.relapsed(90 d) for household=" + group), completed_then + again, 0.012) == "");
    }
}

}  // namespace
}  // namespace stepdown::testing
