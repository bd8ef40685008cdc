// Whether the warm-up is long enough, judged from series that the test draws itself.
#include <catch2/catch.hpp>

#include <cmath>

#include <fmt/format.h>

#include "experiment/run.hpp"
#include "experiment/warm_up.hpp"
#include "fed_reduction.hpp"
#include "random/portable_math.hpp"
#include "support/scenario_text.hpp"

namespace stepdown_test {
namespace {

constexpr std::size_t warm_up_days = 50;
constexpr std::size_t all_days = 450;

Model judged_clinic() {
    Model model = clinic();
    model.clock.warm_up = warm_up_days * ticks_per_day;
    model.clock.run = (all_days - warm_up_days) * ticks_per_day;
    return model;
}

MeasurementPlan plan_of(const Model& model) { return make_measurement_plan(model, {}, {}); }

/// A mean census of 100 that fills up as 1 - exp(-t / settling), with a regular ripple that is no trend.
SeriesBands census(double settling) {
    SeriesBands bands;
    bands.stage = StageId(0);
    for (std::size_t day = 0; day < all_days; ++day) {
        const double filled = settling > 0.0 ? 1.0 - portable_exp(-static_cast<double>(day) / settling) : 1.0;
        bands.mean.push_back(100.0 * filled + (day % 11 < 5 ? 4.0 : -4.0));
    }
    return bands;
}

Estimate drift(double low, double high) {
    Estimate estimate;
    estimate.value = 0.5 * (low + high);
    estimate.low = low;
    estimate.high = high;
    return estimate;
}

const Estimate rising = drift(-9.0, -5.0);
const Estimate chance = drift(-4.0, 2.0);

WarmUpCheck check(const Model& model, const SeriesBands& bands, const Estimate& of_single_runs) {
    return check_warm_up(model, plan_of(model), {bands}, {of_single_runs});
}

bool says(const WarmUpCheck& result, const std::string& words) {
    INFO(result.sentence);
    const bool found = result.sentence.find(words) != std::string::npos;
    CHECK(found);
    return found;
}

TEST_CASE("a census that still fills up after the warm-up is named, with the day from which it is steady") {
    const WarmUpCheck result = check(judged_clinic(), census(40), rising);
    CHECK_FALSE(result.long_enough);
    REQUIRE(result.stages.size() == 1);
    REQUIRE(result.stages[0].steady_after_days.has_value());
    CHECK(*result.stages[0].steady_after_days > 100);
    CHECK(*result.stages[0].steady_after_days < 225);
    says(result, "The warm-up of 50 d looks too short: by MSER-5 iop is steady only after");
    says(result, "Lengthen clock.warm_up.");
}

TEST_CASE("a census that settles within the warm-up is not held against it") {
    const WarmUpCheck result = check(judged_clinic(), census(8), rising);
    CHECK(result.long_enough);
    CHECK(*result.stages[0].steady_after_days <= 50);
    says(result, "no census is still settling after the warm-up of 50 d");
}

TEST_CASE("a truncation by chance alone is no warning: single runs must drift as well") {
    CHECK(check(judged_clinic(), census(40), chance).long_enough);
    CHECK(check(judged_clinic(), census(40), drift(5.0, 9.0)).long_enough == false);
}

TEST_CASE("a transient that moves the mean census by less than 2% is let pass") {
    SeriesBands bands = census(0);
    for (std::size_t day = 0; day < 90; ++day) bands.mean[day] -= 4.0;
    CHECK(check(judged_clinic(), bands, rising).long_enough);
    for (std::size_t day = 0; day < 90; ++day) bands.mean[day] -= 60.0;
    CHECK_FALSE(check(judged_clinic(), bands, rising).long_enough);
}

TEST_CASE("a census that has not settled half way through is said to be so") {
    const WarmUpCheck result = check(judged_clinic(), census(300), rising);
    CHECK_FALSE(result.long_enough);
    CHECK_FALSE(result.stages[0].steady_after_days.has_value());
    says(result, "iop has not settled half way through");
}

TEST_CASE("one replication has no interval: then only a truncation in the first half counts") {
    CHECK_FALSE(check(judged_clinic(), census(40), Estimate{}).long_enough);
    const WarmUpCheck late = check(judged_clinic(), census(300), Estimate{});
    CHECK(late.long_enough);
    says(late, "cannot tell");
}

TEST_CASE("a run from a stated day zero has nothing to warm up") {
    Model model = judged_clinic();
    model.start_state.stages = {{StageId(0), 5, 0}};
    const WarmUpCheck result = check(model, census(300), rising);
    CHECK(result.long_enough);
    CHECK(result.stages.empty());
    says(result, "day zero");
}

TEST_CASE("only the time before the first dated change is looked at, and it is said so") {
    Model model = judged_clinic();
    SeriesBands bands = census(0);
    for (std::size_t day = 200; day < all_days; ++day) bands.mean[day] += 50.0;
    CHECK_FALSE(check(model, bands, rising).long_enough);
    model.changes = {{"new-wing", 200 * ticks_per_day, {SetPlaces{StageId(0), 20}}}};
    const WarmUpCheck result = check(model, bands, rising);
    CHECK(result.long_enough);
    says(result, "looking only at the time before the first dated change, surge or growth");
}

TEST_CASE("a surge moves the census from its beginning, from its end when it was on before, and not at all when it was over") {
    const auto judged_to = [](Ticks from, Ticks to) {
        Model model = judged_clinic();
        model.populations[0].arrivals.surges = {{"spring", from * ticks_per_day, to * ticks_per_day, 2.0}};
        return judged_blocks(model, plan_of(model)).to;
    };
    CHECK(judged_to(100, 130) == 100);
    CHECK(judged_to(-30, 20) == 20);
    CHECK(judged_to(-30, -10) == all_days);
    CHECK(judged_to(900, 990) == all_days);
}

TEST_CASE("growth begins with the run, so that only the warm-up itself can be looked at") {
    Model model = judged_clinic();
    model.populations[0].arrivals.growth = 0.03;
    const JudgedBlocks judged = judged_blocks(model, plan_of(model));
    CHECK(judged.from == warm_up_days);
    CHECK(judged.to == warm_up_days);
    const WarmUpCheck settles = check(model, census(3), Estimate{});
    CHECK(settles.long_enough);
    says(settles, "looking only at the time before");
    model.clock.warm_up = 200 * ticks_per_day;
    model.clock.run = 250 * ticks_per_day;
    const WarmUpCheck still_filling = check(model, census(300), Estimate{});
    CHECK(still_filling.long_enough);
    says(still_filling, "cannot tell");
}

/// As `judged_clinic`, with months: so long a warm-up, then a run of a year.
Model seasonal_clinic(Ticks warm_up) {
    Model model = judged_clinic();
    model.populations[0].arrivals.by_month[0] = 1.2;
    model.clock.warm_up = warm_up * ticks_per_day;
    model.clock.run = 365 * ticks_per_day;
    return model;
}

/// A census that goes up and down by 30 within each year; fills up as `census`.
SeriesBands seasonal_census(double settling, std::size_t days) {
    constexpr double full_turn = 6.283185307179586;
    SeriesBands bands;
    bands.stage = StageId(0);
    for (std::size_t day = 0; day < days; ++day) {
        const double filled = 1.0 - portable_exp(-static_cast<double>(day) / settling);
        bands.mean.push_back(filled * (100.0 + 30.0 * std::sin(full_turn * static_cast<double>(day % 365) / 365.0)));
    }
    return bands;
}

TEST_CASE("with months, a census is compared with that of the same season one year later") {
    const Model model = seasonal_clinic(200);
    const WarmUpCheck filling = check(model, seasonal_census(150, 565), rising);
    CHECK_FALSE(filling.long_enough);
    says(filling, "The warm-up of 200 d looks too short: one year later, in the same season, the census has changed: iop from ");
    says(filling, "Lengthen clock.warm_up.");
    CHECK(check(model, seasonal_census(150, 565), chance).long_enough);
    const WarmUpCheck settled = check(model, seasonal_census(20, 565), rising);
    CHECK(settled.long_enough);
    says(settled, "no census has changed by more than 2% or chance: the warm-up of 200 d looks long enough");
    const WarmUpCheck once = check(model, seasonal_census(150, 565), Estimate{});
    CHECK(once.long_enough);
    says(once, "One replication cannot tell");
}

TEST_CASE("of two seasons the first is the first quarter of a long run, and the last before a run of one year") {
    const auto seasons = [](std::size_t from, std::size_t to) { return same_season({from, to, 365}); };
    REQUIRE(seasons(400, 1200));
    CHECK(seasons(400, 1200)->first == 400);
    CHECK(seasons(400, 1200)->later == 765);
    CHECK(seasons(400, 1200)->blocks == 91);
    REQUIRE(seasons(400, 765));
    CHECK(seasons(400, 765)->first == 309);
    CHECK(seasons(400, 765)->later == 674);
    CHECK_FALSE(seasons(400, 764));
    CHECK_FALSE(seasons(90, 455));
    REQUIRE(seasons(0, 456));
    CHECK(seasons(0, 456)->first == 0);
    const std::vector<double> series = {9, 2, 2, 2, 5, 2, 2, 2, 2};
    CHECK(*census_drift({0, 9, 4}, series) == Approx(4.0));
}

TEST_CASE("a run of less than a year with months says what would tell") {
    Model model = seasonal_clinic(200);
    model.clock.run = 300 * ticks_per_day;
    const WarmUpCheck result = check(model, seasonal_census(150, 500), rising);
    CHECK(result.long_enough);
    says(result, "in a run of a year and more without dated changes, surges and growth");
}

TEST_CASE("arrivals from a trace have no steady state: MSER-5 informs and does not warn") {
    Model trace = judged_clinic();
    trace.populations[0].arrivals.kind = Arrivals::Kind::trace;
    CHECK(check(trace, census(300), rising).long_enough);
    says(check(trace, census(300), rising), "only informs");
}

TEST_CASE("a series of fewer than fifty blocks cannot tell") {
    Model model = judged_clinic();
    model.clock.warm_up = 10 * ticks_per_day;
    model.clock.run = 39 * ticks_per_day;
    const WarmUpCheck result = check(model, census(10), rising);
    CHECK(result.long_enough);
    CHECK(result.stages.empty());
    says(result, "too short to tell");
}

TEST_CASE("waitlist and need series are not judged") {
    SeriesBands waitlist = census(300);
    waitlist.quantity = SeriesBands::Quantity::waitlist;
    CHECK(check(judged_clinic(), waitlist, rising).stages.empty());
}

TEST_CASE("drift is the first quarter of the judged blocks above their second half") {
    const std::vector<double> series = {100, 100, 7, 9, 1, 1, 2, 2, 4, 4, 500};
    CHECK(*census_drift({2, 10}, series) == Approx(8.0 - 3.0));
    CHECK_FALSE(census_drift({2, 5}, series).has_value());
    CHECK_FALSE(census_drift({5, 2}, series).has_value());
}

TEST_CASE("a block that lies partly in the warm-up is not judged") {
    Model model = judged_clinic();
    model.clock.warm_up = 3 * ticks_per_day;
    model.clock.run = 9997 * ticks_per_day;
    const MeasurementPlan plan = plan_of(model);
    REQUIRE(plan.days_per_block == 5);
    CHECK(judged_blocks(model, plan).from == 1);
    CHECK(judged_blocks(model, plan).to == 2000);
}

/// How many of `seeds` runs of an unlimited clinic with 4 clients on average warn. `months` is written after the arrivals.
int warnings(const std::string& warm_up, std::uint64_t seeds, const std::string& months = "") {
    int warned = 0;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        const Model model = stepdown::testing::model_from(fmt::format(R"(stepdown: 1
clock: {{start: 2027-01-04, warm_up: {}, run: 1 y}}
seed: {}
populations:
  people: {{arrivals: {{rate: 0.1 per day{}}}, enters: {{clinic: 1}}}}
stages:
  clinic: {{slots: unlimited, stay: {{exponential: {{mean: 40 d}}}}, next: {{home: 1}}}}
)",
                                                                      warm_up, seed, months));
        RunRequest request;
        request.threads = 1;
        request.need = NeedPass::skip;
        if (!run_experiment(model, request).warm_up.long_enough) ++warned;
    }
    return warned;
}

TEST_CASE("an empty start is noticed and a long warm-up hardly ever blamed, over hundreds of seeds", "[long]") {
    const int without = warnings("0 d", 400);
    const int with_nine_stays = warnings("1 y", 400);
    WARN(without << " of 400 runs without warm-up warn, " << with_nine_stays << " of 400 with a warm-up of nine mean stays");
    CHECK(without >= 320);
    CHECK(with_nine_stays <= 8);
}

TEST_CASE("with months, a warm-up of two mean stays is noticed and one of nine hardly ever blamed, over hundreds of seeds",
          "[long]") {
    const std::string months = ", by_month: {jan: 1.2, feb: 1.2, jun: 0.8, jul: 0.8, aug: 0.8, nov: 1.1, dec: 1.1}";
    const int with_two_stays = warnings("91 d", 400, months);
    const int with_nine_stays = warnings("1 y", 400, months);
    WARN(with_two_stays << " of 400 runs with a warm-up of two mean stays warn, " << with_nine_stays << " of 400 with nine");
    CHECK(with_two_stays >= 240);
    CHECK(with_nine_stays <= 8);
}

}  // namespace
}  // namespace stepdown_test
