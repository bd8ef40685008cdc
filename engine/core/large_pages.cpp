#include "core/large_pages.hpp"

#include <cstdlib>
#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace stepdown::detail {

namespace {

constexpr std::size_t page = std::size_t{2} << 20;
/// Less than this is left to the ordinary allocator, as much of the last page may stay empty.
constexpr std::size_t fewest_bytes = 2 * page;

}  // namespace

void* allocate_pages(std::size_t bytes) {
    if (bytes < fewest_bytes) return ::operator new(bytes);
    const std::size_t whole = (bytes + page - 1) / page * page;
    void* const memory = std::aligned_alloc(page, whole);
    if (memory == nullptr) throw std::bad_alloc();
#ifdef __linux__
    // Advice: where it is not taken, ordinary pages serve as well.
    static_cast<void>(madvise(memory, whole, MADV_HUGEPAGE));
#endif
    return memory;
}

void free_pages(void* memory, std::size_t bytes) noexcept {
    if (bytes < fewest_bytes) {
        ::operator delete(memory);
    } else {
        std::free(memory);
    }
}

}  // namespace stepdown::detail
