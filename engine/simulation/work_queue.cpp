#include "simulation/work_queue.hpp"

#include <tuple>

namespace stepdown {

WorkHandle WorkQueues::push(const Work& work) {
    if (free_.empty()) {
        free_.push_back(static_cast<WorkHandle>(works_.size()));
        works_.emplace_back();
    }
    const WorkHandle handle = free_.back();
    free_.pop_back();
    Work& made = works_[handle] = work;
    WorkQueue& queue = queues_[work.queue];
    WorkHandle after = queue.last;
    const auto is_later = [&](const Work& other) {
        return work.due != other.due ? work.due < other.due : work.order < other.order;
    };
    while (after != no_work && is_later(works_[after])) after = works_[after].previous;
    made.previous = after;
    made.next = after == no_work ? queue.first : works_[after].next;
    (made.previous == no_work ? queue.first : works_[made.previous].next) = handle;
    (made.next == no_work ? queue.last : works_[made.next].previous) = handle;
    ++queue.waiting;
    return handle;
}

void WorkQueues::remove(WorkHandle handle) {
    const Work& work = works_[handle];
    WorkQueue& queue = queues_[work.queue];
    (work.previous == no_work ? queue.first : works_[work.previous].next) = work.next;
    (work.next == no_work ? queue.last : works_[work.next].previous) = work.previous;
    --queue.waiting;
    free_.push_back(handle);
}

bool WorkQueues::goes_before(std::uint32_t left, std::uint32_t right) const {
    const Work& one = works_[queues_[left].first];
    const Work& other = works_[queues_[right].first];
    return std::tie(one.due, one.order, left) < std::tie(other.due, other.order, right);
}

}  // namespace stepdown
