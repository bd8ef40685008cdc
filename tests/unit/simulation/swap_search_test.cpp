// The chosen cycle against all cycles, and among so many that listing them all would never end.
#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

#include "simulation/swap_search.hpp"

namespace stepdown::testing {
namespace {

using Moves = std::vector<SwapMove>;

SwapMove move_of(std::size_t from, std::size_t to, Ticks since) {
    return {StageId(from), StageId(to), static_cast<ClientHandle>(16 * from + to), 0, since};
}

std::vector<std::size_t> stages_of(const Moves& cycle) {
    std::vector<std::size_t> stages;
    for (const SwapMove& move : cycle) stages.push_back(move.from.index());
    return stages;
}

/// Every simple cycle, from its first stage in the file.
void add_cycles(const Moves& moves, Moves& path, std::vector<Moves>& cycles) {
    for (const SwapMove& move : moves) {
        const StageId start = path.empty() ? move.from : path.front().from;
        if ((!path.empty() && move.from != path.back().to) || move.from < start || move.to < start) continue;
        path.push_back(move);
        const auto passed = [&](const SwapMove& past) { return past.from == move.to; };
        if (move.to == start) {
            cycles.push_back(path);
        } else if (std::none_of(path.begin(), path.end(), passed)) {
            add_cycles(moves, path, cycles);
        }
        path.pop_back();
    }
}

bool has_longest(const Moves& cycle, Ticks since) {
    return std::any_of(cycle.begin(), cycle.end(), [&](const SwapMove& move) { return move.boarding_since == since; });
}

TEST_CASE("the chosen cycle is the shortest accepted one through the longest boarders, the first of the file among equals") {
    std::mt19937_64 generator(9);
    int found = 0;
    for (int repeat = 0; repeat < 400; ++repeat) {
        constexpr std::size_t stages = 5;
        Moves moves;
        for (std::size_t from = 0; from < stages; ++from) {
            for (std::size_t to = 0; to < stages; ++to) {
                if (generator() % 3 == 0) moves.push_back(move_of(from, to, static_cast<Ticks>(generator() % 4)));
            }
        }
        const auto fits = [&](const Moves& cycle) { return cycle.size() != static_cast<std::size_t>(repeat % 3 + 1); };
        std::vector<Moves> cycles;
        Moves path;
        add_cycles(moves, path, cycles);
        std::erase_if(cycles, [&](const Moves& cycle) { return !has_longest(cycle, 0) || !fits(cycle); });
        const auto better = [](const Moves& left, const Moves& right) {
            return std::pair(left.size(), stages_of(left)) < std::pair(right.size(), stages_of(right));
        };
        const Moves chosen = SwapSearch(stages).best_cycle(moves, 0, fits);
        CAPTURE(repeat);
        REQUIRE(chosen.empty() == cycles.empty());
        if (cycles.empty()) continue;
        ++found;
        CHECK(stages_of(chosen) == stages_of(*std::min_element(cycles.begin(), cycles.end(), better)));
    }
    CHECK(found > 100);
}

TEST_CASE("among the cycles of a network in which everybody waits for everybody one is found at once") {
    Moves moves;
    for (std::size_t from = 0; from < 40; ++from) {
        for (std::size_t to = 0; to < 40; ++to) {
            if (from != to) moves.push_back(move_of(from, to, static_cast<Ticks>(to < from ? 0 : from + 1)));
        }
    }
    const auto chosen = SwapSearch(40).best_cycle(moves, 0, [](const Moves&) { return true; });
    CHECK(stages_of(chosen) == std::vector<std::size_t>{0, 1});
}

TEST_CASE("a search whose every cycle is refused ends") {
    Moves moves;
    for (std::size_t from = 0; from < 14; ++from) {
        for (std::size_t to = 0; to < 14; ++to) moves.push_back(move_of(from, to, 0));
    }
    CHECK(SwapSearch(14).best_cycle(moves, 0, [](const Moves&) { return false; }).empty());
}

}  // namespace
}  // namespace stepdown::testing
