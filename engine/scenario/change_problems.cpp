#include "scenario/change_problems.hpp"

#include <algorithm>

#include "scenario/problem_causes.hpp"

namespace stepdown {

namespace {

/// How many steps of the path lead to maps that the place stands in: the more, the nearer.
std::size_t nearness(const Path& path, const Node& root, const SourcePlace& place) {
    const Node* node = &root;
    std::size_t steps = 0;
    for (const std::string& step : path.steps) {
        const Entry* entry = node->find_entry(step);
        if (entry == nullptr || (entry->key_place != place && !stands_in(entry->value, place))) break;
        node = &entry->value;
        ++steps;
    }
    return steps;
}

/// Nothing where the place belongs to the change, or to no part of the scenario that it touches.
const PathSetting* nearest_setting(const DatedChange& change, const SourcePlace& place) {
    const PathSetting* nearest = nullptr;
    std::size_t most = 0;
    for (const PathSetting& setting : change.settings) {
        if (setting.path_place == place || stands_in(setting.value, place)) return nullptr;
        const std::size_t near = nearness(setting.path, change.changed_root, place);
        if (near > most) nearest = &setting;
        most = std::max(most, near);
    }
    return nearest;
}

}  // namespace

bool ChangeProblems::is_known(const Diagnostic& problem) const {
    return is_among(problem, problems_) || is_among(problem, found_before_);
}

void ChangeProblems::add(const Diagnostics& found, const DatedChange& change) {
    for (const Diagnostic& problem : found.sorted()) {
        if (is_known(problem)) continue;
        const PathSetting* setting = nearest_setting(change, problem.place);
        const SourcePlace& place = setting == nullptr ? problem.place : setting->value.place;
        if (problem.severity == Severity::error) {
            problems_.error(place, problem.code, problem.message, problem.hint);
        } else {
            problems_.warning(place, problem.code, problem.message, problem.hint);
        }
    }
    found_before_.append(found);
}

}  // namespace stepdown
