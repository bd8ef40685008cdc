// Dated changes, each with its day and what holds from then on.

#include <fmt/format.h>

#include "model/model.hpp"
#include "model/plain_phrases.hpp"
#include "model/plain_sections.hpp"

namespace stepdown {

namespace {
struct SaySetting {
    const Model& model;

    const Stage& stage(StageId id) const { return model.stages[id.index()]; }

    Lines operator()(const SetPlaces& set) const {
        const Stage& changed = stage(set.stage);
        if (!set.places) return {fmt::format("{} has no limit of places.", changed.name)};
        return {fmt::format("{} has {} {}.", changed.name, *set.places, places_words(changed, static_cast<double>(*set.places)))};
    }
    Lines operator()(const SetArrivals& set) const {
        const std::string& name = model.populations[set.population.index()].name;
        if (set.arrivals.kind == Arrivals::Kind::trace) return {fmt::format("{} ask as on another record.", name)};
        return {fmt::format("{} ask {} times a month.", name, number_words(set.arrivals.per_day * 365.0 / 12.0))};
    }
    Lines operator()(const SetEnters& set) const {
        return {fmt::format("{} enter: {}.", model.populations[set.population.index()].name, routings_words(model, set.enters))};
    }
    Lines operator()(const SetOutcomes& set) const {
        Lines lines = {fmt::format("stays in {} that begin from then on end like this:", stage(set.stage).name)};
        for (const std::string& line : outcome_lines(model, set.outcomes)) lines.push_back("  " + line);
        return lines;
    }
    Lines operator()(const SetPatience& set) const {
        const std::string& name = stage(set.stage).name;
        if (!set.patience) return {fmt::format("nobody who waits for {} gives up.", name)};
        return {fmt::format("who waits for {} gives up after {}.", name, durations_words(model, *set.patience))};
    }
    Lines operator()(const SetFte& set) const {
        const Role& role = model.roles[set.role.index()];
        return {fmt::format("{} has {} posts on the {} shift.", role.name, number_words(set.fte.total()),
                            role.shifts[set.shift].name)};
    }
    Lines operator()(const SetPostTerms& set) const {
        const Role& before = model.roles[set.role.index()];
        Role role = before;
        role.terms = set.terms;
        Lines lines;
        if (set.terms.bookable != before.terms.bookable)
            lines.push_back(fmt::format("{}: {} of paid time can be booked.", role.name, percent_words(set.terms.bookable)));
        const Lines now = post_terms_lines(role);
        if (now == post_terms_lines(before)) return lines;
        if (set.terms.absence == 0.0 && before.terms.absence > 0.0)
            lines.push_back(fmt::format("{}: nobody is away.", role.name));
        if (set.terms.turnover == 0.0 && before.terms.turnover > 0.0)
            lines.push_back(fmt::format("{}: nobody leaves.", role.name));
        for (const std::string& line : now) lines.push_back(fmt::format("{}: {}", role.name, line));
        return lines;
    }
    Lines operator()(const SetGroups& set) const {
        const Track& before = stage(set.stage).tracks[set.track];
        if (before.groups == set.groups && before.size == set.size) return {};
        return {fmt::format("{} has {} {} of {} in track {}.", stage(set.stage).name, set.groups,
                            set.groups == 1 ? "group" : "groups", set.size, model.track_names[before.name.index()])};
    }
    Lines operator()(const SetLimit& set) const {
        const std::string& name = stage(set.stage).name;
        if (!set.limit) return {fmt::format("any number may wait for {}.", name)};
        return {fmt::format("at most {} from outside care may wait for {}.", *set.limit, name)};
    }
};
}  // namespace

void say_changes(const Model& model, Lines& lines) {
    if (model.changes.empty()) return;
    lines.emplace_back("");
    lines.emplace_back("Changes:");
    for (const Change& change : model.changes) {
        lines.push_back(fmt::format("  {}, from {}:", heading(change.name), model.clock.calendar.to_text(change.at)));
        for (const Setting& setting : change.settings) {
            for (const std::string& line : std::visit(SaySetting{model}, setting)) lines.push_back("    " + line);
        }
    }
}

}  // namespace stepdown
