// What must hold in every network, tried on many random ones, and what more places must never do.
#include <catch2/catch.hpp>

#include <cmath>
#include <map>

#include <fmt/format.h>

#include "property/random_network.hpp"
#include "simulation/replication.hpp"
#include "support/scenario_text.hpp"

namespace stepdown::testing {
namespace {

struct OneRun {
    Model model;
    MeasurementPlan plan;
    ReplicationResult result;

    double numerator(Measure measure, StageId stage, std::size_t group = 0) const {
        for (std::size_t index = 0; index < plan.metrics.size(); ++index) {
            const Metric& metric = plan.metrics[index];
            if (metric.subject == Subject::stage && metric.measure == measure && metric.stage == stage &&
                metric.group == plan.groups[group]) {
                return result.numerators[index];
            }
        }
        throw std::out_of_range("the run does not list this measure");
    }
};

OneRun run_once(const std::string& text, Pass pass = Pass::constrained, EventLog* log = nullptr) {
    OneRun run{model_from(text), {}, {}};
    run.plan = make_measurement_plan(run.model, metric_catalogue(run.model, {}), {});
    run.result = run_replication(run.model, run.plan, {run.model.seed, 1, pass, log});
    return run;
}

/// Networks of the generator that the language accepts; one with an unreachable house is not.
std::vector<std::string> networks(unsigned first, std::size_t count,
                                  RandomNetwork::Programs programs = RandomNetwork::Programs::none) {
    std::vector<std::string> texts;
    for (unsigned seed = first; texts.size() < count; ++seed) {
        std::string text = RandomNetwork(seed, programs).text();
        try {
            model_from(text);
        } catch (const std::runtime_error&) {
            continue;
        }
        texts.push_back(std::move(text));
    }
    return texts;
}

TEST_CASE("in every network the exact self-checks hold, as it is and if nothing were full") {
    for (const std::string& text : networks(1, 150)) {
        for (const Pass pass : {Pass::constrained, Pass::unconstrained}) {
            const OneRun run = run_once(text, pass);
            INFO(text);
            for (const SelfCheck& check : run.result.checks) {
                INFO(check.name << ": " << check.detail);
                CHECK(check.holds);
            }
        }
    }
}

TEST_CASE("in every network with groups and appointments the exact self-checks hold, and shares are shares") {
    for (const std::string& text : networks(5000, 150, RandomNetwork::Programs::some)) {
        for (const Pass pass : {Pass::constrained, Pass::unconstrained}) {
            const OneRun run = run_once(text, pass);
            INFO(text);
            for (const SelfCheck& check : run.result.checks) {
                INFO(check.name << ": " << check.detail);
                CHECK(check.holds);
            }
            for (std::size_t index = 0; index < run.plan.metrics.size() && pass == Pass::constrained; ++index) {
                const Metric& metric = run.plan.metrics[index];
                const bool is_part = measure_row(metric.measure).unit == "share" && metric.measure != Measure::occupancy &&
                                     metric.measure != Measure::staff_utilization;
                if (!is_part || run.result.denominators[index] <= 0.0) continue;
                INFO(metric_name(run.model, metric));
                CHECK(run.result.numerators[index] >= -1e-9);
                CHECK(run.result.numerators[index] <= run.result.denominators[index] * (1 + 1e-9));
            }
        }
    }
}

TEST_CASE("in every network what flows into a stage is what it admits, and populations add up") {
    for (const std::string& text : networks(1000, 60)) {
        const OneRun run = run_once(text);
        INFO(text);
        for (std::size_t position = 0; position < run.model.stages.size(); ++position) {
            const StageId stage(position);
            std::int64_t in = 0;
            for (std::size_t from = 0; from < run.plan.flow_ends; ++from) {
                in += run.result.flows[from * run.plan.flow_ends + run.plan.stage_end(stage)];
            }
            CHECK(static_cast<double>(in) == run.numerator(Measure::admissions, stage));
            for (const Measure measure : {Measure::admissions, Measure::requests, Measure::census_mean, Measure::waitlist_mean}) {
                const double parts = run.numerator(measure, stage, 1) + run.numerator(measure, stage, 2);
                CHECK(parts == Approx(run.numerator(measure, stage)).epsilon(1e-12));
            }
            const double resolved = run.numerator(Measure::admitted_share, stage) + run.numerator(Measure::gave_up_share, stage) +
                                    run.numerator(Measure::turned_away_share, stage) +
                                    run.numerator(Measure::withdrawn_share, stage);
            for (std::size_t index = 0; index < run.plan.metrics.size(); ++index) {
                const Metric& metric = run.plan.metrics[index];
                if (metric.measure == Measure::admitted_share && metric.stage == stage && metric.group == run.plan.groups[0] &&
                    metric.subject == Subject::stage) {
                    CHECK(resolved == run.result.denominators[index]);
                }
            }
        }
    }
}

class Waits : public EventLog {
public:
    void record(const LoggedEvent& event) override {
        if (event.activity == Activity::request) asked[event.client] = event.at;
        if (event.activity == Activity::admitted) waited[event.client] = event.at - asked[event.client];
    }
    std::map<std::uint64_t, Ticks> asked;
    std::map<std::uint64_t, Ticks> waited;
};

TEST_CASE("with more places no client waits longer, client by client") {
    for (int seed = 1; seed <= 20; ++seed) {
        const auto waits_with = [&](int places) {
            Waits waits;
            run_once(fmt::format(R"(stepdown: 1
clock: {{start: 2027-01-04, run: 1 y}}
seed: {}
populations: {{people: {{arrivals: 1.5 per day, enters: {{clinic: 1}}}}}}
stages: {{clinic: {{slots: {}, stay: {{mean: 6 d, cv: 1.3}}, next: {{home: 1}}}}}}
)",
                                 seed, places),
                     Pass::constrained, &waits);
            return waits;
        };
        const Waits few = waits_with(9);
        const Waits more = waits_with(10);
        REQUIRE(few.asked == more.asked);
        std::size_t shorter = 0;
        for (const auto& [client, waited] : few.waited) {
            const auto other = more.waited.find(client);
            REQUIRE(other != more.waited.end());
            CHECK(other->second <= waited);
            if (other->second < waited) ++shorter;
        }
        CHECK(shorter > 0);
    }
}

TEST_CASE("a waitlist that grows to a hundred thousand is simulated like any other") {
    // Walking it at every instant would take hours.
    const OneRun run = run_once(R"(stepdown: 1
clock: {start: 2027-01-04, run: 4 y}
populations: {adults: {arrivals: 100 per day, enters: {iop: 0.8, ward: rest}}}
staff: {counselor: {shifts: {day: {fte: 5, days: mon-fri, from: 09:00, to: 17:00}}}}
stages:
  ward: {beds: 40, stay: {mean: 10 d, cv: 1}, next: {iop: 0.5, home: rest}, boarding: true}
  iop: {stay: {mean: 10 d, cv: 1}, next: {ward: 0.3, home: rest}, boarding: true, caseload: {counselor: 10}, admits: {days: mon-fri}}
)");
    for (const SelfCheck& check : run.result.checks) CHECK(check.holds);
    CHECK(run.numerator(Measure::waitlist_max, StageId(1)) > 100'000);
}

TEST_CASE("a ring of full stages whose clients all board for the next keeps moving") {
    const OneRun run = run_once(R"(stepdown: 1
clock: {start: 2027-01-04, warm_up: 8 w, run: 1 y}
populations: {people: {arrivals: 3 per day, enters: {one: 0.4, two: 0.3, three: rest}}}
stages:
  one: {beds: 2, stay: {exponential: {mean: 3 d}}, next: {two: 0.9, home: rest}, boarding: true, waitlist: {limit: 5}}
  two: {beds: 2, stay: {exponential: {mean: 4 d}}, next: {three: 0.9, home: rest}, boarding: true, waitlist: {limit: 5}}
  three: {beds: 2, stay: {exponential: {mean: 2 d}}, next: {one: 0.9, home: rest}, boarding: true, waitlist: {limit: 5}}
)");
    for (std::size_t position = 0; position < 3; ++position) CHECK(run.numerator(Measure::admissions, StageId(position)) > 100.0);
    for (const SelfCheck& check : run.result.checks) CHECK(check.holds);
}

}  // namespace
}  // namespace stepdown::testing
