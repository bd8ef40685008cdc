// Work in parallel, handed over in order: nothing twice, nothing early, the lowest failure and no deadlock.
#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "experiment/ordered_work.hpp"

namespace stepdown {
namespace {

/// Uneven work, so that threads finish out of order.
void work_for(std::int64_t index) { std::this_thread::sleep_for(std::chrono::microseconds((index * 7919) % 300)); }

std::string failure_of(std::int64_t last, int threads, const std::set<std::int64_t>& failing, std::vector<std::int64_t>& taken,
                       std::atomic<int>& begun) {
    try {
        in_order(
            1, last, threads,
            [&](std::int64_t index, std::size_t) {
                ++begun;
                work_for(index);
                if (failing.contains(index)) throw std::runtime_error(std::to_string(index));
            },
            [&](std::int64_t index, std::size_t) { taken.push_back(index); });
    } catch (const std::runtime_error& failure) {
        return failure.what();
    }
    return "";
}

TEST_CASE("results are taken in one after another in their order, each once, on any number of threads") {
    for (const int threads : {1, 2, 4, 7}) {
        CAPTURE(threads);
        std::vector<std::int64_t> produced(ordered_work_slots(threads));
        std::vector<std::int64_t> taken;
        in_order(
            5, 205, threads,
            [&](std::int64_t index, std::size_t slot) {
                work_for(index);
                produced[slot] = index * index;
            },
            [&](std::int64_t index, std::size_t slot) {
                REQUIRE(produced[slot] == index * index);
                taken.push_back(index);
            });
        std::vector<std::int64_t> expected;
        for (std::int64_t index = 5; index < 205; ++index) expected.push_back(index);
        CHECK(taken == expected);
    }
}

TEST_CASE("no more results are under way than there are slots, however slowly they are taken in") {
    constexpr int threads = 3;
    std::atomic<std::int64_t> furthest = 0;
    std::atomic<std::int64_t> taken = 0;
    std::atomic<bool> too_far = false;
    in_order(
        0, 60, threads,
        [&](std::int64_t index, std::size_t) {
            if (index - taken >= static_cast<std::int64_t>(ordered_work_slots(threads))) too_far = true;
            std::int64_t seen = furthest;
            while (index > seen && !furthest.compare_exchange_weak(seen, index)) continue;
        },
        [&](std::int64_t, std::size_t) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
            ++taken;
        });
    CHECK_FALSE(too_far);
    CHECK(furthest == 59);
}

TEST_CASE("no more threads work at once than were asked for, and two do meet when two were") {
    for (const int threads : {1, 2}) {
        CAPTURE(threads);
        std::atomic<int> working = 0;
        std::atomic<int> most = 0;
        in_order(
            0, 40, threads,
            [&](std::int64_t, std::size_t) {
                const int now = ++working;
                int seen = most;
                while (now > seen && !most.compare_exchange_weak(seen, now)) continue;
                // On a busy machine the other thread may come late; who is here waits for it, though not for ever.
                for (int waited = 0; most < threads && waited < 10'000; ++waited)
                    std::this_thread::sleep_for(std::chrono::milliseconds(1));
                --working;
            },
            [](std::int64_t, std::size_t) {});
        CHECK(most == threads);
    }
}

TEST_CASE("the lowest failure is the one reported, after all before it were taken in and none after") {
    for (const int threads : {1, 2, 4}) {
        for (int repeat = 0; repeat < 10; ++repeat) {
            CAPTURE(threads, repeat);
            std::vector<std::int64_t> taken;
            std::atomic<int> begun = 0;
            CHECK(failure_of(50, threads, {9, 6, 30}, taken, begun) == "6");
            CHECK(taken == std::vector<std::int64_t>{1, 2, 3, 4, 5});
        }
    }
}

TEST_CASE("a failure among the first ends the work instead of letting thousands run to their end") {
    std::vector<std::int64_t> taken;
    std::atomic<int> begun = 0;
    CHECK(failure_of(100000, 2, {3}, taken, begun) == "3");
    CHECK(begun < 1000);
}

TEST_CASE("a failure while taking in surfaces too, and nobody is left waiting") {
    for (const int threads : {1, 2, 4}) {
        CAPTURE(threads);
        int taken = 0;
        const auto take = [&](std::int64_t index, std::size_t) {
            if (index == 4) throw std::runtime_error("no room");
            ++taken;
        };
        CHECK_THROWS_WITH(in_order(
                              0, 100, threads, [](std::int64_t index, std::size_t) { work_for(index); }, take),
                          "no room");
        CHECK(taken == 4);
    }
}

TEST_CASE("no work at all is done at once") {
    bool called = false;
    in_order(
        3, 3, 2, [&](std::int64_t, std::size_t) { called = true; }, [&](std::int64_t, std::size_t) { called = true; });
    CHECK_FALSE(called);
}

TEST_CASE("threads are as many as asked, and for none at least one") {
    CHECK(thread_count(3) == 3);
    CHECK(thread_count(0) >= 1);
}

}  // namespace
}  // namespace stepdown
