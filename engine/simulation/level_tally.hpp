// A whole number followed over time: exact integrals, the time spent at each level, the highest level.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "statistics/int128.hpp"
#include "statistics/time_weighted_histogram.hpp"
#include "time/sim_time.hpp"

namespace stepdown {

/// Keeps the integral in client-ticks and the highest level held for any time since the last `restart`.
class LevelTally {
public:
    void change(Ticks now, std::int64_t by) {
        if (now > since_) highest_ = std::max(highest_, level_);
        integral_ += static_cast<Int128>(level_) * (now - since_);
        since_ = now;
        level_ += by;
    }
    void set(Ticks now, std::int64_t level) { change(now, level - level_); }
    /// Forgets what was counted; the level stays.
    void restart(Ticks now) {
        change(now, 0);
        integral_ = 0;
        highest_ = 0;
    }
    std::int64_t level() const { return level_; }
    Int128 integral() const { return integral_; }
    std::int64_t highest() const { return highest_; }

private:
    std::int64_t level_ = 0;
    Ticks since_ = 0;
    Int128 integral_ = 0;
    std::int64_t highest_ = 0;
};

/// Keeps the ticks spent at each level, from which integral, quantiles and maximum follow exactly.
class LevelDistribution {
public:
    void change(Ticks now, std::int64_t by) {
        held_.add(level_, now - since_);
        since_ = now;
        level_ += by;
    }
    /// Forgets what was counted; the level stays.
    void restart(Ticks now) {
        since_ = now;
        held_ = {};
    }
    std::int64_t level() const { return level_; }
    const TimeWeightedHistogram& held() const { return held_; }

private:
    std::int64_t level_ = 0;
    Ticks since_ = 0;
    TimeWeightedHistogram held_;
};

/// Means of a level over consecutive blocks of equal length, from instant 0.
class BlockMeans {
public:
    explicit BlockMeans(Ticks block) : block_(block), block_end_(block) {}

    void change(Ticks now, std::int64_t by) {
        if (now >= block_end_) close_blocks(now);
        sum_ += static_cast<Int128>(by) * (block_end_ - now);
        level_ += by;
    }
    /// Closes every block that ends at or before `end`, and a last shorter one.
    void finish(Ticks end) {
        change(end, 0);
        const Ticks begin = block_end_ - block_;
        if (end == begin) return;
        const Int128 sum = sum_ - static_cast<Int128>(level_) * (block_end_ - end);
        means_.push_back(static_cast<double>(sum) / static_cast<double>(end - begin));
    }
    std::vector<double> take() { return std::move(means_); }

private:
    /// Those that end by `now`. Apart from `change`, which is called at every move and hardly ever gets here.
    void close_blocks(Ticks now) {
        while (now >= block_end_) close_block();
    }
    void close_block() {
        means_.push_back(static_cast<double>(sum_) / static_cast<double>(block_));
        sum_ = static_cast<Int128>(level_) * block_;
        block_end_ += block_;
    }

    Ticks block_;
    Ticks block_end_;
    std::int64_t level_ = 0;
    /// The integral over the present block, if the level stays as it is until its end.
    Int128 sum_ = 0;
    std::vector<double> means_;
};

}  // namespace stepdown
