// What is still awaited after a stay's end or a discharge: a lower level, a readmission, a relapse within so many days.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "model/model.hpp"
#include "simulation/client.hpp"
#include "simulation/client_pool.hpp"
#include "simulation/measurement_plan.hpp"

namespace stepdown {

/// The open watches of all clients, in linked lists, the latest first. Each client keeps where its own begins: `watches`,
/// `no_watch` when it has none. What is a matter of one stage alone, coming back to it, is seen from the client's history there.
class FollowUps {
public:
    FollowUps(const Model& model, const MeasurementPlan& plan);

    /// `count(what, watch, first)` is called once for each watch that the event falls into some windows of: the first of them,
    /// and all longer ones. `history` is the client's of the stage.
    template <class Count>
    void admitted(std::uint32_t& watches, const StageHistory& history, StageId stage, Ticks now, Count&& count);
    template <class Count>
    void relapsed(std::uint32_t& watches, Ticks now, Count&& count);

    void left(std::uint32_t& watches, StageHistory& history, StageId stage, Ticks now) {
        history.left_at = now;
        if (can_be_followed_[stage.index()] != 0) add(watches, Watch::Kind::stay, stage, now);
    }
    void watch_discharge(std::uint32_t& watches, Ticks now) {
        if (longest_ > 0) add(watches, Watch::Kind::discharge, StageId::none(), now);
    }
    void forget(std::uint32_t& watches) { forget_from(watches); }

private:
    void add(std::uint32_t& watches, Watch::Kind kind, StageId stage, Ticks now);
    /// The watch and all before it.
    void forget_from(std::uint32_t& link);
    /// Calls `is_done(watch)` for those that some window may still hold, and forgets the others and those that are done.
    template <class IsDone>
    void for_each_open(std::uint32_t& watches, Ticks now, IsDone&& is_done);
    /// Calls `count(first)` with the first window that is at least `elapsed` long, if there is one; all after it are longer.
    template <class Count>
    static void count_windows(std::span<const Ticks> windows, Ticks elapsed, Count&& count) {
        std::size_t first = 0;
        while (first < windows.size() && elapsed > windows[first]) ++first;
        if (first < windows.size()) count(first);
    }
    /// The same, the first time.
    template <class Count>
    static void mark(bool& seen, std::span<const Ticks> windows, Ticks elapsed, Count&& count) {
        if (!std::exchange(seen, true)) count_windows(windows, elapsed, count);
    }

    const Model* model_;
    const MeasurementPlan* plan_;
    std::size_t stages_;
    /// Whether one stage is of a lower level than another: by the stage entered, then the one left.
    std::vector<char> is_lower_;
    std::vector<char> can_be_followed_;
    /// Of all windows but those of coming back to the same stage, and of those.
    Ticks longest_ = 0;
    Ticks longest_readmission_ = -1;
    std::vector<Watch> watches_;
    std::uint32_t free_ = no_watch;
};

/// Which count a watch's window belongs to.
enum class FollowUp : std::uint8_t { followed_up, readmitted, discharge_readmitted, discharge_relapsed };

template <class IsDone>
void FollowUps::for_each_open(std::uint32_t& watches, Ticks now, IsDone&& is_done) {
    for (std::uint32_t* link = &watches; *link != no_watch;) {
        Watch& watch = watches_[*link];
        if (now - watch.since > longest_) {
            forget_from(*link);
            return;
        }
        if (is_done(watch)) {
            const std::uint32_t done = std::exchange(*link, watch.next);
            watch.next = std::exchange(free_, done);
        } else {
            link = &watch.next;
        }
    }
}

template <class Count>
void FollowUps::admitted(std::uint32_t& watches, const StageHistory& history, StageId stage, Ticks now, Count&& count) {
    if (history.left_at != never && now - history.left_at <= longest_readmission_) {
        const Watch watch = {.stage = stage, .since = history.left_at};
        count_windows(plan_->readmitted_windows, now - history.left_at,
                      [&](std::size_t first) { count(FollowUp::readmitted, watch, first); });
    }
    if (watches == no_watch) return;
    const char* const is_lower = &is_lower_[stage.index() * stages_];
    for_each_open(watches, now, [&](Watch& watch) {
        const Ticks elapsed = now - watch.since;
        if (watch.kind == Watch::Kind::discharge) {
            if (!model_->stages[stage.index()].is_care()) return false;
            mark(watch.readmitted, plan_->client_readmitted_windows, elapsed,
                 [&](std::size_t first) { count(FollowUp::discharge_readmitted, watch, first); });
            return false;
        }
        if (is_lower[watch.stage.index()] == 0) return false;
        count_windows(plan_->followed_up_windows, elapsed,
                      [&](std::size_t first) { count(FollowUp::followed_up, watch, first); });
        return true;
    });
}

template <class Count>
void FollowUps::relapsed(std::uint32_t& watches, Ticks now, Count&& count) {
    for_each_open(watches, now, [&](Watch& watch) {
        if (watch.kind == Watch::Kind::discharge) {
            mark(watch.relapsed, plan_->client_relapsed_windows, now - watch.since,
                 [&](std::size_t first) { count(FollowUp::discharge_relapsed, watch, first); });
        }
        return false;
    });
}

}  // namespace stepdown
