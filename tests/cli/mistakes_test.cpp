// Mistakes that show at one place and come from another, and those of somebody who has never written such a file: what `check`
// says.
#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "small_scenario.hpp"
#include "support/program.hpp"

using namespace stepdown_test;
using Catch::Matchers::Contains;

namespace {

/// What `check` says about the text, the folder's name left out.
std::string said_about(const std::string& text) {
    const TemporaryFolder folder;
    const std::string file = folder.write("clinic.yaml", text);
    std::string said = run_program({"check", file}).errors;
    const std::string folder_name = file.substr(0, file.size() - std::string("clinic.yaml").size());
    for (auto at = said.find(folder_name); at != std::string::npos; at = said.find(folder_name))
        said.erase(at, folder_name.size());
    return said;
}

/// The small scenario with one piece of it written otherwise.
std::string small_scenario_but(const std::string& piece, const std::string& other) {
    std::string text = small_scenario;
    const auto at = text.find(piece);
    REQUIRE(at != std::string::npos);
    return text.replace(at, piece.size(), other);
}

std::string with_change(const std::string& settings) {
    return small_scenario_with("changes:\n  later:\n    from: 2027-07-01\n    set:\n      " + settings + "\n");
}

}  // namespace

TEST_CASE("what a dated change breaks is told where the change stands") {
    struct Case {
        std::string setting;
        std::string said;
    };
    const std::vector<Case> cases = {
        {"stages.op.next.home: 0.5", "clinic.yaml:31:28: error[shares-off-one]"},
        {"stages.op.next: none", "clinic.yaml:31:23: error[missing-key]"},
        {"stages.op.stay: none", "clinic.yaml:31:23: error[no-stay]"},
        {"stages.op.stay.mean: 50 d", "clinic.yaml:31:28: error[no-such-distribution]"},
        {"stages.op.waitlist.patience.exponential: none", "clinic.yaml:31:48: error[no-distribution]"},
        {"populations.adults.enters.iop: 0.9", "clinic.yaml:31:38: error[shares-off-one]"},
        {"populations.adults.arrivals: none", "clinic.yaml:31:36: error[missing-key]"},
        {"stages.op.outcomes: {done: {share: 1, stay: 3 d, next: {home: 1}}}", "clinic.yaml:31:27: error[outcomes-and-stay]"},
        {"stages.op.slots: -5", "clinic.yaml:31:24: error[negative-number]"},
    };
    for (const Case& each : cases) {
        INFO(each.setting);
        const std::string said = said_about(with_change(each.setting));
        CHECK_THAT(said, Contains(each.said));
        CHECK_THAT(said, !Contains("clinic.yaml:1") && !Contains("clinic.yaml:2"));
    }
}

TEST_CASE("of several changes each is blamed for its own mistake, once") {
    const std::string said =
        said_about(with_change("stages.op.next.home: 0.5\n  latest:\n    from: 2027-08-01\n"
                               "    set: {stages.op.stay: 30 d, populations.adults.enters.op: 0.9}"));
    CHECK(said.find("stages.op.next") == said.rfind("stages.op.next"));
    CHECK_THAT(said, Contains("clinic.yaml:31:28: error[shares-off-one]: the shares of `stages.op.next`"));
    CHECK_THAT(said, Contains("clinic.yaml:34:63: error[shares-off-one]: the shares of `populations.adults.enters`"));
}

TEST_CASE("a mistake that a plan brings about elsewhere names the plan") {
    const std::string removes =
        small_scenario_with("  iop-alone: {stages.op: none, stages.iop.next: {home: 1}, populations.adults.enters: {iop: 1}}\n");
    CHECK_THAT(said_about(removes),
               Contains("clinic.yaml:23:5: error[bad-metric]: no stage is named `op`\n"
                        "  hint: plan `iop-alone` removes `stages.op`: change this there too, or keep it\n"));
    const std::string shares = small_scenario_with("  more: {stages.op.next.home: 0.5}\n");
    CHECK_THAT(said_about(shares), Contains("to give it what is left; plan `more` brings this about"));
    CHECK_THAT(said_about(small_scenario_with("  more: {stages.op.slots: -5}\n")), !Contains("brings this about"));
}

TEST_CASE("the plan that the command line names is named for its own mistakes only") {
    const TemporaryFolder folder;
    const std::string file = folder.write("clinic.yaml", small_scenario_with("  more: {stages.op.next.home: 0.5}\nseed: -3\n"));
    const std::string said = run_program({"check", file, "--plan", "more"}).errors;
    CHECK_THAT(said, Contains("plan `more` brings this about"));
    CHECK(said.find("brings this about") == said.rfind("brings this about"));
    CHECK_THAT(said, Contains("error[bad-seed]"));
    for (const std::string command : {"run", "size", "levers", "bench"})
        CHECK_THAT(run_program({command, file, "--plan", "more"}).errors, Contains("plan `more` brings this about"));
}

