#include <catch2/catch.hpp>

#include <string>

#include "model/client_classes.hpp"
#include "support/small_models.hpp"

using namespace stepdown;

namespace {
double total_of(const ClientClasses& all) {
    double total = 0.0;
    for (const ClientClass& one : all.classes) total += one.share;
    return total;
}
}  // namespace

TEST_CASE("attributes that nobody tests do not split a population") {
    SmallModel small({"iop"});
    Population& adults = small.ask("adults", 1.0, {{1.0, "iop"}});
    small.attribute(adults, "payer", {{"medicaid", 0.5}, {"self", 0.5}});
    const AttributeId household = small.attribute(adults, "household", {{"safe", 0.6}, {"unsafe", 0.4}});
    CHECK(client_classes(small.model, PopulationId(0), tested_facts(small.model)).classes.size() == 1);
    adults.enters =
        Cases<Routing>({{small.attribute_is(household, 2), small.routing({{1.0, "home"}})}, {{}, small.routing({{1.0, "iop"}})}});
    const auto all = client_classes(small.model, PopulationId(0), tested_facts(small.model));
    REQUIRE(all.classes.size() == 2);
    CHECK(all.classes[0].attributes == std::vector<std::uint8_t>{0, 1});
    CHECK(all.classes[0].share == Approx(0.6));
}

TEST_CASE("a later attribute's draw may depend on an earlier one, which then is told apart too") {
    SmallModel small({"iop"});
    Population& adults = small.ask("adults", 1.0, {{1.0, "iop"}});
    const AttributeId employed = small.attribute(adults, "employed", {{"works", 0.38}, {"not-working", 0.62}});
    const AttributeId available = small.attribute(adults, "available", {{"evening", 0.8}, {"daytime", 0.2}});
    const std::vector<double> often = {0.8, 0.2};
    const std::vector<double> seldom = {0.15, 0.85};
    adults.attributes[1].value =
        Cases<Categorical>({{small.attribute_is(employed, 1), Categorical(often)}, {{}, Categorical(seldom)}});
    adults.attributes[1].probabilities = {often, seldom};
    adults.enters =
        Cases<Routing>({{small.attribute_is(available, 1), small.routing({{1.0, "home"}})}, {{}, small.routing({{1.0, "iop"}})}});
    const auto all = client_classes(small.model, PopulationId(0), tested_facts(small.model));
    REQUIRE(all.classes.size() == 4);
    double evening = 0.0;
    for (const ClientClass& one : all.classes) evening += one.attributes[1] == 1 ? one.share : 0.0;
    CHECK(evening == Approx(0.38 * 0.8 + 0.62 * 0.15));
    CHECK(total_of(all) == Approx(1.0));
}

TEST_CASE("a trace's own attributes are kept and the others drawn") {
    SmallModel small({"iop"});
    Population& adults = small.ask("adults", 1.0, {{1.0, "iop"}});
    const AttributeId household = small.attribute(adults, "household", {{"safe", 0.6}, {"unsafe", 0.4}});
    adults.enters =
        Cases<Routing>({{small.attribute_is(household, 2), small.routing({{1.0, "home"}})}, {{}, small.routing({{1.0, "iop"}})}});
    adults.arrivals.kind = Arrivals::Kind::trace;
    adults.arrivals.trace = {{0, {{household, 2}}}, {1, {}}};
    const auto all = client_classes(small.model, PopulationId(0), tested_facts(small.model));
    double unsafe = 0.0;
    for (const ClientClass& one : all.classes) unsafe += one.attributes[0] == 2 ? one.share : 0.0;
    CHECK(unsafe == Approx(0.5 + 0.5 * 0.4));
}

TEST_CASE("of too many combinations the most likely are kept and scaled to 1") {
    SmallModel small({"iop"});
    small.ask("adults", 1.0, {{1.0, "iop"}});
    std::vector<Cases<Routing>::Case> cases;
    for (int position = 0; position < 12; ++position) {
        Population& adults = small.model.populations[0];
        const AttributeId id = small.attribute(adults, "attribute" + std::to_string(position), {{"yes", 0.9}, {"no", 0.1}});
        cases.push_back({small.attribute_is(id, 2), small.routing({{1.0, "iop"}})});
    }
    cases.push_back({{}, small.routing({{1.0, "iop"}})});
    small.model.populations[0].enters = Cases<Routing>(std::move(cases));
    const auto all = client_classes(small.model, PopulationId(0), tested_facts(small.model));
    CHECK(all.classes.size() == most_classes);
    CHECK(all.coverage == ClientClasses::Coverage::most_likely);
    CHECK(total_of(all) == Approx(1.0));
}
