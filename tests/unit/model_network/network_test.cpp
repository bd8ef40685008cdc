#include <catch2/catch.hpp>

#include "model/network.hpp"
#include "support/small_models.hpp"

using namespace stepdown;

namespace {
using Names = std::vector<std::string>;

Names names_of(const Model& model, const std::vector<StageId>& stages) {
    Names names;
    for (const StageId stage : stages) names.push_back(model.stages[stage.index()].name);
    return names;
}

Names moved_by(const SmallModel& small, const std::string& stage) {
    return names_of(small.model, influence(small.model)[small.id(stage).index()]);
}
}  // namespace

TEST_CASE("home, stages and exits are numbered and named in this order") {
    const SmallModel small({"iop", "op"}, {"deceased"});
    CHECK(count_of_ends(small.model) == 4);
    CHECK(end_name(small.model, home_end) == "home");
    CHECK(end_name(small.model, stage_end(small.id("op"))) == "op");
    CHECK(end_name(small.model, exit_end(small.model, ExitId(0))) == "deceased");
}

TEST_CASE("a stage is reached by entering, stepping down, relapse, giving up or being turned away") {
    SmallModel small({"php", "iop", "inpatient", "elsewhere", "nowhere", "refuge"});
    small.ask("adults", 1.0, {{1.0, "php"}});
    small.end_stays("php", Distribution::exponential(10), {{0.5, "iop"}, {0.5, "home"}});
    CHECK(names_of(small.model, unreachable_stages(small.model)) == Names{"inpatient", "elsewhere", "nowhere", "refuge"});
    small.relapse(0.5, Distribution::exponential(50), 0.5, {{1.0, "inpatient"}});
    CHECK(names_of(small.model, unreachable_stages(small.model)) == Names{"elsewhere", "nowhere", "refuge"});
    small.stage("iop").waitlist.gave_up = small.routing({{1.0, "elsewhere"}});
    CHECK(names_of(small.model, unreachable_stages(small.model)) == Names{"elsewhere", "nowhere", "refuge"});
    small.stage("iop").waitlist.patience = Distribution::exponential(5);
    CHECK(names_of(small.model, unreachable_stages(small.model)) == Names{"nowhere", "refuge"});
    small.stage("iop").waitlist.turned_away = small.routing({{1.0, "refuge"}});
    small.stage("iop").waitlist.limit = 10;
    CHECK(names_of(small.model, unreachable_stages(small.model)) == Names{"nowhere"});
}

TEST_CASE("a share of 0 leads nowhere, a dated change and a start state do") {
    SmallModel small({"php", "iop", "op"});
    small.ask("adults", 1.0, {{1.0, "php"}, {0.0, "op"}});
    CHECK(names_of(small.model, unreachable_stages(small.model)) == Names{"iop", "op"});
    small.model.changes.push_back({"opening", 10 * ticks_per_day, {SetEnters{PopulationId(0), small.routing({{1.0, "iop"}})}}});
    small.model.start_state.stages.push_back({small.id("op"), 5, 0});
    CHECK(unreachable_stages(small.model).empty());
}

TEST_CASE("both stages of a pair and of an `a or b` are reached") {
    SmallModel small({"php", "iop", "op", "sober-living"});
    small.stage("sober-living").kind = StageKind::housing;
    small.ask("adults", 1.0, {{0.5, "php + sober-living"}, {0.5, "iop or op"}});
    CHECK(unreachable_stages(small.model).empty());
}

TEST_CASE("a loop that nobody leaves is found, and not what only leads into it") {
    SmallModel small({"php", "iop", "op", "aftercare"}, {"deceased"});
    small.ask("adults", 1.0, {{0.5, "php"}, {0.5, "aftercare"}});
    small.end_stays("php", Distribution::exponential(10), {{1.0, "iop"}});
    small.end_stays("iop", Distribution::exponential(10), {{1.0, "op"}});
    small.end_stays("op", Distribution::exponential(10), {{1.0, "iop"}});
    small.end_stays("aftercare", Distribution::exponential(10), {{1.0, "aftercare"}});
    const auto loops = loops_without_exit(small.model);
    REQUIRE(loops.size() == 2);
    CHECK(names_of(small.model, loops[0]) == Names{"iop", "op"});
    CHECK(names_of(small.model, loops[1]) == Names{"aftercare"});
    small.end_stays("op", Distribution::exponential(10), {{0.9, "iop"}, {0.1, "deceased"}});
    small.stage("aftercare").waitlist.patience = Distribution::exponential(5);
    CHECK(loops_without_exit(small.model).empty());
}

