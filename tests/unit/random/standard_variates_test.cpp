#include "random/standard_variates.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "random/incomplete_gamma.hpp"
#include "random/portable_math.hpp"
#include "support/goodness_of_fit.hpp"

using namespace stepdown;
using stepdown_test::misfit;
using stepdown_test::moments;

namespace {

template <class Variate>
std::vector<double> sample_of(std::size_t count, std::uint64_t seed, const Variate& variate) {
    const ReplicationKey key(seed, 1);
    std::vector<double> sample;
    sample.reserve(count);
    while (sample.size() < count) {
        WordStream words(key, {OwnerKind::client, 1, sample.size(), Purpose::visit, 2, 3});
        sample.push_back(variate(words));
    }
    return sample;
}

double share_above(const std::vector<double>& sample, double bound) {
    const auto above = std::count_if(sample.begin(), sample.end(), [&](double value) { return value > bound; });
    return static_cast<double>(above) / static_cast<double>(sample.size());
}

// Five standard errors of a share.
double margin(double probability, std::size_t count) {
    return 5 * std::sqrt(probability * (1 - probability) / static_cast<double>(count));
}

double raw_moment(const std::vector<double>& sample, int power) {
    double sum = 0.0;
    for (const double value : sample) sum += std::pow(value, power);
    return sum / static_cast<double>(sample.size());
}

double exponential_cdf(double x) { return x > 0 ? -portable_expm1(-x) : 0.0; }

}  // namespace

TEST_CASE("standard exponentials follow their law, tail included") {
    const auto sample = sample_of(2'000'000, 1, standard_exponential);
    CHECK(misfit(sample, exponential_cdf) < 1.0);
    CHECK(moments(sample).mean == Approx(1.0).margin(5 * 1.0 / std::sqrt(2e6)));
    CHECK(raw_moment(sample, 2) == Approx(2.0).margin(5 * std::sqrt(20.0 / 2e6)));
    CHECK(raw_moment(sample, 3) == Approx(6.0).margin(5 * std::sqrt(684.0 / 2e6)));
    // 7.697 is where the tail begins; the first layers end a little below.
    for (const double bound : {0.01, 0.5, 5.0, 6.9, 7.5, 7.697, 8.0, 10.0, 12.0}) {
        INFO(bound);
        const double truth = portable_exp(-bound);
        CHECK(share_above(sample, bound) == Approx(truth).margin(margin(truth, sample.size())));
    }
    CHECK(misfit(sample, [](double x) { return exponential_cdf(1.01 * x); }) > 1.0);
}

TEST_CASE("standard normals follow their law, both tails included") {
    const auto sample = sample_of(2'000'000, 2, standard_normal);
    CHECK(misfit(sample, normal_cdf) < 1.0);
    CHECK(moments(sample).mean == Approx(0.0).margin(5 / std::sqrt(2e6)));
    CHECK(raw_moment(sample, 2) == Approx(1.0).margin(5 * std::sqrt(2.0 / 2e6)));
    CHECK(raw_moment(sample, 3) == Approx(0.0).margin(5 * std::sqrt(15.0 / 2e6)));
    CHECK(raw_moment(sample, 4) == Approx(3.0).margin(5 * std::sqrt(96.0 / 2e6)));
    for (const double bound : {0.001, 0.2, 1.0, 3.0, 3.4, 3.654, 3.8, 4.2}) {
        INFO(bound);
        const double truth = normal_survival(bound);
        CHECK(share_above(sample, bound) == Approx(truth).margin(margin(truth, sample.size())));
        CHECK(1.0 - share_above(sample, -bound) == Approx(truth).margin(margin(truth, sample.size())));
    }
    CHECK(misfit(sample, [](double x) { return normal_cdf(1.01 * x); }) > 1.0);
}

TEST_CASE("neighboring normals of one draw are independent") {
    WordStream words(ReplicationKey(3, 1), {});
    double product = 0.0, squares = 0.0;
    for (int pair = 0; pair < 2000; ++pair) {
        const double first = standard_normal(words);
        const double second = standard_normal(words);
        product += first * second;
        squares += first * first * second * second;
    }
    CHECK(product / 2000 == Approx(0.0).margin(5 / std::sqrt(2000.0)));
    CHECK(squares / 2000 == Approx(1.0).margin(5 * std::sqrt(8.0 / 2000)));
}

TEST_CASE("one word suffices for nearly all exponentials and normals") {
    const ReplicationKey key(4, 1);
    int alone = 0;
    for (std::uint64_t number = 0; number < 20'000; ++number) {
        const DrawKey draw = {OwnerKind::client, 1, number, Purpose::visit, 0, 0};
        WordStream words(key, draw);
        standard_exponential(words);
        alone += words.next64() == word64(draw_block(key, draw), 1) ? 1 : 0;
    }
    CHECK(alone > 19'500);
}

TEST_CASE("standard gammas follow their law for small and large shapes") {
    for (const double shape : {0.1, 0.5, 0.99, 1.0, 1.5, 3.0, 40.0}) {
        INFO(shape);
        const auto sample = sample_of(100'000, 5, [&](WordStream& words) { return standard_gamma(shape, words); });
        CHECK(misfit(sample, [&](double x) { return x > 0 ? gamma_cdf(shape, x) : 0.0; }) < 1.0);
        CHECK(moments(sample).mean == Approx(shape).margin(5 * std::sqrt(shape / 1e5)));
        CHECK(misfit(sample, [&](double x) { return x > 0 ? gamma_cdf(1.05 * shape, x) : 0.0; }) > 1.0);
    }
}
