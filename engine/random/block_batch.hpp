// Draws whose first blocks of random bits are made beside one another, which is faster than one by one. The blocks are those of
// `draw_block`.
#pragma once

#include <array>
#include <cstddef>

#include "random/keyed_stream.hpp"

namespace stepdown {

namespace detail {

inline constexpr std::size_t side_by_side = 4;

}  // namespace detail

/// A first block is wanted for each of `Size` draws, and for nobody at once: they are gathered and drawn together.
template <class Owner, std::size_t Size>
class BlockBatch {
public:
    static_assert(Size % detail::side_by_side == 0);

    BlockBatch() {}  // NOLINT(modernize-use-equals-default): leaves the arrays as they are.

    bool is_full() const { return count_ == Size; }
    /// `draw` is `owner`'s. Not when it is full.
    void add(const DrawKey& draw, Owner owner) {
        counters_[count_] = detail::draw_counter(draw);
        owners_[count_] = owner;
        ++count_;
    }
    /// Calls `take(owner, block, words)` for all, in the order in which they were added, and is empty again. `words` are those
    /// that come after the block.
    template <class Take>
    void draw(const ReplicationKey& key, Take&& take) {
        std::array<Block, Size> blocks;
        for (std::size_t each = count_; each % detail::side_by_side != 0; ++each) counters_[each] = counters_[0];
        for (std::size_t first = 0; first < count_; first += detail::side_by_side)
            detail::philox_blocks<detail::side_by_side>(&counters_[first], key.bits(), &blocks[first]);
        for (std::size_t each = 0; each < count_; ++each)
            take(owners_[each], blocks[each], WordStream::after_first_block(key, counters_[each]));
        count_ = 0;
    }

private:
    std::size_t count_ = 0;
    /// The first `count_` of them.
    std::array<Block, Size> counters_;
    std::array<Owner, Size> owners_;
};

}  // namespace stepdown
