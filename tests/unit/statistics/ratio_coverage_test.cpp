// How often the intervals hold the truth, on made-up replications whose truth is known. Studies of a thousand are drawn with
// fixed seeds, so that a verdict does not change from one run to the next.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "statistics/intervals.hpp"
#include "statistics/quantile_rank.hpp"
#include "statistics/ratio_estimate.hpp"

namespace stepdown_test {
namespace {

using stepdown::Estimate;

constexpr int studies = 1000;
constexpr std::size_t replications = 30;

double uniform(std::mt19937_64& generator) { return (static_cast<double>(generator() >> 11) + 0.5) * 0x1p-53; }
double exponential(std::mt19937_64& generator) { return -std::log(uniform(generator)); }

/// The coverage may fall short of 95% by what skewness costs at thirty replications, not by more than three points.
void check_coverage(int covered) {
    const stepdown::Interval share = stepdown::clopper_pearson(static_cast<std::uint64_t>(covered), studies, 0.999);
    CAPTURE(covered);
    CHECK(share.high >= 0.95);
    CHECK(covered >= studies * 92 / 100);
}

bool holds(const Estimate& estimate, double truth) { return *estimate.low <= truth && truth <= *estimate.high; }

TEST_CASE("the interval of a pooled ratio covers, though replications differ in size and value together") {
    std::mt19937_64 generator(11);
    int covered = 0;
    for (int study = 0; study < studies; ++study) {
        std::vector<double> waits;
        std::vector<double> clients;
        for (std::size_t i = 0; i < replications; ++i) {
            // Busy replications have more clients, and each waits longer: the mean of n(n - 50) / 10 over the mean of n.
            const double count = 51.0 + std::floor(100.0 * uniform(generator));
            clients.push_back(count);
            waits.push_back(count * (count - 50.0) / 10.0);
        }
        double over = 0.0;
        double under = 0.0;
        for (int n = 51; n <= 150; ++n) {
            over += n * (n - 50) / 10.0;
            under += n;
        }
        covered += holds(stepdown::pooled_ratio(waits, clients), over / under) ? 1 : 0;
    }
    check_coverage(covered);
}

TEST_CASE("the interval of a pooled quantile covers the exact quantile") {
    std::mt19937_64 generator(12);
    int covered = 0;
    for (int study = 0; study < studies; ++study) {
        std::vector<double> all;
        std::vector<std::optional<double>> sections;
        for (std::size_t i = 0; i < replications; ++i) {
            std::vector<double> own;
            for (int client = 0; client < 200; ++client) own.push_back(exponential(generator));
            all.insert(all.end(), own.begin(), own.end());
            std::sort(own.begin(), own.end());
            sections.push_back(own[stepdown::quantile_rank(0.9, own.size()) - 1]);
        }
        std::sort(all.begin(), all.end());
        const double pooled = all[stepdown::quantile_rank(0.9, all.size()) - 1];
        covered += holds(stepdown::sectioned_quantile(pooled, sections), std::log(10.0)) ? 1 : 0;
    }
    check_coverage(covered);
}

TEST_CASE("an interval around the mean of the replications' ratios would not cover: why they are pooled") {
    std::mt19937_64 generator(13);
    int covered = 0;
    for (int study = 0; study < studies; ++study) {
        std::vector<double> ratios;
        for (std::size_t i = 0; i < replications; ++i)
            ratios.push_back((51.0 + std::floor(100.0 * uniform(generator)) - 50.0) / 10.0);
        double over = 0.0;
        double under = 0.0;
        for (int n = 51; n <= 150; ++n) {
            over += n * (n - 50) / 10.0;
            under += n;
        }
        covered += holds(stepdown::mean_of(ratios), over / under) ? 1 : 0;
    }
    CHECK(covered < studies * 85 / 100);
}

}  // namespace
}  // namespace stepdown_test
