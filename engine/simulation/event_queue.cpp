#include "simulation/event_queue.hpp"

#include <algorithm>
#include <bit>

namespace stepdown {

namespace {

/// Fields of `Event::when` below the time.
constexpr unsigned time_shift = 12;
constexpr std::size_t pops_between_reviews = 4096;

}  // namespace

// In pairs from the first on, then the pairs from the last back.
std::uint32_t EventQueue::meld_siblings(std::uint32_t first) {
    std::uint32_t pairs = none;
    while (first != none) {
        std::uint32_t root = first;
        const std::uint32_t second = nodes_[first].next;
        first = second == none ? none : nodes_[second].next;
        if (second != none) root = meld(root, second);
        nodes_[root].next = pairs;
        pairs = root;
    }
    std::uint32_t root = pairs;
    for (std::uint32_t pair = nodes_[root].next; pair != none;) {
        const std::uint32_t next = nodes_[pair].next;
        root = meld(root, pair);
        pair = next;
    }
    return root;
}

// A whole round of buckets held nothing of its own round.
void EventQueue::find_far_top() {
    top_ = none;
    for (const std::uint32_t root : heaps_) {
        if (root != none && (top_ == none || nodes_[root].event < nodes_[top_].event)) top_ = root;
    }
    present_ = bucket_of(nodes_[top_].event);
}

// A bucket is to be about as wide as two events are apart, and there are to be more buckets than events.
void EventQueue::review(Ticks now) {
    const auto elapsed = static_cast<std::uint64_t>(now - reviewed_at_);
    const auto wanted = static_cast<unsigned>(std::bit_width(elapsed / popped_ / 8)) + time_shift;
    const std::size_t fitting = std::clamp(std::bit_ceil(8 * size_), fewest_buckets, most_buckets);
    const bool is_off = wanted > shift_ + 1 || wanted + 1 < shift_;
    const bool is_crowded = fitting > heaps_.size() || fitting * 4 < heaps_.size();
    if (is_off || is_crowded) rebuild(is_off ? wanted : shift_, is_crowded ? fitting : heaps_.size());
    reviewed_at_ = now;
    until_review_ = popped_ = std::max(pops_between_reviews, size_);
}

void EventQueue::rebuild(unsigned shift, std::size_t buckets) {
    std::vector<std::uint32_t> nodes;
    for (const std::uint32_t root : heaps_) {
        if (root == none) continue;
        nodes_[root].next = none;
        nodes.push_back(root);
    }
    for (std::size_t each = 0; each < nodes.size(); ++each) {
        for (std::uint32_t child = nodes_[nodes[each]].child; child != none; child = nodes_[child].next) nodes.push_back(child);
    }
    heaps_.assign(buckets, none);
    occupied_.assign(buckets / bits, 0);
    shift_ = shift;
    for (const std::uint32_t node : nodes) {
        nodes_[node].child = nodes_[node].next = none;
        insert(node, bucket_of(nodes_[node].event));
    }
    if (size_ > 0) find_far_top();
}

}  // namespace stepdown