TEST_CASE("a loop that a dated change closes is one in the end, unless a later change opens it") {
    SmallModel small({"php", "iop"});
    small.ask("adults", 1.0, {{1.0, "php"}});
    small.end_stays("php", Distribution::exponential(10), {{1.0, "iop"}});
    small.end_stays("iop", Distribution::exponential(10), {{1.0, "php"}});
    const SetOutcomes closed{small.id("iop"), small.stage("iop").outcomes};
    small.end_stays("iop", Distribution::exponential(10), {{1.0, "home"}});
    const SetOutcomes open{small.id("iop"), small.stage("iop").outcomes};
    CHECK(loops_closed_in_the_end(small.model).empty());
    const Ticks start = small.model.clock.start();
    small.model.changes.push_back({"closes", start + ticks_per_day, {closed}});
    CHECK(loops_without_exit(small.model).empty());
    REQUIRE(loops_closed_in_the_end(small.model).size() == 1);
    CHECK(names_of(small.model, loops_closed_in_the_end(small.model)[0]) == Names{"php", "iop"});
    small.model.changes.push_back({"opens", start + 2 * ticks_per_day, {open}});
    CHECK(loops_closed_in_the_end(small.model).empty());
    small.model.changes[1].at = small.model.clock.end();
    CHECK(loops_closed_in_the_end(small.model).size() == 1);
}

TEST_CASE("stages that turn away to one another only are a ring, if each can be full and nothing takes time") {
    SmallModel small({"north", "south", "west"});
    small.ask("adults", 1.0, {{1.0, "west"}});
    const auto turns_away_to = [&](const std::string& stage, const std::string& other) {
        small.stage(stage).places = 2;
        small.stage(stage).waitlist.limit = 3;
        small.stage(stage).waitlist.turned_away = small.routing({{1.0, other}});
    };
    turns_away_to("north", "south");
    turns_away_to("south", "north");
    turns_away_to("west", "north");
    REQUIRE(rings_of_turned_away(small.model).size() == 1);
    CHECK(names_of(small.model, rings_of_turned_away(small.model)[0]) == Names{"north", "south"});
    const Model ring = small.model;
    small.stage("south").lag = Distribution::fixed(1);
    CHECK(rings_of_turned_away(small.model).empty());
    small.model = ring;
    small.stage("north").places = std::nullopt;
    CHECK(rings_of_turned_away(small.model).empty());
    small.model = ring;
    small.stage("north").waitlist.limit = std::nullopt;
    CHECK(rings_of_turned_away(small.model).empty());
    small.model = ring;
    small.stage("north").waitlist.turned_away = small.routing({{0.9, "south"}, {0.1, "home"}});
    CHECK(rings_of_turned_away(small.model).empty());
}

TEST_CASE("relapse closes loops, through care or through home") {
    SmallModel small({"inpatient", "php", "iop", "op"});
    small.ask("adults", 1.0, {{1.0, "inpatient"}});
    small.end_stays("inpatient", Distribution::exponential(10), {{1.0, "php"}});
    small.end_stays("php", Distribution::exponential(10), {{1.0, "iop"}});
    small.end_stays("iop", Distribution::exponential(10), {{1.0, "op"}});
    CHECK(relapse_loops(small.model).empty());
    Relapse& relapse = small.relapse(0.5, Distribution::exponential(50), 0.5, {{1.0, "php"}});
    relapse.home_hazard = 0.0;
    relapse.stage_hazard[small.id("iop").index()] = 0.5;
    REQUIRE(relapse_loops(small.model).size() == 1);
    CHECK(names_of(small.model, relapse_loops(small.model)[0]) == Names{"php", "iop"});
    relapse.home_hazard = 1.0;
    REQUIRE(relapse_loops(small.model).size() == 1);
    CHECK(names_of(small.model, relapse_loops(small.model)[0]) == Names{"php", "iop", "op"});
}

