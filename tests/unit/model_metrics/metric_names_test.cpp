#include <catch2/catch.hpp>

#include <algorithm>

#include "core/nearest_word.hpp"
#include "support/small_models.hpp"

using namespace stepdown;

namespace {
SmallModel clinic() {
    SmallModel small({"inpatient", "iop", "op", "sober-living"}, {"deceased"});
    small.stage("sober-living").kind = StageKind::housing;
    small.stage("sober-living").level = Level::housing;
    small.end_stays("iop", {{"completed", 0.6, Distribution::exponential(40), {{1.0, "op"}}},
                            {"dropped", 0.4, Distribution::exponential(20), {{1.0, "home"}}}});
    small.ask("adults", 2.0, {{1.0, "iop"}});
    Population& adolescents = small.ask("adolescents", 1.0, {{1.0, "op"}});
    small.attribute(adolescents, "payer", {{"medicaid", 0.5}, {"self", 0.5}});
    return small;
}

std::string canonical(const Model& model, std::string_view text) {
    MetricProblem problem;
    const auto metric = parse_metric(model, text, problem);
    INFO(text << ": " << problem.message);
    REQUIRE(metric.has_value());
    return metric_name(model, *metric);
}

MetricProblem problem_of(const Model& model, std::string_view text) {
    MetricProblem problem;
    INFO(text);
    REQUIRE_FALSE(parse_metric(model, text, problem).has_value());
    CHECK_FALSE(problem.message.empty());
    return problem;
}
}  // namespace

TEST_CASE("the table has one row per measure, in the order of the enumeration") {
    REQUIRE(measure_rows().size() == static_cast<std::size_t>(Measure::money_margin) + 1);
    for (std::size_t position = 0; position < measure_rows().size(); ++position) {
        CHECK(static_cast<std::size_t>(measure_rows()[position].measure) == position);
        CHECK(measure_row(measure_rows()[position].measure).name == measure_rows()[position].name);
    }
}

TEST_CASE("every metric of the catalogue is read back from its name as itself") {
    Model model = clinic().model;
    model.roles.push_back({.name = "counselor"});
    model.roles[0].cost_per_hour = 41.0;
    model.stages[0].caseload.push_back({RoleId(0), 12.0});
    model.track_names = {"day"};
    model.stages[0].tracks.resize(1);
    model.stages[0].tracks[0].name = TrackNameId(0);
    model.stages[0].sessions.push_back({.name = "individual", .role = RoleId(0)});
    model.stages[0].intake = Intake{.role = RoleId(0)};
    model.stages[0].authorization = Authorizations(std::optional<Authorization>(Authorization{}));
    for (const Metric& metric : metric_catalogue(model, {})) {
        const std::string name = metric_name(model, metric);
        INFO(name);
        MetricProblem problem;
        const auto read = parse_metric(model, name, problem);
        REQUIRE(read.has_value());
        CHECK(*read == metric);
    }
}

TEST_CASE("spacing is free on reading and canonical on writing") {
    const Model model = clinic().model;
    CHECK(canonical(model, "iop.access.within(7d)") == "iop.access.within(7 d)");
    CHECK(canonical(model, "  iop.access.within ( 7  days ) ") == "iop.access.within(7 d)");
    CHECK(canonical(model, "iop.access.within(1 w)") == "iop.access.within(7 d)");
    CHECK(canonical(model, "iop.wait.within(12 h)") == "iop.wait.within(0.5 d)");
    CHECK(canonical(model, "iop.wait.within(1 h)") == "iop.wait.within(1 h)");
    CHECK(canonical(model, "iop.wait.within(20 min)") == "iop.wait.within(20 min)");
    CHECK(canonical(model, "iop.retained(2.5 d)") == "iop.retained(2.5 d)");
    CHECK(canonical(model, "iop.readmitted(1 y)") == "iop.readmitted(365 d)");
    CHECK(canonical(model, "iop.wait.p90  for   payer = medicaid") == "iop.wait.p90 for payer=medicaid");
    CHECK(canonical(model, "sober-living.census.mean for adolescents") == "sober-living.census.mean for adolescents");
    CHECK(canonical(model, "level.op.census.mean") == "level.op.census.mean");
    CHECK(canonical(model, "iop.outcome.completed.share") == "iop.outcome.completed.share");
    CHECK(canonical(model, "clients.exits.deceased") == "clients.exits.deceased");
    CHECK(canonical(model, "iop.access.within(0 d)") == "iop.access.within(0 d)");
}

