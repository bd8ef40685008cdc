#include "simulation/event_queue.hpp"

#include <algorithm>
#include <bit>
#include <span>

namespace stepdown {

namespace {

/// A bucket that holds anything should hold this many events: below the first they are too narrow, above the second too wide.
constexpr std::size_t fewest_per_bucket = 4;
constexpr std::size_t most_per_bucket = 10;
/// Below this many events insertion sorts faster.
constexpr std::size_t few = 24;

/// The smallest last.
void sort(std::span<Event> events) {
    if (events.size() > few) {
        std::sort(events.begin(), events.end(), [](const Event& left, const Event& right) { return right < left; });
        return;
    }
    for (std::size_t index = 1; index < events.size(); ++index) {
        const Event event = events[index];
        std::size_t hole = index;
        for (; hole > 0 && events[hole - 1] < event; --hole) events[hole] = events[hole - 1];
        events[hole] = event;
    }
}

}  // namespace

void EventQueue::push_late(const Event& event) {
    late_.push_back(event);
    std::size_t hole = late_.size() - 1;
    while (hole > 0) {
        const std::size_t parent = (hole - 1) / 4;
        if (!(event < late_[parent])) break;
        late_[hole] = late_[parent];
        hole = parent;
    }
    late_[hole] = event;
}

Event EventQueue::pop_late() {
    const Event first_of_all = late_.front();
    const Event event = late_.back();
    late_.pop_back();
    const std::size_t size = late_.size();
    if (size == 0) return first_of_all;
    std::size_t hole = 0;
    while (true) {
        const std::size_t first = 4 * hole + 1;
        if (first >= size) break;
        const std::size_t end = std::min(first + 4, size);
        std::size_t smallest = first;
        for (std::size_t child = first + 1; child < end; ++child) smallest = late_[child] < late_[smallest] ? child : smallest;
        if (!(late_[smallest] < event)) break;
        late_[hole] = late_[smallest];
        hole = smallest;
    }
    late_[hole] = event;
    return first_of_all;
}

void EventQueue::open_next_bucket() {
    while (left_ == 0) {
        if (far_.size() == size_) {
            // Nothing in any bucket: on to the earliest of the far ones.
            present_ = bucket_of(*std::min_element(far_.begin(), far_.end())) - 1;
            reviewed_at_ = present_;
            bring_in_far();
        } else if (present_ - reviewed_at_ >= heads_.size() / 2) {
            review();
        }
        ++present_;
        if (heads_[present_ & (heads_.size() - 1)] != none) take_bucket();
    }
    sort(std::span(run_).first(left_));
}

void EventQueue::take_bucket() {
    std::uint32_t& head = heads_[present_ & (heads_.size() - 1)];
    ++opened_;
    while (head != none) {
        Filed& filed = filed_[head];
        const std::uint32_t slot = head;
        if (left_ == run_.size()) run_.resize(2 * left_ + few);
        run_[left_++] = filed.event;
        head = filed.next;
        filed.next = free_;
        free_ = slot;
    }
    taken_ += left_;
}

void EventQueue::bring_in_far() {
    std::vector<Event> far;
    far.swap(far_);
    for (const Event& event : far) file(event, bucket_of(event));
}

void EventQueue::review() {
    reviewed_at_ = present_;
    const std::size_t buckets = std::clamp(std::bit_ceil(size_), fewest_buckets, most_buckets);
    const bool resize = buckets > heads_.size() || buckets * 4 < heads_.size();
    unsigned width = width_;
    if (far_.size() * 2 > size_ || taken_ < fewest_per_bucket * opened_) {
        ++width;
    } else if (taken_ > most_per_bucket * opened_ && far_.size() * 4 < size_) {
        --width;
    }
    taken_ = opened_ = 0;
    if (resize || width != width_) {
        rebuild(width, resize ? buckets : heads_.size());
    } else {
        bring_in_far();
    }
}

void EventQueue::rebuild(unsigned width, std::size_t buckets) {
    for (std::uint32_t& head : heads_) {
        for (; head != none; head = filed_[head].next) far_.push_back(filed_[head].event);
    }
    filed_.clear();
    free_ = none;
    heads_.assign(buckets, none);
    // The present bucket is done with: whatever is left lies behind it, perhaps in the wider bucket that holds its end.
    const std::uint64_t reached = (present_ + 1) << width_;
    width_ = width;
    present_ = (reached >> width_) - 1;
    reviewed_at_ = present_;
    bring_in_far();
}

}  // namespace stepdown
