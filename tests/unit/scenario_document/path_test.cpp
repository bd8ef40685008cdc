#include "document_fixtures.hpp"

using namespace stepdown;

namespace {

const char* const clinic =
    "stages:\n"
    "  iop:\n"
    "    slots: 135\n"
    "    boarding: true\n"
    "    next: {op: 0.5, home: rest}\n"
    "    tracks: {day: {size: 12}, evening: {size: 10, groups: 2}}\n"
    "  op: {slots: 230, attendance: [{when: {track: day}, use: 78%}, {use: 86%}]}\n"
    "populations: {adults: {arrivals: 9 per day}}\n"
    "targets: [iop.wait.p90 <= 7 d, op.wait.p90 <= 9 d]\n"
    "observed: {iop.wait.mean: 11.2 d, iop.access.within(0.5 d): 20%}\n";

Path path(std::string_view text) {
    Diagnostics diagnostics;
    const auto parsed = parse_path(text, {}, diagnostics);
    REQUIRE(parsed.has_value());
    return *parsed;
}

/// The tree after `PATH=VALUE`, or the message and hint of the refusal.
std::string after(std::string_view setting, const char* text = clinic) {
    Node tree = tree_of(text);
    const std::string before = flow(tree);
    Diagnostics diagnostics;
    const auto read = read_command_line_setting(setting, diagnostics);
    REQUIRE(read.has_value());
    const bool done = set_at(tree, *read, SmallLanguage(), diagnostics);
    CHECK(done == diagnostics.empty());
    if (done) return flow(tree);
    CHECK(flow(tree) == before);
    CHECK(diagnostics.entries().size() == 1);
    CHECK(diagnostics.entries()[0].code == "unknown-path");
    CHECK(diagnostics.entries()[0].place == SourcePlace{fmt::format("--set {}", setting), 0, 0});
    return diagnostics.entries()[0].message + " | " + diagnostics.entries()[0].hint;
}

std::string value_after(std::string_view setting, std::string_view where) {
    Node tree = tree_of(clinic);
    Diagnostics diagnostics;
    const auto read = read_command_line_setting(setting, diagnostics);
    REQUIRE(read.has_value());
    REQUIRE(set_at(tree, *read, SmallLanguage(), diagnostics));
    std::string values;
    for (const auto& match : resolve(tree, path(where))) values += (values.empty() ? "" : "; ") + flow(*match.node);
    return values;
}

}  // namespace

TEST_CASE("a path is split at its dots, but not inside round brackets") {
    CHECK(path("stages.inpatient.reserved.payer=medicaid").steps == Found{"stages", "inpatient", "reserved", "payer=medicaid"});
    CHECK(path("observed.iop.access.within(0.5 d)").steps == Found{"observed", "iop", "access", "within(0.5 d)"});
    CHECK(path("stages.iop.next.iop + sober-living").steps == Found{"stages", "iop", "next", "iop + sober-living"});
    CHECK(path("stages.*.warm_up").to_text() == "stages.*.warm_up");
}

TEST_CASE("malformed paths are refused where they stand") {
    for (const auto* text : {"", ".", "stages.", ".stages", "stages..iop", "stages.tr*.size", "a.within(7 d", "a.b)"}) {
        INFO(text);
        Diagnostics diagnostics;
        CHECK_FALSE(parse_path(text, {"test.yaml", 3, 7}, diagnostics).has_value());
        CHECK(places_and_codes(diagnostics) == Found{"3:7 bad-path"});
    }
}

TEST_CASE("a path finds what the file states") {
    const Node tree = tree_of(clinic);
    const auto one = resolve(tree, path("stages.iop.tracks.evening.size"));
    REQUIRE(one.size() == 1);
    CHECK(one[0].node->text == "10");
    CHECK(resolve(tree, path("stages.iop.lag")).empty());
    CHECK(resolve(tree, path("targets.2"))[0].node->text == "op.wait.p90 <= 9 d");
    CHECK(resolve(tree, path("stages.op.attendance.1.use"))[0].node->text == "78%");
    CHECK(resolve(tree, path("targets.0")).empty());
    CHECK(resolve(tree, path("targets.3")).empty());
    CHECK(resolve(tree, path("targets.02")).empty());
}

