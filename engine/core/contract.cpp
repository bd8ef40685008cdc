#include "core/contract.hpp"

#include <cstdio>
#include <cstdlib>

namespace stepdown {

void contract_failed(std::string_view condition, std::string_view message, std::string_view file, int line,
                     const RunContext* context) noexcept {
    std::fprintf(stderr, "stepdown: internal error: %.*s\n  broken: %.*s\n  at: %.*s:%d\n", static_cast<int>(message.size()),
                 message.data(), static_cast<int>(condition.size()), condition.data(), static_cast<int>(file.size()), file.data(),
                 line);
    if (context != nullptr) {
        std::fprintf(stderr, "  simulated time: %lld us after the first instant, event %lld, replication %u, seed %llu\n",
                     context->simulated_ticks, context->events, context->replication, context->seed);
    }
    std::fputs("  Please report this with the scenario file.\n", stderr);
    std::fflush(stderr);
    std::_Exit(70);
}

}  // namespace stepdown
