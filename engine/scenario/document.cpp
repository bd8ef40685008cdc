#include "scenario/document.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "scenario/did_you_mean.hpp"

namespace stepdown {
namespace {

const PlanSettings* find_plan(const std::vector<PlanSettings>& plans, const std::string& name, Diagnostics& diagnostics) {
    const auto found = std::find_if(plans.begin(), plans.end(), [&](const PlanSettings& plan) { return plan.name == name; });
    if (found != plans.end()) return &*found;
    std::vector<std::string> names;
    for (const auto& plan : plans) names.push_back(plan.name);
    diagnostics.error({fmt::format("--plan {}", name), 0, 0}, "unknown-plan", fmt::format("there is no plan `{}`", name),
                      names.empty() ? "the scenario has no plans" : did_you_mean(name, names));
    return nullptr;
}

void apply(Node& root, const std::vector<PathSetting>& settings, const TreeRules& rules, Diagnostics& diagnostics) {
    for (const auto& setting : settings) set_at(root, setting, rules, diagnostics);
}

}  // namespace

std::optional<Document> read_document(const DocumentRequest& request, const TreeRules& rules, Diagnostics& diagnostics) {
    Document document;
    // Mistakes on the command line are reported even when the file has none of its own to show.
    std::vector<PathSetting> settings;
    for (const auto& text : request.settings) {
        if (auto setting = read_command_line_setting(text, diagnostics)) settings.push_back(std::move(*setting));
    }
    auto root = read_with_bases(request.file, rules, document.files, document.removals, diagnostics);
    if (!root) return std::nullopt;
    document.plans = read_plans(*root, diagnostics);
    root->remove("plans");
    const PlanSettings* chosen = request.plan ? find_plan(document.plans, *request.plan, diagnostics) : nullptr;
    for (const auto& plan : document.plans) {
        if (&plan == chosen) continue;
        Node tried = *root;
        apply(tried, plan.settings, rules, diagnostics);
    }
    if (chosen != nullptr) {
        apply(*root, chosen->settings, rules, diagnostics);
        add_removals(chosen->settings, fmt::format("plan `{}`", chosen->name), document.removals);
    }
    apply(*root, settings, rules, diagnostics);
    add_removals(settings, "", document.removals);
    drop_none_entries(*root);
    document.root = std::move(*root);
    return document;
}

}  // namespace stepdown
