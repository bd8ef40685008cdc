#include "model/staff_demand.hpp"

#include <algorithm>
#include <cmath>

#include "model/staff_capacity.hpp"

namespace stepdown {

namespace {

double in_hours(Ticks ticks) { return static_cast<double>(ticks) / static_cast<double>(ticks_per_hour); }

double mean_of_cases(const Cases<double>& cases) {
    double sum = 0.0;
    for (const auto& one : cases.list()) sum += one.use;
    return sum / static_cast<double>(cases.list().size());
}

/// Days of a week that a full post works.
double days_a_week(const Shift& shift) {
    if (shift.days.kind == ShiftDays::Kind::weekdays) return static_cast<double>(shift.days.weekdays.count());
    return 7.0 * static_cast<double>(shift.days.works) / static_cast<double>(shift.days.of);
}

/// The share of a shift's posts that work it on a weekday.
double share_on(const Shift& shift, std::size_t weekday) {
    if (shift.days.kind == ShiftDays::Kind::rota)
        return static_cast<double>(shift.days.works) / static_cast<double>(shift.days.of);
    return shift.days.weekdays[weekday] ? 1.0 : 0.0;
}

double sessions_a_week(const Session& session) {
    return session.every > 0 ? static_cast<double>(ticks_per_week) / static_cast<double>(session.every) : 0.0;
}

double leaders_of(const Track& track, const Leaders& leaders) {
    return static_cast<double>(track.groups) * std::ceil(static_cast<double>(track.size) / leaders.clients_per_leader - 1e-9);
}

}  // namespace

double hours_of_leading(const Stage& stage, RoleId role) {
    double hours = 0.0;
    for (const Track& track : stage.tracks) {
        double all = 0.0;
        for (const Leaders& leaders : stage.leaders) all += leaders_of(track, leaders);
        for (const Leaders& leaders : stage.leaders) {
            if (leaders.role != role) continue;
            const double led = leaders_of(track, leaders);
            const double notes = in_hours(track.notes_per_client) * static_cast<double>(track.seats()) * led / all;
            hours += static_cast<double>(track.days.count()) * (led * in_hours(track.length()) + notes);
        }
    }
    return hours;
}

namespace {

double hours_of_stage(const Stage& stage, const StageLoad& load, RoleId role) {
    double hours = load.arrivals_per_day > 0.0 ? hours_of_leading(stage, role) : 0.0;
    const double arrivals = 7.0 * load.arrivals_per_day;
    if (stage.intake && stage.intake->role == role) {
        const double shows = std::max(0.01, mean_of_cases(stage.intake->shows));
        hours += arrivals / shows * in_hours(stage.intake->length + stage.intake->notes);
    }
    for (const Session& session : stage.sessions) {
        if (session.role != role) continue;
        const double held = sessions_a_week(session) * load.need + (session.every == 0 ? arrivals : 0.0);
        hours += held * mean_of_cases(session.share) * in_hours(session.booked()) / static_cast<double>(session.group);
    }
    return hours;
}

/// The sum of what the roles that do this one's work have left of their own by `left(role)`; whoever has too little counts 0.
template <class Left>
double sum_over_covering(const Model& model, RoleId role, Left&& left) {
    double sum = 0.0;
    for (std::size_t position = 0; position < model.roles.size(); ++position) {
        const auto& covers = model.roles[position].covers;
        if (std::find(covers.begin(), covers.end(), role) != covers.end()) sum += std::max(0.0, left(RoleId(position)));
    }
    return sum;
}

/// Leaders of the role that groups meeting at a time of the week ask for.
double leaders_needed(const Model& model, RoleId role, Ticks time_of_week) {
    const Ticks time = time_of_week % ticks_per_day;
    const auto weekday = static_cast<std::size_t>(time_of_week / ticks_per_day);
    double needed = 0.0;
    for (const Stage& stage : model.stages) {
        for (const Leaders& leaders : stage.leaders) {
            if (leaders.role != role) continue;
            for (const Track& track : stage.tracks) {
                const bool meets = track.days[weekday] && time >= track.from && time < track.from + track.length();
                if (meets) needed += leaders_of(track, leaders);
            }
        }
    }
    return needed;
}

/// Posts on shift of the role, and of those that cover it what they do not need for their own groups.
double leaders_on_shift(const Model& model, RoleId role, Ticks time_of_week) {
    return posts_on_shift(model.roles[role.index()], time_of_week) + sum_over_covering(model, role, [&](RoleId covering) {
               return posts_on_shift(model.roles[covering.index()], time_of_week) - leaders_needed(model, covering, time_of_week);
           });
}

}  // namespace

double booked_hours_needed(const Model& model, const OfferedLoad& load, RoleId role) {
    double hours = 0.0;
    for (std::size_t stage = 0; stage < model.stages.size(); ++stage)
        hours += hours_of_stage(model.stages[stage], load.stages[stage], role);
    return hours;
}

double paid_hours(const Role& role) {
    double hours = 0.0;
    for (const Shift& shift : role.shifts) hours += shift.fte.total() * days_a_week(shift) * in_hours(shift.paid());
    return hours;
}

double bookable_hours(const Role& role) {
    return paid_hours(role) * role.terms.bookable * (1.0 - role.terms.absence) * (1.0 - expected_vacancy(role));
}

double hours_of_cover(const Model& model, const OfferedLoad& load, RoleId role) {
    return sum_over_covering(model, role, [&](RoleId covering) {
        return bookable_hours(model.roles[covering.index()]) - booked_hours_needed(model, load, covering);
    });
}

double posts_on_shift(const Role& role, Ticks time_of_week) {
    double posts = 0.0;
    const auto weekday = static_cast<std::size_t>(time_of_week / ticks_per_day);
    const Ticks time = time_of_week % ticks_per_day;
    for (const Shift& shift : role.shifts) {
        if (time >= shift.from && time < shift.from + shift.length()) posts += shift.fte.total() * share_on(shift, weekday);
        const Ticks since_yesterday = time + ticks_per_day;
        if (since_yesterday < shift.from + shift.length()) posts += shift.fte.total() * share_on(shift, (weekday + 6) % 7);
    }
    return posts * (1.0 - role.terms.absence) * (1.0 - expected_vacancy(role));
}

bool covers_track(const Role& role, const Track& track) {
    for (std::size_t weekday = 0; weekday < 7; ++weekday) {
        if (!track.days[weekday]) continue;
        const auto lasts = [&](const Shift& shift) {
            const bool same_day = share_on(shift, weekday) > 0.0 && shift.from <= track.from &&
                                  shift.from + shift.length() >= track.from + track.length();
            const bool since_yesterday = share_on(shift, (weekday + 6) % 7) > 0.0 &&
                                         shift.from + shift.length() - ticks_per_day >= track.from + track.length();
            return same_day || since_yesterday;
        };
        if (std::none_of(role.shifts.begin(), role.shifts.end(), lasts)) return false;
    }
    return true;
}

std::optional<LeaderPeak> leader_peak(const Model& model, RoleId role) {
    std::optional<LeaderPeak> worst;
    for (const Stage& stage : model.stages) {
        const bool leads =
            std::any_of(stage.leaders.begin(), stage.leaders.end(), [&](const Leaders& each) { return each.role == role; });
        if (!leads) continue;
        for (const Track& track : stage.tracks) {
            for (std::size_t weekday = 0; weekday < 7; ++weekday) {
                if (!track.days[weekday]) continue;
                const Ticks time = static_cast<Ticks>(weekday) * ticks_per_day + track.from;
                const LeaderPeak here{time, leaders_needed(model, role, time), leaders_on_shift(model, role, time)};
                if (!worst || here.needed - here.on_shift > worst->needed - worst->on_shift + 1e-9) worst = here;
            }
        }
    }
    return worst;
}

double offered_hours(const Stage& stage, const Track& track) {
    double hours = in_hours(track.weekly());
    for (const Session& session : stage.sessions)
        hours += sessions_a_week(session) * mean_of_cases(session.share) * in_hours(session.length);
    return hours;
}

}  // namespace stepdown
