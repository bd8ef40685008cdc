#include "scenario/groups_section.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "random/keyed_stream.hpp"
#include "scenario/calendar_text.hpp"
#include "scenario/cases.hpp"
#include "scenario/did_you_mean.hpp"
#include "scenario/program_text.hpp"
#include "scenario/section_values.hpp"
#include "scenario/staff_text.hpp"

namespace stepdown {

namespace {

constexpr ConditionScope of_program{nullptr, ConditionScope::Program::attends};

class GroupsReader {
public:
    GroupsReader(const Node& node, Stage& stage, const SectionContext& context)
        : node_(node), stage_(stage), path_("stages." + stage.name), context_(context) {}

    void read() {
        if (!stage_.is_care()) {
            refuse_outside_care();
            return;
        }
        read_tracks();
        read_leaders();
        if (const Node* rooms = stated(node_, "rooms")) stage_.rooms = read_whole_number(*rooms, Sign::not_negative, problems());
        read_entry();
        read_attendance();
        const Node* hours = stated(node_, "weekly_hours");
        if (hours != nullptr && hours->is_scalar())
            stage_.weekly_hours = accept(*hours, parse_weekly_hours(hours->text), problems());
        refuse_without_tracks();
    }

private:
    Diagnostics& problems() { return context_.problems; }

    void refuse_outside_care() {
        for (const char* key : {"weekly_hours", "intake", "tracks", "leaders", "rooms", "entry", "sessions", "attendance",
                                "effects", "authorization"}) {
            const Entry* entry = node_.find_entry(key);
            if (entry == nullptr || entry->value.is_null()) continue;
            problems().error(entry->key_place, "only-in-care", fmt::format("`{}` is only for care stages", key),
                             "make what is attended beside care a care stage of its own, or leave it out");
        }
    }

    void refuse_without_tracks() {
        if (!stage_.tracks.empty()) return;
        for (const char* key : {"leaders", "rooms", "entry"}) {
            const Entry* entry = node_.find_entry(key);
            if (entry == nullptr || entry->value.is_null()) continue;
            problems().error(entry->key_place, "needs-tracks",
                             fmt::format("`{}` has no `tracks`, so `{}` means nothing", path_, key),
                             "add `tracks: {day: {size: 12, days: [mon, wed, fri], from: 09:00, to: 12:00}}`");
        }
    }

    void read_tracks() {
        const Node* tracks = stated(node_, "tracks");
        if (tracks == nullptr || !tracks->is_map()) return;
        if (tracks->entries.empty()) {
            problems().error(tracks->place, "empty-section", fmt::format("`{}.tracks` is empty", path_), "name one at least");
        }
        if (tracks->entries.size() > 32) {
            problems().error(tracks->place, "too-many-names", fmt::format("`{}` has more than 32 tracks", path_));
            return;
        }
        for (const Entry& entry : tracks->entries) {
            if (entry.value.is_map()) read_track(entry);
        }
    }

    void read_track(const Entry& entry) {
        Track track;
        track.name = context_.names.track(entry.key);
        track.draw_name = name_hash24(entry.key);
        if (const Node* when = stated(entry.value, "when"))
            track.when = read_condition(*when, context_, ConditionScope{}).value_or(Condition{});
        const GroupNumbers numbers = read_group_numbers(entry.value, problems());
        track.groups = numbers.groups;
        track.size = numbers.size;
        if (const Node* days = stated(entry.value, "days"); days != nullptr && !days->is_map())
            track.days = accept(*days, parse_weekdays(*days), problems()).value_or(std::bitset<7>());
        track.from = time_of(entry.value, "from", DayEdge::begin);
        track.to = time_of(entry.value, "to", DayEdge::end);
        if (const Node* notes = stated(entry.value, "notes"); notes != nullptr && notes->is_scalar())
            track.notes_per_client = accept(*notes, parse_notes_per_client(notes->text), problems()).value_or(0);
        if (stated_truth(entry.value, "virtual").value_or(false)) track.held = Held::virtually;
        if (track.from == track.to && stated(entry.value, "to") != nullptr && stated(entry.value, "from") != nullptr) {
            problems().error(entry.value.place, "empty-window",
                             fmt::format("`{}.tracks.{}` begins and ends at the same time", path_, entry.key));
        }
        stage_.tracks.push_back(std::move(track));
    }

