// What is still awaited after a stay's end or a discharge: a lower level, a readmission, a relapse within so many days.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/model.hpp"
#include "simulation/client.hpp"
#include "simulation/measurement_plan.hpp"

namespace stepdown {

/// The open watches of all clients, in linked lists, the latest first. Each client keeps where its own begins: `watches`,
/// `no_watch` when it has none.
class FollowUps {
public:
    FollowUps(const Model& model, const MeasurementPlan& plan);

    /// Called with each window that an event falls into, once per watch and window.
    template <class Count>
    void admitted(std::uint32_t& watches, StageId stage, Ticks now, Count&& count);
    template <class Count>
    void relapsed(std::uint32_t& watches, Ticks now, Count&& count);

    void watch_stay(std::uint32_t& watches, StageId stage, Ticks now) { add(watches, Watch::Kind::stay, stage, now); }
    void watch_discharge(std::uint32_t& watches, Ticks now) { add(watches, Watch::Kind::discharge, StageId::none(), now); }
    void forget(std::uint32_t& watches) { forget_from(watches); }

private:
    void add(std::uint32_t& watches, Watch::Kind kind, StageId stage, Ticks now);
    /// The watch and all before it.
    void forget_from(std::uint32_t& link);
    /// Calls `each(watch)` for those that some window may still hold, and forgets the others.
    template <class Each>
    void for_each_open(std::uint32_t& watches, Ticks now, Each&& each);
    /// Calls `count(window)` for all windows at least `elapsed` long, the first time.
    template <class Count>
    static void mark(bool& seen, std::span<const Ticks> windows, Ticks elapsed, Count&& count) {
        if (seen) return;
        seen = true;
        for (std::size_t window = 0; window < windows.size(); ++window) {
            if (elapsed <= windows[window]) count(window);
        }
    }

    /// What entering one stage is to the end of a stay in another.
    struct Relation {
        bool is_same = false;
        bool is_lower = false;
    };

    const Model* model_;
    const MeasurementPlan* plan_;
    /// By the stage entered, then the one left.
    std::vector<Relation> relations_;
    Ticks longest_ = 0;
    std::vector<Watch> watches_;
    std::uint32_t free_ = no_watch;
};

/// Which count a watch's window belongs to.
enum class FollowUp : std::uint8_t { followed_up, readmitted, discharge_readmitted, discharge_relapsed };

template <class Each>
void FollowUps::for_each_open(std::uint32_t& watches, Ticks now, Each&& each) {
    for (std::uint32_t* link = &watches; *link != no_watch; link = &watches_[*link].next) {
        if (now - watches_[*link].since > longest_) {
            forget_from(*link);
            return;
        }
        each(watches_[*link]);
    }
}

template <class Count>
void FollowUps::admitted(std::uint32_t& watches, StageId stage, Ticks now, Count&& count) {
    if (watches == no_watch) return;
    const Relation* const relations = &relations_[stage.index() * model_->stages.size()];
    for_each_open(watches, now, [&](Watch& watch) {
        const Ticks elapsed = now - watch.since;
        if (watch.kind == Watch::Kind::discharge) {
            if (!model_->stages[stage.index()].is_care()) return;
            mark(watch.readmitted, plan_->client_readmitted_windows, elapsed,
                 [&](std::size_t window) { count(FollowUp::discharge_readmitted, watch, window); });
            return;
        }
        const Relation relation = relations[watch.stage.index()];
        if (relation.is_same) {
            mark(watch.readmitted, plan_->readmitted_windows, elapsed,
                 [&](std::size_t window) { count(FollowUp::readmitted, watch, window); });
        }
        if (relation.is_lower) {
            mark(watch.followed, plan_->followed_up_windows, elapsed,
                 [&](std::size_t window) { count(FollowUp::followed_up, watch, window); });
        }
    });
}

template <class Count>
void FollowUps::relapsed(std::uint32_t& watches, Ticks now, Count&& count) {
    for_each_open(watches, now, [&](Watch& watch) {
        if (watch.kind != Watch::Kind::discharge) return;
        mark(watch.relapsed, plan_->client_relapsed_windows, now - watch.since,
             [&](std::size_t window) { count(FollowUp::discharge_relapsed, watch, window); });
    });
}

}  // namespace stepdown
