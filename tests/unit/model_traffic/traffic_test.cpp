#include <catch2/catch.hpp>

#include <cmath>

#include "model/network.hpp"
#include "model/traffic.hpp"
#include "model/traffic_solution.hpp"
#include "support/small_models.hpp"

using namespace stepdown;

namespace {
const StageLoad& load_of(const SmallModel& small, const OfferedLoad& load, const std::string& stage) {
    return load.stages[small.id(stage).index()];
}

double flow(const OfferedLoad& load, std::size_t from, std::size_t to) {
    for (const Flow& flow : load.flows) {
        if (flow.from == from && flow.to == to) return flow.per_day;
    }
    return 0.0;
}

Condition came_from(const SmallModel& small, const std::string& stage) {
    Test test;
    test.subject = Test::Subject::came_from;
    test.accepted.assign(small.model.stages.size() + 1, 0);
    test.accepted[stage == "home" ? 0 : small.id(stage).index() + 1] = 1;
    return {{test}};
}
}  // namespace

TEST_CASE("a Jackson network with feedback is solved exactly") {
    SmallModel small({"php", "iop", "op"});
    small.ask("adults", 3.0, {{0.5, "php"}, {0.3, "iop"}, {0.2, "home"}});
    small.end_stays("php", Distribution::exponential(15), {{0.7, "iop"}, {0.3, "home"}});
    small.end_stays("iop", *lognormal_from({74.0, 41.0, {}, {}}), {{0.2, "php"}, {0.5, "op"}, {0.3, "home"}});
    small.end_stays("op", Distribution::exponential(100), {{0.1, "iop"}, {0.9, "home"}});
    const OfferedLoad load = offered_load(small.model);
    // php = 1.5 + 0.2 iop; iop = 0.9 + 0.7 php + 0.1 op; op = 0.5 iop.
    const double iop = (0.9 + 0.7 * 1.5) / (1 - 0.7 * 0.2 - 0.1 * 0.5);
    const double php = 1.5 + 0.2 * iop;
    CHECK(load_of(small, load, "php").arrivals_per_day == Approx(php).epsilon(1e-12));
    CHECK(load_of(small, load, "iop").arrivals_per_day == Approx(iop).epsilon(1e-12));
    CHECK(load_of(small, load, "op").arrivals_per_day == Approx(0.5 * iop).epsilon(1e-12));
    CHECK(load_of(small, load, "iop").need == Approx(74.0 * iop).epsilon(1e-6));
    CHECK(load_of(small, load, "iop").effective_stay_days == Approx(load_of(small, load, "iop").stated_stay_days).epsilon(1e-6));
    CHECK(flow(load, stage_end(small.id("iop")), stage_end(small.id("php"))) == Approx(0.2 * iop).epsilon(1e-12));
    CHECK(flow(load, home_end, stage_end(small.id("php"))) == Approx(1.5).epsilon(1e-12));
    CHECK_FALSE(load.approximate);
    CHECK_FALSE(load.grows_without_end);
}

TEST_CASE("flows balance at every stage and everyone leaves in the end") {
    SmallModel small({"inpatient", "php", "iop"}, {"deceased"});
    small.ask("adults", 2.0, {{1.0, "inpatient"}});
    small.ask("adolescents", 1.0, {{1.0, "iop"}});
    small.end_stays("inpatient", {{"completed", 0.6, Distribution::exponential(20), {{0.9, "php"}, {0.1, "home"}}},
                                  {"dropped", 0.4, Distribution::exponential(5), {{0.95, "home"}, {0.05, "deceased"}}}});
    small.end_stays("php", Distribution::fixed(15), {{0.8, "iop"}, {0.2, "inpatient"}});
    const OfferedLoad load = offered_load(small.model);
    for (const char* name : {"inpatient", "php", "iop"}) {
        double in = 0.0;
        double out = 0.0;
        for (const Flow& one : load.flows) {
            if (one.to == stage_end(small.id(name))) in += one.per_day;
            if (one.from == stage_end(small.id(name))) out += one.per_day;
        }
        CHECK(in == Approx(out).epsilon(1e-12));
        CHECK(in == Approx(load_of(small, load, name).arrivals_per_day).epsilon(1e-12));
    }
    double gone = 0.0;
    for (const Flow& one : load.flows)
        gone += one.to == home_end || one.to == exit_end(small.model, ExitId(0)) ? one.per_day : 0.0;
    CHECK(gone == Approx(3.0).epsilon(1e-12));
    CHECK(load_of(small, load, "inpatient").stated_stay_days == Approx(0.6 * 20 + 0.4 * 5));
    const StageLoad& iop = load_of(small, load, "iop");
    CHECK(iop.need_of_population[0] + iop.need_of_population[1] == Approx(iop.need).epsilon(1e-12));
    CHECK(iop.need_of_population[1] == Approx(1.0).epsilon(1e-9));
}

