// Counts of what follows within so many days of something: "admitted within 7 d", "readmitted within 30 d".
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "time/sim_time.hpp"

namespace stepdown {

/// The windows that metrics of one kind name, ascending, and the run: only those that lie inside it are counted.
class Windows {
public:
    Windows(std::vector<Ticks> lengths, Ticks start, Ticks end)
        : lengths_(std::move(lengths)), start_(start), end_(end), all_end_(lengths_.empty() ? end : end - lengths_.back()) {}

    std::size_t size() const { return lengths_.size(); }
    Ticks length(std::size_t window) const { return lengths_[window]; }
    bool in_run(Ticks from, std::size_t window) const { return from >= start_ && from + lengths_[window] < end_; }
    bool all_in_run(Ticks from) const { return from >= start_ && from < all_end_; }
    /// What begins from the run's start on and before this has every window in the run.
    Ticks all_end() const { return all_end_; }
    /// Whether something so long after the beginning falls into every window.
    bool all_hold(Ticks elapsed) const { return lengths_.empty() || elapsed <= lengths_.front(); }

private:
    std::vector<Ticks> lengths_;
    Ticks start_;
    Ticks end_;
    Ticks all_end_;
};

/// For each window: how many began (`of`), and how many of those saw it come in time (`within`). What holds for every window,
/// as it nearly always does, is counted once.
class WindowCounts {
public:
    explicit WindowCounts(std::size_t windows = 0) : of_(windows, 0), within_(windows, 0) {}

    std::int64_t of(std::size_t window) const { return began_all_ + of_[window]; }
    std::int64_t within(std::size_t window) const { return within_all_ + within_[window]; }

    void began(const Windows& windows, Ticks from) {
        if (windows.all_in_run(from)) {
            ++began_all_;
            return;
        }
        for (std::size_t window = 0; window < of_.size(); ++window) of_[window] += windows.in_run(from, window) ? 1 : 0;
    }

    /// What began at `from` came `elapsed` later.
    void came(const Windows& windows, Ticks from, Ticks elapsed) {
        if (windows.all_in_run(from) && windows.all_hold(elapsed)) {
            ++within_all_;
            return;
        }
        for (std::size_t window = 0; window < within_.size(); ++window) {
            if (elapsed <= windows.length(window) && windows.in_run(from, window)) ++within_[window];
        }
    }

    /// What began at `from` still went on `elapsed` later.
    void lasted(const Windows& windows, Ticks from, Ticks elapsed) {
        if (windows.all_in_run(from)) {
            for (std::size_t window = 0; window < within_.size(); ++window)
                within_[window] += elapsed > windows.length(window) ? 1 : 0;
            return;
        }
        for (std::size_t window = 0; window < within_.size() && elapsed > windows.length(window); ++window)
            if (windows.in_run(from, window)) ++within_[window];
    }

    /// So many began that have every window in the run.
    void all_began(std::int64_t count) { began_all_ += count; }
    /// And came at once.
    void all_came(std::int64_t count) { within_all_ += count; }

    /// What began at `from` came within the window at `first` and all longer ones.
    void came_within(const Windows& windows, Ticks from, std::size_t first) {
        if (first == 0 && windows.all_in_run(from)) {
            ++within_all_;
            return;
        }
        for (std::size_t window = first; window < within_.size(); ++window)
            within_[window] += windows.in_run(from, window) ? 1 : 0;
    }

    /// What began at `from` is left out of the windows that were still open `elapsed` later.
    void called_off(const Windows& windows, Ticks from, Ticks elapsed) {
        for (std::size_t window = 0; window < of_.size(); ++window) {
            if (elapsed < windows.length(window) && windows.in_run(from, window)) --of_[window];
        }
    }
    /// As `called_off`, where it had come before, `came_after` its beginning.
    void called_off_after(const Windows& windows, Ticks from, Ticks elapsed, Ticks came_after) {
        called_off(windows, from, elapsed);
        for (std::size_t window = 0; window < within_.size(); ++window) {
            if (elapsed < windows.length(window) && came_after <= windows.length(window) && windows.in_run(from, window))
                --within_[window];
        }
    }

private:
    std::int64_t began_all_ = 0;
    std::int64_t within_all_ = 0;
    std::vector<std::int64_t> of_;
    std::vector<std::int64_t> within_;
};

}  // namespace stepdown
