#include "document_fixtures.hpp"

#include "scenario/document.hpp"

using namespace stepdown;

namespace {

std::vector<PlanSettings> plans_of(std::string_view text, Diagnostics& diagnostics) {
    return read_plans(tree_of(text), diagnostics);
}

std::string settings_of(const PlanSettings& plan) {
    std::string result;
    for (const auto& setting : plan.settings)
        result += (result.empty() ? "" : ", ") + setting.path.to_text() + "=" + flow(setting.value);
    return result;
}

}  // namespace

TEST_CASE("a plan is settings, or a list of plans in order") {
    Diagnostics diagnostics;
    const auto plans =
        plans_of("plans:\n  more: {a.b: 1, c: 2}\n  less: {a.b: 0}\n  both: [less, more]\n  twice: [both, less]\n", diagnostics);
    CHECK(diagnostics.empty());
    REQUIRE(plans.size() == 4);
    CHECK(plans[2].name == "both");
    CHECK(plans[2].place == SourcePlace{"test.yaml", 4, 3});
    CHECK(settings_of(plans[2]) == "a.b=0, a.b=1, c=2");
    CHECK(settings_of(plans[3]) == "a.b=0, a.b=1, c=2, a.b=0");
    CHECK(plans_of("stages: {}\n", diagnostics).empty());
}

TEST_CASE("plans that list one another are an error that names them") {
    Diagnostics diagnostics;
    plans_of("plans: {a: [b], b: [a]}", diagnostics);
    CHECK(places_and_codes(diagnostics) == Found{"1:13 plan-cycle", "1:21 plan-cycle"});
    CHECK(diagnostics.sorted()[1].message == "plans that list one another: a lists b lists a");
}

TEST_CASE("a plan that lists an unknown plan gets the closest name") {
    Diagnostics diagnostics;
    plans_of("plans: {more-iop: {a: 1}, both: [more-ipo]}", diagnostics);
    REQUIRE(diagnostics.entries().size() == 1);
    CHECK(diagnostics.entries()[0].code == "unknown-plan");
    CHECK(diagnostics.entries()[0].hint == "did you mean `more-iop`?");
}

TEST_CASE("what is no plan is refused") {
    Diagnostics diagnostics;
    plans_of("plans: {a: 5, b: [{x: 1}], Bad: {x: 1}, none: {x: 1}}", diagnostics);
    CHECK(places_and_codes(diagnostics) == Found{"1:12 bad-plan", "1:19 bad-plan", "1:28 bad-name", "1:41 reserved-name"});
    Diagnostics others;
    plans_of("plans: [a]", others);
    CHECK(places_and_codes(others) == Found{"1:8 wrong-kind"});
}

TEST_CASE("plans that double at every step are refused, with or without settings") {
    for (const std::string first : {"{x: 1}", "{}"}) {
        std::string text = fmt::format("plans:\n  p0: {}\n", first);
        for (int plan = 1; plan < 40; ++plan) text += fmt::format("  p{0}: [p{1}, p{1}]\n", plan, plan - 1);
        Diagnostics diagnostics;
        plans_of(text, diagnostics);
        REQUIRE(diagnostics.has_errors());
        CHECK(diagnostics.sorted()[0].code == "bad-plan");
    }
}
