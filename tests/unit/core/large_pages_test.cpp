// Arrays in large pages hold what they are given, small or large.
#include "core/large_pages.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <new>
#include <vector>

using namespace stepdown;

TEST_CASE("an array keeps what it holds while it grows from a few bytes to many large pages") {
    std::vector<std::uint64_t, LargePages<std::uint64_t>> numbers;
    constexpr std::uint64_t count = 3'000'000;
    for (std::uint64_t number = 0; number < count; ++number) numbers.push_back(number * number);
    bool all_kept = true;
    for (std::uint64_t number = 0; number < count; ++number) all_kept = all_kept && numbers[number] == number * number;
    CHECK(all_kept);
    numbers.resize(5);
    numbers.shrink_to_fit();
    CHECK(numbers == std::vector<std::uint64_t, LargePages<std::uint64_t>>{0, 1, 4, 9, 16});
}

TEST_CASE("a large array begins at a large page, and more than there is memory for is told as elsewhere") {
    constexpr std::size_t page = std::size_t{2} << 20;
    LargePages<char> pages;
    char* const memory = pages.allocate(2 * page + 1);
    CHECK(reinterpret_cast<std::uintptr_t>(memory) % page == 0);
    memory[2 * page] = 'x';
    pages.deallocate(memory, 2 * page + 1);
    // The sanitizers end the program where the library would have no memory to give.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    CHECK_THROWS_AS(pages.allocate(std::size_t{1} << 60), std::bad_alloc);
#endif
}