TEST_CASE("what a file or the command line removes is named where it is missed") {
    const TemporaryFolder folder;
    const std::string file = folder.write("clinic.yaml", small_scenario);
    const std::string without = folder.write(
        "without.yaml",
        "extends: clinic.yaml\nstages: {op: none, iop: {next: {home: 1}}}\nset: {populations.adults.enters: {iop: 1}}\n");
    CHECK_THAT(run_program({"check", without}).errors,
               Contains("clinic.yaml:23:5: error[bad-metric]") && Contains("without.yaml:2 removes `stages.op`"));
    CHECK_THAT(run_program({"check", file, "--set", "stages.op=none"}).errors,
               Contains("hint: `--set stages.op=none` removes `stages.op`"));
}

TEST_CASE("numbers, dates and amounts as they are written in print are told how to write them here") {
    struct Case {
        std::string piece;
        std::string other;
        std::string said;
    };
    const std::vector<Case> cases = {
        {"slots: 190", "slots: 1,000", "14:12: error[not-a-number]: `1,000` is no quantity"},
        {"slots: 190", "slots: 1,000", "hint: write `1000` without a comma"},
        {"slots: 190", "slots: 190 places", "hint: write `190` alone"},
        {"slots: 190", "slots: infinite", "hint: or `unlimited`"},
        {"{op: 0.55, home", "{op: 0,55, home", "16:16: error[not-a-number]: `0,55` is no quantity"},
        {"{op: 0.55, home", "{op: 0,55, home", "hint: write `0.55` with a point"},
        {"0.55, home: rest", "0.55, home: Rest", "hint: or `rest` for what is left to 1"},
        {"{op: 0.55, home", "{op: 55 percent, home", "hint: write `55%`"},
        {"median: 41 d", "median: 40,5 d", "hint: write `40.5 d` with a point"},
        {"median: 41 d", "median: 6 wks", "hint: did you mean `6 w`?"},
        {"2.5 per day", "2,5 per day", "7:15: error[not-a-number]: `2,5 per day` is no quantity"},
        {"2.5 per day", "1,000 per year", "hint: write `1000 per year` without a comma"},
        {"2.5 per day", "75 clients per month", "hint: write `75 per month`"},
        {"2.5 per day", "2.5 a day", "hint: write `2.5 per day`"},
        {"2027-01-04", "01/04/2027", "hint: did you mean `2027-01-04`?"},
        {"2027-01-04", "24.12.2027", "hint: did you mean `2027-12-24`?"},
        {"2027-01-04", "2027-1-4", "hint: did you mean `2027-01-04`?"},
        {"observed:", "money: {stages: {op: {cost: $600 per day}}}\nobserved:", "write `600 per day`; the currency stands once"},
        {"observed:", "money: {stages: {op: {cost: \"$1,600/day\"}}}\nobserved:", "write `1600 per day` without a comma"},
        {"within(7 d)", "within(-1 d)", "`-1 d` is below 0"},
        {"within(7 d)", "within 7 d", "hint: did you mean `access.within(7 d)`?"},
        {"within(7 d)", "within(7 d) for adults for adults", "`for adults for adults` asks for two groups at once"},
        {">= 20%", "=> 20%", "error[bad-target]: `op.access.within(7 d) => 20%` is no target"},
    };
    for (const Case& each : cases) {
        INFO(each.other);
        const std::string said = said_about(small_scenario_but(each.piece, each.other));
        CHECK_THAT(said, Contains(each.said));
        CHECK_THAT(said, !Contains("never-observed") && !Contains("unknown-key") && !Contains("empty-value"));
    }
}

TEST_CASE("a comma in a number of the command line is told as in a file") {
    const TemporaryFolder folder;
    const std::string file = folder.write("clinic.yaml", small_scenario);
    CHECK_THAT(run_program({"check", file, "--set", "stages.iop.slots=1,000"}).errors,
               Contains("`1,000` is no quantity") && Contains("hint: write `1000` without a comma"));
    CHECK_THAT(run_program({"check", file, "--set", "stages.iop.slots=1, 2"}).errors,
               Contains("one value is needed, not several"));
}

TEST_CASE("hours and days as they are spoken are told how to write them here") {
    const auto said_with = [](const std::string& days, const std::string& from) {
        return said_about(small_scenario_but("    slots: 280",
                                             "    slots: 280\n    admits: {days: " + days + ", from: " + from + ", to: 16:00}"));
    };
    CHECK_THAT(said_with("Monday to Friday", "09:00"), Contains("hint: did you mean `mon-fri`?"));
    CHECK_THAT(said_with("mon and wed", "09:00"), Contains("hint: did you mean `[mon, wed]`?"));
    CHECK_THAT(said_with("weekdays", "09:00"), Contains("hint: did you mean `mon-fri`?"));
    CHECK_THAT(said_with("mon, wed", "09:00"), Contains("if it belongs to `days`, a list: `days: [mon, wed]`"));
    CHECK_THAT(said_with("mon-fri", "9am"), Contains("hint: did you mean `09:00`?"));
    CHECK_THAT(said_with("mon-fri", "1:30 p.m."), Contains("hint: did you mean `13:30`?"));
    CHECK_THAT(said_with("mon-fri", "0930"), Contains("hint: did you mean `09:30`?"));
    CHECK_THAT(said_with("mon-fri", "13 pm"), Contains("hint: hours and minutes of a 24-hour clock"));
}

