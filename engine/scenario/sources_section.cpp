#include "scenario/sources_section.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "scenario/path.hpp"
#include "scenario/section_values.hpp"

namespace stepdown {

namespace {

using Steps = std::vector<std::string>;

Evidence evidence_named(const std::string& word) {
    if (word == "high") return Evidence::high;
    if (word == "moderate") return Evidence::moderate;
    if (word == "low") return Evidence::low;
    return Evidence::assumed;
}

/// Whether the source's path is the figure's or one above it; `*` stands for any step.
bool covers(const Steps& source, const Steps& figure) {
    if (source.size() > figure.size()) return false;
    return std::equal(source.begin(), source.end(), figure.begin(),
                      [](const std::string& left, const std::string& right) { return left == "*" || left == right; });
}

bool covers_any(const std::vector<Steps>& sources, const Steps& figure) {
    return std::any_of(sources.begin(), sources.end(), [&](const Steps& source) { return covers(source, figure); });
}

std::vector<Steps> steps_of(const std::vector<Source>& sources) {
    std::vector<Steps> result;
    Diagnostics ignored;
    for (const Source& source : sources) {
        if (auto path = parse_path(source.path, {}, ignored)) result.push_back(std::move(path->steps));
    }
    return result;
}

void warn_if_counted_twice(const Node& root, const std::vector<Source>& sources, const SectionContext& context) {
    const Node* relapse = stated(root, "relapse");
    const Node* hazards = relapse == nullptr ? nullptr : stated(*relapse, "hazard");
    if (hazards == nullptr) return;
    const auto paths = steps_of(sources);
    for (const Entry& entry : hazards->entries) {
        const StageId stage = context.names.stage(entry.key);
        if (!stage.exists() || !context.stage(stage).is_care() || entry.value.text == "0") continue;
        const bool outcomes_sourced =
            covers_any(paths, {"stages", entry.key, "outcomes"}) || covers_any(paths, {"stages", entry.key, "stay"});
        if (!outcomes_sourced || !covers_any(paths, {"relapse", "hazard", entry.key})) continue;
        context.problems.warning(entry.key_place, "relapse-counted-twice",
                                 fmt::format("`{}` has recorded outcomes and a relapse hazard, both with sources", entry.key),
                                 "recorded stays already contain those who left on relapse");
    }
}

/// Walks the tree beside the language's table and collects what is a figure there.
class FigureFinder {
public:
    FigureFinder(const std::vector<Steps>& sources, std::vector<UnsourcedFigure>& found) : sources_(sources), found_(found) {}

    void visit(const Node& node, const Shape& shape, Steps& path) {
        if (node.is_scalar() && shape.figure == Figure::yes) add(node.text, path);
        if (node.is_sequence()) visit_list(node, shape, path);
        for (const Entry& entry : node.entries) {
            const Key* key = shape.find_key(entry.key);
            const Shape* inner = key != nullptr ? key->shape : shape.entry;
            if (inner == nullptr) continue;
            path.push_back(entry.key);
            visit(entry.value, *inner, path);
            path.pop_back();
        }
    }

private:
    void visit_list(const Node& node, const Shape& shape, Steps& path) {
        if (shape.figure == Figure::yes && shape.one_case == nullptr && shape.item != nullptr) {
            const std::string first = node.items.empty() ? "" : node.items.front().text;
            add(node.items.size() > 1 ? fmt::format("{}, ... ({} values)", first, node.items.size()) : first, path);
            return;
        }
        const Shape* item = shape.one_case != nullptr ? shape.one_case : shape.item;
        if (item == nullptr) return;
        for (std::size_t i = 0; i < node.items.size(); ++i) {
            path.push_back(std::to_string(i + 1));
            visit(node.items[i], *item, path);
            path.pop_back();
        }
    }

    void add(const std::string& value, const Steps& path) {
        const bool is_rule = value == "rest" || value == "1" || value == "100%" || value == "unlimited" || value == "0";
        if (is_rule || covers_any(sources_, path)) return;
        found_.push_back({Path{path}.to_text(), value});
    }

    const std::vector<Steps>& sources_;
    std::vector<UnsourcedFigure>& found_;
};

/// The short form of a stage has one outcome, `completed`: its stay and next may be named as that outcome's.
Path without_short_form(const Node& root, const Path& path) {
    const Steps& steps = path.steps;
    if (steps.size() < 4 || steps[0] != "stages" || steps[2] != "outcomes" || steps[3] != "completed") return path;
    if (resolve(root, Path{{"stages", steps[1], "stay"}}).empty()) return path;
    Path shorter{{"stages", steps[1]}};
    shorter.steps.insert(shorter.steps.end(), steps.begin() + 4, steps.end());
    return shorter;
}

/// A source is for a figure that the scenario states; what could be stated there has none.
bool is_stated(const Node& root, const Path& path, const SourcePlace& place, Diagnostics& problems) {
    if (!resolve(root, without_short_form(root, path)).empty()) return true;
    problems.error(place, "nothing-to-source", fmt::format("the scenario states nothing at `{}`", path.to_text()),
                   "name a figure that it states, or something above one");
    return false;
}

}  // namespace

std::vector<Source> read_sources(const Node& root, const Language& language, const SectionContext& context) {
    std::vector<Source> sources;
    const Node* section = stated(root, "sources");
    if (section == nullptr || !section->is_map()) return sources;
    const LanguageRules rules(language);
    for (const Entry& entry : section->entries) {
        const auto path = parse_path(entry.key, entry.key_place, context.problems);
        if (!path || !path_exists(root, *path, rules, entry.key_place, context.problems)) continue;
        if (!is_stated(root, *path, entry.key_place, context.problems)) continue;
        sources.push_back({entry.key, stated_text(entry.value, "from").value_or(""),
                           evidence_named(stated_text(entry.value, "evidence").value_or("")),
                           stated_text(entry.value, "note").value_or("")});
    }
    warn_if_counted_twice(root, sources, context);
    return sources;
}

std::vector<UnsourcedFigure> unsourced_figures(const Node& root, const Language& language, const std::vector<Source>& sources) {
    std::vector<UnsourcedFigure> found;
    const auto paths = steps_of(sources);
    FigureFinder finder(paths, found);
    for (const char* section : {"populations", "stages", "relapse"}) {
        const Node* node = stated(root, section);
        const Key* key = language.root().find_key(section);
        if (node == nullptr || key == nullptr) continue;
        Steps path = {section};
        finder.visit(*node, *key->shape, path);
    }
    return found;
}

}  // namespace stepdown
