#include "scenario/network_checks.hpp"

#include <algorithm>
#include <cmath>
#include <variant>

#include <fmt/format.h>

#include "model/network.hpp"
#include "model/staff_capacity.hpp"
#include "model/traffic.hpp"
#include "scenario/program_checks.hpp"
#include "scenario/text_values.hpp"

namespace stepdown {

namespace {

SourcePlace place_of(const Node& root, const Model& model, StageId id) {
    const Node* stages = root.find("stages");
    const Entry* entry = stages == nullptr ? nullptr : stages->find_entry(model.stages[id.index()].name);
    return entry == nullptr ? root.place : entry->key_place;
}

std::string names_of(const Model& model, const std::vector<StageId>& stages) {
    std::string names;
    for (const StageId stage : stages)
        names += fmt::format("{}`{}`", names.empty() ? "" : ", ", model.stages[stage.index()].name);
    return names;
}

std::string nobody_leaves(const Model& model, const std::vector<StageId>& loop) {
    return fmt::format("nobody ever leaves {} {}", loop.size() == 1 ? "stage" : "the loop of the stages", names_of(model, loop));
}

/// The last change that says where one of the stages leads.
const Change* last_to_redirect(const Model& model, const std::vector<StageId>& loop) {
    const Change* last = nullptr;
    for (const Change& change : model.changes) {
        const bool redirects = std::any_of(change.settings.begin(), change.settings.end(), [&](const Setting& setting) {
            const auto* outcomes = std::get_if<SetOutcomes>(&setting);
            return outcomes != nullptr && std::find(loop.begin(), loop.end(), outcomes->stage) != loop.end();
        });
        if (redirects && change.at < model.clock.end()) last = &change;
    }
    return last;
}

void check_changed_ways(const Model& model, const Node& root, Diagnostics& problems) {
    for (const auto& loop : loops_closed_in_the_end(model)) {
        const Change* change = last_to_redirect(model, loop);
        const Node* changes = root.find("changes");
        const Entry* entry = change == nullptr || changes == nullptr ? nullptr : changes->find_entry(change->name);
        if (entry == nullptr) continue;
        problems.error(entry->key_place, "no-way-out",
                       fmt::format("from the change `{}` on {}", change->name, nobody_leaves(model, loop)),
                       "let some of them go `home` or to an exit");
    }
}

void warn_of_rings(const Model& model, const Node& root, Diagnostics& problems) {
    for (const auto& ring : rings_of_turned_away(model)) {
        problems.warning(place_of(root, model, ring.front()), "no-way-out",
                         fmt::format("clients who are turned away are sent round {} for ever when {} full, and that ends the run",
                                     names_of(model, ring), ring.size() == 1 ? "it is" : "all of them are"),
                         "let `turned_away` lead `home`, to an exit or to another stage");
    }
}

void check_reach(const Model& model, const Node& root, Diagnostics& problems) {
    for (const StageId stage : unreachable_stages(model)) {
        problems.error(place_of(root, model, stage), "unreachable-stage",
                       fmt::format("nobody ever comes to stage `{}`", model.stages[stage.index()].name),
                       "name it in `enters` of a population or in `next` of another stage, or leave it out");
    }
    const auto loops = loops_without_exit(model);
    for (const auto& loop : loops) {
        problems.error(place_of(root, model, loop.front()), "no-way-out", nobody_leaves(model, loop),
                       "let some of them go `home` or to an exit");
    }
    if (loops.empty()) check_changed_ways(model, root, problems);
    warn_of_rings(model, root, problems);
}

void check_events(const Model& model, const Node& root, TrafficMemo& traffic, Diagnostics& problems) {
    const double events = expected_events(model, traffic);
    if (events <= most_events) return;
    const Entry* clock = root.find_entry("clock");
    const std::string number = std::isfinite(events) ? fmt::format("{:.2g}", events) : "infinitely many";
    problems.error(clock == nullptr ? root.place : clock->key_place, "too-many-events",
                   fmt::format("this would need about {} events; at most 1e10 are possible", number),
                   "shorten the run, lower the rates, or ask for fewer replications");
}

void warn_of_full_caseloads(const Model& model, const OfferedLoad& load, const Node& root, Diagnostics& problems) {
    for (std::size_t role = 0; role < model.roles.size(); ++role) {
        const auto needed = posts_needed(model, load, RoleId(role));
        const double filled = model.roles[role].fte() * (1.0 - expected_vacancy(model.roles[role]));
        if (!needed || *needed < filled) continue;
        const Node* staff = root.find("staff");
        const Entry* entry = staff == nullptr ? nullptr : staff->find_entry(model.roles[role].name);
        problems.warning(entry == nullptr ? root.place : entry->key_place, "overloaded",
                         fmt::format("role `{}` has {:.1f} filled posts on average and its clients need {:.1f}",
                                     model.roles[role].name, filled, *needed),
                         "add posts, raise the caseload, or see in `access` how long clients wait for it");
    }
}

/// Stages that count the same nurses twice.
void warn_of_shared_beds(const Model& model, const Node& root, Diagnostics& problems) {
    for (std::size_t role = 0; role < model.roles.size(); ++role) {
        std::string names;
        StageId last;
        for (std::size_t stage = 0; stage < model.stages.size(); ++stage) {
            for (const Staffing& each : model.stages[stage].staffed_by) {
                if (each.role != RoleId(role)) continue;
                names += fmt::format("{}`{}`", last.exists() ? " and " : "", model.stages[stage].name);
                last = StageId(stage);
            }
        }
        if (names.find(" and ") == std::string::npos) continue;
        problems.warning(place_of(root, model, last), "staff-counted-twice",
                         fmt::format("{} are staffed by the same role `{}`, and each counts all of its posts on shift", names,
                                     model.roles[role].name),
                         "give each a role of its own");
    }
}

void warn_of_overload(const Model& model, const Node& root, const OfferedLoad& load, Diagnostics& problems) {
    warn_of_full_caseloads(model, load, root, problems);
    warn_of_shared_beds(model, root, problems);
    warn_of_program(model, load, root, problems);
    for (const StageId stage : overloaded_stages(load)) {
        const StageLoad& figures = load.stages[stage.index()];
        const Waitlist& waitlist = model.stages[stage.index()].waitlist;
        const bool loses_clients = waitlist.patience || waitlist.limit;
        const char* what = figures.seats_bind() ? "seats" : "places";
        problems.warning(place_of(root, model, stage), "overloaded",
                         fmt::format("stage `{}` has {:.1f} {} and needs {:.1f}: {}", model.stages[stage.index()].name,
                                     figures.room.value_or(0.0), what, figures.need,
                                     loses_clients ? "its waitlist grows until clients give up or are turned away"
                                                   : "its waitlist grows for as long as the run lasts"),
                         loses_clients ? fmt::format("add {}, or see in `access` how many are lost", what)
                                       : fmt::format("waits depend on the length of the run; add {} or lower the demand", what));
    }
}

}  // namespace

OfferedLoad check_network(const Model& model, const Node& root, TrafficMemo& traffic, Diagnostics& problems) {
    const std::size_t before = problems.error_count();
    check_reach(model, root, problems);
    check_leaders(model, root, problems);
    check_events(model, root, traffic, problems);
    if (problems.error_count() > before) return {};
    OfferedLoad load = offered_load(model, traffic);
    warn_of_overload(model, root, load, problems);
    return load;
}

}  // namespace stepdown
