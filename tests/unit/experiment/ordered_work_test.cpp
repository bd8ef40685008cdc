// Work done in parallel, handed over in order.
#include <catch2/catch.hpp>

#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

#include "experiment/ordered_work.hpp"

namespace stepdown::testing {
namespace {

TEST_CASE("results are handed over in order whatever the number of threads") {
    for (const int threads : {1, 2, 4}) {
        std::vector<std::int64_t> slots(ordered_work_slots(threads));
        std::vector<std::int64_t> seen;
        in_order(
            1, 500, threads,
            [&](std::int64_t index, std::size_t slot) {
                volatile double work = 0.0;
                for (std::int64_t step = 0; step < (index % 7) * 1000; ++step) work = work + 1.0;
                slots[slot] = index * index;
            },
            [&](std::int64_t index, std::size_t slot) {
                CHECK(slots[slot] == index * index);
                seen.push_back(index);
            });
        REQUIRE(seen.size() == 499);
        for (std::size_t position = 0; position < seen.size(); ++position) CHECK(seen[position] == static_cast<std::int64_t>(position) + 1);
    }
}

TEST_CASE("of several failures the earliest is reported, after everything before it was taken in") {
    for (const int threads : {1, 2, 4}) {
        std::int64_t taken_in = 0;
        std::string reported;
        try {
            in_order(
                1, 100, threads,
                [](std::int64_t index, std::size_t) {
                    if (index >= 40) throw std::runtime_error(std::to_string(index));
                },
                [&](std::int64_t, std::size_t) { ++taken_in; });
        } catch (const std::runtime_error& error) {
            reported = error.what();
        }
        CHECK(reported == "40");
        CHECK(taken_in == 39);
    }
}

TEST_CASE("no work is no error") {
    int calls = 0;
    in_order(5, 5, 2, [&](std::int64_t, std::size_t) { ++calls; }, [&](std::int64_t, std::size_t) { ++calls; });
    CHECK(calls == 0);
}

}  // namespace
}  // namespace stepdown::testing
