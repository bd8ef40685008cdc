// Random words that are a pure function of their meaning: seed, replication, owner, purpose, place, index and block.
// Nothing here has state that outlives a draw, so the order of use cannot matter. What the words are turned into is
// left to standard_variates and distribution. The layout below is fixed: changing it changes every result.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/contract.hpp"
#include "random/philox.hpp"

namespace stepdown {

/// The 64-bit Philox key of one replication of one seed. For a given seed, different replications have different keys.
class ReplicationKey {
public:
    explicit ReplicationKey(std::uint64_t seed, std::uint32_t replication)
        : bits_(mix(mix(seed) + golden_ratio * (std::uint64_t{replication} + 1))) {}

    std::uint64_t bits() const { return bits_; }

private:
    static constexpr std::uint64_t golden_ratio = 0x9E3779B97F4A7C15;

    /// The finalizer of SplitMix64 (Steele, Lea and Flood 2014): a bijection.
    static constexpr std::uint64_t mix(std::uint64_t word) {
        word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9;
        word = (word ^ (word >> 27)) * 0x94D049BB133111EB;
        return word ^ (word >> 31);
    }

    std::uint64_t bits_;
};

/// Whose luck it is. At most 16; the numbers are part of the layout.
enum class OwnerKind : std::uint8_t { client = 0, post = 1, meeting = 2, population = 3, stage = 4 };

/// What a draw decides. At most 256; the numbers are part of the layout, so new purposes take new numbers:
/// 0-63 clients and their way through care, 64-127 kept for staff, meetings and sessions.
enum class Purpose : std::uint8_t {
    arrival = 0,
    attribute = 1,
    entry = 2,
    visit = 3,
    patience = 4,
    gave_up = 5,
    turned_away = 6,
    lag = 7,
    transfer = 8,
    relapse_clock = 9,
    relapse_in_care = 10,
    relapse_at_home = 11,
    day_zero = 12,
    post_leaves = 64,
    post_filled = 65,
    post_absent = 66,
    shows = 67,
    meeting_attended = 68,
    session_attended = 69,
    has_session = 70,
    stage_effect = 71,
    authorization = 72,
    cohort_age = 73
};

/// The meaning of a draw.
struct DrawKey {
    OwnerKind kind = OwnerKind::client;
    /// `name_hash24` of the owner's population or role; below 2^24.
    std::uint32_t group = 0;
    /// The owner within its group; below 2^36.
    std::uint64_t number = 0;
    Purpose purpose = Purpose::arrival;
    /// `name_hash24` of the stage, attribute, ...; 0 for none; below 2^24.
    std::uint32_t place = 0;
    /// Which of several alike: n-th visit, n-th spell, date; below 2^20.
    std::uint32_t index = 0;
};

/// The first (`half` 0) or second (1) 64 bits of a block.
constexpr std::uint64_t word64(const Block& block, std::size_t half) {
    return block[2 * half] | (std::uint64_t{block[2 * half + 1]} << 32);
}

inline constexpr std::uint32_t blocks_per_draw = 1u << 12;

namespace detail {

/// The 128-bit counter, lowest bit first: block 12, index 20 | purpose 8, place 24 | number 36, kind 4, group 24.
inline Block draw_counter(const DrawKey& draw) {
    const std::uint64_t too_large = (draw.number >> 36) | (draw.index >> 20) | (draw.group >> 24) | (draw.place >> 24) |
                                    (static_cast<std::uint64_t>(draw.kind) >> 4);
    STEPDOWN_EXPECT(too_large == 0, "every part of a draw key fits its field of the counter");
    return {draw.index << 12, static_cast<std::uint32_t>(draw.purpose) | (draw.place << 8),
            static_cast<std::uint32_t>(draw.number),
            static_cast<std::uint32_t>(draw.number >> 32) | (static_cast<std::uint32_t>(draw.kind) << 4) | (draw.group << 8)};
}

}  // namespace detail

/// Philox4x32-10 at the counter of `draw` and `block`. `block` < `blocks_per_draw`.
inline Block draw_block(const ReplicationKey& key, const DrawKey& draw, std::uint32_t block = 0) {
    STEPDOWN_EXPECT(block < blocks_per_draw, "a draw has at most 4096 blocks");
    Block counter = detail::draw_counter(draw);
    counter[0] |= block;
    return detail::philox_block(counter, key.bits());
}

/// The words of one draw, one after another. Blocks are computed when they are needed; a draw that asks for more than
/// `blocks_per_draw` blocks is a broken contract.
class WordStream {
public:
    /// Serves blocks 0, 1, 2, ..., two words each.
    WordStream(const ReplicationKey& key, const DrawKey& draw) : WordStream(key, detail::draw_counter(draw), 0) {}
    /// Of a draw whose first block has been taken already.
    static WordStream after_first_block(const ReplicationKey& key, const DrawKey& draw) {
        return after_first_block(key, detail::draw_counter(draw));
    }
    /// `counter` is the draw's `detail::draw_counter`.
    static WordStream after_first_block(const ReplicationKey& key, const Block& counter) { return {key, counter, 1}; }

    /// A whole block, for a draw that decides several things at once. Words that were left of the last one stay to be served.
    Block next_block() {
        STEPDOWN_EXPECT(next_block_ < blocks_per_draw, "a draw has at most 4096 blocks");
        Block counter = counter_;
        counter[0] |= next_block_++;
        return detail::philox_block(counter, key_bits_);
    }
    /// `word`, left of a block that the caller has taken, is served before anything else. At most two are kept.
    void serve_first(std::uint64_t word) {
        STEPDOWN_EXPECT(count_left_ < left_.size(), "at most two words are served before the blocks");
        left_[count_left_++] = word;
    }

    std::uint64_t next64() {
        if (count_left_ > 0) return left_[--count_left_];
        const Block block = next_block();
        serve_first(word64(block, 1));
        return word64(block, 0);
    }

private:
    WordStream(const ReplicationKey& key, const Block& counter, std::uint32_t next_block)
        : counter_(counter), key_bits_(key.bits()), next_block_(next_block) {}

    Block counter_;
    std::uint64_t key_bits_;
    std::array<std::uint64_t, 2> left_ = {};
    std::uint32_t count_left_ = 0;
    std::uint32_t next_block_;
};

/// A name as 24 bits that are never 0: 32-bit FNV-1a, its upper byte folded in.
constexpr std::uint32_t name_hash24(std::string_view name) {
    std::uint32_t hash = 2166136261u;
    for (const char character : name) {
        hash ^= static_cast<unsigned char>(character);
        hash *= 16777619u;
    }
    const std::uint32_t folded = (hash >> 24) ^ (hash & 0xFFFFFF);
    return folded == 0 ? 1 : folded;
}

/// Uniform on the multiples of 2^-53 in [0, 1).
constexpr double unit_double(std::uint64_t word) { return static_cast<double>(word >> 11) * 0x1p-53; }

/// Uniform on the odd multiples of 2^-53 in (0, 1).
constexpr double unit_double_open(std::uint64_t word) { return (static_cast<double>(word >> 12) + 0.5) * 0x1p-52; }

}  // namespace stepdown