    Ticks time_of(const Node& track, const char* key, DayEdge edge) {
        const Node* node = stated(track, key);
        if (node == nullptr || !node->is_scalar()) return 0;
        return accept(*node, parse_time_of_day(node->text, edge), problems()).value_or(0);
    }

    void read_leaders() {
        const Node* leaders = stated(node_, "leaders");
        if (leaders == nullptr || !leaders->is_map()) return;
        for (const Entry& entry : leaders->entries) {
            const RoleId role = role_named(entry.key, entry.key_place, context_);
            if (!entry.value.is_scalar()) continue;
            const auto clients = accept(entry.value, parse_per(entry.value.text), problems());
            if (role.exists() && clients) stage_.leaders.push_back({role, *clients});
        }
    }

    void read_entry() {
        const Node* entry = stated(node_, "entry");
        if (entry == nullptr || !entry->is_map()) return;
        GroupEntry& read = stage_.entry;
        const Node* every = stated(*entry, "every");
        const bool when_full = stated_truth(*entry, "when_full").value_or(false);
        if (every != nullptr && when_full) {
            problems().error(entry->find_entry("when_full")->key_place, "two-entries",
                             fmt::format("`{}.entry` begins cohorts on dates and when they are full", path_), "keep one of them");
            return;
        }
        if (every == nullptr && !when_full) {
            problems().error(entry->place, "no-entry", fmt::format("`{}.entry` does not say when cohorts begin", path_),
                             "write `every: 8 w` or `when_full: true`");
            return;
        }
        read.kind = when_full ? GroupEntry::Kind::when_full : GroupEntry::Kind::dated;
        if (every != nullptr) read.every = read_duration(*every, Sign::positive, problems()).value_or(ticks_per_week);
        if (const Node* first = stated(*entry, "first"); first != nullptr && first->is_scalar() && context_.knows_clock()) {
            if (const auto date = accept(*first, parse_date(first->text), problems()))
                read.first = context_.model.clock.calendar.start_of(*date);
            warn_if_never(*first, read.first);
        }
        if (const Node* lasts = stated(*entry, "lasts"); lasts != nullptr && lasts->is_scalar())
            read.lasts = accept(*lasts, parse_meetings(lasts->text), problems()).value_or(0);
        if (const Node* least = stated(*entry, "at_least"))
            read.at_least = read_whole_number(*least, Sign::positive, problems()).value_or(1);
        read.staggered = stated_truth(*entry, "staggered").value_or(false);
        check_entry(*entry);
    }

    void warn_if_never(const Node& first, Ticks begins) {
        const Clock& clock = context_.model.clock;
        if (clock.run == 0 || begins < clock.end()) return;
        problems().warning(
            first.place, "touches-no-measured-day",
            fmt::format("the first cohort of `{}` begins on {}, when the run is over: nobody ever enters", path_, first.text),
            "give a date before the run ends");
    }

    void check_entry(const Node& entry) {
        const auto refuse = [&](const char* key, std::string message, std::string hint) {
            if (const Entry* found = entry.find_entry(key))
                problems().error(found->key_place, "bad-cohort", std::move(message), std::move(hint));
        };
        if (stage_.entry.kind == GroupEntry::Kind::when_full) {
            for (const char* key : {"first", "at_least", "staggered"})
                refuse(key, fmt::format("`{}.entry` begins when a group is full, so `{}` means nothing", path_, key),
                       "leave it out");
        }
        for (const Track& track : stage_.tracks) {
            if (stage_.entry.at_least > track.size) {
                refuse("at_least",
                       fmt::format("a group of `{}` seats {}, fewer than `at_least: {}`",
                                   context_.model.track_names[track.name.index()], track.size, stage_.entry.at_least),
                       "lower it");
                return;
            }
        }
    }

