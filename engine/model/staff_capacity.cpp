#include "model/staff_capacity.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "model/model.hpp"

namespace stepdown {

namespace {

/// Divisible by every common rota and by the week.
constexpr std::int64_t days_looked_at = 420;

bool is_on(const Shift& shift, std::int64_t post, std::int64_t day, Ticks time) {
    const double part = post < shift.fte.whole ? 1.0 : shift.fte.part;
    for (const std::int64_t began : {day - 1, day}) {
        const Ticks since = time + (day - began) * ticks_per_day - shift.from;
        if (since >= 0 && since < shift.length() && works_on(shift.days, post, part, began)) return true;
    }
    return false;
}

std::int64_t posts_on(const Shift& shift, std::int64_t day, Ticks time) {
    std::int64_t count = 0;
    for (std::int64_t post = 0; post < shift.fte.posts(); ++post) count += is_on(shift, post, day, time) ? 1 : 0;
    return count;
}

std::int64_t beds_staffed(const Model& model, const Stage& stage, std::int64_t day, Ticks time) {
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (const Staffing& staffing : stage.staffed_by) {
        const Role& role = model.roles[staffing.role.index()];
        std::int64_t posts = 0;
        double beds = 0.0;
        for (std::size_t shift = 0; shift < role.shifts.size(); ++shift) {
            if (staffing.beds_per_post[shift] <= 0.0) continue;
            const std::int64_t on = posts_on(role.shifts[shift], day, time);
            posts += on;
            beds += static_cast<double>(on) * staffing.beds_per_post[shift];
        }
        least = std::min(least, posts < staffing.at_least ? 0 : static_cast<std::int64_t>(beds + 1e-9));
    }
    return stage.places ? std::min(least, *stage.places) : least;
}

/// The times of day at which a shift that looks after the stage begins or ends.
std::vector<Ticks> turns_of_day(const Model& model, const Stage& stage) {
    std::vector<Ticks> turns = {0, ticks_per_day};
    for (const Staffing& staffing : stage.staffed_by) {
        for (const Shift& shift : model.roles[staffing.role.index()].shifts) {
            turns.push_back(shift.from);
            turns.push_back(shift.to % ticks_per_day);
        }
    }
    std::sort(turns.begin(), turns.end());
    turns.erase(std::unique(turns.begin(), turns.end()), turns.end());
    return turns;
}

}  // namespace

double expected_vacancy(const Role& role) {
    if (role.terms.turnover <= 0.0 || !role.terms.refill) return 0.0;
    const double empty_for = role.terms.turnover * role.terms.refill->mean() / to_days(ticks_per_year);
    return empty_for / (1.0 + empty_for);
}

std::optional<double> posts_needed(const Model& model, const OfferedLoad& load, RoleId role) {
    std::optional<double> posts;
    for (std::size_t stage = 0; stage < model.stages.size(); ++stage) {
        for (const Caseload& each : model.stages[stage].caseload) {
            if (each.role == role) posts = posts.value_or(0.0) + load.stages[stage].need / each.clients_per_post;
        }
    }
    return posts;
}

std::optional<double> beds_staffed_on_average(const Model& model, const Stage& stage) {
    if (stage.staffed_by.empty()) return std::nullopt;
    const std::vector<Ticks> turns = turns_of_day(model, stage);
    double bed_ticks = 0.0;
    for (std::int64_t day = 0; day < days_looked_at; ++day) {
        for (std::size_t turn = 0; turn + 1 < turns.size(); ++turn) {
            bed_ticks += static_cast<double>(beds_staffed(model, stage, day, turns[turn])) *
                         static_cast<double>(turns[turn + 1] - turns[turn]);
        }
    }
    return bed_ticks / static_cast<double>(days_looked_at * ticks_per_day);
}

}  // namespace stepdown
