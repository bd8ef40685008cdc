// The histogram of waits against the sorted observations that it stands for.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "statistics/log_histogram.hpp"
#include "statistics/quantile_rank.hpp"

namespace stepdown_test {
namespace {

using stepdown::LogBins;
using stepdown::LogHistogram;
using stepdown::LogHistogramPool;
using stepdown::Ticks;
using stepdown::ticks_per_day;
using stepdown::ticks_per_second;

/// Waits over eight orders of magnitude, a tenth of them none at all.
std::vector<Ticks> drawn_waits(unsigned seed, std::size_t count) {
    std::mt19937_64 generator(seed);
    std::vector<Ticks> waits;
    for (std::size_t i = 0; i < count; ++i) {
        const double u = static_cast<double>(generator() >> 11) * 0x1p-53;
        const auto length = static_cast<Ticks>(std::exp(u * std::log(2e5)) * static_cast<double>(ticks_per_second) * 60);
        waits.push_back(generator() % 10 == 0 ? 0 : length);
    }
    return waits;
}

LogHistogram histogram_of(const std::vector<Ticks>& waits) {
    LogHistogram histogram;
    for (const Ticks wait : waits) histogram.add(wait);
    return histogram;
}

TEST_CASE("many zeros at once are as many zeros") {
    LogHistogram one_by_one;
    LogHistogram at_once;
    for (int each = 0; each < 7; ++each) one_by_one.add(0);
    one_by_one.add(3 * ticks_per_second);
    at_once.add(3 * ticks_per_second);
    at_once.add_zeros(7);
    CHECK(at_once.total() == one_by_one.total());
    CHECK(at_once.zeros() == one_by_one.zeros());
    CHECK(at_once.quantile(0.875) == 0);
    CHECK(at_once.quantile(0.9) == one_by_one.quantile(0.9));
}

TEST_CASE("each duration lies in the one bin whose edges enclose it") {
    for (const Ticks value : {Ticks{1}, ticks_per_second, ticks_per_second + 1, 511 * ticks_per_second, 512 * ticks_per_second,
                              512 * ticks_per_second + 1, 514 * ticks_per_second, ticks_per_day, 7 * ticks_per_day,
                              400 * ticks_per_day + 12345, stepdown::longest_time}) {
        const std::size_t bin = LogBins::index(value);
        CAPTURE(value, bin);
        CHECK(LogBins::lower_edge(bin) < value);
        CHECK(value <= LogBins::upper_edge(bin));
    }
}

TEST_CASE("the middle of a bin is never further from a duration in it than was promised") {
    for (std::size_t bin = 0; bin < 8000; ++bin) {
        const auto low = static_cast<double>(LogBins::lower_edge(bin));
        const auto high = static_cast<double>(LogBins::upper_edge(bin));
        const double allowed = std::max(0.5 * static_cast<double>(ticks_per_second), low * LogBins::relative_error);
        if (!(0.5 * (high - low) <= allowed)) FAIL_CHECK("bin " << bin);
        if (LogBins::upper_edge(bin) != LogBins::lower_edge(bin + 1)) FAIL_CHECK("bin " << bin);
    }
}

TEST_CASE("a quantile is within the promised error of the observation that it names") {
    std::vector<Ticks> waits = drawn_waits(1, 20'000);
    const LogHistogram histogram = histogram_of(waits);
    std::sort(waits.begin(), waits.end());
    REQUIRE(histogram.total() == waits.size());
    for (const double p : {0.01, 0.05, 0.1, 0.25, 0.5, 0.9, 0.95, 0.999, 1.0}) {
        const auto exact = static_cast<double>(waits[stepdown::quantile_rank(p, waits.size()) - 1]);
        CAPTURE(p, exact);
        const double allowed = std::max(0.5 * static_cast<double>(ticks_per_second), exact * LogBins::relative_error);
        CHECK(std::abs(histogram.quantile(p) - exact) <= allowed);
    }
}

TEST_CASE("waits of nothing are kept apart, so that a median of nothing is exactly nothing") {
    LogHistogram histogram;
    for (int i = 0; i < 6; ++i) histogram.add(0);
    for (int i = 0; i < 5; ++i) histogram.add(1);
    CHECK(histogram.quantile(0.5) == 0.0);
    CHECK(histogram.quantile(0.6) > 0.0);
    CHECK(histogram.zeros() == 6);
    CHECK(histogram.count_at_or_below(0) == 6.0);
}

TEST_CASE("replications added together are the histogram of all their observations") {
    LogHistogramPool pool;
    std::vector<Ticks> all;
    for (const unsigned seed : {1U, 2U, 3U}) {
        const std::vector<Ticks> waits = drawn_waits(seed, 500 * seed);
        pool.merge(histogram_of(waits));
        all.insert(all.end(), waits.begin(), waits.end());
    }
    const LogHistogram together = histogram_of(all);
    REQUIRE(pool.total() == together.total());
    REQUIRE(pool.bins().size() == together.bins().size());
    std::uint64_t counted = 0;
    for (std::size_t bin = 0; bin < pool.bins().size(); ++bin) {
        if (pool.bins()[bin].upper_edge != together.bins()[bin].upper_edge) FAIL_CHECK("bin " << bin);
        counted += pool.bins()[bin].count;
    }
    CHECK(counted == all.size());
    CHECK(pool.quantile(0.9) == together.quantile(0.9));
}

TEST_CASE("at an edge of a bin the count is exact, within a bin it grows evenly") {
    const std::vector<Ticks> waits = drawn_waits(4, 5000);
    const LogHistogram histogram = histogram_of(waits);
    for (const auto& bin : histogram.bins()) {
        const auto exact = std::count_if(waits.begin(), waits.end(), [&](Ticks wait) { return wait <= bin.upper_edge; });
        if (histogram.count_at_or_below(bin.upper_edge) != static_cast<double>(exact)) FAIL_CHECK("bin up to " << bin.upper_edge);
    }
    LogHistogram one;
    one.add(ticks_per_second);
    CHECK(one.count_at_or_below(ticks_per_second / 4) == Approx(0.25));
}

}  // namespace
}  // namespace stepdown_test
