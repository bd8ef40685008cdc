// The sums behind the metrics: one block per stage and group, one per group for clients, one per stage for places.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "simulation/client.hpp"
#include "simulation/level_tally.hpp"
#include "simulation/waiting_list.hpp"
#include "simulation/window_counts.hpp"
#include "statistics/int128.hpp"
#include "statistics/log_histogram.hpp"

namespace stepdown {

/// What is kept of the single durations of one quantity.
struct ObservedDurations {
    /// The longest duration that keeps a bound, and the position of the question in the plan.
    struct Limit {
        Ticks most = 0;
        std::size_t question = 0;
    };

    LogHistogram* histogram = nullptr;
    std::vector<Limit> limits;
};

/// Of one stage and one group, over the run. Times in ticks.
struct StageTally {
    LevelDistribution census;
    /// Those who asked and were admitted at once, and the stays that ended, while every window that a metric names still lies in
    /// the run: what goes the same way for nearly everybody is counted once. `Recorder::spread` adds them to the counts below.
    std::int64_t admitted_at_once = 0;
    std::int64_t stays_ended = 0;
    ObservedDurations waits;
    ObservedDurations stay_lengths;
    LevelTally waiting;
    /// The same two integrals once more, from the other side: stays and waits clipped to the run (self-checks).
    Int128 stay_ticks_in_run = 0;
    Int128 wait_ticks_in_run = 0;

    std::int64_t requests = 0;
    std::array<std::int64_t, resolutions> resolved = {};
    WindowCounts access;
    std::int64_t admissions = 0;
    Int128 waited = 0;
    std::int64_t waited_none = 0;
    /// Of those who waited at all.
    std::vector<std::int64_t> waited_within;
    /// Client-ticks times ticks / 2: the integral of the ages of those waiting, doubled so that it stays whole.
    Int128 twice_age = 0;
    std::array<Int128, missing_kinds> missing = {};

    std::int64_t stays = 0;
    Int128 stayed = 0;
    Int128 boarded = 0;
    Int128 boarding_in_run = 0;
    Int128 transfer_in_run = 0;
    std::vector<std::int64_t> outcomes;
    WindowCounts readmitted;
    WindowCounts followed_up;
    WindowCounts retained;
};

/// Of one group's clients, over the run.
struct ClientTally {
    std::int64_t first_admissions = 0;
    /// As with stages: requests and discharges while every window that a metric names still lies in the run.
    std::int64_t first_requests = 0;
    std::int64_t discharges = 0;
    ObservedDurations accesses;
    Int128 access_ticks = 0;
    WindowCounts access;
    std::vector<std::int64_t> exits;
    std::int64_t handed_off = 0;
    std::int64_t episodes = 0;
    Int128 episode_ticks = 0;
    std::int64_t episode_stages = 0;
    WindowCounts readmitted;
    WindowCounts relapsed;
};

/// Of one role: posts that exist and posts that are filled, in thousandths.
struct RoleTally {
    LevelTally posts;
    LevelTally filled;
    BlockMeans posts_blocks;
    BlockMeans filled_blocks;
};

/// Of one stage, for everyone.
struct PlaceTally {
    LevelTally open;
    bool ever_unlimited = false;
    BlockMeans census_blocks;
    BlockMeans waiting_blocks;
    std::int64_t there_at_start = 0;
};

}  // namespace stepdown
