#include "core/contract.hpp"

#include <cinttypes>
#include <cstdio>
#include <cstdlib>

#include "core/run_context.hpp"

namespace stepdown {

void contract_failed(std::string_view condition, std::string_view message, std::string_view file, int line) noexcept {
    std::fprintf(stderr, "stepdown: internal error: %.*s\n  broken: %.*s\n  at: %.*s:%d\n", static_cast<int>(message.size()),
                 message.data(), static_cast<int>(condition.size()), condition.data(), static_cast<int>(file.size()), file.data(),
                 line);
    if (const RunContext* run = run_of_thread()) {
        std::fprintf(stderr,
                     "  in: seed %" PRIu64 ", replication %" PRIu32 ", event %" PRIu64 ", %" PRId64
                     " us after the first instant\n",
                     run->seed, run->replication, *run->events, *run->now);
    }
    std::fputs("  Please report this with the scenario file.\n", stderr);
    std::fflush(stderr);
    std::_Exit(70);
}

}  // namespace stepdown
