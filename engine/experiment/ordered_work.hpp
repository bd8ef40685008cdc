// Work done in parallel and handed over in order: the only door to oneTBB.
#pragma once

#include <cstdint>
#include <functional>

namespace stepdown {

/// How many threads `asked` means: itself, or for 0 as many as the machine has.
int thread_count(int asked);

/// Calls `produce(i, slot)` for i in [first, last) on up to `threads` threads and then `consume(i, slot)` in the order of i,
/// never two at once, but on any of the threads. A slot is below `ordered_work_slots(threads)` and belongs to i until its
/// `consume` returns. The exception of the lowest i whose `produce` or `consume` throws is rethrown after everything before it
/// was consumed; what has not been begun by then is left out. 0 < threads.
void in_order(std::int64_t first, std::int64_t last, int threads, const std::function<void(std::int64_t, std::size_t)>& produce,
              const std::function<void(std::int64_t, std::size_t)>& consume);

/// How many results may be under way at once.
std::size_t ordered_work_slots(int threads);

}  // namespace stepdown
