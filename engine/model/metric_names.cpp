// The writing side of metric names: canonical spelling of metrics, groups and durations.

#include <array>
#include <string>

#include <fmt/format.h>

#include "model/metric.hpp"
#include "model/metric_rules.hpp"
#include "model/model.hpp"

namespace stepdown {

namespace {
struct Unit {
    Ticks ticks;
    const char* word;
};
constexpr std::array<Unit, 4> units = {
    {{ticks_per_day, "d"}, {ticks_per_hour, "h"}, {ticks_per_minute, "min"}, {ticks_per_second, "s"}}};

std::string subject_text(const Model& model, const Metric& metric) {
    switch (metric.subject) {
        case Subject::stage: return model.stages[metric.stage.index()].name;
        case Subject::level: return fmt::format("level.{}", level_name(metric.level));
        case Subject::staff: return fmt::format("staff.{}", model.roles[metric.role.index()].name);
        case Subject::money: return "money";
        case Subject::clients: break;
    }
    return "clients";
}

std::string measure_text(const Model& model, const Metric& metric) {
    if (metric.measure == Measure::outcome_share) {
        return fmt::format("outcome.{}.share", model.outcome_names[metric.outcome.index()]);
    }
    if (metric.measure == Measure::clients_exits) return fmt::format("exits.{}", model.exits[metric.exit.index()]);
    std::string name(measure_row(metric.measure).name);
    const auto put = [&](const std::string& part) { name.replace(name.find("NAME"), 4, part); };
    if (is_of_track(metric.measure)) put(model.track_names[model.stages[metric.stage.index()].tracks[metric.part].name.index()]);
    if (is_of_session(metric.measure)) put(model.stages[metric.stage.index()].sessions[metric.part].name);
    return name;
}
}  // namespace

std::string duration_text(Ticks duration) {
    // Days unless that would be an endless decimal: 12 h is 0.5 d, but 1 h stays 1 h.
    constexpr Ticks decimals = 10'000;
    for (const Unit& unit : units) {
        const bool is_short = (duration % unit.ticks) * decimals % unit.ticks == 0;
        if (is_short) return fmt::format("{} {}", static_cast<double>(duration) / static_cast<double>(unit.ticks), unit.word);
    }
    return fmt::format("{} s", static_cast<double>(duration) / static_cast<double>(ticks_per_second));
}

std::vector<Group> groups_of(const Model& model) {
    std::vector<Group> groups(1);
    for (std::size_t position = 0; position < model.populations.size(); ++position) {
        Group group;
        group.kind = Group::Kind::population;
        group.population = PopulationId(position);
        groups.push_back(group);
    }
    for (std::size_t position = 0; position < model.attributes.size(); ++position) {
        for (std::size_t value = 0; value < model.attributes[position].values.size(); ++value) {
            Group group;
            group.kind = Group::Kind::attribute_value;
            group.attribute = AttributeId(position);
            group.value = static_cast<std::uint8_t>(value + 1);
            groups.push_back(group);
        }
    }
    return groups;
}

std::string group_text(const Model& model, const Group& group) {
    switch (group.kind) {
        case Group::Kind::everyone: break;
        case Group::Kind::population: return fmt::format("for {}", model.populations[group.population.index()].name);
        case Group::Kind::attribute_value: {
            const Attribute& attribute = model.attributes[group.attribute.index()];
            return fmt::format("for {}={}", attribute.name, attribute.values[group.value - 1u]);
        }
    }
    return "";
}

std::string metric_name(const Model& model, const Metric& metric) {
    std::string text = fmt::format("{}.{}", subject_text(model, metric), measure_text(model, metric));
    if (measure_row(metric.measure).argument == MeasureRow::Argument::duration) {
        text += fmt::format("({})", duration_text(metric.argument));
    }
    const std::string group = group_text(model, metric.group);
    return group.empty() ? text : fmt::format("{} {}", text, group);
}

}  // namespace stepdown
