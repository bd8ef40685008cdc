// Where a place is all that anybody waits for, two programs simulate the same network: their results must be the same numbers.
#include <catch2/catch.hpp>

#include <array>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "property/quantile_bounds.hpp"
#include "simulation/care_network.hpp"
#include "simulation/plain_network.hpp"
#include "support/scenario_text.hpp"

namespace stepdown::testing {
namespace {

/// Random networks of care stages alone. Fixed stays and regular arrivals make many things happen at the same instant.
class PlainText {
public:
    explicit PlainText(unsigned seed) : random_(seed) {}

    std::string text() {
        std::string stages;
        for (std::size_t stage = 0; stage < names.size(); ++stage) stages += stage_text(stage);
        std::string populations;
        for (const char* population : {"adults", "teens"}) {
            populations += fmt::format(
                "  {}: {{arrivals: {}, attributes: {{kind: {{a: 0.4, b: rest}}}}, enters: [{{when: {{kind: a}}, use: {}}}, "
                "{{use: "
                "{}}}]}}\n",
                population, arrivals(), shares("gone: 0.05, "), shares(""));
        }
        return "stepdown: 1\nname: plain\nclock: {start: 2027-01-04, warm_up: 20 d, run: 100 d}\nexits: [gone]\npopulations:\n" +
               populations + "stages:\n" + stages;
    }

private:
    static constexpr std::array names = {"residential", "php", "own", "op"};

    bool chance(double share) { return unit_(random_) < share; }
    int whole(int low, int high) { return low + static_cast<int>(unit_(random_) * (high - low + 1)); }

    std::string arrivals() {
        return chance(0.5) ? fmt::format("{} per day", whole(1, 4)) : fmt::format("{{every: {} h}}", 6 * whole(1, 4));
    }
    std::string shares(const std::string& first) {
        return "{" + first +
               fmt::format("{}: 0.{}, {}: rest", names[0], whole(1, 5), names[static_cast<std::size_t>(whole(1, 3))]) + "}";
    }
    std::string stay() {
        if (chance(0.2)) return "0 d";
        return chance(0.6) ? fmt::format("{} h", 6 * whole(1, 20)) : fmt::format("{{exponential: {{mean: {} d}}}}", whole(1, 9));
    }
    /// The next one in the row, so that all are reached, and any other or the same again.
    std::string next(std::size_t stage) {
        const std::size_t along = (stage + 1) % names.size();
        const std::size_t other = (along + static_cast<std::size_t>(whole(1, 3))) % names.size();
        return fmt::format("{{{}: 0.1, {}: 0.{}, gone: 0.03, home: rest}}", names[along], names[other], whole(1, 6));
    }
    std::string stage_text(std::size_t stage) {
        std::string text = fmt::format("  {}:\n", names[stage]);
        if (chance(0.8)) text += fmt::format("    {}: {}\n", stage == 0 ? "beds" : "slots", whole(0, 9));
        if (chance(0.5)) {
            text += fmt::format("    outcomes:\n      completed: {{share: 0.7, stay: {}, next: {}}}\n", stay(), next(stage));
            text += fmt::format(
                "      dropped: {{share: rest, stay: {}, next: [{{when: {{came_from: home}}, use: {}}}, {{use: {}}}]}}\n", stay(),
                next(stage), next(stage));
        } else {
            text += fmt::format("    stay: [{{when: {{waited: under 1 d}}, use: {}}}, {{use: {}}}]\n    next: {}\n", stay(),
                                stay(), next(stage));
        }
        if (chance(0.6)) {
            const std::string patience = chance(0.5) ? fmt::format("{} h", 6 * whole(0, 12)) : "{exponential: {mean: 3 d}}";
            text += fmt::format("    waitlist: {{patience: [{{when: {{kind: a}}, use: {}}}, {{use: 4 d}}], gave_up: {}}}\n",
                                patience, next(stage));
        }
        return text;
    }

