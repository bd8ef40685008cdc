#include "simulation/follow_ups.hpp"

#include <algorithm>
#include <utility>

namespace stepdown {

FollowUps::FollowUps(const Model& model, const MeasurementPlan& plan)
    : model_(&model), plan_(&plan), stages_(model.stages.size()) {
    for (const auto* windows : {&plan.followed_up_windows, &plan.client_readmitted_windows, &plan.client_relapsed_windows}) {
        if (!windows->empty()) longest_ = std::max(longest_, windows->back());
    }
    if (!plan.readmitted_windows.empty()) longest_readmission_ = plan.readmitted_windows.back();
    for (const Stage& entered : model.stages) {
        for (const Stage& left : model.stages) is_lower_.push_back(is_lower_level(entered.level, left.level) ? 1 : 0);
    }
    for (std::size_t left = 0; left < stages_; ++left) {
        char is_followed = 0;
        for (std::size_t entered = 0; entered < stages_; ++entered) is_followed |= is_lower_[entered * stages_ + left];
        can_be_followed_.push_back(plan.followed_up_windows.empty() ? 0 : is_followed);
    }
}

void FollowUps::add(std::uint32_t& watches, Watch::Kind kind, StageId stage, Ticks now) {
    if (free_ == no_watch) {
        free_ = static_cast<std::uint32_t>(watches_.size());
        watches_.emplace_back();
    }
    const std::uint32_t index = free_;
    free_ = watches_[index].next;
    watches_[index] = Watch{kind, stage, now, false, false, watches};
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
