// Blocks drawn together against the same blocks drawn one by one.
#include "random/block_batch.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace stepdown;

namespace {

DrawKey key_of(std::uint64_t client) { return {OwnerKind::client, 77, client, Purpose::visit, 1234, 3}; }

}  // namespace

TEST_CASE("of any number of draws in a batch, each owner is handed its own block and the words behind it, in the order added") {
    const ReplicationKey key(2027, 5);
    BlockBatch<std::uint64_t, 8> batch;
    std::uint64_t client = 0;
    for (std::size_t count = 1; count <= 8; ++count) {
        std::vector<std::uint64_t> added;
        for (std::size_t each = 0; each < count; ++each) {
            CHECK_FALSE(batch.is_full());
            added.push_back(client);
            batch.add(key_of(client), client);
            ++client;
        }
        CHECK(batch.is_full() == (count == 8));
        std::vector<std::uint64_t> taken;
        batch.draw(key, [&](std::uint64_t owner, const Block& block, WordStream words) {
            taken.push_back(owner);
            CHECK(block == draw_block(key, key_of(owner)));
            const Block second = draw_block(key, key_of(owner), 1);
            CHECK(words.next64() == word64(second, 0));
            CHECK(words.next64() == word64(second, 1));
        });
        CHECK(taken == added);
    }
}

TEST_CASE("a batch that is empty hands out nothing") {
    BlockBatch<int, 4> batch;
    int taken = 0;
    batch.draw(ReplicationKey(1, 1), [&](int, const Block&, const WordStream&) { ++taken; });
    CHECK(taken == 0);
}
