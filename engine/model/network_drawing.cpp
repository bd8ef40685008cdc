#include "model/network_drawing.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "model/care_edges.hpp"
#include "model/model.hpp"
#include "model/network.hpp"

namespace stepdown {

namespace {
constexpr const char* calm = "#31688e";
constexpr const char* upward = "#b35806";
constexpr const char* refused = "#999999";
constexpr const char* too_full = "#c51b1b";

// New clients come from their populations, so that "home" is where care ends and relapse begins.
std::string population_node(std::size_t population) { return fmt::format("asks{}", population); }
std::string end_node(std::size_t end) { return fmt::format("end{}", end); }

/// Names are checked by the reader, but a model's title may hold anything.
std::string quoted(const std::string& text) {
    std::string safe = "\"";
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') safe += '\\';
        safe += letter == '\n' ? ' ' : letter;
    }
    return safe + "\"";
}

std::string stage_label(const Stage& stage, const StageLoad& load) {
    const char* places = load.seats_bind() ? "seats" : stage.place_kind == PlaceKind::beds ? "beds" : "slots";
    const std::string stands = load.room ? fmt::format("{:.0f} {}", *load.room, places) : std::string("unlimited");
    return fmt::format("{}\\n{}\\nneeds {:.1f}", stage.name, stands, load.need);
}

std::string stage_node(const Model& model, const OfferedLoad& load, std::size_t position) {
    const Stage& stage = model.stages[position];
    const char* style = stage.belongs == Belongs::outside ? "dashed" : stage.is_care() ? "solid" : "rounded";
    return fmt::format("  {} [shape=box, style={}, label=\"{}\", color=\"{}\"];\n", end_node(stage_end(StageId(position))), style,
                       stage_label(stage, load.stages[position]), load.stages[position].overloaded() ? too_full : "black");
}

/// Back to a higher level, or back from home.
bool leads_up(const Model& model, std::size_t from, std::size_t to) {
    if (to == home_end || to > model.stages.size()) return false;
    if (from == home_end) return true;
    return is_lower_level(model.stages[from - 1].level, model.stages[to - 1].level);
}

double pen_width(double per_day, double largest) { return 1.0 + 5.0 * std::sqrt(per_day / largest); }

std::string flow_edge(const std::string& from, const std::string& to, double per_day, double largest, bool up) {
    return fmt::format("  {} -> {} [label=\"{:.3g}\", penwidth={:.2f}, color=\"{}\"{}];\n", from, to, per_day,
                       pen_width(per_day, largest), up ? upward : calm, up ? ", style=dashed" : "");
}

/// What enters a stage from home is partly new clients; each population's part by its share of first destinations.
using NewClients = std::map<std::pair<std::size_t, std::size_t>, double>;

std::string edges_of_flows(const Model& model, const OfferedLoad& load) {
    double largest = 0.0;
    for (const Flow& flow : load.flows) largest = std::max(largest, flow.per_day);
    NewClients fresh;
    for (const NewFlow& flow : load.new_flows) fresh[{flow.population, flow.to}] += flow.per_day;
    std::string text;
    std::map<std::size_t, double> fresh_to;
    for (const auto& [way, per_day] : fresh) {
        text += flow_edge(population_node(way.first), end_node(way.second), per_day, largest, false);
        fresh_to[way.second] += per_day;
    }
    for (const Flow& flow : load.flows) {
        double per_day = flow.per_day;
        if (flow.from == home_end) per_day -= fresh_to.contains(flow.to) ? fresh_to[flow.to] : 0.0;
        if (per_day <= 1e-9 * largest) continue;
        text += flow_edge(end_node(flow.from), end_node(flow.to), per_day, largest, leads_up(model, flow.from, flow.to));
    }
    return text;
}

std::string edges_without_flow(const Model& model) {
    std::string text;
    for (const CareEdge& edge : care_edges(model)) {
        if (edge.way != Way::gave_up && edge.way != Way::turned_away) continue;
        text += fmt::format("  {} -> {} [style=dotted, color=\"{}\", label=\"{}\"];\n", end_node(edge.from), end_node(edge.to),
                            refused, edge.way == Way::gave_up ? "gave up" : "turned away");
    }
    return text;
}

bool is_used(const OfferedLoad& load, std::size_t end) {
    return std::any_of(load.flows.begin(), load.flows.end(),
                       [&](const Flow& flow) { return flow.from == end || flow.to == end; });
}
}  // namespace

std::string care_network_drawing(const Model& model, const OfferedLoad& load) {
    std::string text = fmt::format("digraph {} {{\n", quoted(model.name.empty() ? "care network" : model.name));
    text += "  rankdir=LR;\n  node [fontname=\"Helvetica\"];\n  edge [fontname=\"Helvetica\", fontsize=10];\n";
    text += "  label=\"clients per day if nothing were ever full\";\n";
    for (std::size_t population = 0; population < model.populations.size(); ++population) {
        text += fmt::format("  {} [shape=plaintext, label=\"{}\\n{:.3g} per day\"];\n", population_node(population),
                            model.populations[population].name, load.arrivals_of_population[population]);
    }
    for (std::size_t stage = 0; stage < model.stages.size(); ++stage) text += stage_node(model, load, stage);
    text += fmt::format("  {} [shape=ellipse, label=\"home\"];\n", end_node(home_end));
    for (std::size_t exit = 0; exit < model.exits.size(); ++exit) {
        const std::size_t end = exit_end(model, ExitId(exit));
        if (is_used(load, end))
            text += fmt::format("  {} [shape=ellipse, style=dashed, label=\"{}\"];\n", end_node(end), end_name(model, end));
    }
    text += edges_of_flows(model, load);
    text += edges_without_flow(model);
    return text + "}\n";
}

}  // namespace stepdown
