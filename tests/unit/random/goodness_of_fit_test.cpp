#include "support/goodness_of_fit.hpp"

#include <catch2/catch.hpp>

#include "random/keyed_stream.hpp"

using namespace stepdown;
using stepdown_test::misfit;

namespace {

std::vector<double> uniforms(std::size_t count) {
    const ReplicationKey key(1, 1);
    WordStream words(key, {OwnerKind::client, 1, 1, Purpose::visit, 0, 0});
    std::vector<double> sample;
    while (sample.size() < count) sample.push_back(unit_double(words.next64()));
    return sample;
}

}  // namespace

TEST_CASE("the judge of fit accepts the right law and refuses one that is slightly wrong") {
    const auto sample = uniforms(8000);
    CHECK(misfit(sample, [](double x) { return std::clamp(x, 0.0, 1.0); }) < 1.0);
    CHECK(misfit(sample, [](double x) { return std::clamp(1.05 * x, 0.0, 1.0); }) > 1.0);
    CHECK(misfit(sample, [](double x) { return std::clamp(x * std::sqrt(std::abs(x)), 0.0, 1.0); }) > 1.0);
}

TEST_CASE("the judge of fit notices an atom of the wrong weight") {
    std::vector<double> sample = uniforms(8000);
    for (double& value : sample) value = value < 0.3 ? 1.0 : 2.0;
    const auto law = [](double at_one) { return [=](double x) { return x < 1.0 ? 0.0 : x < 2.0 ? at_one : 1.0; }; };
    CHECK(misfit(sample, law(0.3)) < 1.0);
    CHECK(misfit(sample, law(0.33)) > 1.0);
}
