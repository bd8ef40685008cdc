#include "scenario/changes_section.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

#include <fmt/format.h>

#include "model/attended_stays.hpp"
#include "scenario/arrivals_section.hpp"
#include "scenario/calendar_text.hpp"
#include "scenario/groups_section.hpp"
#include "scenario/outcomes_section.hpp"
#include "scenario/populations_section.hpp"
#include "scenario/section_values.hpp"
#include "scenario/sessions_section.hpp"
#include "scenario/staff_section.hpp"
#include "scenario/stages_section.hpp"
#include "scenario/waitlist_section.hpp"

namespace stepdown {

namespace {

/// What of a stage or population a path changes.
enum class Part { places, outcomes, patience, limit, arrivals, enters, fte, terms, groups };

std::optional<Part> part_of(const Path& path) {
    const auto& steps = path.steps;
    if (steps.size() < 3) return std::nullopt;
    if (steps[0] == "stages") {
        if (steps[2] == "beds" || steps[2] == "slots") return Part::places;
        if (steps[2] == "next" || steps[2] == "outcomes" || steps[2] == "stay") return Part::outcomes;
        if (steps[2] == "waitlist" && steps.size() > 3 && steps[3] == "patience") return Part::patience;
        if (steps[2] == "waitlist" && steps.size() > 3 && steps[3] == "limit") return Part::limit;
        if (steps[2] == "tracks" && steps.size() == 5 && (steps[4] == "groups" || steps[4] == "size")) return Part::groups;
    }
    if (steps[0] == "populations") {
        if (steps[2] == "arrivals") return Part::arrivals;
        if (steps[2] == "enters") return Part::enters;
    }
    if (steps[0] == "staff") {
        static constexpr std::array<std::string_view, 4> terms = {"absence", "turnover", "refill", "bookable"};
        if (std::find(terms.begin(), terms.end(), steps[2]) != terms.end()) return Part::terms;
        if (steps.size() == 5 && steps[2] == "shifts" && steps[4] == "fte") return Part::fte;
    }
    return std::nullopt;
}

/// One change as written, before it is known whether it comes early or late.
struct StatedChange {
    std::string name;
    SourcePlace place;
    std::chrono::sys_days from;
    std::vector<PathSetting> settings;
};

std::vector<PathSetting> datable_settings(const Node& set, const Node& root, const TreeRules& rules, Diagnostics& problems) {
    std::vector<PathSetting> result;
    for (PathSetting& setting : read_settings(set, problems)) {
        if (part_of(setting.path)) {
            result.push_back(std::move(setting));
            continue;
        }
        if (!path_exists(root, setting.path, rules, setting.path_place, problems)) continue;
        problems.error(setting.path_place, "not-datable",
                       fmt::format("`{}` cannot change on a day of the run", setting.path.to_text()),
                       "what can: places, arrivals, enters, next, outcomes, stay, patience, limit, fte, absence, turnover, "
                       "refill, bookable, groups and size");
    }
    return result;
}

std::vector<StatedChange> stated_changes(const Node& section, const Node& root, const TreeRules& rules, Diagnostics& problems) {
    std::vector<StatedChange> changes;
    for (const Entry& entry : section.entries) {
        const Node* from = stated(entry.value, "from");
        const Node* set = stated(entry.value, "set");
        std::optional<std::chrono::sys_days> day;
        if (from != nullptr && from->is_scalar()) day = accept(*from, parse_date(from->text), problems);
        std::vector<PathSetting> settings;
        if (set != nullptr && set->is_map()) settings = datable_settings(*set, root, rules, problems);
        if (day) changes.push_back({entry.key, entry.key_place, *day, std::move(settings)});
    }
    std::stable_sort(changes.begin(), changes.end(),
                     [](const StatedChange& left, const StatedChange& right) { return left.from < right.from; });
    return changes;
}

class ChangeCompiler {
public:
    ChangeCompiler(const DatedChange& change, const SectionContext& context) : change_(change), context_(context) {}

