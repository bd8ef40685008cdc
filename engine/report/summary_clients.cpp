// What became of the clients, and the figures that were asked for by name.

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "report/number_text.hpp"
#include "report/summary_parts.hpp"

namespace stepdown {

namespace {

std::string within_text(Ticks argument) { return short_number(to_days(argument)) + " d"; }

std::string row_label(const Model& model, const Metric& metric) {
    switch (metric.measure) {
        case Measure::clients_access_mean: return "First care after, mean";
        case Measure::clients_access_p90: return "First care after, 90%";
        case Measure::clients_access_within: return "First care within " + within_text(metric.argument);
        case Measure::clients_exits: return "Left as " + model.exits[metric.exit.index()] + ", per week";
        case Measure::clients_handed_off: return "Handed off, per week";
        case Measure::clients_days_in_care_mean: return "Days in care";
        case Measure::clients_stages_mean: return "Care stages";
        case Measure::clients_hours_mean: return "Attended hours";
        case Measure::clients_readmitted: return "Readmitted within " + within_text(metric.argument);
        case Measure::clients_relapsed: return "Relapsed within " + within_text(metric.argument);
        default: return "";
    }
}

/// Whether the row can say anything: without relapse nobody relapses, without an outside stage nobody is handed off.
bool is_shown(const Model& model, const Metric& metric) {
    if (metric.measure == Measure::clients_relapsed) return model.relapse.has_value();
    if (metric.measure != Measure::clients_handed_off) return true;
    return std::any_of(model.stages.begin(), model.stages.end(),
                       [](const Stage& stage) { return stage.belongs == Belongs::outside; });
}

/// Everyone, and each population where there are several.
std::vector<Group> columns_of(const Model& model) {
    std::vector<Group> groups = {Group{}};
    if (model.populations.size() < 2) return groups;
    for (std::size_t index = 0; index < model.populations.size(); ++index) {
        Group group;
        group.kind = Group::Kind::population;
        group.population = PopulationId(index);
        groups.push_back(group);
    }
    return groups;
}

}  // namespace

std::string clients_part(const Model& model, const RunResult& result, const Page& page) {
    const std::vector<Group> groups = columns_of(model);
    TextTable table;
    table.add_column("Clients", Align::left);
    for (const Group& group : groups) {
        const bool everyone = group.kind == Group::Kind::everyone;
        table.add_column(everyone ? "All" : model.populations[group.population.index()].name, Align::right);
    }
    for (const MetricEstimate& figure : result.metrics) {
        if (figure.metric.subject != Subject::clients || figure.metric.group.kind != Group::Kind::everyone) continue;
        if (!is_shown(model, figure.metric)) continue;
        std::vector<Cell> row = {{.text = row_label(model, figure.metric)}};
        for (const Group& group : groups) {
            Metric metric = figure.metric;
            metric.group = group;
            row.push_back(figure_cell(result, metric));
        }
        table.add_row(std::move(row));
    }
    return table.to_text(page);
}

std::string asked_part(const RunResult& result, std::span<const Metric> asked, const Page& page) {
    TextTable table;
    table.add_column("Asked for", Align::left);
    table.add_column("", Align::right);
    table.add_column("", Align::left);
    for (const Metric& metric : asked) {
        const MetricEstimate* figure = find_metric(result, metric);
        if (!figure) continue;
        const bool unit_is_shown = figure->unit == "d" || figure->unit == "share";
        table.add_row({{.text = figure->name}, figure_cell(result, metric), {.text = unit_is_shown ? "" : figure->unit}});
    }
    return table.to_text(page);
}

}  // namespace stepdown