    void read_attendance() {
        const Node* attendance = stated(node_, "attendance");
        if (attendance == nullptr) return;
        const auto read = read_cases<double>(*attendance, context_, of_program,
                                             [&](const Node& value) { return read_share(value, problems()); });
        if (read) stage_.attendance = *read;
    }

    const Node& node_;
    Stage& stage_;
    std::string path_;
    const SectionContext& context_;
};

/// The outcome that an effect leads to, with its share.
void read_effect_outcome(const Entry& part, const Stage& stage, StageEffect& effect, const SectionContext& context) {
    const auto& outcomes = stage.outcomes.outcomes;
    const OutcomeNameId id = context.names.outcome(part.key);
    const auto is_it = [&](const Outcome& outcome) { return outcome.name == id; };
    if (!id.exists() || std::none_of(outcomes.begin(), outcomes.end(), is_it)) {
        std::vector<std::string> known;
        for (const Outcome& outcome : outcomes) known.push_back(context.model.outcome_names[outcome.name.index()]);
        context.problems.error(part.key_place, "unknown-outcome",
                               fmt::format("no stay in `{}` ends as `{}`", stage.name, part.key), did_you_mean(part.key, known));
        return;
    }
    effect.outcome = id;
    effect.share = read_share(part.value, context.problems).value_or(0.0);
}

}  // namespace

void read_groups(const Node& node, Stage& stage, const SectionContext& context) { GroupsReader(node, stage, context).read(); }

GroupNumbers read_group_numbers(const Node& track, Diagnostics& problems) {
    GroupNumbers numbers;
    if (const Node* groups = stated(track, "groups"))
        numbers.groups = read_whole_number(*groups, Sign::not_negative, problems).value_or(1);
    if (const Node* size = stated(track, "size")) numbers.size = read_whole_number(*size, Sign::positive, problems).value_or(1);
    return numbers;
}

std::vector<StageEffect> read_effects(const Node& node, const Stage& stage, const SectionContext& context) {
    std::vector<StageEffect> effects;
    const Node* section = stated(node, "effects");
    if (section == nullptr || !section->is_map() || !stage.is_care()) return effects;
    if (section->entries.size() > 32) {
        context.problems.error(section->place, "too-many-names", fmt::format("`{}` has more than 32 effects", stage.name));
        return effects;
    }
    for (const Entry& entry : section->entries) {
        if (!entry.value.is_map()) continue;
        StageEffect effect;
        effect.name = entry.key;
        effect.draw_name = name_hash24(entry.key);
        const Node* when = stated(entry.value, "when");
        const bool whole = when != nullptr && entry.value.entries.size() == 2;
        if (!whole) {
            context.problems.error(entry.value.place, "bad-effect",
                                   fmt::format("the effect `{}` needs `when` and one outcome with its share", entry.key),
                                   "such as `lost-touch: {when: {missed_in_a_row: 3}, dropped: 30%}`");
            continue;
        }
        const auto condition = read_condition(*when, context, of_program);
        if (condition) effect.when = *condition;
        for (const Entry& part : entry.value.entries) {
            if (part.key != "when") read_effect_outcome(part, stage, effect, context);
        }
        if (condition && effect.outcome.exists()) effects.push_back(std::move(effect));
    }
    return effects;
}

RoleId role_named(const std::string& name, const SourcePlace& place, const SectionContext& context) {
    const RoleId id = context.names.role(name);
    if (!id.exists()) {
        context.problems.error(place, "unknown-role", fmt::format("there is no role `{}` in `staff`", name),
                               did_you_mean(name, context.names.role_names()));
    }
    return id;
}

}  // namespace stepdown
