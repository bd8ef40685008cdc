// Who sits where, and in which order a meeting takes them.
#include <catch2/catch.hpp>

#include <vector>

#include "simulation/group_seats.hpp"

namespace stepdown_test {
namespace {

using namespace stepdown;

GroupSeats two_groups() {
    Stage stage;
    stage.tracks.resize(1);
    stage.tracks[0].groups = 2;
    stage.tracks[0].size = 3;
    return {stage, GroupSeats::Limits::apply};
}

std::vector<ClientHandle> in_order(const GroupSeats& seats) {
    std::vector<ClientHandle> clients;
    for (const GroupSeats::Member& member : seats.tracks()[0].members) clients.push_back(member.client);
    return clients;
}

TEST_CASE("a track's members stand in the order of their numbers, whichever group they sit in and whenever they came") {
    GroupSeats seats = two_groups();
    const std::uint32_t first = seats.join(0, 7, 30);
    const std::uint32_t second = seats.join(0, 8, 10);
    const std::uint32_t third = seats.join(0, 9, 20);
    CHECK(first == 0);
    CHECK(second == 1);
    CHECK(third == 0);
    CHECK(in_order(seats) == std::vector<ClientHandle>{8, 9, 7});
    CHECK(seats.tracks()[0].each[0].members == std::vector<ClientHandle>{7, 9});
    seats.leave(0, {20, 9, third});
    CHECK(in_order(seats) == std::vector<ClientHandle>{8, 7});
    CHECK(seats.tracks()[0].each[0].members == std::vector<ClientHandle>{7});
}

TEST_CASE("a client who sits in two groups of a track leaves the one that is meant") {
    GroupSeats seats = two_groups();
    const std::uint32_t first = seats.join(0, 7, 30);
    const std::uint32_t second = seats.join(0, 7, 30);
    REQUIRE(first != second);
    seats.leave(0, {30, 7, second});
    REQUIRE(seats.tracks()[0].members.size() == 1);
    CHECK(seats.tracks()[0].members[0].group == first);
}

TEST_CASE("a group that is dissolved has no members, and the other keeps its own") {
    GroupSeats seats = two_groups();
    seats.join(0, 7, 30);
    const std::uint32_t second = seats.join(0, 8, 10);
    seats.dissolve(0, 0);
    CHECK(in_order(seats) == std::vector<ClientHandle>{8});
    CHECK(seats.tracks()[0].each[0].members.empty());
    CHECK(seats.tracks()[0].each[second].members.size() == 1);
    // Who left with the group may be told to leave it once more.
    seats.take(0);
    seats.leave(0, {30, 7, 0});
    CHECK(seats.tracks()[0].taken == 0);
}

}  // namespace
}  // namespace stepdown_test