    Change compile() {
        result_.name = change_.name;
        result_.at = change_.at;
        for (const PathSetting& setting : change_.settings) {
            const Part part = *part_of(setting.path);
            const std::string& section = setting.path.steps[0];
            const std::string& name = setting.path.steps[1];
            const Node* things = change_.changed_root.find(section);
            if (things == nullptr) continue;
            for (const Entry& entry : things->entries) {
                if (name == "*" || name == entry.key) add(part, entry, setting);
            }
        }
        return std::move(result_);
    }

private:
    void add(Part part, const Entry& entry, const PathSetting& setting) {
        const auto key = std::make_pair(part, entry.key);
        // Of staff every path names a shift of its own.
        if (part != Part::fte && std::find(done_.begin(), done_.end(), key) != done_.end()) return;
        done_.push_back(key);
        if (part == Part::arrivals || part == Part::enters) {
            add_to_population(part, entry, setting);
        } else if (part == Part::fte) {
            add_to_role(entry, setting);
        } else if (part == Part::terms) {
            add_terms(entry, setting);
        } else {
            add_to_stage(part, entry, setting);
        }
    }

    void add_to_population(Part part, const Entry& entry, const PathSetting& setting) {
        const PopulationId id = context_.names.population(entry.key);
        if (!id.exists()) return;
        if (part == Part::enters) {
            if (auto enters = read_enters(entry.value, entry.key, context_))
                result_.settings.emplace_back(SetEnters{id, *enters});
            return;
        }
        const Node* node = stated(entry.value, "arrivals");
        if (node == nullptr) return;
        Arrivals arrivals = read_arrivals(*node, fmt::format("`populations.{}.arrivals`", entry.key), context_);
        const auto is_trace = [](const Arrivals& each) { return each.kind == Arrivals::Kind::trace; };
        if (is_trace(arrivals) || is_trace(context_.model.populations[id.index()].arrivals)) {
            context_.problems.error(setting.path_place, "trace-cannot-change",
                                    "a trace of arrivals cannot begin or end on a day of the run", "edit the trace itself");
        }
        result_.settings.emplace_back(SetArrivals{id, std::move(arrivals)});
    }

    void add_to_stage(Part part, const Entry& entry, const PathSetting& setting) {
        const StageId id = context_.names.stage(entry.key);
        if (!id.exists()) return;
        switch (part) {
            case Part::places: add_places(id, entry, setting); break;
            case Part::outcomes: add_outcomes(id, entry); break;
            case Part::groups: add_groups(id, entry); break;
            case Part::patience:
                result_.settings.emplace_back(SetPatience{id, read_patience(entry.value, entry.key, context_)});
                break;
            default: result_.settings.emplace_back(SetLimit{id, read_limit(entry.value, context_)}); break;
        }
    }

    void add_outcomes(StageId id, const Entry& entry) {
        OutcomeTable outcomes = read_outcomes(entry.value, id, context_);
        approximate_attended_stays(context_.stage(id), outcomes);
        check_attended(entry.value, context_.stage(id), outcomes, context_);
        result_.settings.emplace_back(SetOutcomes{id, std::move(outcomes)});
    }

    /// All tracks of the stage, whichever the path names: one that stays as it is changes nothing.
    void add_groups(StageId id, const Entry& entry) {
        const Node* tracks = stated(entry.value, "tracks");
        if (tracks == nullptr || !tracks->is_map()) return;
        const Stage& stage = context_.stage(id);
        Stage later = stage;
        for (std::size_t i = 0; i < tracks->entries.size() && i < stage.tracks.size(); ++i) {
            const GroupNumbers numbers = read_group_numbers(tracks->entries[i].value, context_.problems);
            result_.settings.emplace_back(SetGroups{id, i, numbers.groups, numbers.size});
            later.tracks[i].groups = numbers.groups;
            later.tracks[i].size = numbers.size;
        }
        if (stage.places_are_seats) result_.settings.emplace_back(SetPlaces{id, later.seats()});
    }