    std::mt19937_64 random_;
    std::uniform_real_distribution<double> unit_{0.0, 1.0};
};

void check_same(const ReplicationResult& left, const ReplicationResult& right) {
    CHECK(left.events == right.events);
    CHECK(left.peak_clients == right.peak_clients);
    CHECK(left.numerators == right.numerators);
    CHECK(left.denominators == right.denominators);
    CHECK(left.at_or_below == right.at_or_below);
    CHECK(left.observed == right.observed);
    CHECK(left.flows == right.flows);
    CHECK(left.relapse_flows == right.relapse_flows);
    REQUIRE(left.series.size() == right.series.size());
    for (std::size_t stage = 0; stage < left.series.size(); ++stage) {
        CHECK(left.series[stage].census == right.series[stage].census);
        CHECK(left.series[stage].waitlist == right.series[stage].waitlist);
    }
    REQUIRE(left.histograms.size() == right.histograms.size());
    for (std::size_t slot = 0; slot < left.histograms.size(); ++slot) {
        CHECK(left.histograms[slot].total() == right.histograms[slot].total());
        const auto bins = left.histograms[slot].bins();
        const auto others = right.histograms[slot].bins();
        CHECK(std::equal(bins.begin(), bins.end(), others.begin(), others.end(), [](const auto& one, const auto& other) {
            return one.upper_edge == other.upper_edge && one.count == other.count;
        }));
    }
    REQUIRE(left.levels.size() == right.levels.size());
    for (std::size_t slot = 0; slot < left.levels.size(); ++slot) {
        CHECK(left.levels[slot].max() == right.levels[slot].max());
        for (std::int64_t level = 0; level <= left.levels[slot].max(); ++level)
            CHECK(left.levels[slot].held_at_or_below(level) == right.levels[slot].held_at_or_below(level));
    }
    for (const SelfCheck& check : right.checks) CHECK(check.holds);
}

TEST_CASE("a plain network gives the same numbers by its own rules and by those of every network") {
    std::uint64_t events = 0;
    int gave_up = 0;
    for (unsigned seed = 1; seed <= 120; ++seed) {
        const std::string text = PlainText(seed).text();
        INFO(text);
        const Model model = model_from(text);
        const MeasurementPlan plan = plan_with_bounds(model);
        for (const Pass pass : {Pass::constrained, Pass::unconstrained}) {
            const ReplicationRequest request = {seed, 1, pass};
            REQUIRE(is_plain(model, request));
            const ReplicationResult by_all = CareNetwork(model, plan, request).run();
            check_same(by_all, run_plain_network(model, plan, request));
            events += by_all.events;
            for (std::size_t index = 0; index < plan.metrics.size(); ++index) {
                if (plan.metrics[index].measure == Measure::gave_up_share && by_all.numerators[index] > 0.0) ++gave_up;
            }
        }
    }
    CHECK(events > 100'000);
    CHECK(gave_up > 100);
}

TEST_CASE("a network in which more than a place is waited for is not plain") {
    const std::string plain = R"(stepdown: 1
name: plain
clock: {start: 2027-01-04, warm_up: 0 d, run: 10 d}
populations: {adults: {arrivals: 1 per day, enters: {php: 1}}}
stages: {php: {slots: 4, stay: 3 d, next: {op: 0.5, home: rest}}, op: {slots: 4, stay: 3 d, next: {home: 1}}}
)";
    const auto is_plain_with = [&](const std::string& path, const std::string& value) {
        return is_plain(model_from(plain + fmt::format("set: {{{}: {}}}\n", path, value)), {});
    };
    CHECK(is_plain(model_from(plain), {}));
    CHECK(is_plain_with("stages.php.slots", "9"));
    CHECK(is_plain_with("stages.php.waitlist", "{patience: 9 d}"));
    for (const auto& [path, value] : std::vector<std::pair<std::string, std::string>>{
             {"stages.php.boarding", "true"},
             {"stages.php.transfer", "{takes: 1 d}"},
             {"stages.php.lag", "1 d"},
             {"stages.php.turnaround", "2 h"},
             {"stages.php.admits", "{days: mon-fri, from: 09:00, to: 17:00}"},
             {"stages.php.reserved", "{adults: 1}"},
             {"stages.php.waitlist", "{limit: 3}"},
             {"stages.php.waitlist", "{order: [step_down_first, longest_wait]}"},
             {"stages.php.next", "{op or php: 1}"},
             {"staff", "{nurse: {shifts: {day: {fte: 1, days: mon-fri, from: 09:00, to: 17:00}}}}"},
             {"relapse",
              "{law: {susceptible: 50%, weibull: {shape: 0.7, scale: 47 d}}, then: "
              "{in_care: {stays: 1}, at_home: {returns: 50%, after: 9 d, to: {php: 1}}}}"},
             {"changes", "{more: {from: 2027-01-08, set: {stages.php.slots: 6}}}"},
             {"start_state", "{php: {census: 2}}"}}) {
        INFO(path << ": " << value);
        CHECK_FALSE(is_plain_with(path, value));
    }
}

}  // namespace
}  // namespace stepdown::testing
