#include "distribution_fixtures.hpp"
#include "random/distribution.hpp"
#include "random/portable_math.hpp"
#include "support/goodness_of_fit.hpp"

using namespace stepdown;
using stepdown_test::all_laws;
using stepdown_test::misfit;
using stepdown_test::moments;

namespace {

enum class Weighting { plain, by_length };

std::vector<double> sample_of(const Distribution& law, Weighting weighting, std::size_t count) {
    const ReplicationKey key(20, 1);
    std::vector<double> sample;
    sample.reserve(count);
    while (sample.size() < count) {
        WordStream words(key, {OwnerKind::client, 1, sample.size(), Purpose::visit, 2, 3});
        sample.push_back(weighting == Weighting::plain ? law.sample(words) : law.sample_length_biased(words));
    }
    return sample;
}

}  // namespace

TEST_CASE("samples follow the cdf, shifted and truncated or not") {
    for (const auto& [name, law, has_density] : all_laws()) {
        INFO(name);
        const auto sample = sample_of(law, Weighting::plain, 20'000);
        CHECK(misfit(sample, [&](double x) { return law.cdf(x); }) < 1.0);
        const auto found = moments(sample);
        CHECK(found.mean == Approx(law.mean()).margin(5 * found.standard_error + 1e-12));
        CHECK(*std::min_element(sample.begin(), sample.end()) >= law.lowest());
        CHECK(*std::max_element(sample.begin(), sample.end()) <= law.highest());
    }
}

TEST_CASE("length-biased samples follow the density x f(x) / mean") {
    for (const auto& [name, law, has_density] : all_laws()) {
        INFO(name);
        const auto sample = sample_of(law, Weighting::by_length, 20'000);
        // The integral of u f(u) up to x, by parts.
        const auto cdf = [&](double x) {
            return x < law.lowest() ? 0.0 : (law.integrated_survival(0.0, x) - x * law.survival(x)) / law.mean();
        };
        CHECK(misfit(sample, cdf) < 1.0);
        const auto found = moments(sample);
        const double truth = law.mean() + law.variance() / law.mean();
        CHECK(found.mean == Approx(truth).margin(5 * found.standard_error + 1e-9));
    }
}

TEST_CASE("length-biased samples are right where a cut leaves many clients but hardly any days") {
    const auto law = Distribution::lognormal(3.0, 2.5);
    for (const auto& cut : {law.truncated(std::nullopt, law.quantile(0.1)), law.shifted(0.2).truncated(0.3, law.quantile(0.1))}) {
        const auto sample = sample_of(cut, Weighting::by_length, 2'000);
        const auto cdf = [&](double x) {
            return x < cut.lowest() ? 0.0 : (cut.integrated_survival(0.0, x) - x * cut.survival(x)) / cut.mean();
        };
        CHECK(misfit(sample, cdf) < 1.0);
        CHECK(misfit(sample, [&](double x) { return cut.cdf(x); }) > 1.0);
    }
}

TEST_CASE("the mean residual of a stay in progress is half its length-biased mean") {
    const auto law = Distribution::weibull(0.724, 47.3);
    const double residual = 0.5 * (law.mean() + law.variance() / law.mean());
    const auto integrand = [&](double x) {
        return law.integrated_survival(x, std::numeric_limits<double>::infinity()) / law.mean();
    };
    CHECK(stepdown_test::integral(integrand, 0.0, 3'000.0, 20'000) == Approx(residual).epsilon(1e-4));
}

TEST_CASE("a law and its truncation share the draws that fit") {
    const auto law = Distribution::lognormal(3.0, 1.0);
    const auto cut = law.truncated(std::nullopt, 60.0);
    const auto whole = sample_of(law, Weighting::plain, 500);
    const auto kept = sample_of(cut, Weighting::plain, 500);
    int redrawn = 0;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        if (whole[i] <= 60.0) {
            CHECK(kept[i] == whole[i]);
        } else {
            ++redrawn;
            CHECK(kept[i] <= 60.0);
        }
    }
    CHECK(redrawn > 20);
}

TEST_CASE("ticks are rounded to the nearest, and a stay without end outlasts every run") {
    const auto ticks_of = [](const Distribution& law) {
        WordStream words(ReplicationKey(1, 1), {});
        return law.sample_ticks(words);
    };
    CHECK(ticks_of(Distribution()) == 0);
    CHECK(ticks_of(Distribution::fixed(14.0)) == 14 * ticks_per_day);
    CHECK(ticks_of(Distribution::fixed(1.4 / static_cast<double>(ticks_per_day))) == 1);
    CHECK(ticks_of(Distribution::fixed(1.6 / static_cast<double>(ticks_per_day))) == 2);
    CHECK(ticks_of(Distribution::fixed(1e9)) == longest_time);
    const auto exponential = Distribution::exponential(3.0);
    WordStream words(ReplicationKey(1, 1), {});
    CHECK(ticks_of(exponential) == from_days(exponential.sample(words)));
}

TEST_CASE("the draw of a client stays as it was recorded") {
    const auto ticks_of = [](const Distribution& law) {
        WordStream words(ReplicationKey(7, 3),
                         {OwnerKind::client, name_hash24("adults"), 17, Purpose::visit, name_hash24("iop"), 1});
        return law.sample_ticks(words);
    };
    std::vector<Ticks> recorded;
    for (const auto& [name, law, has_density] : stepdown_test::plain_laws()) recorded.push_back(ticks_of(law));
    CHECK(recorded == std::vector<Ticks>{1209600000000, 1776853150063, 634567953672, 756999819794, 275586944236, 489089652197,
                                         1640253935696, 342588461514, 1494606093625, 8128904836597, 1054398683273, 16718148816894,
                                         149632315498, 2592000000000, 912645302448});
}