TEST_CASE("where YAML stumbles later, the line that was meant is named") {
    CHECK_THAT(said_about(small_scenario_but("    slots: 190", "    slots 190")),
               Contains("clinic.yaml:15:9: error[yaml-syntax]") && Contains("hint: line 14, `slots 190`, has no colon"));
    CHECK_THAT(said_about(small_scenario_but("    slots: 190", "   slots: 190")),
               Contains("hint: it is indented deeper than line 14, which has its value already"));
    CHECK_THAT(said_about(small_scenario_but("name: Two", "name: Clinic: Two")),
               Contains("hint: put a text that holds `: ` in quotes"));
    CHECK_THAT(said_about(small_scenario_but("name: Two-step clinic", "name: 'Bob's clinic'")),
               Contains("inside quotes write an apostrophe twice"));
}

TEST_CASE("a name that YAML takes for something else is told as such, once for each place") {
    std::string text = small_scenario;
    for (auto at = text.find("iop"); at != std::string::npos; at = text.find("iop", at)) text.replace(at, 3, "null");
    const std::string said = said_about(text);
    CHECK_THAT(said, Contains("clinic.yaml:13:3: error[null-key]: `null` means nothing in YAML and cannot be a name"));
    CHECK_THAT(said, !Contains("shares-off-one") && !Contains("bad-metric"));
    text = small_scenario;
    const std::string longest(1025, 'a');
    for (auto at = text.find("iop"); at != std::string::npos; at = text.find("iop", at + 1025)) text.replace(at, 3, longest);
    CHECK_THAT(said_about(text), Contains("clinic.yaml:8:14: error[yaml-syntax]: a name of more than 1,024 characters"));
}

TEST_CASE("stages that turn clients away to one another only are warned of, if they can be full") {
    const std::string ring = "waitlist: {limit: 5, turned_away: {iop: 1}}";
    std::string text = small_scenario_but("waitlist: {patience: {exponential: {mean: 12 d}}}", ring);
    CHECK_THAT(said_about(text), !Contains("no-way-out"));
    text.replace(text.find("    slots: 190"), 14, "    slots: 190\n    waitlist: {limit: 0, turned_away: {op: 1}}");
    CHECK_THAT(said_about(text),
               Contains("clinic.yaml:13:3: warning[no-way-out]: clients who are turned away are sent round `iop`, `op` "
                        "for ever when all of them are full, and that ends the run"));
    std::string roomy = text;
    roomy.replace(roomy.find("slots: 190"), 10, "slots: unlimited");
    CHECK_THAT(said_about(roomy), !Contains("no-way-out"));
    std::string slow = text;
    slow.replace(slow.find("slots: 190"), 10, "slots: 190\n    lag: 1 d");
    CHECK_THAT(said_about(slow), !Contains("no-way-out"));
}

TEST_CASE("a change that closes a loop for the rest of the run is refused") {
    const std::string closing =
        "stages.op.next: {iop: 1}\n      stages.iop.next: {op: 1}\n      stages.op.waitlist.patience: none";
    CHECK_THAT(
        said_about(with_change(closing)),
        Contains("clinic.yaml:28:3: error[no-way-out]: from the change `later` on nobody ever leaves the loop of the stages "
                 "`iop`, `op`"));
    const std::string again = "\n  again:\n    from: 2027-09-01\n    set: {stages.op.next: {home: 1}}";
    CHECK_THAT(said_about(with_change(closing + again)), !Contains("no-way-out"));
}

TEST_CASE("a relapse's case that tests a house never fits, and is warned of") {
    const std::string beside = small_scenario_but("targets:", R"(  house: {kind: housing, beds: 5, stay: 90 d, next: {home: 1}}
  peers: {kind: support, stay: 90 d, next: {home: 1}}
relapse:
  law: {exponential: {mean: 300 d}}
  hazard: {iop: 1}
  then:
    in_care:
      - {when: {beside: house}, use: {stays: 1}}
      - {when: {beside: peers}, use: {stays: 1}}
      - {use: {home: 1}}
    at_home: {returns: 0.5, after: 60 d, to: [{when: {beside: [house, none]}, use: {op: 1}}, {use: {iop: 1}}]}
targets:)");
    const std::string said = said_about([&] {
        std::string text = beside;
        const std::string enters = "enters: {iop: 1}";
        return text.replace(text.find(enters), enters.size(), "enters: {iop + house: 0.5, iop + peers: 0.5}");
    }());
    CHECK_THAT(said, Contains("clinic.yaml:29:25: warning[case-never-used]: a relapse ends housing at once, so nobody is still "
                              "beside `house` here"));
    CHECK_THAT(said, Contains("clinic.yaml:32:64: warning[case-never-used]"));
    CHECK_THAT(said, !Contains("`peers`") && !Contains("error["));
}
