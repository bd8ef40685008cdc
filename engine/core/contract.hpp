// Contract checks: conditions that only a defect of ours can break.
// A broken contract is reported once, with whatever context the running replication has registered, and ends the
// program with exit status 70. Mistakes of the user are diagnostics, failures of the environment are exceptions.
#pragma once

#include <string_view>

namespace stepdown {

/// Where in a run the program is, so that a broken contract can be repeated.
/// One object lives on the stack of whoever runs a replication; `contract_failed` prints the one it is given.
struct RunContext {
    long long simulated_ticks = 0;
    long long events = 0;
    unsigned replication = 0;
    unsigned long long seed = 0;
};

/// Prints condition, place and (when given) the run context on stderr and ends the process with status 70.
[[noreturn]] void contract_failed(std::string_view condition, std::string_view message, std::string_view file, int line,
                                  const RunContext* context = nullptr) noexcept;

}  // namespace stepdown

#define STEPDOWN_EXPECT(condition, message) \
    ((condition) ? void(0) : ::stepdown::contract_failed(#condition, message, __FILE__, __LINE__))

#define STEPDOWN_EXPECT_IN(context, condition, message) \
    ((condition) ? void(0) : ::stepdown::contract_failed(#condition, message, __FILE__, __LINE__, &(context)))
