// Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011), the block of random bits behind every draw: Random123's, or, where the
// machine has SSE2, the same rounds with both products of a round in one instruction.
#pragma once

#include <Random123/philox.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <array>
#include <cstddef>
#include <cstdint>

namespace stepdown {

/// One Philox output: 128 random bits.
using Block = std::array<std::uint32_t, 4>;

namespace detail {

inline Block philox_of_library(const Block& counter, std::uint64_t key) {
    const r123array2x32 halves = {{static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32)}};
    const r123array4x32 words = {{counter[0], counter[1], counter[2], counter[3]}};
    const r123array4x32 output = philox4x32(words, halves);
    return {output.v[0], output.v[1], output.v[2], output.v[3]};
}

#ifdef __SSE2__
/// One round after another, of any number of blocks with the same key.
class PhiloxRound {
public:
    static constexpr int rounds = 10;

    explicit PhiloxRound(std::uint64_t key)
        : key_(halves(static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32))) {}

    /// A block on its way: the words that are multiplied, in the lower half of a lane each, and those that are not; the other
    /// halves do not matter.
    struct Words {
        __m128i multiplied;
        __m128i added;
    };
    static Words words_of(const Block& counter) {
        const __m128i words = _mm_loadu_si128(reinterpret_cast<const __m128i*>(counter.data()));
        return {words, _mm_shuffle_epi32(words, _MM_SHUFFLE(3, 3, 1, 1))};
    }
    void mix(Words& words) const {
        const __m128i products = _mm_mul_epu32(words.multiplied, multipliers_);
        // Each lane takes the higher half of the other's product for its next factor and the lower for its next addend.
        const __m128i higher = _mm_shuffle_epi32(products, _MM_SHUFFLE(1, 1, 3, 3));
        words.multiplied = _mm_xor_si128(higher, _mm_xor_si128(words.added, key_));
        words.added = _mm_shuffle_epi32(products, _MM_SHUFFLE(0, 0, 2, 2));
    }
    void next() { key_ = _mm_add_epi32(key_, bump_); }
    static Block block_of(const Words& words) {
        const __m128i evens = _mm_shuffle_epi32(words.multiplied, _MM_SHUFFLE(3, 1, 2, 0));
        const __m128i odds = _mm_shuffle_epi32(words.added, _MM_SHUFFLE(3, 1, 2, 0));
        Block output;
        _mm_storeu_si128(reinterpret_cast<__m128i*>(output.data()), _mm_unpacklo_epi32(evens, odds));
        return output;
    }

private:
    static __m128i halves(std::uint32_t first, std::uint32_t second) {
        return _mm_set_epi32(0, static_cast<int>(second), 0, static_cast<int>(first));
    }

    __m128i key_;
    __m128i multipliers_ = halves(PHILOX_M4x32_0, PHILOX_M4x32_1);
    __m128i bump_ = halves(PHILOX_W32_0, PHILOX_W32_1);
};

/// The blocks of several counters. One alone is a chain of ten rounds, each of which waits for the last; of several beside one
/// another the processor works on all in turn.
template <std::size_t Count>
void philox_blocks(const Block* counters, std::uint64_t key, Block* blocks) {
    std::array<PhiloxRound::Words, Count> words;
    for (std::size_t each = 0; each < Count; ++each) words[each] = PhiloxRound::words_of(counters[each]);
    PhiloxRound round(key);
    for (int count = 0; count < PhiloxRound::rounds; ++count) {
        for (PhiloxRound::Words& block : words) round.mix(block);
        round.next();
    }
    for (std::size_t each = 0; each < Count; ++each) blocks[each] = PhiloxRound::block_of(words[each]);
}
#else
template <std::size_t Count>
void philox_blocks(const Block* counters, std::uint64_t key, Block* blocks) {
    for (std::size_t each = 0; each < Count; ++each) blocks[each] = philox_of_library(counters[each], key);
}
#endif

inline Block philox_block(const Block& counter, std::uint64_t key) {
    Block block;
    philox_blocks<1>(&counter, key, &block);
    return block;
}

}  // namespace detail

}  // namespace stepdown
