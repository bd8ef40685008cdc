// The next arrival of each population, apart from the queue of events: there are few, and each is followed by the next.
#pragma once

#include <vector>

#include "simulation/event.hpp"

namespace stepdown {

class ExpectedArrivals {
public:
    bool empty() const { return events_.empty(); }
    /// The first. Not empty.
    const Event& top() const { return events_.back(); }
    Event pop() {
        const Event first = events_.back();
        events_.pop_back();
        return first;
    }
    void push(const Event& event) {
        auto place = events_.end();
        while (place != events_.begin() && *(place - 1) < event) --place;
        events_.insert(place, event);
    }

private:
    /// The latest first.
    std::vector<Event> events_;
};

}  // namespace stepdown
