// Who works in the care network: roles, their shifts, and what stages ask of them.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/id.hpp"
#include "random/distribution.hpp"
#include "time/calendar.hpp"
#include "time/sim_time.hpp"

namespace stepdown {

/// The days on which a full post works its shift: fixed weekdays, or a rota that keeps the same number of posts on each day.
struct ShiftDays {
    enum class Kind : std::uint8_t { weekdays, rota } kind = Kind::weekdays;
    std::bitset<7> weekdays;
    /// `works` of every `of` days.
    std::int64_t works = 0;
    std::int64_t of = 0;
};

/// Whole posts of a shift and the part of a last one: 4.5 fte are four posts and a half.
struct Fte {
    std::int64_t whole = 0;
    /// 0 or between 0 and 1: a half post works half of its days.
    double part = 0.0;

    std::int64_t posts() const { return whole + (part > 0.0 ? 1 : 0); }
    double total() const { return static_cast<double>(whole) + part; }
};

struct Shift {
    std::string name;
    /// Names the shift in draw keys.
    std::uint32_t draw_name = 0;
    Fte fte;
    ShiftDays days;
    /// Times of day; `to` at or before `from` lies on the next day.
    Ticks from = 0;
    Ticks to = 0;
    /// Not paid and not worked.
    Ticks pause = 0;

    Ticks paid() const { return length() - pause; }
    Ticks length() const { return to > from ? to - from : to + ticks_per_day - from; }
};

/// What holds for each post of a role, and may change on a day of the run.
struct PostTerms {
    /// The probability that a post is away on a day that it would work.
    double absence = 0.0;
    /// Leavings per filled post and year of 365 d.
    double turnover = 0.0;
    /// How long a leaver's post stays empty; needed where there is turnover.
    std::optional<Distribution> refill = std::nullopt;
    /// The share of a present post's paid time that can be booked by clients.
    double bookable = 1.0;
};

struct Role {
    std::string name;
    /// Names the role in draw keys.
    std::uint32_t draw_name = 0;
    std::vector<Shift> shifts = {};
    PostTerms terms = {};
    /// Roles whose work its posts do when they are idle, in the order written.
    std::vector<RoleId> covers = {};
    /// Per paid hour.
    double cost_per_hour = 0.0;

    double fte() const {
        double sum = 0.0;
        for (const Shift& shift : shifts) sum += shift.fte.total();
        return sum;
    }
};

/// A client of the stage takes 1 / `clients_per_post` of a filled post of the role.
struct Caseload {
    RoleId role;
    double clients_per_post = 1.0;
};

/// Round-the-clock care: how many beds a post of each shift can look after.
struct Staffing {
    RoleId role;
    /// In the order of the role's shifts; 0 for a shift that does not count here.
    std::vector<double> beds_per_post;
    /// With fewer posts on shift no bed is open to new clients.
    std::int64_t at_least = 0;
};

/// Whether post number `post` (from 0) of a shift works it on a day, of `part` 1 or less: numbers are spread evenly over the days
/// and the days evenly over each post. `day` counts from Monday, 1970-01-05.
bool works_on(const ShiftDays& days, std::int64_t post, double part, std::int64_t day);

}  // namespace stepdown
