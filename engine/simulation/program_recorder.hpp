// The sums behind the figures of groups, sessions, staff time and money; decides nothing. Only what falls into the run counts.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "model/model.hpp"
#include "simulation/replication.hpp"
#include "statistics/int128.hpp"

namespace stepdown {

/// A part of a post's time that clients book.
struct Booking {
    /// The role of the post that does it, which may cover another's work.
    RoleId role;
    StageId stage;
    Ticks from = 0;
    /// With clients, and as booked: notes and travel included.
    Ticks contact = 0;
    Ticks booked = 0;
    Ticks shift_ends = 0;
};

/// A shift on one day: what each of its posts is paid for, and how much of it clients can book where the post is present.
struct WorkedShift {
    RoleId role;
    Ticks from = 0;
    Ticks length = 0;
    Ticks paid = 0;
    Ticks bookable = 0;
    /// Posts that are to work it, and those of them that are not absent.
    std::int64_t posts = 0;
    std::int64_t present = 0;
};

struct TrackTally {
    std::int64_t came = 0;
    std::int64_t seats = 0;
    std::int64_t held = 0;
    std::int64_t short_led = 0;
    std::int64_t cancelled = 0;
};

struct SessionTally {
    std::int64_t held = 0;
    std::int64_t missed = 0;
    Int128 delay = 0;
};

/// Of one stage and group of clients.
struct AttendanceTally {
    Int128 hours = 0;
    std::int64_t weeks = 0;
    std::int64_t weeks_met = 0;
    std::int64_t reviewed_stays = 0;
    Int128 authorized = 0;
    Int128 unpaid = 0;
};

class ProgramRecorder {
public:
    ProgramRecorder(const Model& model, std::size_t groups);

    void meeting_held(StageId stage, std::size_t track, std::int64_t came, std::int64_t seats, bool short_led, Ticks now);
    void meeting_cancelled(StageId stage, std::size_t track, Ticks now);
    void session_held(StageId stage, std::size_t session, Ticks delay, Ticks now);
    void session_missed(StageId stage, std::size_t session, Ticks now);
    void attended(StageId stage, std::span<const std::uint16_t> groups, Ticks length, Ticks now) {
        if (!in_run(now)) return;
        for (const std::uint16_t group : groups) attendance_[stage.index() * groups_ + group].hours += length;
    }
    void week_ended(StageId stage, std::span<const std::uint16_t> groups, bool met, Ticks now);
    /// A stay that needed authorization, when its place is left.
    void reviewed(StageId stage, std::span<const std::uint16_t> groups, Ticks authorized, Ticks unpaid, Ticks now);
    void episode_hours(std::span<const std::uint16_t> groups, Ticks hours, Ticks now);
    void earned(StageId stage, double amount, Ticks now) {
        if (in_run(now)) money_[stage.index()].revenue += amount;
    }
    /// So much for each day from `from` to `to`, clipped to the run.
    void earned_by_day(StageId stage, double amount, Ticks from, Ticks to);
    void booked(const Booking& booking);
    void worked(const WorkedShift& shift);

    /// The sums, for the metrics.
    struct StageMoneyTally {
        double revenue = 0.0;
        double booked_cost = 0.0;
    };
    struct RoleTimeTally {
        Int128 paid = 0;
        Int128 bookable = 0;
        Int128 booked = 0;
        Int128 contact = 0;
        Int128 overtime = 0;
        StaffWeek week;
    };
    const TrackTally& track(StageId stage, std::size_t track) const { return tracks_[stage.index()][track]; }
    const SessionTally& session(StageId stage, std::size_t session) const { return sessions_[stage.index()][session]; }
    const AttendanceTally& attendance(StageId stage, std::size_t group) const {
        return attendance_[stage.index() * groups_ + group];
    }
    const StageMoneyTally& money(StageId stage) const { return money_[stage.index()]; }
    const RoleTimeTally& role(RoleId role) const { return roles_[role.index()]; }
    Int128 episode_hours(std::size_t group) const { return episode_hours_[group]; }

private:
    bool in_run(Ticks now) const { return now >= start_ && now < end_; }
    Ticks clipped(Ticks from, Ticks to) const;
    /// Adds `factor` times the ticks of [from, to) to the hours of the week, `times` over.
    void spread(std::array<double, 168>& week, Ticks from, Ticks to, double factor, std::int64_t times) const;

    const Model* model_;
    Ticks start_;
    Ticks end_;
    std::size_t groups_;
    std::vector<std::vector<TrackTally>> tracks_;
    std::vector<std::vector<SessionTally>> sessions_;
    std::vector<AttendanceTally> attendance_;
    std::vector<StageMoneyTally> money_;
    std::vector<RoleTimeTally> roles_;
    std::vector<Int128> episode_hours_;
};

}  // namespace stepdown