    void add_to_role(const Entry& entry, const PathSetting& setting) {
        const RoleId id = context_.names.role(entry.key);
        const Node* shifts = stated(entry.value, "shifts");
        if (!id.exists() || shifts == nullptr || !shifts->is_map()) return;
        const Role& role = context_.model.roles[id.index()];
        for (std::size_t i = 0; i < shifts->entries.size() && i < role.shifts.size(); ++i) {
            const std::string& named = setting.path.steps[3];
            if (named != "*" && named != shifts->entries[i].key) continue;
            const auto fte = read_fte(shifts->entries[i].value, context_.problems);
            if (fte) result_.settings.emplace_back(SetFte{id, i, *fte});
        }
    }

    void add_terms(const Entry& entry, const PathSetting& setting) {
        const RoleId id = context_.names.role(entry.key);
        if (!id.exists()) return;
        Role later = context_.model.roles[id.index()];
        later.terms = read_post_terms(entry.value, "staff." + entry.key, context_);
        for (const Stage& stage : context_.model.stages) {
            if (stage.intake && stage.intake->role == id)
                check_fits(stage.name + ".intake", stage.intake->length + stage.intake->notes, later, setting);
            for (const Session& session : stage.sessions) {
                if (session.role == id) check_fits(stage.name + ".sessions." + session.name, session.booked(), later, setting);
            }
        }
        result_.settings.emplace_back(SetPostTerms{id, later.terms});
    }

    /// Refuses what no shift of the role has bookable time for any more.
    void check_fits(const std::string& path, Ticks booked, const Role& later, const PathSetting& setting) {
        const Ticks most = most_bookable(later);
        if (later.shifts.empty() || booked <= most) return;
        context_.problems.error(
            setting.path_place, "too-long-to-book",
            fmt::format("`stages.{}` books {:.0f} min, more than the {:.0f} min that a shift of `{}` can be booked for then",
                        path, static_cast<double>(booked) / ticks_per_minute, static_cast<double>(most) / ticks_per_minute,
                        later.name),
            "raise `bookable`, or shorten what is booked");
    }

    void add_places(StageId id, const Entry& entry, const PathSetting& setting) {
        const bool both = entry.value.find("beds") != nullptr && entry.value.find("slots") != nullptr;
        const bool kind_changes = (entry.value.find("beds") != nullptr) != (context_.stage(id).place_kind == PlaceKind::beds);
        if (both || kind_changes) {
            context_.problems.error(
                setting.path_place, "beds-and-slots",
                fmt::format("`stages.{}` cannot change between beds and slots on a day of the run", entry.key));
        }
        const Places places = read_places(entry.value, context_.problems);
        if (places && context_.stage(id).belongs == Belongs::outside) {
            context_.problems.error(
                setting.path_place, "outside-has-places",
                fmt::format("`stages.{}` belongs to another organization, so its places are not counted", entry.key));
        }
        result_.settings.emplace_back(SetPlaces{id, places});
    }

    const DatedChange& change_;
    const SectionContext& context_;
    Change result_;
    std::vector<std::pair<Part, std::string>> done_;
};

}  // namespace

std::vector<DatedChange> read_changes(Node& root, const Clock& clock, const TreeRules& rules, Diagnostics& problems) {
    std::vector<DatedChange> later;
    const Node* section = stated(root, "changes");
    if (section == nullptr || !section->is_map()) return later;
    const auto changes = stated_changes(*section, root, rules, problems);
    Node current = root;
    for (const StatedChange& change : changes) {
        for (const PathSetting& setting : change.settings) set_at(current, setting, rules, problems);
        const Ticks at = clock.calendar.start_of(change.from);
        if (at <= clock.start()) {
            root = current;
            drop_none_entries(root);
            continue;
        }
        if (at >= clock.end() && clock.run > 0) {
            problems.warning(change.place, "touches-no-measured-day",
                             fmt::format("change `{}` begins after the run", change.name));
        }
        later.push_back({change.name, change.place, at, change.settings, current});
        drop_none_entries(later.back().changed_root);
    }
    return later;
}

Change compile_change(const DatedChange& change, const SectionContext& context) {
    return ChangeCompiler(change, context).compile();
}

}  // namespace stepdown
