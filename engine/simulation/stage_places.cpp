#include "simulation/stage_places.hpp"

#include <algorithm>

namespace stepdown {

StagePlaces::StagePlaces(const Stage& stage, Limits limits) : limits_lifted_(limits == Limits::lifted) {
    set_places(stage.places);
    for (const Reservation& rule : stage.reserved) {
        reserved_.push_back({rule.places, 0});
        reserved_total_ += rule.places;
    }
}

void StagePlaces::set_places(Places places) { capacity_ = limits_lifted_ || !places ? no_limit : *places; }

std::int64_t StagePlaces::on_unreserved() const {
    std::int64_t others = census_ + booked_;
    std::int64_t beyond = 0;
    for (const Reserved& reserved : reserved_) {
        others -= reserved.used;
        beyond += std::max<std::int64_t>(0, reserved.used - reserved.places);
    }
    return others + beyond;
}

bool StagePlaces::leaves_reserved_places(std::uint8_t rule) const {
    if (rule != Needs::no_rule && reserved_[rule].used < reserved_[rule].places) return true;
    return on_unreserved() < open() - reserved_total_;
}

std::int64_t StagePlaces::taken_from_reserved() const {
    if (unlimited() || reserved_.empty()) return 0;
    return std::max<std::int64_t>(0, on_unreserved() - (open() - reserved_total_));
}

}  // namespace stepdown
