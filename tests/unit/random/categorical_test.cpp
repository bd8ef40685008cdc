#include "random/categorical.hpp"

#include <array>
#include <catch2/catch.hpp>

#include "support/broken_contract.hpp"

using namespace stepdown;

namespace {

constexpr std::uint32_t last_word = 0xFFFFFFFF;

Categorical shares(std::vector<double> weights) { return Categorical(weights); }

}  // namespace

TEST_CASE("each choice gets its share of the words, in order") {
    const Categorical choice = shares({0.25, 0.5, 0.25});
    CHECK(choice.size() == 3);
    CHECK(choice.pick(0) == 0);
    CHECK(choice.pick(0x3FFFFFFF) == 0);
    CHECK(choice.pick(0x40000000) == 1);
    CHECK(choice.pick(0xBFFFFFFF) == 1);
    CHECK(choice.pick(0xC0000000) == 2);
    CHECK(choice.pick(last_word) == 2);
}

TEST_CASE("a share of zero is never picked, wherever it stands") {
    const Categorical choice = shares({0.0, 0.3, 0.0, 0.7, 0.0, 0.0});
    CHECK(choice.pick(0) == 1);
    CHECK(choice.pick(last_word) == 3);
    for (std::uint32_t step = 0; step < 10'000; ++step) {
        const auto picked = choice.pick(step * 429496u);
        CHECK((picked == 1 || picked == 3));
    }
    CHECK(shares({0.1, 0.2, 0.7 - 1e-12, 0.0}).pick(last_word) == 2);
}

TEST_CASE("weights need not add up to one") {
    const Categorical choice = shares({1.0, 3.0});
    CHECK(choice.pick(0x3FFFFFFF) == 0);
    CHECK(choice.pick(0x40000000) == 1);
}

TEST_CASE("a choice that is not stated is the first") {
    CHECK(Categorical().size() == 1);
    CHECK(Categorical().pick(last_word) == 0);
    CHECK(shares({1.0}).pick(last_word) == 0);
}

TEST_CASE("moving a little share moves few words") {
    const Categorical before = shares({0.5, 0.3, 0.2});
    const Categorical after = shares({0.49, 0.31, 0.2});
    int moved = 0;
    for (std::uint32_t step = 0; step < 100'000; ++step) moved += before.pick(step * 42949u) != after.pick(step * 42949u) ? 1 : 0;
    CHECK(moved > 900);
    CHECK(moved < 1'100);
}

TEST_CASE("shares that are negative, all zero or none at all break the contract") {
    using stepdown_test::breaks_contract;
    CHECK(breaks_contract([] { shares({0.5, -0.5, 1.0}); }));
    CHECK(breaks_contract([] { shares({0.0, 0.0}); }));
    CHECK(breaks_contract([] { shares({}); }));
}
