// The queue of events against a sorted list, and the written order of its keys.
#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <set>

#include "simulation/event_queue.hpp"

namespace stepdown::testing {
namespace {

/// Pushes and pops at random, first more of the one and then of the other, and compares with a sorted set. `after(now)` is when
/// an event pushed at `now` is to happen.
template <class After>
void compare_with_sorted(std::size_t steps, After&& after) {
    std::mt19937_64 generator(3);
    EventQueue queue;
    std::multiset<Event> sorted;
    Ticks now = 0;
    std::size_t differences = 0;
    for (std::size_t step = 0; step < steps; ++step) {
        const std::uint64_t most_pushes = step < steps / 2 ? 3 : 2;
        if (generator() % 5 < most_pushes || queue.empty()) {
            const Event event = make_event(after(now, generator), EventKind::stay_ends, generator() % 3, generator() % 3,
                                           generator() % 50'000, 0, EventType::stay_ends);
            queue.push(event);
            sorted.insert(event);
        } else {
            const Event event = queue.pop();
            differences += event.key() == sorted.begin()->key() ? 0 : 1;
            now = event.time();
            sorted.erase(sorted.begin());
        }
        differences += queue.size() == sorted.size() ? 0 : 1;
        if (!sorted.empty()) differences += queue.top().key() == sorted.begin()->key() ? 0 : 1;
    }
    CHECK(differences == 0);
}

TEST_CASE("events come out in order whatever the order they went in") {
    SECTION("at any time, also before the last one taken out") {
        compare_with_sorted(20'000, [](Ticks, auto& generator) { return static_cast<Ticks>(generator() % 500); });
    }
    SECTION("within minutes or years") {
        compare_with_sorted(60'000, [](Ticks now, auto& generator) {
            return now + static_cast<Ticks>(generator() % static_cast<std::uint64_t>(ticks_per_day)) *
                             (generator() % 100 == 0 ? 3'000 : 1) / 50;
        });
    }
    SECTION("hundreds at one instant") {
        compare_with_sorted(60'000, [](Ticks now, auto& generator) {
            return (now / ticks_per_day + static_cast<Ticks>(generator() % 8)) * ticks_per_day;
        });
    }
    SECTION("ever further apart, then ever closer") {
        Ticks apart = 1;
        int pushes = 0;
        compare_with_sorted(60'000, [&](Ticks now, auto& generator) {
            if (++pushes % 500 == 0) apart = pushes < 18'000 ? apart * 2 : apart / 2 + 1;
            apart = std::min(apart, ticks_per_day * 1'000);
            return now + static_cast<Ticks>(generator() % static_cast<std::uint64_t>(apart + 1));
        });
    }
}

TEST_CASE("when no event is left the top comes after all others") {
    EventQueue queue;
    const Event last = make_event(longest_time, EventKind::begins, home_position, 4095, (std::uint64_t{1} << 36) - 1, 5,
                                  EventType::intake_begins, 15);
    CHECK(last < queue.top());
    CHECK_FALSE(queue.holds_at(longest_time, EventKind::begins));
    queue.push(last);
    CHECK_FALSE(queue.top() < last);
    queue.pop();
    CHECK(queue.empty());
    CHECK(last < queue.top());
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
