// The queue of future events: a calendar of buckets whose width follows the density of events.
//
// Brown, "Calendar queues" (Communications of the ACM 31, 1988), in this form: the events of the present bucket are sorted
// once (`run_`), those that are pushed into it later go into a small heap (`late_`), those of later buckets hang in unsorted
// chains, those beyond the last bucket lie aside (`far_`) and are looked at twice a round. Since the whole order is in the
// events' keys, width and number of buckets change the time taken and nothing else. Events are never removed: whoever pops one
// checks that its owner still expects it (docs/decisions/events-stay-in-the-queue.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "simulation/event.hpp"

namespace stepdown {

/// `top` is the smallest event. Not empty when `top` or `pop` is called. No event is earlier than the last one popped.
class EventQueue {
public:
    EventQueue() : heads_(fewest_buckets, none) {}

    bool empty() const { return size_ == 0; }
    std::size_t size() const { return size_; }
    /// Whether an event of a kind before `kind` is left at the instant.
    bool holds_at(Ticks instant, EventKind before) const {
        return !empty() && top().time() == instant && top().kind() < static_cast<unsigned>(before);
    }
    const Event& top() const { return late_is_next() ? late_.front() : run_[left_ - 1]; }

    void push(const Event& event) {
        ++size_;
        const std::uint64_t bucket = bucket_of(event);
        if (bucket <= present_) {
            push_late(event);
        } else {
            file(event, bucket);
            if (size_ == 1) open_next_bucket();
        }
    }

    /// Takes the smallest event out.
    Event pop() {
        --size_;
        const Event event = late_is_next() ? pop_late() : run_[--left_];
        if (left_ == 0 && late_.empty() && size_ > 0) open_next_bucket();
        return event;
    }

private:
    static constexpr std::uint32_t none = 0xFFFFFFFF;
    static constexpr std::size_t fewest_buckets = 256;
    static constexpr std::size_t most_buckets = std::size_t{1} << 17;

    struct Filed {
        Event event;
        std::uint32_t next = none;
    };

    std::uint64_t bucket_of(const Event& event) const { return static_cast<std::uint64_t>(event.time()) >> width_; }

    void file(const Event& event, std::uint64_t bucket) {
        if (bucket >= present_ + heads_.size()) {
            far_.push_back(event);
            return;
        }
        if (free_ == none) {
            free_ = static_cast<std::uint32_t>(filed_.size());
            filed_.emplace_back();
        }
        const std::uint32_t slot = free_;
        std::uint32_t& head = heads_[bucket & (heads_.size() - 1)];
        Filed& filed = filed_[slot];
        free_ = filed.next;
        filed.event = event;
        filed.next = head;
        head = slot;
    }

    bool late_is_next() const { return !late_.empty() && (left_ == 0 || late_.front() < run_[left_ - 1]); }
    void push_late(const Event& event);
    Event pop_late();
    /// Moves on to the next bucket that holds anything. There is one.
    void open_next_bucket();
    void take_bucket();
    void bring_in_far();
    /// After a round: whether the buckets hold too many events or too few.
    void review();
    void rebuild(unsigned width, std::size_t buckets);

    /// The first `left_` are those of the present bucket, the next one last: a chain holds the latest pushed first, which is
    /// near that order.
    std::vector<Event> run_;
    std::size_t left_ = 0;
    /// An implicit 4-ary heap.
    std::vector<Event> late_;
    /// First of each bucket's chain; bucket b at b modulo their number, a power of two.
    std::vector<std::uint32_t> heads_;
    std::vector<Filed> filed_;
    std::uint32_t free_ = none;
    std::vector<Event> far_;
    std::size_t size_ = 0;
    /// Number of the present bucket; a bucket is 2^`width_` ticks wide.
    std::uint64_t present_ = 0;
    unsigned width_ = 32;
    /// Since the last review: events taken from buckets, and buckets that held any.
    std::size_t taken_ = 0;
    std::size_t opened_ = 0;
    std::uint64_t reviewed_at_ = 0;
};

}  // namespace stepdown
