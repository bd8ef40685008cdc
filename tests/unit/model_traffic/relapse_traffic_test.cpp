#include <catch2/catch.hpp>

#include <cmath>

#include "model/traffic.hpp"
#include "support/small_models.hpp"

using namespace stepdown;

TEST_CASE("returns after relapse at home are a geometric number of visits") {
    SmallModel small({"iop"});
    small.ask("adults", 1.0, {{1.0, "iop"}});
    small.end_stays("iop", Distribution::exponential(40), {{1.0, "home"}});
    small.relapse(0.53, Distribution::weibull(0.724, 47.3), 0.5, {{1.0, "iop"}});
    const OfferedLoad load = offered_load(small.model);
    CHECK(load.stages[0].arrivals_per_day == Approx(1.0 / (1 - 0.53 * 0.5)).epsilon(1e-9));
    CHECK(load.stages[0].effective_stay_days == Approx(40.0).epsilon(1e-9));
    CHECK(load.approximate);
}

TEST_CASE("relapse in care shortens the stay and leads where it says") {
    SmallModel small({"iop", "inpatient"});
    small.ask("adults", 1.0, {{1.0, "iop"}});
    small.end_stays("iop", Distribution::exponential(20), {{1.0, "home"}});
    Relapse& relapse = small.relapse(0.5, Distribution::exponential(50), 0.0, {{0.75, "inpatient"}, {0.25, "home"}});
    relapse.stage_hazard[0] = 2.0;
    const OfferedLoad load = offered_load(small.model);
    const double rate = 2.0 / 50;
    const double relapsed = 0.5 * rate / (rate + 1.0 / 20);
    CHECK(load.stages[0].relapsed_share == Approx(relapsed).epsilon(2e-3));
    CHECK(load.stages[0].effective_stay_days == Approx(0.5 * 20 + 0.5 / (rate + 1.0 / 20)).epsilon(2e-3));
    CHECK(load.stages[0].stated_stay_days == Approx(20.0));
    CHECK(load.stages[1].arrivals_per_day == Approx(0.75 * relapsed).epsilon(2e-3));
}

TEST_CASE("the relapse clock runs on from slot stage to slot stage and begins anew on leaving beds") {
    SmallModel small({"first", "second"});
    small.ask("adults", 1.0, {{1.0, "first"}});
    small.end_stays("first", Distribution::fixed(30), {{1.0, "second"}});
    small.end_stays("second", Distribution::fixed(30), {{1.0, "home"}});
    // Everyone relapses within 40 days of the spell's beginning; only the second stage is exposed.
    Relapse& relapse = small.relapse(1.0, Distribution::uniform(30, 40), 0.0, {{1.0, "home"}});
    relapse.stage_hazard[1] = 1.0;
    CHECK(offered_load(small.model).stages[1].effective_stay_days == Approx(5.0).epsilon(0.01));
    small.stage("first").place_kind = PlaceKind::beds;
    CHECK(offered_load(small.model).stages[1].effective_stay_days == Approx(30.0).epsilon(0.01));
}

TEST_CASE("who relapses at home before the stage ahead is ready never gets there") {
    SmallModel small({"inpatient", "iop"});
    small.stage("inpatient").place_kind = PlaceKind::beds;
    small.ask("adults", 1.0, {{1.0, "inpatient"}});
    small.end_stays("inpatient", Distribution::exponential(20), {{1.0, "iop"}});
    small.stage("iop").lag = Distribution::fixed(10);
    small.relapse(0.5, Distribution::exponential(50), 0.0, {{1.0, "iop"}});
    CHECK(offered_load(small.model).stages[1].arrivals_per_day == Approx(1 - 0.5 * (1 - std::exp(-0.2))).epsilon(1e-6));
    small.stage("inpatient").boarding.rule = Boarding::Rule::boards;
    CHECK(offered_load(small.model).stages[1].arrivals_per_day == Approx(1.0).epsilon(1e-6));
}

TEST_CASE("an effect multiplies the hazard of those it fits") {
    SmallModel small({"iop"});
    Population& adults = small.ask("adults", 1.0, {{1.0, "iop"}});
    const AttributeId household = small.attribute(adults, "household", {{"safe", 0.5}, {"unsafe", 0.5}});
    small.end_stays("iop", Distribution::exponential(20), {{1.0, "home"}});
    Relapse& relapse = small.relapse(1.0, Distribution::exponential(50), 0.0, {{1.0, "home"}});
    relapse.stage_hazard[0] = 1.0;
    relapse.effects.push_back({"unsafe-home", small.attribute_is(household, 2), 3.0});
    const auto ended = [](double rate) { return rate / (rate + 0.05); };
    CHECK(offered_load(small.model).stages[0].relapsed_share == Approx(0.5 * ended(0.02) + 0.5 * ended(0.06)).epsilon(3e-3));
}

TEST_CASE("who has relapsed before may be treated otherwise") {
    SmallModel small({"iop", "op"});
    small.ask("adults", 1.0, {{1.0, "iop"}});
    Test once;
    once.subject = Test::Subject::relapses;
    once.at_least = 1;
    small.relapse(0.5, Distribution::exponential(50), 1.0, {{1.0, "iop"}});
    small.stage("iop").outcomes.outcomes[0].next =
        Cases<Routing>({{{{once}}, small.routing({{1.0, "op"}})}, {{}, small.routing({{1.0, "home"}})}});
    const OfferedLoad load = offered_load(small.model);
    // First visit, half return; every later visit goes on to op and half of those return once more.
    CHECK(load.stages[0].arrivals_per_day == Approx(2.0).epsilon(1e-9));
    CHECK(load.stages[1].arrivals_per_day == Approx(1.0).epsilon(1e-9));
}

TEST_CASE("clients who always come back have no long run, and the figures are those that fit into the run") {
    SmallModel small({"iop"});
    small.ask("adults", 1.0, {{1.0, "iop"}});
    small.end_stays("iop", Distribution::exponential(40), {{1.0, "home"}});
    small.relapse(1.0, Distribution::exponential(20), 1.0, {{1.0, "iop"}});
    const OfferedLoad load = offered_load(small.model);
    CHECK(load.grows_without_end);
    // A cycle takes 40 + 20 + 30 days, the run 365.
    CHECK(load.stages[0].arrivals_per_day > 3.0);
    CHECK(load.stages[0].arrivals_per_day < 8.0);
}

TEST_CASE("relapse ends housing and cuts it short at home") {
    SmallModel small({"iop", "sober-living"});
    small.stage("sober-living").kind = StageKind::housing;
    small.ask("adults", 1.0, {{1.0, "iop + sober-living"}});
    small.end_stays("iop", Distribution::exponential(20), {{1.0, "home"}});
    small.end_stays("sober-living", Distribution::exponential(30), {{1.0, "home"}});
    Relapse& relapse = small.relapse(1.0, Distribution::exponential(60), 0.0, {{1.0, "home"}});
    relapse.stage_hazard[0] = 1.0;
    CHECK(offered_load(small.model).stages[1].need == Approx(1.0 / (1.0 / 30 + 1.0 / 60)).epsilon(0.01));
}
