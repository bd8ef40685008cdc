#include "scenario/start_state_section.hpp"

#include <fmt/format.h>

#include "scenario/did_you_mean.hpp"
#include "scenario/section_values.hpp"

namespace stepdown {

namespace {

constexpr std::int64_t most_clients = 100'000'000;

std::int64_t count_of(const Node& map, const char* key, Diagnostics& problems) {
    const Node* node = stated(map, key);
    if (node == nullptr) return 0;
    const auto count = read_whole_number(*node, Sign::not_negative, problems).value_or(0);
    if (count > most_clients)
        problems.error(node->place, "too-large", fmt::format("at most {} clients are possible", most_clients));
    return count;
}

void misplaced(const Node& map, const char* key, const char* message, Diagnostics& problems) {
    if (const Entry* entry = map.find_entry(key)) problems.error(entry->key_place, "bad-start-state", message);
}

}  // namespace

StartState read_start_state(const Node& root, const SectionContext& context) {
    StartState state;
    const Entry* section = root.find_entry("start_state");
    if (section == nullptr || !section->value.is_map()) return state;
    if (context.model.clock.warm_up > 0) {
        context.problems.error(section->key_place, "start-state-and-warm-up",
                               "`start_state` says who is there when the run begins, so there is no warm-up before it",
                               "leave out `clock.warm_up` or `start_state`");
    }
    for (const Entry& entry : section->value.entries) {
        if (entry.key == "home") {
            state.after_care = count_of(entry.value, "after_care", context.problems);
            misplaced(entry.value, "census", "nobody is in care at home", context.problems);
            misplaced(entry.value, "waiting", "those waiting are stated with the stage they wait for", context.problems);
            continue;
        }
        misplaced(entry.value, "after_care", "`after_care` counts former clients, who are at `home`", context.problems);
        const StageId stage = context.names.stage(entry.key);
        if (!stage.exists()) {
            auto known = context.names.stage_names();
            known.emplace_back("home");
            context.problems.error(entry.key_place, "unknown-stage", fmt::format("there is no stage `{}`", entry.key),
                                   did_you_mean(entry.key, known));
            continue;
        }
        state.stages.push_back(
            {stage, count_of(entry.value, "census", context.problems), count_of(entry.value, "waiting", context.problems)});
    }
    if (state.after_care > 0 && root.find("relapse") == nullptr) {
        context.problems.error(section->value.find_entry("home")->key_place, "bad-start-state",
                               "former clients have no relapse clock, because the scenario has no `relapse`");
    }
    return state;
}

}  // namespace stepdown
