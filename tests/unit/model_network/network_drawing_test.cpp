#include <catch2/catch.hpp>

#include <string>

#include "model/network_drawing.hpp"
#include "support/small_models.hpp"

using namespace stepdown;

namespace {
SmallModel clinic() {
    SmallModel small({"iop", "op"}, {"deceased", "moved"});
    small.model.name = "A \"quoted\" clinic";
    small.stage("iop").places = 10;
    small.stage("op").places = 500;
    small.ask("adults", 2.0, {{0.5, "iop"}, {0.5, "op"}});
    small.end_stays("iop", Distribution::exponential(10), {{0.5, "op"}, {0.4, "home"}, {0.1, "deceased"}});
    small.end_stays("op", Distribution::exponential(20), {{0.1, "iop"}, {0.9, "home"}});
    return small;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }
}  // namespace

TEST_CASE("the drawing shows places, needs, flows and the way back up") {
    const SmallModel small = clinic();
    const std::string drawing = care_network_drawing(small.model, offered_load(small.model));
    CHECK(contains(drawing, "digraph \"A \\\"quoted\\\" clinic\" {"));
    // 1 + 0.1 x (1 + 0.5 x) solves to 1.1 / 0.95 a day.
    CHECK(contains(drawing, "end1 [shape=box, style=solid, label=\"iop\\n10 slots\\nneeds 11.6\", color=\"#c51b1b\"];"));
    CHECK(contains(drawing, "asks0 -> end1 [label=\"1\""));
    CHECK(contains(drawing, "end1 -> end2 [label=\"0.579\""));
    CHECK(contains(drawing, "end2 -> end1 [label=\"0.158\""));
    CHECK(contains(drawing, "style=dashed];\n"));
    CHECK(contains(drawing, "label=\"deceased\""));
    CHECK_FALSE(contains(drawing, "label=\"moved\""));
    CHECK_FALSE(contains(drawing, "style=dotted"));
}

TEST_CASE("ways of giving up are dotted") {
    SmallModel small = clinic();
    small.stage("iop").waitlist.patience = Distribution::exponential(3);
    CHECK(contains(care_network_drawing(small.model, offered_load(small.model)),
                   "end1 -> end0 [style=dotted, color=\"#999999\", label=\"gave up\"];"));
}
