#include "scenario/program_checks.hpp"

#include <fmt/format.h>

#include "model/metric_rules.hpp"
#include "model/staff_demand.hpp"

namespace stepdown {

namespace {

/// Where `keys` lead in the tree, or as far as they do.
SourcePlace place_of(const Node& root, std::initializer_list<std::string> keys) {
    const Node* node = &root;
    SourcePlace place = root.place;
    for (const std::string& key : keys) {
        const Entry* entry = node->find_entry(key);
        if (entry == nullptr) return place;
        place = entry->key_place;
        node = &entry->value;
    }
    return place;
}

std::string hours_words(double hours) { return fmt::format("{:.3g}", hours); }

void warn_of_band(const Model& model, const Stage& stage, const Node& root, Diagnostics& problems) {
    const auto band = hour_band(stage);
    if (!band) return;
    const double least = static_cast<double>(band->at_least) / ticks_per_hour;
    for (const Track& track : stage.tracks) {
        const double offered = offered_hours(stage, track);
        const bool below = offered < least - 1e-9;
        const bool above = band->under && offered >= static_cast<double>(*band->under) / ticks_per_hour - 1e-9;
        if (!below && !above) continue;
        const std::string& name = model.track_names[track.name.index()];
        const std::string asked =
            below ? fmt::format("at least {} h", hours_words(least))
                  : fmt::format("under {} h", hours_words(static_cast<double>(*band->under) / ticks_per_hour));
        const std::string level = stage.weekly_hours ? "`weekly_hours`" : fmt::format("the level `{}`", level_name(stage.level));
        problems.warning(place_of(root, {"stages", stage.name, "tracks", name}), "outside-band",
                         fmt::format("track `{}` of `{}` offers {} h a week, and {} asks for {}", name, stage.name,
                                     hours_words(offered), level, asked),
                         "change its hours, or state `level` or `weekly_hours` as the program is licensed");
    }
}

void warn_of_time(const Model& model, const OfferedLoad& load, const Node& root, Diagnostics& problems) {
    for (std::size_t position = 0; position < model.roles.size(); ++position) {
        const Role& role = model.roles[position];
        if (!is_booked(model, RoleId(position))) continue;
        const double needed = booked_hours_needed(model, load, RoleId(position));
        const double bookable = bookable_hours(role);
        const double cover = hours_of_cover(model, load, RoleId(position));
        if (needed < bookable + cover) continue;
        const std::string covering = cover > 0.0 ? fmt::format(", those who cover it {:.1f} to spare,", cover) : "";
        problems.warning(place_of(root, {"staff", role.name}), "overloaded",
                         fmt::format("role `{}` has {:.1f} bookable hours a week{} and its clients need {:.1f}", role.name,
                                     bookable, covering, needed),
                         "add posts, raise `bookable`, or see how many sessions are missed and groups cancelled");
    }
}

void warn_of_leaders(const Model& model, const Node& root, Diagnostics& problems) {
    for (std::size_t position = 0; position < model.roles.size(); ++position) {
        const auto peak = leader_peak(model, RoleId(position));
        if (!peak || peak->on_shift >= 0.75 * peak->needed) continue;
        const Role& role = model.roles[position];
        problems.warning(
            place_of(root, {"staff", role.name}), "too-few-leaders",
            fmt::format("on {} at {:02}:{:02} full groups need {:.1f} of `{}` and {:.1f} are on shift",
                        weekday_names[static_cast<std::size_t>(peak->time_of_week / ticks_per_day)],
                        peak->time_of_week % ticks_per_day / ticks_per_hour,
                        peak->time_of_week % ticks_per_hour / ticks_per_minute, peak->needed, role.name, peak->on_shift),
            "groups will be short-led, merged or cancelled; add posts to that shift");
    }
}

}  // namespace

void check_leaders(const Model& model, const Node& root, Diagnostics& problems) {
    for (const Stage& stage : model.stages) {
        for (const Track& track : stage.tracks) {
            for (const Leaders& leaders : stage.leaders) {
                const Role& role = model.roles[leaders.role.index()];
                if (covers_track(role, track)) continue;
                const std::string& name = model.track_names[track.name.index()];
                problems.error(place_of(root, {"stages", stage.name, "tracks", name}), "no-shift-covers",
                               fmt::format("no shift of `{}` lasts through every meeting of track `{}` of `{}`", role.name, name,
                                           stage.name),
                               "move the track, or give the role a shift on its days from its beginning to its end");
            }
        }
    }
}

void warn_of_program(const Model& model, const OfferedLoad& load, const Node& root, Diagnostics& problems) {
    for (const Stage& stage : model.stages) warn_of_band(model, stage, root, problems);
    warn_of_time(model, load, root, problems);
    warn_of_leaders(model, root, problems);
}

}  // namespace stepdown
