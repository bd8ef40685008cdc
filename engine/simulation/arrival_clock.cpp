#include "simulation/arrival_clock.hpp"

#include <algorithm>

#include "random/portable_math.hpp"

namespace stepdown {

namespace {

template <class Profile>
bool is_flat(const Profile& profile) {
    return std::all_of(profile.begin(), profile.end(), [&](double value) { return value == profile.front(); });
}

double growth_per_day(const Arrivals& arrivals) { return portable_log1p(arrivals.growth) / 365.0; }

}  // namespace

ArrivalClock::ArrivalClock(const Model& model, PopulationId population)
    : clock_(&model.clock), start_days_(to_days(model.clock.start())) {
    pieces_.push_back({0, &model.populations[population.index()].arrivals});
    for (const Change& change : model.changes) {
        for (const Setting& setting : change.settings) {
            const auto* arrivals = std::get_if<SetArrivals>(&setting);
            if (arrivals != nullptr && arrivals->population == population) pieces_.push_back({change.at, &arrivals->arrivals});
        }
    }
    segment_ = segment_at(0);
}

const ArrivalClock::Piece& ArrivalClock::piece_at(Ticks time) const {
    std::size_t last = 0;
    while (last + 1 < pieces_.size() && pieces_[last + 1].from <= time) ++last;
    return pieces_[last];
}

double ArrivalClock::base_rate(Ticks time, const Arrivals& arrivals) const {
    const Calendar& calendar = clock_->calendar;
    const Ticks of_day = time - day_number(time) * ticks_per_day;
    double rate = arrivals.per_day * arrivals.by_weekday[calendar.weekday(time)] * arrivals.by_month[calendar.month(time)] *
                  arrivals.by_hour[static_cast<std::size_t>(of_day / ticks_per_hour)];
    for (const Surge& surge : arrivals.surges) {
        if (time >= surge.from && time < surge.to) rate *= surge.times;
    }
    return rate;
}

Ticks ArrivalClock::next_boundary(Ticks time, const Piece& piece) const {
    const Arrivals& arrivals = *piece.arrivals;
    Ticks boundary = clock_->end();
    const auto consider = [&](Ticks candidate) {
        if (candidate > time && candidate < boundary) boundary = candidate;
    };
    if (!is_flat(arrivals.by_hour)) consider((time / ticks_per_hour + 1) * ticks_per_hour);
    if (!is_flat(arrivals.by_weekday)) consider((day_number(time) + 1) * ticks_per_day);
    if (!is_flat(arrivals.by_month)) consider(clock_->calendar.next_month(time));
    if (arrivals.growth != 0.0) consider(clock_->start());
    for (const Surge& surge : arrivals.surges) {
        consider(surge.from);
        consider(surge.to);
    }
    for (const Piece& later : pieces_) consider(later.from);
    return boundary;
}

ArrivalClock::Segment ArrivalClock::segment_at(Ticks time) const {
    const Piece& piece = piece_at(time);
    const double growth = time >= clock_->start() ? growth_per_day(*piece.arrivals) : 0.0;
    const Ticks end = next_boundary(time, piece);
    return {end, to_days(end), base_rate(time, *piece.arrivals), growth};
}

Ticks ArrivalClock::advance(double amount) {
    origin_days_ = now_days_;
    used_ = amount;
    return advance_from_origin();
}

Ticks ArrivalClock::advance_evenly() {
    used_ += 1.0;
    return advance_from_origin();
}

Ticks ArrivalClock::advance_from_origin() {
    while (true) {
        const double growth = segment_.growth;
        const double rate =
            growth == 0.0 ? segment_.per_day : segment_.per_day * portable_exp(growth * (origin_days_ - start_days_));
        const double length = segment_.end_days - origin_days_;
        const double in_segment = growth == 0.0 ? rate * length : rate * portable_expm1(growth * length) / growth;
        if (used_ < in_segment) {
            now_days_ = origin_days_ + (growth == 0.0 ? used_ / rate : portable_log1p(growth * used_ / rate) / growth);
            return from_days(now_days_);
        }
        if (segment_.end >= clock_->end()) return never;
        used_ -= in_segment;
        now_days_ = origin_days_ = segment_.end_days;
        segment_ = segment_at(segment_.end);
    }
}

}  // namespace stepdown