TEST_CASE("influence goes downstream, and upstream only where clients board") {
    SmallModel small({"php", "iop", "op", "single"});
    small.ask("adults", 1.0, {{0.5, "php"}, {0.5, "single"}});
    small.end_stays("php", Distribution::exponential(10), {{1.0, "iop"}});
    small.end_stays("iop", Distribution::exponential(10), {{1.0, "op"}});
    CHECK(moved_by(small, "php") == Names{"php", "iop", "op"});
    CHECK(moved_by(small, "iop") == Names{"iop", "op"});
    CHECK(moved_by(small, "op") == Names{"op"});
    CHECK(moved_by(small, "single") == Names{"single"});
    small.stage("php").boarding.rule = Boarding::Rule::boards;
    CHECK(moved_by(small, "iop") == Names{"php", "iop", "op"});
    CHECK(moved_by(small, "op") == Names{"op"});
    small.stage("iop").boarding.rule = Boarding::Rule::boards;
    CHECK(moved_by(small, "op") == Names{"php", "iop", "op"});
}

TEST_CASE("influence follows giving up, being turned away and both sides of a choice or pair") {
    SmallModel small({"php", "iop", "op", "sober-living", "single"});
    small.stage("sober-living").kind = StageKind::housing;
    small.ask("adults", 1.0, {{0.4, "php or iop"}, {0.3, "op + sober-living"}, {0.3, "single"}});
    CHECK(moved_by(small, "iop") == Names{"php", "iop"});
    CHECK(moved_by(small, "sober-living") == Names{"op", "sober-living"});
    CHECK(moved_by(small, "op") == Names{"op", "sober-living"});
    small.stage("php").waitlist.patience = Distribution::exponential(5);
    small.stage("php").waitlist.gave_up = small.routing({{1.0, "single"}});
    CHECK(moved_by(small, "iop") == Names{"php", "iop", "single"});
    CHECK(moved_by(small, "single") == Names{"single"});
}

TEST_CASE("stages whose clients need the same staff move each other") {
    SmallModel small({"php", "iop", "op", "single"});
    small.ask("adults", 1.0, {{0.25, "php"}, {0.25, "iop"}, {0.25, "op"}, {0.25, "single"}});
    small.model.roles = {{.name = "counselor"}, {.name = "therapist"}};
    small.stage("php").leaders.push_back({RoleId(0), 8.0});
    small.stage("iop").intake = Intake{.role = RoleId(0)};
    Session individual;
    individual.role = RoleId(1);
    small.stage("op").sessions.push_back(individual);
    CHECK(moved_by(small, "php") == Names{"php", "iop"});
    CHECK(moved_by(small, "op") == Names{"op"});
    small.model.roles[0].covers = {RoleId(1)};
    CHECK(moved_by(small, "op") == Names{"php", "iop", "op"});
    CHECK(moved_by(small, "single") == Names{"single"});
}

TEST_CASE("a stage that ends housing on the way moves the housing's figures") {
    SmallModel small({"php", "inpatient", "sober-living"});
    small.stage("sober-living").kind = StageKind::housing;
    small.stage("inpatient").place_kind = PlaceKind::beds;
    small.ask("adults", 1.0, {{1.0, "php + sober-living"}});
    small.end_stays("php", Distribution::exponential(10), {{0.1, "inpatient"}, {0.9, "home"}});
    CHECK(moved_by(small, "inpatient") == Names{"php", "inpatient", "sober-living"});
}

TEST_CASE("returns after relapse at home follow every stage") {
    SmallModel small({"php", "iop", "inpatient"});
    small.ask("adults", 1.0, {{0.5, "php"}, {0.5, "iop"}});
    small.relapse(0.5, Distribution::exponential(50), 0.5, {{1.0, "inpatient"}});
    CHECK(moved_by(small, "php") == Names{"php", "inpatient"});
    small.model.relapse->home_hazard = 0.0;
    CHECK(moved_by(small, "php") == Names{"php"});
}
