// The queue of events against a sorted list, and the written order of its keys.
#include <catch2/catch.hpp>

#include <random>
#include <set>

#include "simulation/event_queue.hpp"

namespace stepdown::testing {
namespace {

TEST_CASE("events come out in order whatever the order they went in") {
    std::mt19937_64 generator(3);
    EventQueue queue;
    std::multiset<Event> sorted;
    for (int step = 0; step < 20'000; ++step) {
        if (generator() % 5 < 3 || queue.empty()) {
            const Event event = make_event(static_cast<Ticks>(generator() % 500), EventKind::stay_ends, generator() % 3,
                                           generator() % 3, generator() % 50, 0, EventType::stay_ends);
            queue.push(event);
            sorted.insert(event);
        } else {
            if (queue.top() < *sorted.begin() || *sorted.begin() < queue.top()) FAIL_CHECK("step " << step);
            queue.pop();
            sorted.erase(sorted.begin());
        }
        if (queue.size() != sorted.size()) FAIL_CHECK("step " << step);
    }
}

TEST_CASE("time comes first, then kind, stage, population, client, type") {
    const Event base = make_event(7, EventKind::relapse, 4, 2, 9, 0, EventType::relapse);
    CHECK(base < make_event(8, EventKind::capacity, 0, 0, 0, 0, EventType::change));
    CHECK(base < make_event(7, EventKind::lag_ends, 0, 0, 0, 0, EventType::change));
    CHECK(base < make_event(7, EventKind::relapse, 5, 0, 0, 0, EventType::change));
    CHECK(base < make_event(7, EventKind::relapse, 4, 3, 0, 0, EventType::change));
    CHECK(base < make_event(7, EventKind::relapse, 4, 2, 10, 0, EventType::change));
    CHECK(base < make_event(7, EventKind::relapse, 4, 2, 9, 0, EventType::first_lag_ends));
    CHECK_FALSE(base < base);
}

TEST_CASE("a key gives back its time and kind up to the longest time") {
    const Event event =
        make_event(longest_time, EventKind::request, home_position, 4095, (std::uint64_t{1} << 36) - 1, 5, EventType::arrival);
    CHECK(event.time() == longest_time);
    CHECK(event.kind() == static_cast<unsigned>(EventKind::request));
}

}  // namespace
}  // namespace stepdown::testing
