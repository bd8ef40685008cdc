// Memory for arrays of many megabytes that are walked through at random: in large pages, of which the processor knows where all
// are. Ordinary ones are looked up and made one by one, which took a third of the time of a system with 60,000 clients.
#pragma once

#include <cstddef>

namespace stepdown {

namespace detail {

/// Throws `std::bad_alloc` where there is no memory.
void* allocate_pages(std::size_t bytes);
void free_pages(void* memory, std::size_t bytes) noexcept;

}  // namespace detail

/// An allocator for containers. Whether the system has large pages to give makes no difference but in time.
template <class T>
struct LargePages {
    static_assert(alignof(T) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);
    using value_type = T;

    LargePages() = default;
    template <class Other>
    LargePages(const LargePages<Other>&) {}  // NOLINT(google-explicit-constructor)

    T* allocate(std::size_t count) { return static_cast<T*>(detail::allocate_pages(count * sizeof(T))); }
    void deallocate(T* memory, std::size_t count) noexcept { detail::free_pages(memory, count * sizeof(T)); }
    friend bool operator==(const LargePages&, const LargePages&) { return true; }
};

}  // namespace stepdown
