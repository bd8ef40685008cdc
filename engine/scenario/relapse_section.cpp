#include "scenario/relapse_section.hpp"

#include <algorithm>

#include "scenario/cases.hpp"
#include "scenario/destinations.hpp"
#include "scenario/did_you_mean.hpp"
#include "scenario/distributions.hpp"

#include <fmt/format.h>

namespace stepdown {

namespace {

std::optional<RelapseLaw> read_law(const Node& node, const SectionContext& context) {
    if (!node.is_map()) return std::nullopt;
    RelapseLaw law{1.0, {}};
    const Node* susceptible = stated(node, "susceptible");
    if (susceptible != nullptr) law.susceptible = read_share(*susceptible, context.problems).value_or(1.0);
    const auto time = read_distribution(node, "`relapse.law`", context);
    if (!time) return std::nullopt;
    law.time = *time;
    return law;
}

void read_hazards(const Node& node, Relapse& relapse, const SectionContext& context) {
    for (const Entry& entry : node.entries) {
        const auto factor = read_ratio(entry.value, Sign::not_negative, context.problems);
        const StageId stage = context.names.stage(entry.key);
        if (entry.key == "home") {
            relapse.home_hazard = factor.value_or(1.0);
        } else if (stage.exists()) {
            relapse.stage_hazard[stage.index()] = factor.value_or(1.0);
        } else {
            auto known = context.names.stage_names();
            known.emplace_back("home");
            context.problems.error(entry.key_place, "unknown-stage", fmt::format("there is no stage `{}`", entry.key),
                                   did_you_mean(entry.key, known));
        }
    }
}

void read_effects(const Node& node, Relapse& relapse, const SectionContext& context) {
    for (const Entry& entry : node.entries) {
        const Node* when = stated(entry.value, "when");
        const Node* times = stated(entry.value, "times");
        if (when == nullptr || times == nullptr) continue;
        const auto condition = read_condition(*when, context, ConditionScope{});
        const auto factor = read_ratio(*times, Sign::not_negative, context.problems);
        if (condition && factor) relapse.effects.push_back({entry.key, *condition, *factor});
    }
}

/// A case that tests a house fits nobody: a relapse ends housing before it is asked where it leads.
void warn_of_housing(const Node& cases, const SectionContext& context) {
    for (const Node& item : cases.items) {
        const Node* when = item.find("when");
        const Node* beside = when == nullptr ? nullptr : when->find("beside");
        if (beside == nullptr) continue;
        std::vector<const Node*> values = {beside};
        for (const Node& value : beside->items) values.push_back(&value);
        for (const Node* value : values) {
            const StageId stage = value->is_scalar() ? context.names.stage(value->text) : StageId::none();
            if (!stage.exists() || context.stage(stage).kind != StageKind::housing) continue;
            context.problems.warning(
                value->place, "case-never-used",
                fmt::format("a relapse ends housing at once, so nobody is still beside `{}` here", value->text),
                "test what clients bring along, such as an attribute or `came_from`, or a support stage");
        }
    }
}

void read_at_home(const Node& node, RelapseAtHome& at_home, const SectionContext& context) {
    if (const Node* returns = stated(node, "returns")) {
        at_home.returns = read_cases<double>(*returns, context, [&](const Node& value) {
                              return read_share(value, context.problems);
                          }).value_or(Cases<double>(0.0));
    }
    if (const Node* after = stated(node, "after")) {
        at_home.after = read_distribution_cases(*after, "`relapse.then.at_home.after`", context).value_or(at_home.after);
    }
    if (const Node* to = stated(node, "to")) {
        at_home.to = read_routing_cases(*to, Leads::anywhere, "`relapse.then.at_home.to`", context).value_or(at_home.to);
    }
}

void read_then(const Node& node, Relapse& relapse, const SectionContext& context) {
    const Node* in_care = stated(node, "in_care");
    if (in_care != nullptr) warn_of_housing(*in_care, context);
    bool can_relapse_in_care = false;
    for (std::size_t i = 0; i < relapse.stage_hazard.size(); ++i) {
        can_relapse_in_care = can_relapse_in_care || (context.model.stages[i].is_care() && relapse.stage_hazard[i] > 0.0);
    }
    if (in_care != nullptr) {
        relapse.in_care =
            read_routing_cases(*in_care, Leads::anywhere_or_stays, "`relapse.then.in_care`", context).value_or(relapse.in_care);
    } else if (can_relapse_in_care) {
        context.problems.error(node.place, "missing-key",
                               "`relapse.then` needs the key `in_care`, because a care stage has a hazard",
                               "it says where a relapse in care leads, such as `in_care: {stays: 0.4, home: rest}`");
    }
    if (const Node* at_home = stated(node, "at_home")) {
        for (const Entry& entry : at_home->entries) warn_of_housing(entry.value, context);
        read_at_home(*at_home, relapse.at_home, context);
    }
}

}  // namespace

std::optional<Relapse> read_relapse(const Node& root, const SectionContext& context) {
    const Node* node = stated(root, "relapse");
    if (node == nullptr || !node->is_map()) return std::nullopt;
    Relapse relapse;
    relapse.law = RelapseLaw{};
    relapse.in_care = all_go_home();
    relapse.at_home.after = Distribution();
    relapse.at_home.to = all_go_home();
    for (const Stage& stage : context.model.stages) relapse.stage_hazard.push_back(stage.is_care() ? 0.0 : 1.0);
    if (const Node* law = stated(*node, "law")) {
        const auto cases = read_cases<RelapseLaw>(*law, context, [&](const Node& value) { return read_law(value, context); });
        if (cases) relapse.law = *cases;
    }
    if (const Node* hazards = stated(*node, "hazard")) read_hazards(*hazards, relapse, context);
    if (const Node* effects = stated(*node, "effects")) read_effects(*effects, relapse, context);
    if (const Node* then = stated(*node, "then")) read_then(*then, relapse, context);
    return relapse;
}

}  // namespace stepdown
