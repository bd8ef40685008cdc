// The sentences of a run: what binds, and where need is at or over the places.
#include <catch2/catch.hpp>

#include "experiment/findings.hpp"
#include "support/small_models.hpp"

namespace stepdown_test {
namespace {

using namespace stepdown;

Model two_stages() {
    SmallModel small({"inpatient", "iop"});
    small.ask("adults", 1.0, {{1.0, "inpatient"}});
    small.stage("inpatient").place_kind = PlaceKind::beds;
    return small.model;
}

class Figures {
public:
    Figures& set(std::size_t stage, Measure measure, std::optional<double> value) {
        MetricEstimate metric;
        metric.metric.measure = measure;
        metric.metric.stage = StageId(stage);
        metric.estimate.value = value;
        result.metrics.push_back(metric);
        return *this;
    }
    RunResult result;
};

TEST_CASE("the bottleneck is the stage where most clients wait, with its need beside its places") {
    Figures figures;
    figures.set(0, Measure::waitlist_mean, 2.04).set(0, Measure::need_mean, 40).set(0, Measure::places_mean, 41);
    figures.set(1, Measure::waitlist_mean, 6.13).set(1, Measure::need_mean, 232.2).set(1, Measure::places_mean, 212);
    figures.set(1, Measure::waiting_for_place, 0.8).set(1, Measure::waiting_for_hours, 0.2);
    const Bottleneck bottleneck = find_bottleneck(two_stages(), figures.result);
    CHECK(bottleneck.stage == StageId(1));
    CHECK(bottleneck.sentence ==
          "Most waiting is for iop: 6.1 clients on average, mostly for free places; 232 clients would be there if nothing were "
          "ever full, and it has 212 places.");
}

TEST_CASE("the bottleneck speaks of beds where there are beds, and without need of waiting alone") {
    Figures figures;
    figures.set(0, Measure::waitlist_mean, 2.0).set(0, Measure::places_mean, 41).set(0, Measure::waiting_for_place, 1.0);
    CHECK(find_bottleneck(two_stages(), figures.result).sentence ==
          "Most waiting is for inpatient: 2.0 clients on average, mostly for free beds.");
}

TEST_CASE("where housing or hours are missing, places are not what the bottleneck speaks of") {
    Figures figures;
    figures.set(1, Measure::waitlist_mean, 3.0).set(1, Measure::need_mean, 9).set(1, Measure::places_mean, 20);
    figures.set(1, Measure::waiting_for_place, 0.1)
        .set(1, Measure::waiting_for_housing, 0.6)
        .set(1, Measure::waiting_for_hours, 0.3);
    CHECK(find_bottleneck(two_stages(), figures.result).sentence ==
          "Most waiting is for iop: 3.0 clients on average, mostly for housing beside it.");
    Figures hours;
    hours.set(1, Measure::waitlist_mean, 3.0).set(1, Measure::waiting_for_hours, 0.9).set(1, Measure::waiting_for_place, 0.1);
    CHECK(find_bottleneck(two_stages(), hours.result).sentence ==
          "Most waiting is for iop: 3.0 clients on average, mostly for admission hours.");
}

TEST_CASE("nobody waiting is said so, and hardly anybody is not rounded to nobody") {
    Figures nobody;
    nobody.set(0, Measure::waitlist_mean, 0.0).set(1, Measure::waitlist_mean, 0.0);
    CHECK_FALSE(find_bottleneck(two_stages(), nobody.result).stage.exists());
    CHECK(find_bottleneck(two_stages(), nobody.result).sentence == "Nobody waits anywhere.");
    Figures hardly;
    hardly.set(0, Measure::waitlist_mean, 0.004).set(0, Measure::waiting_for_place, 1.0);
    CHECK(find_bottleneck(two_stages(), hardly.result).sentence ==
          "Most waiting is for inpatient: fewer than 0.05 clients on average, mostly for free beds.");
}

TEST_CASE("need at or over the places is a warning with both numbers, and says what becomes of the waitlist") {
    Model model = two_stages();
    model.stages[1].waitlist.limit = 20;
    Figures figures;
    figures.set(0, Measure::need_mean, 41.0).set(0, Measure::places_mean, 41);
    figures.set(1, Measure::need_mean, 232.2).set(1, Measure::places_mean, 212);
    const auto warnings = overload_warnings(model, figures.result);
    REQUIRE(warnings.size() == 2);
    CHECK(warnings[0] == "inpatient needs 41.0 beds and has 41.0: its waitlist grows for as long as the run lasts");
    CHECK(warnings[1] == "iop needs 232.2 places and has 212.0: its waitlist grows until clients give up or are turned away");
}

TEST_CASE("need under the places, unlimited places and a skipped need give no warning") {
    Figures figures;
    figures.set(0, Measure::need_mean, 40.9).set(0, Measure::places_mean, 41);
    figures.set(1, Measure::need_mean, 500).set(1, Measure::places_mean, std::nullopt);
    CHECK(overload_warnings(two_stages(), figures.result).empty());
    Figures skipped;
    skipped.set(0, Measure::need_mean, std::nullopt).set(0, Measure::places_mean, 1);
    CHECK(overload_warnings(two_stages(), skipped.result).empty());
}

}  // namespace
}  // namespace stepdown_test
