#include "experiment/ordered_work.hpp"

#include <exception>
#include <thread>
#include <vector>

#ifdef STEPDOWN_PLAIN_THREADS
#include <condition_variable>
#include <mutex>
#else
#include <atomic>

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>
#endif

namespace stepdown {

int thread_count(int asked) {
    if (asked > 0) return asked;
    const unsigned machine = std::thread::hardware_concurrency();
    return machine == 0 ? 1 : static_cast<int>(machine);
}

std::size_t ordered_work_slots(int threads) { return 2 * static_cast<std::size_t>(threads) + 2; }

namespace {

/// What one unit of work left behind when it did not throw.
struct Finished {
    std::int64_t index = 0;
    std::exception_ptr failure;
};

std::exception_ptr attempt(const std::function<void(std::int64_t, std::size_t)>& work, std::int64_t index, std::size_t slot) {
    try {
        work(index, slot);
        return nullptr;
    } catch (...) {
        return std::current_exception();
    }
}

}  // namespace

#ifdef STEPDOWN_PLAIN_THREADS

void in_order(std::int64_t first, std::int64_t last, int threads, const std::function<void(std::int64_t, std::size_t)>& produce,
              const std::function<void(std::int64_t, std::size_t)>& consume) {
    const std::size_t slots = ordered_work_slots(threads);
    std::mutex mutex;
    std::condition_variable changed;
    std::int64_t next = first;
    std::int64_t consumed = first;
    std::vector<bool> ready(slots, false);
    std::vector<std::exception_ptr> failures(slots);
    bool stop = false;
    const auto slot_of = [&](std::int64_t index) { return static_cast<std::size_t>(index - first) % slots; };
    const auto work = [&] {
        std::unique_lock lock(mutex);
        while (true) {
            changed.wait(lock, [&] { return stop || next >= last || next - consumed < static_cast<std::int64_t>(slots); });
            if (stop || next >= last) return;
            const std::int64_t index = next++;
            lock.unlock();
            std::exception_ptr failure = attempt(produce, index, slot_of(index));
            lock.lock();
            failures[slot_of(index)] = std::move(failure);
            ready[slot_of(index)] = true;
            changed.notify_all();
        }
    };
    std::exception_ptr failure;
    {
        std::vector<std::jthread> workers;
        for (int worker = 0; worker < threads; ++worker) workers.emplace_back(work);
        std::unique_lock lock(mutex);
        while (consumed < last && !failure) {
            const std::size_t slot = slot_of(consumed);
            changed.wait(lock, [&] { return static_cast<bool>(ready[slot]); });
            ready[slot] = false;
            failure = failures[slot];
            if (!failure) {
                lock.unlock();
                failure = attempt(consume, consumed, slot);
                lock.lock();
                ++consumed;
            }
            stop = failure != nullptr;
            changed.notify_all();
        }
    }
    if (failure) std::rethrow_exception(failure);
}

#else

void in_order(std::int64_t first, std::int64_t last, int threads, const std::function<void(std::int64_t, std::size_t)>& produce,
              const std::function<void(std::int64_t, std::size_t)>& consume) {
    namespace tbb = oneapi::tbb;
    const std::size_t slots = ordered_work_slots(threads);
    const auto slot_of = [&](std::int64_t index) { return static_cast<std::size_t>(index - first) % slots; };
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
    tbb::task_arena arena(threads);
    std::int64_t next = first;
    std::exception_ptr failure;
    // What comes after the failure is no longer begun; the lowest one is still the one reported, since results arrive in order.
    std::atomic<bool> stop = false;
    const auto take_next = [&](tbb::flow_control& control) -> std::int64_t {
        if (next < last && !stop) return next++;
        control.stop();
        return last;
    };
    const auto work = [&](std::int64_t index) -> Finished { return {index, attempt(produce, index, slot_of(index))}; };
    const auto take_in = [&](const Finished& finished) {
        if (failure) return;
        failure = finished.failure ? finished.failure : attempt(consume, finished.index, slot_of(finished.index));
        stop = failure != nullptr;
    };
    arena.execute([&] {
        tbb::parallel_pipeline(slots, tbb::make_filter<void, std::int64_t>(tbb::filter_mode::serial_in_order, take_next) &
                                          tbb::make_filter<std::int64_t, Finished>(tbb::filter_mode::parallel, work) &
                                          tbb::make_filter<Finished, void>(tbb::filter_mode::serial_in_order, take_in));
    });
    if (failure) std::rethrow_exception(failure);
}

#endif

}  // namespace stepdown
