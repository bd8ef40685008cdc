// Staff read back: each role's posts and shifts, how many stand empty, and what its clients need of it.

#include <fmt/format.h>

#include "model/model.hpp"
#include "model/plain_phrases.hpp"
#include "model/plain_sections.hpp"
#include "model/staff_capacity.hpp"

namespace stepdown {

namespace {

std::string time_words(Ticks time) {
    return fmt::format("{:02}:{:02}", time / ticks_per_hour, time % ticks_per_hour / ticks_per_minute);
}

std::string days_words(const ShiftDays& days) {
    if (days.kind == ShiftDays::Kind::rota) return fmt::format("{} of every {} days", days.works, days.of);
    std::vector<std::string> words;
    for (std::size_t day = 0; day < weekday_names.size(); ++day) {
        if (days.weekdays[day]) words.emplace_back(weekday_names[day]);
    }
    return words.size() == weekday_names.size() ? "every day" : listed(words);
}

std::string posts_words(double posts) { return fmt::format("{} {}", number_words(posts), posts == 1.0 ? "post" : "posts"); }

void say_role(const Model& model, const OfferedLoad& load, RoleId id, Lines& lines) {
    const Role& role = model.roles[id.index()];
    lines.push_back(fmt::format("  {}: {}.", heading(role.name), posts_words(role.fte())));
    for (const Shift& shift : role.shifts) {
        lines.push_back(fmt::format("    {}: {}, {} {} to {}{}.", shift.name, posts_words(shift.fte.total()),
                                    days_words(shift.days), time_words(shift.from), time_words(shift.to),
                                    shift.to > shift.from ? "" : " the next day"));
    }
    for (const std::string& line : post_terms_lines(role)) lines.push_back("    " + line);
    const double vacancy = expected_vacancy(role);
    if (const auto needed = posts_needed(model, load, id)) {
        const double filled = role.fte() * (1.0 - vacancy);
        const std::string share = filled > 0.0 ? fmt::format(" ({:.0f}%)", 100.0 * *needed / filled) : "";
        lines.push_back(
            fmt::format("    Its clients need {} of {} filled posts{}.", number_words(*needed), number_words(filled), share));
    }
    say_booked_time(model, load, id, lines);
}

}  // namespace

Lines post_terms_lines(const Role& role) {
    Lines lines;
    const PostTerms& terms = role.terms;
    if (terms.absence > 0.0) lines.push_back(fmt::format("Away on {} of their days.", percent_words(terms.absence)));
    if (terms.turnover > 0.0) {
        lines.push_back(fmt::format("{} leave in a year; a post stays empty {} d on average, so {} of the posts are.",
                                    percent_words(terms.turnover), number_words(terms.refill->mean()),
                                    percent_words(expected_vacancy(role))));
    }
    return lines;
}

void say_staff(const Model& model, const OfferedLoad& load, Lines& lines) {
    if (model.roles.empty()) return;
    lines.emplace_back("");
    lines.emplace_back("Staff:");
    for (std::size_t role = 0; role < model.roles.size(); ++role) say_role(model, load, RoleId(role), lines);
}

void say_staffing(const Model& model, const Stage& stage, Lines& lines) {
    for (const Caseload& each : stage.caseload) {
        lines.push_back(fmt::format("  A {} carries {} clients here.", model.roles[each.role.index()].name,
                                    number_words(each.clients_per_post)));
    }
    for (const Staffing& staffing : stage.staffed_by) {
        const Role& role = model.roles[staffing.role.index()];
        std::vector<std::string> words;
        for (std::size_t shift = 0; shift < role.shifts.size(); ++shift) {
            if (staffing.beds_per_post[shift] <= 0.0) continue;
            words.push_back(
                fmt::format("{} beds on the {} shift", number_words(staffing.beds_per_post[shift]), role.shifts[shift].name));
        }
        const std::string least =
            staffing.at_least > 0 ? fmt::format("; with fewer than {} nobody new is admitted", staffing.at_least) : "";
        lines.push_back(fmt::format("  A {} looks after {}{}.", role.name, listed(words), least));
    }
    if (const auto beds = beds_staffed_on_average(model, stage)) {
        lines.push_back(
            fmt::format("  With every post filled and present there is staff for {} beds on average.", number_words(*beds)));
    }
}

}  // namespace stepdown
