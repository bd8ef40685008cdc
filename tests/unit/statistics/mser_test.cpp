// MSER-5 against the statistic written out as in White, Cobb and Spratt (2000), and on series whose answer is known.
#include <catch2/catch.hpp>

#include <cmath>
#include <random>
#include <vector>

#include "statistics/mser.hpp"

namespace stepdown_test {
namespace {

using stepdown::mser5;

double ripple(std::size_t i) { return i % 2 == 0 ? 1.0 : -1.0; }

/// The number of batches to leave out by the definition: for each candidate the mean of what is left, then its squares.
std::size_t by_definition(const std::vector<double>& series) {
    std::vector<double> batches;
    for (std::size_t first = 0; first + 5 <= series.size(); first += 5) {
        batches.push_back((series[first] + series[first + 1] + series[first + 2] + series[first + 3] + series[first + 4]) / 5);
    }
    std::size_t best = 0;
    double least = 0.0;
    for (std::size_t left_out = 0; left_out + 5 <= batches.size(); ++left_out) {
        const auto kept = static_cast<double>(batches.size() - left_out);
        double mean = 0.0;
        for (std::size_t i = left_out; i < batches.size(); ++i) mean += batches[i] / kept;
        double squares = 0.0;
        for (std::size_t i = left_out; i < batches.size(); ++i) squares += (batches[i] - mean) * (batches[i] - mean);
        const double statistic = squares / (kept * kept);
        if (left_out == 0 || statistic < least) {
            least = statistic;
            best = left_out;
        }
    }
    return best;
}

TEST_CASE("a flat series keeps all, one too short to tell gets no answer") {
    CHECK(mser5(std::vector<double>(200, 12.0))->observations == 0);
    CHECK_FALSE(mser5(std::vector<double>(49, 12.0)));
    CHECK(mser5(std::vector<double>(50, 12.0)));
}

TEST_CASE("a start at another level is left out, and no more than that") {
    std::vector<double> series;
    for (std::size_t i = 0; i < 400; ++i) series.push_back((i < 60 ? 10.0 : 100.0) + ripple(i));
    const auto truncation = mser5(series);
    REQUIRE(truncation);
    CHECK(truncation->observations == 60);
    CHECK(truncation->batches == 12);
    CHECK(truncation->in_first_half);
}

TEST_CASE("a series that never settles is cut in its second half, which says that it is too short") {
    std::vector<double> series;
    for (std::size_t i = 0; i < 400; ++i) series.push_back(static_cast<double>(i < 300 ? i : 300) + ripple(i));
    REQUIRE(mser5(series));
    CHECK_FALSE(mser5(series)->in_first_half);
}

TEST_CASE("the truncation is that of the definition, on random walks that forget") {
    std::mt19937_64 generator(7);
    for (int repeat = 0; repeat < 200; ++repeat) {
        std::vector<double> series;
        double level = static_cast<double>(generator() % 100);
        const std::size_t length = 50 + generator() % 300;
        for (std::size_t i = 0; i < length; ++i) {
            level = 0.95 * level + static_cast<double>(generator() % 1000) / 100.0;
            series.push_back(level);
        }
        CAPTURE(repeat, length);
        CHECK(mser5(series)->batches == by_definition(series));
    }
}

}  // namespace
}  // namespace stepdown_test
