// An earlier summary against a result: to the digit, or beyond chance.

#include <catch2/catch.hpp>

#include <cmath>
#include <random>

#include "report/expectation.hpp"
#include "report/json_report.hpp"
#include "unit/report/result_fixture.hpp"

using namespace stepdown;
using namespace stepdown_test;
using Catch::Matchers::Contains;
using Yardstick = Movements::Yardstick;

namespace {

constexpr std::size_t replications = 20;

/// A run of so many metrics whose true values are 100 plus `shift` for the first and 100 for the others.
RunResult noisy_result(std::mt19937_64& random, std::size_t metrics, double shift) {
    std::normal_distribution<double> noise(0.0, 1.0);
    RunResult result;
    result.seed = random();
    result.replications = replications;
    for (std::size_t which = 0; which < metrics; ++which) {
        std::vector<double> values(replications);
        for (double& value : values) value = 100.0 + (which == 0 ? shift : 0.0) + noise(random);
        MetricEstimate metric;
        metric.name = "metric " + std::to_string(which);
        metric.unit = "d";
        metric.estimate = mean_of(values);
        result.metrics.push_back(metric);
    }
    return result;
}

ExpectedRun expected_of(const Model& model, const RunResult& result) {
    const auto expected = read_expected_run(run_json(model, result));
    REQUIRE(expected);
    return *expected;
}

}  // namespace

TEST_CASE("a summary that was written is one that can be expected") {
    const Model model = small_model();
    RunResult result = small_result(model);
    const ExpectedRun expected = expected_of(model, result);
    CHECK(expected.scenario == model.name);
    CHECK(expected.seed == result.seed);
    CHECK(expected.replications == result.replications);
    CHECK(expected.metrics.size() == 2);
    CHECK(expected.metrics[0].standard_error == 0.5);
    CHECK(expected.metrics[0].replications == 2);
    CHECK(movements_since(expected, result).moved.empty());
}

TEST_CASE("with the same release, seed and replications a digit is a movement") {
    const Model model = small_model();
    RunResult result = small_result(model);
    const ExpectedRun expected = expected_of(model, result);
    result.metrics[0].estimate.value = 11.200000000000001;
    const Movements movements = movements_since(expected, result);
    CHECK(movements.yardstick == Yardstick::same_digits);
    REQUIRE(movements.moved.size() == 1);
    CHECK(movements.moved[0].now == 11.200000000000001);
    CHECK_THAT(movements_text(movements, {}), Contains("1 of 2 metrics moved") && Contains("11.200000000000001"));
    result.metrics.pop_back();
    CHECK(movements_since(expected, result).moved.size() == 2);
}

TEST_CASE("another release, seed or number of replications is judged by chance, and a metric that is gone moved") {
    const Model model = small_model();
    RunResult result = small_result(model);
    ExpectedRun expected = expected_of(model, result);
    expected.release = "0.0.1";
    CHECK(movements_since(expected, result).yardstick == Yardstick::chance);
    expected = expected_of(model, result);
    ++expected.replications;
    CHECK(movements_since(expected, result).yardstick == Yardstick::chance);
    expected = expected_of(model, result);
    ++result.seed;
    result.metrics[0].estimate.value = 11.3;
    const Movements movements = movements_since(expected, result);
    CHECK(movements.yardstick == Yardstick::chance);
    CHECK(movements.moved.empty());
    CHECK(movements.not_judged == 1);
    CHECK_THAT(movements_text(movements, {}), Contains("All 2 metrics") && Contains("1 without a standard error"));
    result.metrics.erase(result.metrics.begin());
    CHECK(movements_since(expected, result).moved.size() == 1);
}

TEST_CASE("noise alarms about once in a hundred comparisons of a hundred metrics, a real change nearly always") {
    std::mt19937_64 random(1);
    const Model model = small_model();
    constexpr int comparisons = 400;
    int false_alarms = 0;
    int found = 0;
    for (int each = 0; each < comparisons; ++each) {
        const ExpectedRun expected = expected_of(model, noisy_result(random, 100, 0.0));
        if (!movements_since(expected, noisy_result(random, 100, 0.0)).moved.empty()) ++false_alarms;
        // The difference of two means of 20 has a standard error of 0.316: this is 7.9 of them.
        const Movements movements = movements_since(expected, noisy_result(random, 100, 2.5));
        if (!movements.moved.empty() && movements.moved[0].expected.name == "metric 0") ++found;
    }
    // Mean 4, and 12 has a probability below 0.001.
    CHECK(false_alarms <= 12);
    CHECK(found >= comparisons * 95 / 100);
}

TEST_CASE("a figure that never varied moves with any difference, and the table says how far the others went") {
    std::mt19937_64 random(2);
    const Model model = small_model();
    RunResult before = noisy_result(random, 2, 0.0);
    before.metrics[1].estimate = mean_of(std::vector<double>(replications, 5.0));
    const ExpectedRun expected = expected_of(model, before);
    RunResult now = noisy_result(random, 2, 10.0);
    now.metrics[1].estimate = mean_of(std::vector<double>(replications, 5.0));
    CHECK(movements_since(expected, now).moved.size() == 1);
    now.metrics[1].estimate = mean_of(std::vector<double>(replications, 5.5));
    const Movements movements = movements_since(expected, now);
    REQUIRE(movements.moved.size() == 2);
    CHECK(std::abs(movements.moved[0].standard_errors.value()) > 20.0);
    CHECK_THAT(movements_text(movements, {}), Contains("Standard errors") && Contains("+0.5") && Contains("beyond chance"));
}

TEST_CASE("a quantile of a count that varies may be one step off by chance, and not two") {
    const Model model = small_model();
    RunResult result = small_result(model);
    result.metrics[0].estimate = {14.0, 0.05, 13.9, 14.1, 20, 14.0, 14.0};
    const ExpectedRun expected = expected_of(model, result);
    ++result.seed;
    result.metrics[0].estimate.value = 15.0;
    CHECK(movements_since(expected, result).moved.empty());
    result.metrics[0].estimate.value = 16.0;
    CHECK(movements_since(expected, result).moved.size() == 1);
    result.metrics[0].estimate.value = 14.9;
    CHECK(movements_since(expected, result).moved.size() == 1);
}

TEST_CASE("a figure that every replication had and none has now moved") {
    const Model model = small_model();
    RunResult result = small_result(model);
    ExpectedRun expected = expected_of(model, result);
    ++result.seed;
    result.metrics[0].estimate = {};
    CHECK(movements_since(expected, result).moved.size() == 1);
    ++expected.replications;
    CHECK(movements_since(expected, result).moved.empty());
}

TEST_CASE("what is no summary is not expected") {
    const std::string head = R"({"stepdown": "0.1.0", "scenario": "a", "seed": 1, "replications": 2, "metrics": )";
    CHECK(read_expected_run(head + R"({"a": {"unit": "d", "value": 1, "se": null, "n": 1}}})"));
    for (const std::string& text :
         {std::string(), std::string("[]"), std::string("{}"), std::string("{\"metrics\": {}}"), head + "1}",
          head + R"({"a": {"unit": "d"}}})", head + R"({"a": {"unit": "d", "value": "x", "se": 1, "n": 1}}})",
          head + R"({"a": {"unit": "d", "value": 1, "se": 1, "n": -1}}})"}) {
        CHECK_FALSE(read_expected_run(text));
    }
}
