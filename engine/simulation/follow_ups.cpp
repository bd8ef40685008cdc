#include "simulation/follow_ups.hpp"

#include <algorithm>
#include <utility>

namespace stepdown {

FollowUps::FollowUps(const Model& model, const MeasurementPlan& plan) : model_(&model), plan_(&plan) {
    for (const auto* windows :
         {&plan.readmitted_windows, &plan.followed_up_windows, &plan.client_readmitted_windows, &plan.client_relapsed_windows}) {
        if (!windows->empty()) longest_ = std::max(longest_, windows->back());
    }
    for (const Stage& entered : model.stages) {
        for (const Stage& left : model.stages)
            relations_.push_back({&entered == &left, is_lower_level(entered.level, left.level)});
    }
}

void FollowUps::add(std::uint32_t& watches, Watch::Kind kind, StageId stage, Ticks now) {
    if (longest_ == 0) return;
    if (free_ == no_watch) {
        free_ = static_cast<std::uint32_t>(watches_.size());
        watches_.emplace_back();
    }
    const std::uint32_t index = free_;
    free_ = watches_[index].next;
    watches_[index] = Watch{kind, stage, now, false, false, false, watches};
    watches = index;
}

void FollowUps::forget_from(std::uint32_t& link) {
    while (link != no_watch) {
        const std::uint32_t index = link;
        link = std::exchange(watches_[index].next, free_);
        free_ = index;
    }
}

}  // namespace stepdown