TEST_CASE("a star stands for all names or items, in file order") {
    const Node tree = tree_of(clinic);
    const auto sizes = resolve(tree, path("stages.*.tracks.*.size"));
    REQUIRE(sizes.size() == 2);
    CHECK(sizes[0].path.to_text() == "stages.iop.tracks.day.size");
    CHECK(sizes[1].path.to_text() == "stages.iop.tracks.evening.size");
    CHECK(resolve(tree, path("targets.*")).size() == 2);
}

TEST_CASE("keys that hold dots are found by paths") {
    const Node tree = tree_of(clinic);
    CHECK(resolve(tree, path("observed.iop.wait.mean"))[0].node->text == "11.2 d");
    CHECK(resolve(tree, path("observed.iop.access.within(0.5 d)"))[0].node->text == "20%");
}

TEST_CASE("setting replaces what stands there") {
    CHECK(value_after("stages.iop.slots=60", "stages.iop.slots") == "60");
    CHECK(value_after("stages.iop.next={home: 1}", "stages.iop.next") == "{home: 1}");
    CHECK(value_after("stages.iop.tracks.*.size=8", "stages.iop.tracks") == "{day: {size: 8}, evening: {size: 8, groups: 2}}");
    CHECK(value_after("targets.2=op.wait.p90 <= 5 d", "targets") == "[iop.wait.p90 <= 7 d, op.wait.p90 <= 5 d]");
    CHECK(value_after("observed.iop.wait.mean=12 d", "observed.iop.wait.mean") == "12 d");
}

TEST_CASE("a value that was set points at its setting") {
    Node tree = tree_of(clinic);
    Diagnostics diagnostics;
    set_at(tree, *read_command_line_setting("stages.iop.slots=60", diagnostics), SmallLanguage(), diagnostics);
    const auto* entry = tree.find("stages")->find("iop")->find_entry("slots");
    CHECK(entry->value.place == SourcePlace{"--set stages.iop.slots=60", 0, 0});
    CHECK(entry->key_place == entry->value.place);
}

TEST_CASE("keys that the file leaves to their default can be set, maps on the way are made") {
    CHECK(value_after("stages.op.beds=5", "stages.op.beds") == "5");
    CHECK(value_after("clock.warm_up=26 w", "clock") == "{warm_up: 26 w}");
    CHECK(value_after("stages.iop.waitlist.limit=50", "stages.iop.waitlist") == "{limit: 50}");
    CHECK(value_after("stages.iop.reserved.payer=medicaid=4", "stages.iop.reserved") == "{payer=medicaid: 4}");
    CHECK(value_after("stages.iop.next.php=0.1", "stages.iop.next") == "{op: 0.5, home: rest, php: 0.1}");
    CHECK(value_after("observed.op.wait.p90=4 d", "observed.op.wait.p90") == "4 d");
    CHECK(value_after("stages.*.beds=3", "stages.*.beds") == "3; 3");
}

TEST_CASE("a short form makes way for the map it stands for") {
    CHECK(value_after("populations.adults.arrivals.growth=3% per year", "populations.adults.arrivals") ==
          "{rate: 9 per day, growth: 3% per year}");
    CHECK(value_after("populations.adults.arrivals.rate=8 per day", "populations.adults.arrivals") == "{rate: 8 per day}");
    CHECK(value_after("stages.iop.boarding.at_most=5 d", "stages.iop.boarding") == "{at_most: 5 d}");
}

