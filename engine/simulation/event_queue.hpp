// The queue of future events and the written order in which simultaneous ones happen.
//
// Order (docs/methods/order-of-events.md): time; then kind; then stage in file order; then population; then client number;
// then the event's type. The whole order is in the key, so neither the heap's layout nor the moment of scheduling can
// change it. Events are never removed: whoever pops one checks that its owner still expects it.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "time/sim_time.hpp"

namespace stepdown {

/// What happens first at one instant. Admissions are no event: they happen between `lag_ends` and `gives_up`.
enum class EventKind : std::uint8_t {
    capacity = 1,
    /// Of sessions, meetings, intakes and authorizations.
    ends = 2,
    stay_ends = 3,
    relapse = 4,
    lag_ends = 5,
    admission = 6,
    gives_up = 7,
    request = 8,
    /// Of meetings, intakes and sessions.
    begins = 9
};

/// What to do. Types of one kind are told apart by their order here.
enum class EventType : std::uint8_t {
    change,
    window_turns,
    turnaround_ends,
    post_leaves,
    post_filled,
    post_closes,
    shift_ends,
    shift_begins,
    post_is_free,
    meeting_ends,
    session_ends,
    intake_ends,
    second_intake_ends,
    authorization_ends,
    cohorts_open,
    meeting_begins,
    work_is_given,
    stay_ends,
    booked_move_ends,
    first_move_ends,
    second_move_ends,
    boarding_ends,
    housing_ends,
    support_ends,
    relapse,
    first_lag_ends,
    second_lag_ends,
    first_gives_up,
    second_gives_up,
    arrival,
    returns,
    sent_on,
    care_starts,
    session_is_due,
    intake_begins
};

/// Clients, or positions of changes and stages for events that belong to nobody.
using EventOwner = std::uint32_t;

struct Event {
    /// time (52 bits), kind (4), reserved (8).
    std::uint64_t when = 0;
    /// stage (12 bits), population (12), client number (36), which of several alike (4).
    std::uint64_t who = 0;
    EventOwner owner = 0;
    EventType type = EventType::change;

    Ticks time() const { return static_cast<Ticks>(when >> 12); }
    /// Which of several alike.
    std::size_t which() const { return who & 15U; }
    unsigned kind() const { return static_cast<unsigned>(when >> 8) & 15U; }
    friend bool operator<(const Event& left, const Event& right) {
        return left.when != right.when ? left.when < right.when
               : left.who != right.who ? left.who < right.who
                                       : left.type < right.type;
    }
};

/// Stage position for events at home: after all stages.
inline constexpr std::uint64_t home_position = 0xFFF;

inline Event make_event(Ticks time, EventKind kind, std::uint64_t stage, std::uint64_t population, std::uint64_t number,
                        EventOwner owner, EventType type, std::uint64_t which = 0) {
    return {static_cast<std::uint64_t>(time) << 12 | static_cast<std::uint64_t>(kind) << 8,
            stage << 52 | population << 40 | number << 4 | which, owner, type};
}

/// An implicit 4-ary heap: `top` is the smallest event. Not empty when `top` or `pop` is called.
class EventQueue {
public:
    bool empty() const { return heap_.empty(); }
    std::size_t size() const { return heap_.size(); }
    const Event& top() const { return heap_.front(); }

    void push(const Event& event) {
        heap_.push_back(event);
        std::size_t hole = heap_.size() - 1;
        while (hole > 0) {
            const std::size_t parent = (hole - 1) / 4;
            if (!(event < heap_[parent])) break;
            heap_[hole] = heap_[parent];
            hole = parent;
        }
        heap_[hole] = event;
    }

    void pop() {
        const Event last = heap_.back();
        heap_.pop_back();
        if (heap_.empty()) return;
        sink(last);
    }

private:
    void sink(const Event& event) {
        const std::size_t size = heap_.size();
        std::size_t hole = 0;
        while (true) {
            const std::size_t first = 4 * hole + 1;
            if (first >= size) break;
            const std::size_t end = first + 4 < size ? first + 4 : size;
            std::size_t smallest = first;
            for (std::size_t child = first + 1; child < end; ++child) {
                if (heap_[child] < heap_[smallest]) smallest = child;
            }
            if (!(heap_[smallest] < event)) break;
            heap_[hole] = heap_[smallest];
            hole = smallest;
        }
        heap_[hole] = event;
    }

    std::vector<Event> heap_;
};

}  // namespace stepdown
