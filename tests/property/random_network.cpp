#include "property/random_network.hpp"

#include <map>

#include <fmt/format.h>

namespace stepdown::testing {

std::string RandomNetwork::other_than(const std::string& stage) {
    while (true) {
        const std::string& other = care_[static_cast<std::size_t>(whole(0, static_cast<int>(care_.size()) - 1))];
        if (other != stage) return other;
    }
}

std::string RandomNetwork::destination() {
    const std::string stage = other_than("");
    if (house_ && chance(0.2)) return stage + " + house";
    if (chance(0.15)) return stage + " or " + other_than(stage);
    if (house_ && chance(0.05)) return "house";
    return stage;
}

std::string RandomNetwork::shares() {
    std::map<std::string, double> parts;
    for (int count = whole(1, 3); count > 0; --count) parts[destination()] = 0.05 + 0.2 * unit_(random_);
    std::string text;
    for (const auto& [where, share] : parts) text += fmt::format("{}: {:.3f}, ", where, share);
    return "{" + text + "home: rest}";
}

std::string RandomNetwork::waitlist(const std::string& name) {
    std::string text;
    if (chance(0.7)) text += fmt::format("patience: {{exponential: {{mean: {} d}}}}, ", whole(2, 9));
    if (chance(0.3)) text += fmt::format("limit: {}, ", whole(0, 4));
    if (chance(0.3)) text += fmt::format("gave_up: {{{}: 0.3, home: rest}}, ", other_than(name));
    if (chance(0.3)) text += fmt::format("turned_away: {{{}: 0.3, home: rest}}, ", other_than(name));
    text += chance(0.5) ? "order: [step_down_first, priority, longest_wait]" : "order: [priority, longest_wait]";
    return "    waitlist: {" + text + "}\n";
}

std::string RandomNetwork::entry() {
    if (chance(0.5)) return "    entry: {when_full: true, lasts: 5 meetings}\n";
    return fmt::format("    entry: {{every: {} w, first: 2027-01-06, lasts: {} meetings, at_least: {}, staggered: {}}}\n",
                       whole(1, 3), whole(2, 6), whole(1, 2), chance(0.5));
}

std::string RandomNetwork::stay_by_program(bool with_tracks) {
    if (chance(0.3)) return "{mean: 6 d, cv: 1}";
    if (with_tracks && chance(0.4)) return fmt::format("{{meetings: {}}}", whole(1, 6));
    if (with_tracks && chance(0.4)) return fmt::format("{{attended: {} meetings, at_most: 5 w}}", whole(1, 6));
    return fmt::format("{{attended: {} h, at_most: 4 w}}", whole(2, 12));
}

/// Everything that a stage can say about groups and appointments, and how its stays end.
std::string RandomNetwork::program() {
    std::string text;
    const bool with_tracks = chance(0.7);
    if (with_tracks) {
        text += fmt::format(
            "    tracks:\n      day: {{when: {{kind: a}}, groups: {}, size: {}, days: mon-fri, from: 09:00, to: 11:00, "
            "notes: 5 min per client}}\n",
            whole(1, 2), whole(2, 4));
        text += fmt::format("      any: {{size: {}, days: [tue, sat], from: 10:00, to: 12:00, virtual: {}}}\n", whole(1, 4),
                            chance(0.5));
        if (chance(0.6)) text += "    leaders: {helper: 1 per 2}\n";
        if (chance(0.4)) text += "    rooms: 1\n";
        if (chance(0.4)) text += entry();
    }
    if (chance(0.5))
        text +=
            "    intake: {by: helper, length: 60 min, notes: 15 min, shows: [{when: {waited: under 1 d}, use: 90%}, {use: "
            "60%}]}\n";
    const bool with_sessions = !with_tracks || chance(0.6);
    if (with_sessions) {
        text += "    sessions:\n      alone: {by: helper, length: 50 min, notes: 10 min, every: 3 d}\n";
        text += "      once: {by: counselor, length: 30 min, travel: 20 min, once: within 2 d, share: 60%}\n";
        text += "      together: {by: helper, length: 90 min, every: 1 w, group: 3, at_least: 2}\n";
    }
    text += "    attendance: [{when: {missed_in_a_row: 1}, use: 60%}, {use: 85%}]\n";
    text += "    outcomes:\n      completed: {share: 70%, stay: " + stay_by_program(with_tracks) + ", next: " + shares() + "}\n";
    text += "      dropped: {share: rest, stay: 3 d, next: {home: 1}}\n";
    if (chance(0.5)) text += "    effects: {lost: {when: {missed_in_a_row: 2}, dropped: 50%}}\n";
    if (chance(0.5))
        text +=
            "    authorization: [{when: {kind: b}, use: {first: 5 d, then: 2 d, continue: 70%, refused: dropped}}, {use: "
            "none}]\n";
    return text;
}

std::string RandomNetwork::care_stage(const std::string& name) {
    const bool beds = !house_ && chance(0.5);
    std::string text = fmt::format("  {}:\n    {}: {}\n", name, beds ? "beds" : "slots", whole(1, 6));
    if (has_programs_ && staff_ && chance(0.6)) {
        text += program();
    } else {
        text += chance(0.5) ? fmt::format("    stay: {} d\n", whole(1, 5))
                            : fmt::format("    stay: {{mean: {} d, cv: 1}}\n", whole(1, 9));
        text += "    next: " + shares() + "\n";
    }
    if (chance(0.2)) text += "    reserved: {first: 1}\n";
    const char* levels[] = {"inpatient", "php", "iop", "op"};
    if (chance(0.5)) text += fmt::format("    level: {}\n", levels[whole(0, 3)]);
    if (chance(0.4))
        text += "    boarding: true\n";
    else if (chance(0.4))
        text += fmt::format("    boarding: {{at_most: {} d}}\n", whole(1, 4));
    if (chance(0.4)) {
        text += fmt::format("    transfer: {{takes: {}, keeps_place: {}, books: {}}}\n",
                            chance(0.5) ? "1 d" : "{exponential: {mean: 1 d}}", chance(0.5), chance(0.5));
    }
    if (chance(0.3)) text += "    lag: 12 h\n";
    if (chance(0.3)) text += "    admits: {days: mon-fri, from: 09:00, to: 16:00}\n";
    if (chance(0.3)) text += "    turnaround: 6 h\n";
    if (staff_ && chance(0.6)) text += fmt::format("    caseload: {{counselor: {}}}\n", whole(1, 4));
    if (staff_ && beds && chance(0.6)) text += "    staffed_by: {nurse: {day: 1 per 2, night: 1 per 3, at_least: 1}}\n";
    return text + waitlist(name);
}

std::string RandomNetwork::text() {
    care_.clear();
    for (int count = whole(2, 5); count > 0; --count) care_.push_back(fmt::format("stage-{}", count));
    house_ = chance(0.5);
    staff_ = has_programs_ || chance(0.5);
    std::string text =
        fmt::format("stepdown: 1\nclock: {{start: 2027-01-04, warm_up: 4 w, run: 20 w}}\nseed: {}\nexits: [gone]\npopulations:\n",
                    whole(1, 1000000));
    std::string all;
    for (const std::string& stage : care_) all += fmt::format("{}: {:.4f}, ", stage, 0.9 / static_cast<double>(care_.size()));
    text +=
        "  first: {arrivals: 1.1 per day, attributes: {kind: {a: 0.5, b: 0.5}}, enters: {" + all + "gone: 0.02, home: rest}}\n";
    text += "  second: {arrivals: {every: 20 h}, priority: 2, enters: " + shares() + "}\nstages:\n";
    for (const std::string& stage : care_) text += care_stage(stage);
    if (house_) {
        text += fmt::format(
            "  house: {{kind: housing, joins: {}, requires_care: {}, beds: {}, stay: {{mean: 12 d, cv: 1}}, next: {{home: "
            "1}}}}\n",
            chance(0.5) ? "with_care" : "after_care_starts", chance(0.5), whole(1, 5));
    }
    if (staff_) {
        text += "staff:\n  counselor:\n    shifts: {day: {fte: 2.5, days: mon-fri, from: 09:00, to: 17:00}}\n";
        text += "    turnover: 400% per year\n    refill: {exponential: {mean: 9 d}}\n";
        text += "  nurse:\n    absence: 10%\n    shifts:\n      day: {fte: 4, days: 4 of 7, from: 07:00, to: 19:00}\n";
        text += "      night: {fte: 2.5, days: 4 of 7, from: 19:00, to: 07:00}\n";
        if (has_programs_) {
            text += "  helper:\n    bookable: 80%\n    covers: [counselor]\n    cost: 30 per hour\n    turnover: 200% per year\n";
            text +=
                "    refill: {exponential: {mean: 20 d}}\n    shifts:\n      day: {fte: 2, days: mon-sat, from: 08:30, to: "
                "16:30, break: 30 min}\n";
            text += "money: {stages: {" + care_.front() + ": {cost: 10 per day, revenue: 20 per day}}}\n";
        }
        text +=
            "changes: {fewer: {from: 2027-03-01, set: {staff.counselor.shifts.day.fte: 1.5, staff.nurse.shifts.night.fte: 2}}}\n";
    }
    if (chance(0.6)) {
        text += "relapse:\n  law: {susceptible: 70%, weibull: {shape: 0.8, scale: 20 d}}\n  hazard: {home: 1, " + care_.front() +
                ": 0.6}\n";
        text += "  then:\n    in_care: {stays: 0.4, " + care_.back() + ": 0.3, home: rest}\n";
        text += "    at_home: {returns: 60%, after: {exponential: {mean: 9 d}}, to: {" + care_.front() +
                ": 0.7, gone: 0.1, home: rest}}\n";
    }
    return text;
}

}  // namespace stepdown::testing
