// Where in a run a thread is: what a broken contract tells, so that it can be repeated.
#pragma once

#include <cstdint>

namespace stepdown {

/// Of one replication. Time (in ticks) and events are looked at when they are asked for.
struct RunContext {
    const std::int64_t* now = nullptr;
    const std::uint64_t* events = nullptr;
    std::uint32_t replication = 0;
    std::uint64_t seed = 0;
};

/// While it lives, the thread that made it is in this run.
class RunScope {
public:
    explicit RunScope(const RunContext& context);
    ~RunScope();
    RunScope(const RunScope&) = delete;
    RunScope& operator=(const RunScope&) = delete;

private:
    RunContext context_;
    const RunContext* outer_;
};

/// The run that the calling thread is in; null when it is in none.
const RunContext* run_of_thread();

}  // namespace stepdown
