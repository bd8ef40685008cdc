#include "scenario/problem_causes.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace stepdown {

namespace {

/// The same problems with the hints that `hint_of` gives for each error.
template <class HintOf>
void change_hints(Diagnostics& problems, HintOf hint_of) {
    Diagnostics result;
    for (const Diagnostic& problem : problems.entries()) {
        if (problem.severity == Severity::warning) {
            result.warning(problem.place, problem.code, problem.message, problem.hint);
        } else {
            result.error(problem.place, problem.code, problem.message, hint_of(problem));
        }
    }
    problems = std::move(result);
}

bool misses_a_name(const Diagnostic& problem) { return problem.code.starts_with("unknown-") || problem.code == "bad-metric"; }

/// Whether the path ends in a name that somebody gave: a stage, population or role, or a part of one.
bool ends_in_a_name(const Path& path) {
    static constexpr std::array<std::string_view, 3> sections = {"stages", "populations", "staff"};
    static constexpr std::array<std::string_view, 5> parts = {"tracks", "sessions", "outcomes", "attributes", "shifts"};
    const auto& steps = path.steps;
    if (std::find(sections.begin(), sections.end(), steps.front()) == sections.end()) return false;
    return steps.size() == 2 || (steps.size() == 4 && std::find(parts.begin(), parts.end(), steps[2]) != parts.end());
}

std::string by_place(const SourcePlace& place) {
    return place.line > 0 ? fmt::format("{}:{}", place.file, place.line) : fmt::format("`{}`", place.file);
}

}  // namespace

void add_removals(const std::vector<PathSetting>& settings, std::string_view by, std::vector<Removal>& removals) {
    for (const PathSetting& setting : settings) {
        if (!setting.value.is_none() || !ends_in_a_name(setting.path)) continue;
        removals.push_back({setting.path, by.empty() ? by_place(setting.path_place) : std::string(by)});
    }
}

void name_removals(const std::vector<Removal>& removals, Diagnostics& problems) {
    change_hints(problems, [&](const Diagnostic& problem) {
        if (!misses_a_name(problem)) return problem.hint;
        for (const Removal& removal : removals) {
            if (problem.message.find(fmt::format("`{}`", removal.path.steps.back())) == std::string::npos) continue;
            return fmt::format("{} removes `{}`: change this there too, or keep it", removal.by, removal.path.to_text());
        }
        return problem.hint;
    });
}

void name_plan(const std::string& plan, const std::vector<PathSetting>& settings, Diagnostics& problems) {
    const std::string name = fmt::format("plan `{}`", plan);
    change_hints(problems, [&](const Diagnostic& problem) {
        const bool shows_in_plan = std::any_of(settings.begin(), settings.end(), [&](const PathSetting& setting) {
            return setting.path_place == problem.place || stands_in(setting.value, problem.place);
        });
        if (shows_in_plan || problem.hint.find(name) != std::string::npos) return problem.hint;
        return fmt::format("{}{}{} brings this about", problem.hint, problem.hint.empty() ? "" : "; ", name);
    });
}

void take_hints(const Diagnostics& told, const Diagnostics& known, Diagnostics& problems) {
    change_hints(problems, [&](const Diagnostic& problem) {
        for (const Diagnostic& other : told.entries()) {
            if (is_same_problem(problem, other) && !is_among(problem, known)) return other.hint;
        }
        return problem.hint;
    });
}

bool is_same_problem(const Diagnostic& one, const Diagnostic& other) {
    return one.place == other.place && one.code == other.code && one.message == other.message;
}

bool is_among(const Diagnostic& problem, const Diagnostics& others) {
    const auto& entries = others.entries();
    return std::any_of(entries.begin(), entries.end(), [&](const Diagnostic& other) { return is_same_problem(problem, other); });
}

}  // namespace stepdown
