#include "simulation/program_recorder.hpp"

#include <algorithm>

namespace stepdown {

ProgramRecorder::ProgramRecorder(const Model& model, std::size_t groups)
    : model_(&model),
      start_(model.clock.start()),
      end_(model.clock.end()),
      groups_(groups),
      attendance_(model.stages.size() * groups),
      money_(model.stages.size()),
      roles_(model.roles.size()),
      episode_hours_(groups) {
    for (const Stage& stage : model.stages) {
        tracks_.emplace_back(stage.tracks.size());
        sessions_.emplace_back(stage.sessions.size());
    }
}

Ticks ProgramRecorder::clipped(Ticks from, Ticks to) const {
    return std::max<Ticks>(0, std::min(to, end_) - std::max(from, start_));
}

void ProgramRecorder::meeting_held(StageId stage, std::size_t track, std::int64_t came, std::int64_t seats, bool short_led,
                                   Ticks now) {
    if (!in_run(now)) return;
    TrackTally& sums = tracks_[stage.index()][track];
    ++sums.held;
    sums.came += came;
    sums.seats += seats;
    if (short_led) ++sums.short_led;
}

void ProgramRecorder::meeting_cancelled(StageId stage, std::size_t track, Ticks now) {
    if (in_run(now)) ++tracks_[stage.index()][track].cancelled;
}

void ProgramRecorder::session_held(StageId stage, std::size_t session, Ticks delay, Ticks now) {
    if (!in_run(now)) return;
    SessionTally& sums = sessions_[stage.index()][session];
    ++sums.held;
    sums.delay += delay;
}

void ProgramRecorder::session_missed(StageId stage, std::size_t session, Ticks now) {
    if (in_run(now)) ++sessions_[stage.index()][session].missed;
}

void ProgramRecorder::week_ended(StageId stage, std::span<const std::uint16_t> groups, bool met, Ticks now) {
    if (!in_run(now)) return;
    for (const std::uint16_t group : groups) {
        AttendanceTally& sums = attendance_[stage.index() * groups_ + group];
        ++sums.weeks;
        if (met) ++sums.weeks_met;
    }
}

void ProgramRecorder::reviewed(StageId stage, std::span<const std::uint16_t> groups, Ticks authorized, Ticks unpaid, Ticks now) {
    if (!in_run(now)) return;
    for (const std::uint16_t group : groups) {
        AttendanceTally& sums = attendance_[stage.index() * groups_ + group];
        ++sums.reviewed_stays;
        sums.authorized += authorized;
        sums.unpaid += unpaid;
    }
}

void ProgramRecorder::episode_hours(std::span<const std::uint16_t> groups, Ticks hours, Ticks now) {
    if (!in_run(now)) return;
    for (const std::uint16_t group : groups) episode_hours_[group] += hours;
}

void ProgramRecorder::earned_by_day(StageId stage, double amount, Ticks from, Ticks to) {
    money_[stage.index()].revenue += amount * to_days(clipped(from, to));
}

void ProgramRecorder::spread(std::array<double, 168>& week, Ticks from, Ticks to, double factor, std::int64_t times) const {
    from = std::max(from, start_);
    to = std::min(to, end_);
    std::size_t hour = model_->clock.calendar.hour_of_week(from);
    Ticks next = (from / ticks_per_hour + 1) * ticks_per_hour;
    for (; from < to; from = next, next += ticks_per_hour) {
        const double ticks = factor * static_cast<double>(std::min(to, next) - from);
        // One by one: a product would round otherwise.
        for (std::int64_t time = 0; time < times; ++time) week[hour] += ticks;
        hour = hour == week.size() - 1 ? 0 : hour + 1;
    }
}

void ProgramRecorder::booked(const Booking& booking) {
    const Ticks ends = booking.from + booking.booked;
    const Ticks booked = clipped(booking.from, ends);
    if (booked == 0) return;
    RoleTimeTally& sums = roles_[booking.role.index()];
    sums.booked += booked;
    sums.contact += clipped(booking.from, booking.from + booking.contact);
    sums.overtime += clipped(std::max(booking.from, booking.shift_ends), ends);
    spread(sums.week.booked, booking.from, ends, 1.0, 1);
    const double hours = static_cast<double>(booked) / static_cast<double>(ticks_per_hour);
    money_[booking.stage.index()].booked_cost += hours * model_->roles[booking.role.index()].cost_per_hour;
}

void ProgramRecorder::worked(const WorkedShift& shift) {
    const Ticks ends = shift.from + shift.length;
    const Ticks inside = clipped(shift.from, ends);
    if (inside == 0 || shift.posts == 0) return;
    RoleTimeTally& sums = roles_[shift.role.index()];
    // Of a shift that the run's edge cuts, the part inside.
    const auto part = [&](Ticks whole) {
        return inside == shift.length ? static_cast<Int128>(whole) : static_cast<Int128>(whole) * inside / shift.length;
    };
    sums.paid += part(shift.paid) * shift.posts;
    sums.bookable += part(shift.bookable) * shift.present;
    const double factor = static_cast<double>(shift.bookable) / static_cast<double>(shift.length);
    spread(sums.week.bookable, shift.from, ends, factor, shift.present);
}

}  // namespace stepdown
