#include "random/keyed_stream.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <set>

#include "support/broken_contract.hpp"
#include "support/goodness_of_fit.hpp"

using namespace stepdown;

namespace {

Block philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
    return detail::philox_block(counter, key[0] | (std::uint64_t{key[1]} << 32));
}

const DrawKey largest = {static_cast<OwnerKind>(15), 0xFFFFFF, 0xFFFFFFFFF, static_cast<Purpose>(255), 0xFFFFFF, 0xFFFFF};

}  // namespace

TEST_CASE("every block is that of Random123") {
    std::mt19937_64 words(1);
    for (int each = 0; each < 100'000; ++each) {
        const std::uint64_t low = words();
        const std::uint64_t high = words();
        const std::uint64_t key = words();
        const Block counter = {static_cast<std::uint32_t>(low), static_cast<std::uint32_t>(low >> 32),
                               static_cast<std::uint32_t>(high), static_cast<std::uint32_t>(high >> 32)};
        REQUIRE(detail::philox_block(counter, key) == detail::philox_of_library(counter, key));
    }
}

TEST_CASE("Philox gives the known answers of Random123") {
    CHECK(philox({0, 0, 0, 0}, {0, 0}) == Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
    CHECK(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}) ==
          Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
    CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
          Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("the counter keeps the documented layout") {
    const auto counter_of = [](const DrawKey& draw) {
        const auto counter = detail::draw_counter(draw);
        return std::array{counter[0], counter[1], counter[2], counter[3]};
    };
    const auto words = [](std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) { return std::array{a, b, c, d}; };
    CHECK(counter_of({OwnerKind::client, 0, 0, Purpose::arrival, 0, 1}) == words(0x00001000, 0, 0, 0));
    CHECK(counter_of({OwnerKind::client, 0, 0, Purpose::visit, 0, 0}) == words(0, 3, 0, 0));
    CHECK(counter_of({OwnerKind::client, 0, 0, Purpose::arrival, 1, 0}) == words(0, 0x100, 0, 0));
    CHECK(counter_of({OwnerKind::client, 0, 0x800000001, Purpose::arrival, 0, 0}) == words(0, 0, 1, 8));
    CHECK(counter_of({OwnerKind::stage, 0, 0, Purpose::arrival, 0, 0}) == words(0, 0, 0, 0x40));
    CHECK(counter_of({OwnerKind::client, 1, 0, Purpose::arrival, 0, 0}) == words(0, 0, 0, 0x100));
    CHECK(counter_of(largest) == words(0xFFFFF000, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF));
    const ReplicationKey key(7, 1);
    const auto low = static_cast<std::uint32_t>(key.bits());
    const auto high = static_cast<std::uint32_t>(key.bits() >> 32);
    CHECK(draw_block(key, largest, 4095) == philox({0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF}, {low, high}));
}

TEST_CASE("a draw key that does not fit its field breaks the contract") {
    using stepdown_test::breaks_contract;
    const ReplicationKey key(1, 1);
    CHECK_FALSE(breaks_contract([&] { draw_block(key, largest, 4095); }));
    CHECK(breaks_contract([&] { draw_block(key, largest, 4096); }));
    auto broken = largest;
    broken.number += 1;
    CHECK(breaks_contract([&] { draw_block(key, broken); }));
    broken = largest;
    broken.group += 1;
    CHECK(breaks_contract([&] { draw_block(key, broken); }));
    broken = largest;
    broken.place += 1;
    CHECK(breaks_contract([&] { draw_block(key, broken); }));
    broken = largest;
    broken.index += 1;
    CHECK(breaks_contract([&] { draw_block(key, broken); }));
}

TEST_CASE("replication keys stay as they were recorded and differ from each other") {
    CHECK(ReplicationKey(1, 1).bits() == 0x5f552ce482f2aa47);
    CHECK(ReplicationKey(7, 30).bits() == 0x7bcbd56874fe7b0b);
    std::set<std::uint64_t> keys;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        for (std::uint32_t replication = 0; replication < 200; ++replication)
            keys.insert(ReplicationKey(seed, replication).bits());
    }
    CHECK(keys.size() == 40'000);
}

TEST_CASE("any difference in the meaning of a draw gives other words") {
    const ReplicationKey key(1, 1);
    const DrawKey base = {OwnerKind::client, 5, 6, Purpose::visit, 7, 8};
    std::set<Block> blocks = {draw_block(key, base)};
    const auto add = [&](auto change) {
        DrawKey changed = base;
        change(changed);
        blocks.insert(draw_block(key, changed));
    };
    add([](DrawKey& draw) { draw.kind = OwnerKind::post; });
    add([](DrawKey& draw) { draw.group = 6; });
    add([](DrawKey& draw) { draw.number = 5; });
    add([](DrawKey& draw) { draw.purpose = Purpose::patience; });
    add([](DrawKey& draw) { draw.place = 8; });
    add([](DrawKey& draw) { draw.index = 7; });
    blocks.insert(draw_block(key, base, 1));
    blocks.insert(draw_block(ReplicationKey(1, 2), base));
    blocks.insert(draw_block(ReplicationKey(2, 1), base));
    CHECK(blocks.size() == 10);
}

TEST_CASE("a word stream serves the blocks of its draw in order") {
    const ReplicationKey key(3, 4);
    const DrawKey draw = {OwnerKind::client, 1, 2, Purpose::visit, 3, 4};
    WordStream words(key, draw);
    for (std::uint32_t block = 0; block < 3; ++block) {
        CHECK(words.next64() == word64(draw_block(key, draw, block), 0));
        CHECK(words.next64() == word64(draw_block(key, draw, block), 1));
    }
    CHECK(word64(Block{1, 2, 3, 4}, 0) == 0x0000000200000001);
    CHECK(word64(Block{1, 2, 3, 4}, 1) == 0x0000000400000003);
}

TEST_CASE("a word stream serves what is left of a block that was taken whole, and goes on with the next") {
    const ReplicationKey key(3, 4);
    const DrawKey draw = {OwnerKind::client, 1, 2, Purpose::visit, 3, 4};
    WordStream words(key, draw);
    CHECK(words.next_block() == draw_block(key, draw, 0));
    words.serve_first(42);
    CHECK(words.next64() == 42);
    CHECK(words.next64() == word64(draw_block(key, draw, 1), 0));
    CHECK(words.next64() == word64(draw_block(key, draw, 1), 1));
    CHECK(words.next64() == word64(draw_block(key, draw, 2), 0));
}

TEST_CASE("a word stream that never ends breaks the contract after 4096 blocks") {
    const auto take = [](int count) {
        WordStream words(ReplicationKey(1, 1), {});
        for (int word = 0; word < count; ++word) words.next64();
    };
    CHECK_FALSE(stepdown_test::breaks_contract([&] { take(8192); }));
    CHECK(stepdown_test::breaks_contract([&] { take(8193); }));
}

TEST_CASE("name hashes have 24 bits, are never 0 and stay as they were recorded") {
    STATIC_REQUIRE(name_hash24("") != 0);
    CHECK(name_hash24("iop") == 0xeb9a2c);
    CHECK(name_hash24("adults") == 0x488a4a);
    CHECK(name_hash24("") == (0x811c9dc5 & 0xFFFFFF) - 0xc5 + (0xc5 ^ 0x81));
    CHECK(name_hash24("iop-north") != name_hash24("iop-south"));
}

TEST_CASE("uniforms reach from 0 to just below 1, open ones touch neither") {
    CHECK(unit_double(0) == 0.0);
    CHECK(unit_double(~std::uint64_t{0}) == 1.0 - 0x1p-53);
    CHECK(unit_double_open(0) == 0x1p-53);
    CHECK(unit_double_open(~std::uint64_t{0}) == 1.0 - 0x1p-53);
}

TEST_CASE("first words over clients, visits and stages are uniform") {
    const ReplicationKey key(11, 1);
    const auto uniform = [](double x) { return std::clamp(x, 0.0, 1.0); };
    const auto first = [&](const DrawKey& draw) { return unit_double(word64(draw_block(key, draw), 0)); };
    std::vector<double> clients, visits, places;
    for (std::uint32_t i = 0; i < 20'000; ++i) {
        clients.push_back(first({OwnerKind::client, 9, i, Purpose::visit, 3, 0}));
        visits.push_back(first({OwnerKind::client, 9, 1, Purpose::visit, 3, i}));
        places.push_back(first({OwnerKind::client, 9, 1, Purpose::visit, i, 0}));
    }
    CHECK(stepdown_test::misfit(clients, uniform) < 1.0);
    CHECK(stepdown_test::misfit(visits, uniform) < 1.0);
    CHECK(stepdown_test::misfit(places, uniform) < 1.0);
}