TEST_CASE("a measure of clients is not taken for the stage's measure of the same name") {
    const Model model = clinic().model;
    MetricProblem problem;
    CHECK(parse_metric(model, "clients.access.within(7 d)", problem)->measure == Measure::clients_access_within);
    CHECK(parse_metric(model, "iop.access.within(7 d)", problem)->measure == Measure::access_within);
    CHECK(parse_metric(model, "clients.readmitted(30 d)", problem)->measure == Measure::clients_readmitted);
}

TEST_CASE("a misspelled name gets the one that was meant") {
    const Model model = clinic().model;
    CHECK(problem_of(model, "ipo.wait.mean").message == "no stage is named `ipo`");
    CHECK(problem_of(model, "ipo.wait.mean").hint == "did you mean `iop`?");
    CHECK(problem_of(model, "sober_living.wait.mean").hint == "did you mean `sober-living`?");
    CHECK(problem_of(model, "iop.wait.maen").hint == "did you mean `wait.mean`?");
    CHECK(problem_of(model, "iop.boarding").hint == "one of boarding.share, boarding.days");
    CHECK(problem_of(model, "iop.wait.mean for adolescent").hint == "did you mean `adolescents`?");
    CHECK(problem_of(model, "iop.wait.mean for medicaid").hint == "for an attribute write both: `for payer=medicaid`");
    CHECK(problem_of(model, "iop.wait.mean for payer=medicade").hint == "did you mean `medicaid`?");
    CHECK(problem_of(model, "iop.outcome.droped.share").hint == "did you mean `dropped`?");
    CHECK(problem_of(model, "clients.exits.deseased").hint == "did you mean `deceased`?");
    CHECK(problem_of(model, "client.access.mean").hint == "did you mean `clients`?");
}

TEST_CASE("arguments are asked for, and refused where there is none") {
    const Model model = clinic().model;
    CHECK(problem_of(model, "iop.access.within").message == "`iop.access.within` needs a duration in parentheses");
    CHECK(problem_of(model, "iop.access.within()").hint == "for example `iop.access.within(7 d)`");
    CHECK(problem_of(model, "iop.access.within(7)").message == "`7` needs a unit: min, h, d, w or y");
    CHECK(problem_of(model, "iop.access.within(7 moons)").message == "`moons` is no unit of time: use min, h, d, w or y");
    CHECK(problem_of(model, "iop.access.within(7 d, 14 d)").message == "`iop.access.within` takes one duration, not several");
    CHECK(problem_of(model, "iop.wait.mean(7 d)").message == "`iop.wait.mean` takes nothing in parentheses");
    CHECK(problem_of(model, "iop.readmitted(0 d)").message == "`0 d` is too short: it must be above 0");
    CHECK(problem_of(model, "iop.access.within(-7 d)").message == "`-7 d` is below 0");
    CHECK(problem_of(model, "iop.access.within(nan d)").message == "`nan d` is no duration");
    CHECK(problem_of(model, "iop.access.within(1e300 y)").message == "`1e300 y` is longer than any run");
    CHECK(problem_of(model, "iop.access.within(7 d").message == "`iop.access.within(7 d` has parentheses that do not match");
}

TEST_CASE("a level has means, shares and rates but no quantiles or maxima") {
    const Model model = clinic().model;
    CHECK(problem_of(model, "level.iop.wait.p90").message ==
          "a level has no `wait.p90`: the stages' quantiles do not add up to one of the level");
    CHECK(problem_of(model, "level.iop.census.max").message ==
          "a level has no `census.max`: the stages' maxima do not add up to one of the level");
    CHECK(problem_of(model, "level.php.wait.mean").message == "no stage has the level `php`");
    CHECK(problem_of(model, "level.ipo.wait.mean").hint == "did you mean `iop`?");
}

TEST_CASE("what this version does not measure is said to come later") {
    CHECK(problem_of(clinic().model, "iop.wait.mean for region=north").message.find("comes with a later one") !=
          std::string::npos);
}

TEST_CASE("figures of groups, sessions, staff time and money are refused where the scenario has none, with the reason") {
    Model model = clinic().model;
    model.roles.push_back({.name = "counselor"});
    const auto message = [&](const char* name) { return problem_of(model, name).message; };
    CHECK(message("iop.waiting_for.seat") == "`iop` has no tracks");
    CHECK(message("iop.waiting_for.staff") == "`iop` has no intake");
    CHECK(message("iop.tracks.evening.fill") == "`iop` has no track `evening`");
    CHECK(message("iop.sessions.individual.delay.mean") == "`iop` has no session `individual`");
    CHECK(message("iop.hours.per_week") == "`iop` has no tracks or sessions");
    CHECK(message("iop.days.unpaid") == "`iop` has no authorization");
    CHECK(message("iop.money.margin") == "this scenario states no costs and no revenue");
    CHECK(message("money.cost") == "this scenario states no costs and no revenue");
    CHECK(message("money.cost for adults") == "money has no populations");
    CHECK(message("clients.hours.mean") == "no stage has tracks or sessions to attend");
    CHECK(message("staff.counselor.utilization") == "nobody books the time of `counselor`: no intake, session or group names it");
}