TEST_CASE("expected visits of an absorbing chain that depends on an attribute are exact, not those of the average client") {
    SmallModel small({"iop", "op"});
    Population& adults = small.ask("adults", 1.0, {{1.0, "iop"}});
    const AttributeId household = small.attribute(adults, "household", {{"safe", 0.6}, {"unsafe", 0.4}});
    Outcome& outcome = small.stage("iop").outcomes.outcomes[0];
    outcome.next = Cases<Routing>({{small.attribute_is(household, 2), small.routing({{0.8, "iop"}, {0.2, "home"}})},
                                   {{}, small.routing({{0.2, "iop"}, {0.8, "home"}})}});
    const OfferedLoad load = offered_load(small.model);
    CHECK(load.stages[0].arrivals_per_day == Approx(0.4 / 0.2 + 0.6 / 0.8).epsilon(1e-12));
    CHECK_FALSE(load.approximate);
}

TEST_CASE("where a client came from and how its last stay ended are followed exactly") {
    SmallModel small({"iop", "op", "aftercare"});
    small.ask("adults", 1.0, {{0.5, "iop"}, {0.5, "op"}});
    small.end_stays("iop", Distribution::exponential(10), {{1.0, "op"}});
    Outcome& outcome = small.stage("op").outcomes.outcomes[0];
    outcome.next = Cases<Routing>(
        {{came_from(small, "iop"), small.routing({{0.9, "aftercare"}, {0.1, "home"}})}, {{}, small.routing({{1.0, "home"}})}});
    CHECK(load_of(small, offered_load(small.model), "aftercare").arrivals_per_day == Approx(0.45).epsilon(1e-12));

    Test dropped;
    dropped.subject = Test::Subject::last_outcome;
    small.end_stays("iop", {{"completed", 0.7, Distribution::exponential(10), {{1.0, "op"}}},
                            {"dropped", 0.3, Distribution::exponential(10), {{1.0, "op"}}}});
    dropped.accepted.assign(small.model.outcome_names.size() + 1, 0);
    dropped.accepted[small.outcome("dropped").index() + 1] = 1;
    small.stage("op").outcomes.outcomes[0].stay =
        Cases<Distribution>({{{{dropped}}, Distribution::fixed(5)}, {{}, Distribution::fixed(50)}});
    const OfferedLoad load = offered_load(small.model);
    CHECK(load_of(small, load, "op").stated_stay_days == Approx(0.15 * 5 + 0.85 * 50).epsilon(1e-9));
    CHECK_FALSE(load.approximate);
}

TEST_CASE("a place is held for the lag ahead by those who board and for a move where it keeps the place") {
    SmallModel small({"php", "iop"});
    small.ask("adults", 1.0, {{1.0, "php"}});
    small.end_stays("php", Distribution::exponential(10), {{0.5, "iop"}, {0.5, "home"}});
    small.stage("iop").lag = Distribution::fixed(4);
    CHECK(load_of(small, offered_load(small.model), "php").need == Approx(10.0));
    small.stage("php").boarding.rule = Boarding::Rule::boards;
    CHECK(load_of(small, offered_load(small.model), "php").held_days == Approx(2.0));
    CHECK(load_of(small, offered_load(small.model), "php").need == Approx(12.0));
    small.stage("php").transfer.takes = Distribution::fixed(1);
    small.stage("php").transfer.keeps_place = KeepsPlace::yes;
    CHECK(load_of(small, offered_load(small.model), "php").need == Approx(12.5));
    small.stage("php").boarding.at_most = 3 * ticks_per_day;
    CHECK(load_of(small, offered_load(small.model), "php").need == Approx(11.5));
}

