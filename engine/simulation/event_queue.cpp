#include "simulation/event_queue.hpp"

#include <algorithm>
#include <bit>

namespace stepdown {

namespace {

/// Fields of `Event::when` below the time.
constexpr unsigned time_shift = 12;
/// Above this many siblings, insertion would take too many steps.
constexpr std::size_t most_sorted = 24;
constexpr std::size_t pops_between_reviews = 4096;

}  // namespace

// Few are sorted into a chain of only children, which costs nothing when they are popped; more are melded in pairs from the first
// on, then pair by pair from the last back.
std::uint32_t EventQueue::meld_siblings(std::uint32_t first) {
    const std::uint32_t few = meld_few(first);
    return first == none ? few : meld(few, meld_many(first));
}

// The latest pushed comes first, and events of an instant are often pushed in their order: mostly each goes before all others.
std::uint32_t EventQueue::meld_few(std::uint32_t& first) {
    std::uint32_t smallest = none;
    for (std::size_t count = 0; first != none && count < most_sorted; ++count) {
        const std::uint32_t node = first;
        first = nodes_[node].next;
        std::uint32_t* link = &smallest;
        while (*link != none && nodes_[*link].event < nodes_[node].event) link = &nodes_[*link].next;
        nodes_[node].next = *link;
        *link = node;
    }
    std::uint32_t parent = smallest;
    for (std::uint32_t node = nodes_[parent].next; node != none;) {
        const std::uint32_t larger = nodes_[node].next;
        nodes_[node].next = nodes_[parent].child;
        nodes_[parent].child = node;
        parent = node;
        node = larger;
    }
    return smallest;
}

std::uint32_t EventQueue::meld_many(std::uint32_t first) {
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

// There are to be many more buckets than events, as an empty one costs hardly anything, and a round of them is to take twice the
// time in which as many events happen as there are.
void EventQueue::review(Ticks now) {
    const std::size_t fitting = std::clamp(std::bit_ceil(8 * size_), fewest_buckets, most_buckets);
    const double apart = static_cast<double>(now - reviewed_at_) / static_cast<double>(popped_);
    const double width = 2.0 * apart * static_cast<double>(size_) / static_cast<double>(fitting);
    const auto wanted = static_cast<unsigned>(std::bit_width(static_cast<std::uint64_t>(width))) + time_shift;
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