TEST_CASE("none removes an entry or item, and what is not stated is no loss") {
    CHECK(value_after("stages.iop.boarding=none", "stages.iop.boarding").empty());
    CHECK(value_after("stages.iop.tracks.day=none", "stages.iop.tracks") == "{evening: {size: 10, groups: 2}}");
    CHECK(value_after("targets.1=none", "targets") == "[op.wait.p90 <= 9 d]");
    CHECK(value_after("targets.*=none", "targets") == "[]");
    CHECK(value_after("stages.op.beds=none", "stages.op") == flow(*tree_of(clinic).find("stages")->find("op")));
    CHECK(value_after("clock.warm_up=none", "clock").empty());
}

TEST_CASE("a path that does not exist is an error with the closest spelling") {
    CHECK(after("stages.ipo.slots=60") == "`stages.ipo.slots`: there is no stage `ipo` in `stages` | did you mean `iop`?");
    CHECK(after("stages.iop.slost=60") == "`stages.iop.slost`: there is no key `slost` in `stages.iop` | did you mean `slots`?");
    CHECK(after("stage.iop.slots=60") == "`stage.iop.slots`: there is no key `stage` in the scenario | did you mean `stages`?");
    CHECK(after("stages.iop.tracks.night.size=5") ==
          "`stages.iop.tracks.night.size`: there is no track `night` in `stages.iop.tracks` | one of day, evening");
    CHECK(after("stages.iop.slots.five=5") ==
          "`stages.iop.slots.five`: there is nothing below `stages.iop.slots` that `five` could be | ");
    CHECK(after("targets.3=x") ==
          "`targets.3`: `targets` is a list of 2, and `3` is no position in it | "
          "positions count from 1, such as `attendance.1.use`");
    CHECK(after("stages.op.tracks.*.size=5") ==
          "`stages.op.tracks.*.size`: there is nothing in `stages.op.tracks` for `*` to stand for | ");
    CHECK(after("stages.*.slost=5") == "`stages.*.slost`: there is no key `slost` in `stages.iop` | did you mean `slots`?");
    CHECK(after("stages.new={slots: 5}") == "`stages.new`: there is no stage `new` in `stages` | one of iop, op");
}

TEST_CASE("a name that does not exist is an error also for removing it") {
    CHECK(after("stages.ipo=none") == "`stages.ipo`: there is no stage `ipo` in `stages` | did you mean `iop`?");
}

TEST_CASE("what is read before settings cannot be set") {
    CHECK(after("plans.a={}") == "`plans.a`: settings cannot change `plans` | ");
    CHECK(after("extends=x.yaml") == "`extends`: settings cannot change `extends` | ");
    CHECK(after("set.a=1") == "`set.a`: settings cannot change `set` | ");
}

TEST_CASE("a setting without a value or a path is refused") {
    for (const auto& [text, code] : {std::pair{"stages.iop.slots", "bad-path"},
                                     {"=60", "bad-path"},
                                     {"stages..slots=60", "bad-path"},
                                     {"stages.iop.slots=", "empty-value"},
                                     {"stages.iop.slots=~", "empty-value"}}) {
        INFO(text);
        Diagnostics diagnostics;
        read_command_line_setting(text, diagnostics);
        REQUIRE(diagnostics.entries().size() == 1);
        CHECK(diagnostics.entries()[0].code == code);
    }
}

TEST_CASE("settings in a file are paths with values, in order") {
    Diagnostics diagnostics;
    const auto settings = read_settings(tree_of("{stages.op.slots: 1, stages.iop.slots: 2, 'stages..x': 3}"), diagnostics);
    REQUIRE(settings.size() == 2);
    CHECK(settings[0].path.to_text() == "stages.op.slots");
    CHECK(settings[1].value.text == "2");
    CHECK(settings[1].path_place == SourcePlace{"test.yaml", 1, 22});
    CHECK(places_and_codes(diagnostics) == Found{"1:43 bad-path"});
    Diagnostics others;
    CHECK(read_settings(tree_of("[a]"), others).empty());
    CHECK(places_and_codes(others) == Found{"1:1 wrong-kind"});
}
