// Work that waits for a role's time: intakes and sessions, each kind in a queue of its own, earliest due first.
#pragma once

#include <cstdint>
#include <vector>

#include "core/id.hpp"
#include "simulation/client.hpp"

namespace stepdown {

using WorkHandle = std::uint32_t;
inline constexpr WorkHandle no_work = 0xFFFFFFFF;

/// One client's request for an appointment.
struct Work {
    ClientHandle client = no_client;
    /// Population and number: who goes first of those due at the same instant.
    std::uint64_t order = 0;
    Ticks due = 0;
    /// Which queue it is in, and for intake which leg of the client asks.
    std::uint32_t queue = 0;
    std::uint8_t leg = 0;
    WorkHandle previous = no_work;
    WorkHandle next = no_work;
};

/// All appointments of one kind: a stage's intake or one of its sessions.
struct WorkQueue {
    StageId stage;
    /// Position among the stage's sessions; `intake` for its intake.
    std::size_t session = 0;
    RoleId role;
    Ticks length = 0;
    Ticks booked = 0;
    std::int64_t group = 1;
    std::int64_t at_least = 1;
    std::int64_t waiting = 0;
    WorkHandle first = no_work;
    WorkHandle last = no_work;

    static constexpr std::size_t intake = 0xFFFF;
    bool is_ready() const { return waiting > 0 && waiting >= at_least; }
};

class WorkQueues {
public:
    std::uint32_t add_queue(const WorkQueue& queue) {
        queues_.push_back(queue);
        return static_cast<std::uint32_t>(queues_.size() - 1);
    }
    WorkQueue& operator[](std::uint32_t queue) { return queues_[queue]; }
    const WorkQueue& operator[](std::uint32_t queue) const { return queues_[queue]; }
    std::size_t size() const { return queues_.size(); }
    const Work& work(WorkHandle handle) const { return works_[handle]; }

    WorkHandle push(const Work& work);
    void remove(WorkHandle handle);
    /// Removes the first of a queue that has any.
    Work take_first(std::uint32_t queue) {
        const Work work = works_[queues_[queue].first];
        remove(queues_[queue].first);
        return work;
    }
    /// Whether the head of one queue is due before another's.
    bool goes_before(std::uint32_t left, std::uint32_t right) const;

private:
    std::vector<WorkQueue> queues_;
    std::vector<Work> works_;
    std::vector<WorkHandle> free_;
};

}  // namespace stepdown
