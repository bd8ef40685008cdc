// Arrivals come in the order of events, however they were told.
#include "simulation/expected_arrivals.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <vector>

using namespace stepdown;

namespace {

Event arrival(Ticks at, std::uint64_t population) {
    return make_event(at, EventKind::request, 0, population, 1, static_cast<EventOwner>(population), EventType::arrival);
}

}  // namespace

TEST_CASE("of the next arrivals of many populations the first comes first, those of one instant by population") {
    std::mt19937 random(1);
    std::uniform_int_distribution<Ticks> gap(0, 5);
    ExpectedArrivals expected;
    std::vector<Event> all;
    for (std::uint64_t population = 0; population < 20; ++population) expected.push(arrival(gap(random), population));
    for (int each = 0; each < 2000; ++each) {
        const Event first = expected.top();
        CHECK(expected.pop().key() == first.key());
        all.push_back(first);
        // The next of the same population, later than the one that has come.
        expected.push(arrival(first.time() + 1 + gap(random), first.population()));
    }
    CHECK(std::is_sorted(all.begin(), all.end()));
    for (int left = 20; left > 0; --left) {
        CHECK_FALSE(expected.empty());
        expected.pop();
    }
    CHECK(expected.empty());
}
