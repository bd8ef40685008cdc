// Groups, appointments, payers and money of a stage read back, and the time that staff have for them.

#include <cctype>

#include <fmt/format.h>

#include "model/metric_rules.hpp"
#include "model/model.hpp"
#include "model/plain_phrases.hpp"
#include "model/plain_sections.hpp"
#include "model/staff_capacity.hpp"
#include "model/staff_demand.hpp"

namespace stepdown {

namespace {

std::string time_words(Ticks time) {
    return fmt::format("{:02}:{:02}", time % ticks_per_day / ticks_per_hour, time % ticks_per_hour / ticks_per_minute);
}

/// "Mon"
std::string weekday_words(Ticks time_of_week) {
    std::string name(weekday_names[static_cast<std::size_t>(time_of_week / ticks_per_day)]);
    name.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
    return name;
}

std::string days_words(const std::bitset<7>& days) {
    std::vector<std::string> words;
    for (std::size_t day = 0; day < weekday_names.size(); ++day) {
        if (days[day]) words.emplace_back(weekday_names[day]);
    }
    return words.size() == weekday_names.size() ? "every day" : listed(words);
}

std::string hours_words(Ticks ticks) { return number_words(static_cast<double>(ticks) / static_cast<double>(ticks_per_hour)); }

std::string minutes_words(Ticks ticks) {
    return fmt::format("{} min", number_words(static_cast<double>(ticks) / static_cast<double>(ticks_per_minute)));
}

const std::string& role_name(const Model& model, RoleId role) { return model.roles[role.index()].name; }

std::string shares_words(const Model& model, const Cases<double>& shares) {
    return cases_words(model, shares, [](double share) { return percent_words(share); });
}

void say_track(const Model& model, const Stage& stage, const Track& track, Lines& lines) {
    const std::string whom = track.when.always() ? "" : fmt::format(", if {}", condition_words(model, track.when));
    lines.push_back(fmt::format("  Track {}: {} {} of {}, {} {} to {}{}{}.", model.track_names[track.name.index()], track.groups,
                                track.groups == 1 ? "group" : "groups", track.size, days_words(track.days),
                                time_words(track.from), time_words(track.to), track.held == Held::virtually ? ", online" : "",
                                whom));
    const double hours = offered_hours(stage, track);
    lines.push_back(fmt::format("    It offers {} h a week, appointments included.", number_words(hours)));
}

/// "5 groups x 12 = 60 seats, counselors for 138; seats bind."
void say_seats(const Model& model, const Stage& stage, Lines& lines) {
    std::int64_t groups = 0;
    const std::int64_t seats = stage.seats();
    bool same_size = true;
    for (const Track& track : stage.tracks) {
        groups += track.groups;
        same_size = same_size && track.size == stage.tracks.front().size;
    }
    std::string text =
        same_size ? fmt::format("  {} group{} x {} = {} seats", groups, groups == 1 ? "" : "s", stage.tracks.front().size, seats)
                  : fmt::format("  {} groups with {} seats", groups, seats);
    double least = static_cast<double>(seats);
    std::string binds = "seats bind";
    if (stage.places && !stage.places_are_seats) {
        text += fmt::format(", {} places", *stage.places);
        if (static_cast<double>(*stage.places) < least) {
            least = static_cast<double>(*stage.places);
            binds = "places bind";
        }
    }
    for (const Caseload& each : stage.caseload) {
        const Role& role = model.roles[each.role.index()];
        const double clients = role.fte() * (1.0 - expected_vacancy(role)) * each.clients_per_post;
        text += fmt::format(", {} for {} if they have no others", role.name, number_words(clients));
        if (clients < least) {
            least = clients;
            binds = fmt::format("the caseload of {} binds", role.name);
        }
    }
    lines.push_back(fmt::format("{}; {}.", text, binds));
}

void say_entry(const Stage& stage, Lines& lines) {
    const GroupEntry& entry = stage.entry;
    const std::string lasts = entry.lasts > 0 ? fmt::format(" and lasts {} meetings", entry.lasts) : "";
    if (entry.kind == GroupEntry::Kind::when_full)
        lines.push_back(fmt::format("  A group begins when it is full{}; nobody joins later.", lasts));
    if (entry.kind != GroupEntry::Kind::dated) return;
    lines.push_back(fmt::format("  Groups begin every {}{}{}{}; nobody joins later.", duration_words(entry.every),
                                entry.staggered ? ", evenly apart," : "", lasts,
                                entry.at_least > 1 ? fmt::format(", with {} or more", entry.at_least) : ""));
}

void say_session(const Model& model, const Session& session, Lines& lines) {
    std::string text =
        fmt::format("  {}: {} of a {}", heading(session.name), minutes_words(session.length), role_name(model, session.role));
    if (session.notes + session.travel > 0)
        text += fmt::format(" and {} more for {}", minutes_words(session.notes + session.travel),
                            session.travel == 0  ? "notes"
                            : session.notes == 0 ? "travel"
                                                 : "notes and travel");
    text += session.every > 0 ? fmt::format(", every {}", duration_words(session.every))
                              : fmt::format(", once within {}", duration_words(session.within));
    if (session.group > 1) text += fmt::format(", for {} to {} clients together", session.at_least, session.group);
    const bool everyone = session.share.same_for_all() && session.share.list().front().use >= 1.0;
    if (!everyone) {
        text += session.share.same_for_all() ? fmt::format(", for {} of the clients", shares_words(model, session.share))
                                             : fmt::format("; share of clients: {}", shares_words(model, session.share));
    }
    lines.push_back(text + ".");
}

void say_authorization(const Model& model, const Authorizations& authorizations, Lines& lines) {
    const std::string words = cases_words(model, authorizations, [&](const std::optional<Authorization>& each) {
        if (!each) return std::string("none is needed");
        const std::string refused = each->refused.exists()
                                        ? fmt::format("otherwise the stay ends as {}", model.outcome_names[each->refused.index()])
                                        : std::string("otherwise it goes on unpaid");
        return fmt::format("{} at first, then reviews every {} that agree in {}, {}", duration_words(each->first),
                           duration_words(each->then), percent_words(each->continues), refused);
    });
    lines.push_back(fmt::format("  The payer's authorization: {}.", words));
}

std::string revenue_words(const Model& model, const Revenue& revenue) {
    static constexpr const char* units[] = {"stay", "day", "attended day", "attended hour", "session"};
    return fmt::format("{} {} per {}", number_words(revenue.amount), model.currency,
                       units[static_cast<std::size_t>(revenue.unit)]);
}

}  // namespace

void say_program(const Model& model, const Stage& stage, Lines& lines) {
    if (stage.intake) {
        const Intake& intake = *stage.intake;
        lines.push_back(fmt::format("  Before admission: {} of a {}{}; {} come.", minutes_words(intake.length),
                                    role_name(model, intake.role),
                                    intake.notes > 0 ? fmt::format(" and {} more for notes", minutes_words(intake.notes)) : "",
                                    shares_words(model, intake.shows)));
    }
    if (!stage.tracks.empty()) say_seats(model, stage, lines);
    for (const Track& track : stage.tracks) say_track(model, stage, track, lines);
    for (const Leaders& leaders : stage.leaders) {
        lines.push_back(fmt::format("  A {} leads {} clients; with too few a group is short-led, with none it is cancelled.",
                                    role_name(model, leaders.role), number_words(leaders.clients_per_leader)));
    }
    if (stage.rooms) lines.push_back(fmt::format("  In person {} groups can meet at one time.", *stage.rooms));
    say_entry(stage, lines);
    for (const Session& session : stage.sessions) say_session(model, session, lines);
    const bool all_come = stage.attendance.same_for_all() && stage.attendance.list().front().use >= 1.0;
    if (stage.has_program() && !all_come)
        lines.push_back(
            fmt::format("  Clients come to this share of meetings and appointments: {}.", shares_words(model, stage.attendance)));
    for (const StageEffect& effect : stage.effects) {
        lines.push_back(fmt::format("  {}: if {}, {} of stays end as {}.", heading(effect.name),
                                    condition_words(model, effect.when), percent_words(effect.share),
                                    model.outcome_names[effect.outcome.index()]));
    }
    if (stage.authorization) say_authorization(model, *stage.authorization, lines);
    if (const auto band = stage.has_program() ? hour_band(stage) : std::nullopt) {
        const std::string above = band->under ? fmt::format(" and under {} h", hours_words(*band->under)) : "";
        lines.push_back(fmt::format("  It is to give at least {} h{} a week.", hours_words(band->at_least), above));
    }
    if (stage.money.cost_per_day > 0.0) {
        lines.push_back(fmt::format("  {} costs {} {} a day.", stage.places ? "An open place" : "A client",
                                    number_words(stage.money.cost_per_day), model.currency));
    }
    if (stage.money.revenue) {
        lines.push_back(fmt::format("  It earns {}.", cases_words(model, *stage.money.revenue, [&](const Revenue& revenue) {
                                        return revenue_words(model, revenue);
                                    })));
    }
}

void say_booked_time(const Model& model, const OfferedLoad& load, RoleId id, Lines& lines) {
    const Role& role = model.roles[id.index()];
    if (is_booked(model, id)) {
        const double needed = booked_hours_needed(model, load, id);
        const double bookable = bookable_hours(role);
        const double cover = hours_of_cover(model, load, id);
        lines.push_back(
            fmt::format("    Clients need about {} of {} bookable hours a week{}{}.", number_words(needed),
                        number_words(bookable), bookable > 0.0 ? fmt::format(" ({:.0f}%)", 100.0 * needed / bookable) : "",
                        cover > 0.0 ? fmt::format("; those who cover it have {} to spare", number_words(cover)) : ""));
    }
    if (const auto peak = leader_peak(model, id)) {
        lines.push_back(fmt::format("    {} {} needs {} leaders, {} on shift.", weekday_words(peak->time_of_week),
                                    time_words(peak->time_of_week), number_words(peak->needed), number_words(peak->on_shift)));
    }
    if (!role.covers.empty()) {
        std::vector<std::string> names;
        for (const RoleId covered : role.covers) names.push_back(role_name(model, covered));
        lines.push_back(fmt::format("    With nothing of their own to do they do the work of {}.", listed(names)));
    }
    if (role.cost_per_hour > 0.0)
        lines.push_back(fmt::format("    A paid hour costs {} {}.", number_words(role.cost_per_hour), model.currency));
}

}  // namespace stepdown
