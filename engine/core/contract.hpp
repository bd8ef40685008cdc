// Contract checks: conditions that only a defect of ours can break.
// A broken contract is reported once, with the place in the run that the thread is in, and ends the program with exit status 70.
// Mistakes of the user are diagnostics, failures of the environment are exceptions.
#pragma once

#include <string_view>

namespace stepdown {

/// Prints condition, place and (in a run) simulated time, event, replication and seed on stderr and ends the process with
/// status 70.
[[noreturn]] void contract_failed(std::string_view condition, std::string_view message, std::string_view file, int line) noexcept;

}  // namespace stepdown

#define STEPDOWN_EXPECT(condition, message) \
    ((condition) ? void(0) : ::stepdown::contract_failed(#condition, message, __FILE__, __LINE__))
