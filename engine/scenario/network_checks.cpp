#include "scenario/network_checks.hpp"

#include <cmath>

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

void check_reach(const Model& model, const Node& root, Diagnostics& problems) {
    for (const StageId stage : unreachable_stages(model)) {
        problems.error(place_of(root, model, stage), "unreachable-stage",
                       fmt::format("nobody ever comes to stage `{}`", model.stages[stage.index()].name),
                       "name it in `enters` of a population or in `next` of another stage, or leave it out");
    }
    for (const auto& loop : loops_without_exit(model)) {
        std::string names;
        for (const StageId stage : loop)
            names += fmt::format("{}`{}`", names.empty() ? "" : ", ", model.stages[stage.index()].name);
        const std::string message = loop.size() == 1 ? fmt::format("nobody ever leaves stage {}", names)
                                                     : fmt::format("nobody ever leaves the loop of the stages {}", names);
        problems.error(place_of(root, model, loop.front()), "no-way-out", message, "let some of them go `home` or to an exit");
    }
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