TEST_CASE("metrics of tracks and sessions are read by their names") {
    Model model = clinic().model;
    model.track_names = {"day", "evening"};
    const auto is_iop = [](const Stage& stage) { return stage.name == "iop"; };
    Stage& iop = *std::find_if(model.stages.begin(), model.stages.end(), is_iop);
    iop.tracks.resize(2);
    iop.tracks[0].name = TrackNameId(0);
    iop.tracks[1].name = TrackNameId(1);
    iop.sessions.resize(1);
    iop.sessions[0].name = "individual";
    CHECK(canonical(model, "iop.tracks.evening.short_led.share") == "iop.tracks.evening.short_led.share");
    CHECK(canonical(model, "iop.sessions.individual.missed.share") == "iop.sessions.individual.missed.share");
    CHECK(problem_of(model, "iop.tracks.evning.fill").hint == "did you mean `evening`?");
    CHECK(problem_of(model, "iop.tracks.day.fil").message == "`tracks.day.fil` is no measure of a track");
    CHECK(problem_of(model, "iop.tracks.day.fill for adults").message == "`tracks.NAME.fill` is a figure of everyone");
    CHECK(problem_of(model, "level.iop.tracks.day.fill").message.find("is no measure") != std::string::npos);
}

TEST_CASE("figures that the model cannot have are refused with the reason") {
    SmallModel small = clinic();
    CHECK(problem_of(small.model, "iop.outcome.relapsed.share").message ==
          "nobody relapses in this scenario: it has no `relapse` section");
    CHECK(canonical(small.model, "op.followed_up(7 d)") == "op.followed_up(7 d)");
    CHECK(problem_of(small.model, "sober-living.followed_up(7 d)").message == "no stage has a lower level than `sober-living`");
    CHECK(canonical(small.model, "sober-living.readmitted(7 d)") == "sober-living.readmitted(7 d)");
    CHECK(canonical(small.model, "clients.handed_off") == "clients.handed_off");
    CHECK(canonical(small.model, "clients.relapsed(90 d)") == "clients.relapsed(90 d)");
    CHECK(problem_of(small.model, "staff.nurse.vacancy").hint == "this scenario has no `staff`");
    CHECK(problem_of(small.model, "iop.waiting_for.caseload").message == "no caseload can be full: this scenario has no `staff`");
    small.model.roles.push_back({.name = "nurse"});
    CHECK(canonical(small.model, "staff.nurse.vacancy") == "staff.nurse.vacancy");
    CHECK(problem_of(small.model, "staff.nrse.vacancy").hint == "did you mean `nurse`?");
    CHECK(problem_of(small.model, "staff.nurse.caseload.mean").message == "no stage names `nurse` in its `caseload`");
    CHECK(problem_of(small.model, "staff.nurse.vacancy for adults").message == "staff have no populations");
    small.relapse(0.5, Distribution::exponential(50), 0.5, {{1.0, "iop"}});
    CHECK(canonical(small.model, "iop.outcome.relapsed.share") == "iop.outcome.relapsed.share");
}

TEST_CASE("odd texts are problems, never crashes") {
    const Model model = clinic().model;
    for (const char* text : {"",
                             " ",
                             ".",
                             "iop",
                             "iop.",
                             ".iop",
                             "iop..wait",
                             "for",
                             "for adults",
                             "iop.wait.mean for",
                             "iop.wait.mean for ",
                             "(7 d)",
                             "iop.(7 d)",
                             "level",
                             "level.",
                             "level.iop",
                             "clients",
                             "clients.exits",
                             "clients.exits.",
                             "iop.outcome..share",
                             "iop.outcome.share",
                             "iop.exits.deceased",
                             "iop.wait.mean)",
                             "iop.wait.mean for payer=",
                             "iop.wait.mean for =medicaid",
                             "iop.outcome.NAME.share",
                             "clients.exits.NAME"}) {
        problem_of(model, text);
    }
}

TEST_CASE("the nearest word is one that is near") {
    const std::vector<std::string> words = {"inpatient", "iop", "op"};
    CHECK(nearest_word("inpatent", words) == "inpatient");
    CHECK(nearest_word("OP", words) == "op");
    CHECK(nearest_word("ipo", words) == "iop");
    CHECK_FALSE(nearest_word("residential", words).has_value());
    CHECK_FALSE(nearest_word("", words).has_value());
    CHECK_FALSE(nearest_word(std::string(10'000, 'i'), words).has_value());
}
