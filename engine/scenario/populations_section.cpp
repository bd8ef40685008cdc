#include "scenario/populations_section.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "scenario/arrivals_section.hpp"
#include "scenario/cases.hpp"
#include "scenario/destinations.hpp"
#include "scenario/share_maps.hpp"

namespace stepdown {

namespace {

constexpr std::int64_t largest_priority = 1'000'000;

/// Shares over the values of one attribute, in the order of the attribute's table.
std::optional<std::vector<double>> read_value_shares(const Node& map, const std::string& what, const Attribute& attribute,
                                                     const SectionContext& context) {
    if (!map.is_map()) return std::nullopt;
    std::vector<StatedShare> shares;
    std::vector<std::size_t> positions;
    for (const Entry& entry : map.entries) {
        const auto share = read_stated_share(entry.value, context.problems);
        if (!share) continue;
        shares.push_back(*share);
        const auto value = std::find(attribute.values.begin(), attribute.values.end(), entry.key);
        positions.push_back(static_cast<std::size_t>(value - attribute.values.begin()));
    }
    if (shares.size() != map.entries.size()) return std::nullopt;
    const auto stated_shares = add_up(shares, map.place, what, context.problems);
    if (!stated_shares) return std::nullopt;
    std::vector<double> probabilities(attribute.values.size(), 0.0);
    for (std::size_t i = 0; i < positions.size(); ++i) probabilities[positions[i]] = (*stated_shares)[i];
    return probabilities;
}

std::optional<AttributeDraw> read_attribute(const Entry& entry, const std::string& what, const ConditionScope& scope,
                                            const SectionContext& context) {
    AttributeDraw draw;
    draw.attribute = context.names.attribute(entry.key);
    const Attribute& attribute = context.model.attributes[draw.attribute.index()];
    auto cases = read_cases<std::vector<double>>(
        entry.value, context, scope, [&](const Node& map) { return read_value_shares(map, what, attribute, context); });
    if (!cases) return std::nullopt;
    std::vector<Cases<Categorical>::Case> values;
    for (const auto& one : cases->list()) {
        draw.probabilities.push_back(one.use);
        values.push_back({one.when, Categorical(one.use)});
    }
    draw.value = Cases<Categorical>(std::move(values));
    return draw;
}

void read_attributes(const Node& node, const std::string& path, Population& population, const SectionContext& context) {
    if (!node.is_map()) return;
    std::vector<AttributeId> drawn;
    const ConditionScope scope{&drawn};
    for (const Entry& entry : node.entries) {
        const std::string what = fmt::format("`{}.attributes.{}`", path, entry.key);
        if (auto draw = read_attribute(entry, what, scope, context)) population.attributes.push_back(std::move(*draw));
        drawn.push_back(context.names.attribute(entry.key));
    }
}

std::optional<int> read_priority(const Node& node, Diagnostics& problems) {
    const auto priority = read_whole_number(node, Sign::any, problems);
    if (!priority) return std::nullopt;
    if (*priority > largest_priority || *priority < -largest_priority) {
        problems.error(node.place, "too-large", fmt::format("a priority lies between -{0} and {0}", largest_priority));
        return std::nullopt;
    }
    return static_cast<int>(*priority);
}

}  // namespace

std::optional<Cases<Routing>> read_enters(const Node& population, const std::string& name, const SectionContext& context) {
    const Node* enters = stated(population, "enters");
    if (enters == nullptr) return std::nullopt;
    return read_routing_cases(*enters, Leads::anywhere, fmt::format("`populations.{}.enters`", name), context);
}

Population read_population(const Entry& entry, PopulationId id, const SectionContext& context) {
    Population population = context.model.populations[id.index()];
    if (!entry.value.is_map()) return population;
    const std::string path = "populations." + entry.key;
    if (const Node* arrivals = stated(entry.value, "arrivals")) {
        population.arrivals = read_arrivals(*arrivals, fmt::format("`{}.arrivals`", path), context);
    }
    if (const Node* priority = stated(entry.value, "priority")) {
        const auto cases =
            read_cases<int>(*priority, context, [&](const Node& value) { return read_priority(value, context.problems); });
        if (cases) population.priority = *cases;
    }
    if (const Node* attributes = stated(entry.value, "attributes")) read_attributes(*attributes, path, population, context);
    population.enters = read_enters(entry.value, entry.key, context).value_or(all_go_home());
    return population;
}

}  // namespace stepdown