TEST_CASE("of an `a or b` the half with the shorter lag opens first, ties as written") {
    SmallModel small({"php", "iop"});
    small.ask("adults", 1.0, {{1.0, "php or iop"}});
    CHECK(load_of(small, offered_load(small.model), "php").arrivals_per_day == Approx(1.0));
    small.stage("php").lag = Distribution::fixed(2);
    small.stage("iop").lag = Distribution::fixed(1);
    CHECK(load_of(small, offered_load(small.model), "iop").arrivals_per_day == Approx(1.0));
}

TEST_CASE("housing goes on after care, and with `requires_care` ends with it") {
    SmallModel small({"iop", "op", "sober-living"});
    Stage& housing = small.stage("sober-living");
    housing.kind = StageKind::housing;
    small.ask("adults", 1.0, {{1.0, "iop + sober-living"}});
    small.end_stays("iop", Distribution::exponential(20), {{1.0, "home"}});
    small.end_stays("sober-living", Distribution::exponential(30), {{1.0, "home"}});
    CHECK(load_of(small, offered_load(small.model), "sober-living").need == Approx(30.0).epsilon(5e-3));
    CHECK(flow(offered_load(small.model), stage_end(small.id("sober-living")), home_end) == Approx(1.0));
    small.stage("sober-living").requires_care = RequiresCare::yes;
    CHECK(load_of(small, offered_load(small.model), "sober-living").need == Approx(12.0).epsilon(5e-3));
    CHECK(offered_load(small.model).approximate);
}

TEST_CASE("housing is held through care, and a bed already held is not asked for again") {
    SmallModel small({"iop", "op", "sober-living", "inpatient"});
    small.stage("sober-living").kind = StageKind::housing;
    small.stage("inpatient").place_kind = PlaceKind::beds;
    small.ask("adults", 1.0, {{1.0, "iop + sober-living"}});
    small.end_stays("iop", Distribution::fixed(20), {{1.0, "op + sober-living"}});
    small.end_stays("op", Distribution::fixed(20), {{1.0, "home"}});
    small.end_stays("sober-living", Distribution::fixed(60), {{1.0, "home"}});
    const OfferedLoad load = offered_load(small.model);
    CHECK(load_of(small, load, "sober-living").need == Approx(60.0).epsilon(1e-6));
    CHECK(load_of(small, load, "sober-living").arrivals_per_day == Approx(1.0));
    small.end_stays("iop", Distribution::fixed(20), {{1.0, "inpatient"}});
    CHECK(load_of(small, offered_load(small.model), "sober-living").need == Approx(20.0).epsilon(1e-6));
}

TEST_CASE("outside admission hours some give up even where nothing is full") {
    SmallModel small({"iop", "op"});
    small.ask("adults", 1.0, {{1.0, "iop"}});
    Stage& iop = small.stage("iop");
    iop.admits = WeeklyWindow(std::bitset<7>("1111111"), 8 * ticks_per_hour, 20 * ticks_per_hour);
    iop.waitlist.patience = Distribution::fixed(0.25);
    iop.waitlist.gave_up = small.routing({{0.5, "op"}, {0.5, "home"}});
    // Half of the requests come at night, and half of those would wait for more than six hours.
    const OfferedLoad load = offered_load(small.model);
    CHECK(load_of(small, load, "iop").arrivals_per_day == Approx(0.75).epsilon(1e-9));
    CHECK(load_of(small, load, "op").arrivals_per_day == Approx(0.125).epsilon(1e-9));
    CHECK(load.approximate);
}

TEST_CASE("two stages that send those who give up to each other do not do so for ever") {
    SmallModel small({"iop", "op"});
    small.ask("adults", 1.0, {{1.0, "iop"}});
    for (const char* name : {"iop", "op"}) {
        small.stage(name).admits = WeeklyWindow(std::bitset<7>("0000001"), 8 * ticks_per_hour, 9 * ticks_per_hour);
        small.stage(name).waitlist.patience = Distribution::fixed(0.1);
        small.stage(name).waitlist.gave_up = small.routing({{1.0, name == std::string("iop") ? "op" : "iop"}});
    }
    const OfferedLoad load = offered_load(small.model);
    CHECK(load.stages[0].arrivals_per_day + load.stages[1].arrivals_per_day < 1.0);
    CHECK(load.stages[1].arrivals_per_day > 0.0);
}

