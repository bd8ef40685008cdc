// The queue of future events: a calendar of buckets whose width follows the density of events.
//
// Brown, "Calendar queues" (Communications of the ACM 31, 1988); each bucket is a pairing heap (Fredman, Sedgewick, Sleator and
// Tarjan, "The pairing heap", Algorithmica 1, 1986), so that any number of events of one instant cost no more than elsewhere.
// Since the whole order is in the events' keys, width and number of buckets change the time taken and nothing else. Events are
// never removed: whoever pops one checks that its owner still expects it (docs/decisions/events-stay-in-the-queue.md).
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "simulation/event.hpp"

namespace stepdown {

/// `top` is the smallest event, and when there is none one that is larger than all. Not empty when `pop` is called.
class EventQueue {
public:
    EventQueue() : nodes_(1), heaps_(fewest_buckets, none), occupied_(fewest_buckets / bits) { nodes_[none].event = after_all; }

    bool empty() const { return size_ == 0; }
    std::size_t size() const { return size_; }
    /// Whether an event of a kind before `kind` is left at the instant.
    bool holds_at(Ticks instant, EventKind before) const {
        return top().time() == instant && top().kind() < static_cast<unsigned>(before);
    }
    const Event& top() const { return nodes_[top_].event; }

    void push(const Event& event) {
        const std::uint32_t node = new_node(event);
        const std::uint64_t bucket = bucket_of(event);
        const std::uint32_t root = insert(node, bucket);
        ++size_;
        if (top_ == none || bucket <= present_) {
            present_ = bucket;
            top_ = root;
        }
    }

    /// Takes the smallest event out.
    Event pop() {
        const std::uint32_t node = top_;
        const Event event = nodes_[node].event;
        take_root(slot_of(present_));
        nodes_[node].next = free_;
        free_ = node;
        top_ = none;
        if (--size_ > 0) find_top();
        if (--until_review_ == 0) review(event.time());
        return event;
    }

private:
    /// Stands for no node. The one that is there is larger than all.
    static constexpr std::uint32_t none = 0;
    static constexpr Event after_all = {~std::uint64_t{0}, ~std::uint64_t{0}};
    static constexpr std::size_t bits = 64;
    static constexpr std::size_t fewest_buckets = 256;
    static constexpr std::size_t most_buckets = std::size_t{1} << 16;

    /// An event in the heap of its bucket: its first child, and the next child of its parent. `next` also links the free ones.
    struct Node {
        Event event;
        std::uint32_t child = none;
        std::uint32_t next = none;
    };

    std::uint64_t bucket_of(const Event& event) const { return event.when >> shift_; }
    /// Bucket b lies at b modulo their number, a power of two, together with those that many buckets later.
    std::size_t slot_of(std::uint64_t bucket) const { return bucket & (heaps_.size() - 1); }

    std::uint32_t new_node(const Event& event) {
        if (free_ == none) {
            nodes_.push_back({event});
            return static_cast<std::uint32_t>(nodes_.size() - 1);
        }
        const std::uint32_t node = free_;
        free_ = nodes_[node].next;
        nodes_[node].event = event;
        nodes_[node].child = none;
        return node;
    }

    /// Tells the root of the bucket's heap.
    std::uint32_t insert(std::uint32_t node, std::uint64_t bucket) {
        const std::size_t slot = slot_of(bucket);
        occupied_[slot / bits] |= std::uint64_t{1} << slot % bits;
        return heaps_[slot] = heaps_[slot] == none ? node : meld(heaps_[slot], node);
    }
    void take_root(std::size_t slot) {
        const std::uint32_t first = nodes_[heaps_[slot]].child;
        if (first == none) occupied_[slot / bits] &= ~(std::uint64_t{1} << slot % bits);
        heaps_[slot] = first == none || nodes_[first].next == none ? first : meld_siblings(first);
    }

    /// The root of both heaps together.
    std::uint32_t meld(std::uint32_t left, std::uint32_t right) {
        if (nodes_[right].event < nodes_[left].event) std::swap(left, right);
        nodes_[right].next = nodes_[left].child;
        nodes_[left].child = right;
        return left;
    }
    /// The root of the heaps of all children of one parent. There are two or more.
    std::uint32_t meld_siblings(std::uint32_t first);
    /// The first few; `first` becomes the one after them.
    std::uint32_t meld_few(std::uint32_t& first);
    std::uint32_t meld_many(std::uint32_t first);

    /// From the present bucket on. There is an event.
    void find_top() {
        const std::uint64_t round = present_ + heaps_.size();
        while (present_ < round) {
            const std::size_t slot = slot_of(present_);
            const std::uint64_t ahead = occupied_[slot / bits] >> slot % bits;
            if (ahead == 0) {
                present_ = (present_ | (bits - 1)) + 1;
                continue;
            }
            present_ += static_cast<std::uint64_t>(std::countr_zero(ahead));
            top_ = heaps_[slot_of(present_)];
            if (bucket_of(nodes_[top_].event) == present_) return;
            ++present_;
        }
        find_far_top();
    }
    void find_far_top();
    /// Whether the buckets are too wide or too narrow, too many or too few.
    void review(Ticks now);
    void rebuild(unsigned shift, std::size_t buckets);

    std::vector<Node> nodes_;
    std::uint32_t free_ = none;
    std::uint32_t top_ = none;
    /// The root of each bucket's heap.
    std::vector<std::uint32_t> heaps_;
    /// A bit for each bucket whose heap is not empty.
    std::vector<std::uint64_t> occupied_;
    std::size_t size_ = 0;
    /// Number of the bucket that holds the smallest event; no bucket before it holds any.
    std::uint64_t present_ = 0;
    /// A bucket is 2^`shift_` wide in units of `Event::when`.
    unsigned shift_ = 44;
    std::size_t until_review_ = first_review;
    std::size_t popped_ = first_review;
    Ticks reviewed_at_ = 0;

    static constexpr std::size_t first_review = 64;
};

}  // namespace stepdown