TEST_CASE("growth, surges and dated changes count by their mean over the run") {
    SmallModel small({"iop"});
    small.ask("adults", 2.0, {{1.0, "iop"}}).arrivals.growth = 0.5;
    small.end_stays("iop", Distribution::fixed(10), {{1.0, "home"}});
    const OfferedLoad growing = offered_load(small.model);
    CHECK(growing.stages[0].need == Approx(20.0 * 0.5 / std::log(1.5)).epsilon(1e-4));
    REQUIRE(growing.stages[0].need_at_end.has_value());
    CHECK(*growing.stages[0].need_at_end == Approx(30.0).epsilon(1e-9));
    CHECK(growing.approximate);

    small.model.populations[0].arrivals.growth = 0.0;
    small.stage("iop").places = 24;
    CHECK(overloaded_stages(offered_load(small.model)).empty());
    Arrivals twice = small.model.populations[0].arrivals;
    twice.per_day = 4.0;
    small.model.changes.push_back({"boom", 73 * ticks_per_day, {SetArrivals{PopulationId(0), twice}, SetPlaces{StageId(0), 44}}});
    const OfferedLoad changed = offered_load(small.model);
    CHECK(changed.stages[0].need == Approx(0.2 * 20 + 0.8 * 40));
    CHECK(*changed.stages[0].places == Approx(0.2 * 24 + 0.8 * 44));
    CHECK(*changed.stages[0].need_at_end == Approx(40.0));
    CHECK(overloaded_stages(changed).empty());
    small.stage("iop").places = 2;
    small.model.changes.clear();
    REQUIRE(overloaded_stages(offered_load(small.model)).size() == 1);
}

TEST_CASE("expected events follow the clients, the replications and the horizon") {
    SmallModel small({"iop"});
    small.ask("adults", 2.0, {{1.0, "iop"}});
    const double once = expected_events(small.model);
    CHECK(once > 2.0 * 365 * 30 * 2);
    CHECK(once < 20.0 * 365 * 30 * 2);
    small.model.replications = 300;
    CHECK(expected_events(small.model) == Approx(10 * once));
    small.model.populations[0].arrivals.per_day = 2e9;
    CHECK(expected_events(small.model) == Approx(1e10 * once));
    small.model.populations[0].arrivals.per_day = std::numeric_limits<double>::infinity();
    CHECK(std::isinf(expected_events(small.model)));
}

TEST_CASE("conditions on the month count by the month's share of the run") {
    SmallModel small({"iop"});
    small.ask("adults", 1.0, {{1.0, "iop"}});
    Test january;
    january.subject = Test::Subject::month;
    january.accepted.assign(12, 0);
    january.accepted[0] = 1;
    small.model.clock.run = 365 * ticks_per_day;
    small.model.populations[0].enters =
        Cases<Routing>({{{{january}}, small.routing({{1.0, "home"}})}, {{}, small.routing({{1.0, "iop"}})}});
    CHECK(offered_load(small.model).stages[0].arrivals_per_day == Approx(1.0 - 31.0 / 365).epsilon(1e-9));
}

TEST_CASE("solved traffic is used again only where stays that end by what is attended last as long") {
    SmallModel small({"iop"});
    small.ask("adults", 1.0, {{1.0, "iop"}});
    small.end_stays("iop", Distribution::fixed(30), {{1.0, "home"}});
    Outcome& outcome = small.model.stages[0].outcomes.outcomes[0];
    outcome.attended = Cases<AttendedStay>(AttendedStay{});
    TrafficMemo memo;
    CHECK(memo.of(small.model, 0, PopulationId(0)).stages[0].days == Approx(30));
    // Groups of another mix of tracks: the reader gives the stay another length.
    outcome.stay = Distribution::fixed(45);
    CHECK(memo.of(small.model, 0, PopulationId(0)).stages[0].days == Approx(45));
}
