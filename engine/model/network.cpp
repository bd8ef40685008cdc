#include "model/network.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/strong_components.hpp>

#include <algorithm>
#include <utility>
#include <variant>

#include "model/care_edges.hpp"
#include "model/model.hpp"
#include "model/regimes.hpp"

namespace stepdown {

namespace {
using Graph = boost::adjacency_list<boost::setS, boost::vecS, boost::directedS>;

Graph graph_of(const std::vector<CareEdge>& edges, std::size_t ends) {
    Graph graph(ends);
    for (const CareEdge& edge : edges) boost::add_edge(edge.from, edge.to, graph);
    return graph;
}

class Marker : public boost::default_bfs_visitor {
public:
    explicit Marker(std::vector<char>& reached) : reached_(&reached) {}
    void discover_vertex(std::size_t vertex, const Graph&) { (*reached_)[vertex] = 1; }

private:
    std::vector<char>* reached_;
};

/// Which ends can be reached from `source`, itself included.
std::vector<char> reached_from(const Graph& graph, std::size_t source) {
    std::vector<char> reached(boost::num_vertices(graph), 0);
    boost::breadth_first_search(graph, source, boost::visitor(Marker(reached)));
    return reached;
}

/// The component of each end.
std::vector<std::size_t> components_of(const Graph& graph) {
    std::vector<std::size_t> component(boost::num_vertices(graph));
    boost::strong_components(graph, boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, graph)));
    return component;
}

/// Components with a way from a member back to itself, as lists of the stages in them.
std::vector<std::vector<StageId>> loops_in(const Model& model, const Graph& graph) {
    const std::vector<std::size_t> component = components_of(graph);
    std::vector<std::vector<StageId>> loops;
    std::vector<char> listed(boost::num_vertices(graph), 0);
    for (std::size_t stage = 0; stage < model.stages.size(); ++stage) {
        const std::size_t end = stage_end(StageId(stage));
        if (listed[component[end]]) continue;
        listed[component[end]] = 1;
        const auto members = std::count(component.begin(), component.end(), component[end]);
        if (members == 1 && !boost::edge(end, end, graph).second) continue;
        std::vector<StageId> loop;
        for (std::size_t other = stage; other < model.stages.size(); ++other) {
            if (component[stage_end(StageId(other))] == component[end]) loop.push_back(StageId(other));
        }
        loops.push_back(std::move(loop));
    }
    return loops;
}

bool is_stage(const Model& model, std::size_t end) { return end != home_end && end <= model.stages.size(); }

/// Ends that clients can come to: from home by every way, and where day zero puts somebody.
std::vector<char> entered_ends(const Model& model) {
    Graph graph = graph_of(care_edges(model), count_of_ends(model));
    for (const StartStage& start : model.start_state.stages) {
        if (start.census > 0 || start.waiting > 0) boost::add_edge(home_end, stage_end(start.stage), graph);
    }
    return reached_from(graph, home_end);
}

void add_both_ways(Graph& graph, const std::vector<StageId>& stages) {
    for (const StageId left : stages) {
        for (const StageId right : stages) {
            if (left != right) boost::add_edge(stage_end(left), stage_end(right), graph);
        }
    }
}

/// Whoever boards here waits for the destination, so the destination decides how long this place is held.
void add_boarding(Graph& graph, const Model& model, const std::vector<CareEdge>& edges) {
    for (const CareEdge& edge : edges) {
        const bool is_move = edge.way == Way::next || edge.way == Way::relapse_in_care;
        if (!is_move || !is_stage(model, edge.from) || !is_stage(model, edge.to)) continue;
        if (model.stages[edge.from - 1].boarding.rule == Boarding::Rule::boards) boost::add_edge(edge.to, edge.from, graph);
    }
}

/// Stages that share a caseload take their staff's time from one another.
/// Whether the stage's clients need the role, or one whose work it covers.
bool asks_for(const Model& model, const Stage& stage, RoleId role) {
    const auto is_it = [&](RoleId asked) {
        const auto& covers = model.roles[role.index()].covers;
        return asked == role || std::find(covers.begin(), covers.end(), asked) != covers.end();
    };
    const auto of = [&](const auto& each) { return is_it(each.role); };
    return (stage.intake && is_it(stage.intake->role)) || std::any_of(stage.sessions.begin(), stage.sessions.end(), of) ||
           std::any_of(stage.leaders.begin(), stage.leaders.end(), of) ||
           std::any_of(stage.caseload.begin(), stage.caseload.end(), [&](const Caseload& each) { return each.role == role; });
}

void add_shared_staff(Graph& graph, const Model& model) {
    for (std::size_t role = 0; role < model.roles.size(); ++role) {
        std::vector<StageId> sharing;
        for (std::size_t stage = 0; stage < model.stages.size(); ++stage) {
            if (asks_for(model, model.stages[stage], RoleId(role))) sharing.push_back(StageId(stage));
        }
        add_both_ways(graph, sharing);
    }
}

/// Housing and support are held while their client goes on through care, and end when care ends, a bed is entered or a
/// relapse comes: every care stage on the way decides how long they are held.
void add_held_beside(Graph& graph, const Model& model, const std::vector<CareEdge>& edges) {
    Graph through_care(count_of_ends(model));
    for (const CareEdge& edge : edges) {
        if (is_stage(model, edge.from) && is_stage(model, edge.to)) boost::add_edge(edge.from, edge.to, through_care);
    }
    for_each_destination(model, [&](Way, std::size_t, const Destination& destination) {
        if (destination.kind != Destination::Kind::join) return;
        for (const Option& option : {destination.first, destination.second}) {
            if (!option.care.exists() || !option.beside.exists()) continue;
            const std::vector<char> on_the_way = reached_from(through_care, stage_end(option.care));
            for (std::size_t end = 1; end <= model.stages.size(); ++end) {
                if (on_the_way[end]) boost::add_edge(end, stage_end(option.beside), graph);
            }
        }
    });
}

/// Strongly connected components of stages that are entered and from which no edge leads out; a stage without any edge is none.
std::vector<std::vector<StageId>> closed_loops(const Model& model, const std::vector<CareEdge>& edges,
                                               const std::vector<char>& entered) {
    Graph graph(count_of_ends(model));
    std::vector<char> leads_somewhere(count_of_ends(model), 0);
    for (const CareEdge& edge : edges) {
        if (!is_stage(model, edge.from)) continue;
        boost::add_edge(edge.from, edge.to, graph);
        leads_somewhere[edge.from] = 1;
    }
    const std::vector<std::size_t> component = components_of(graph);
    std::vector<std::vector<StageId>> loops;
    std::vector<char> listed(count_of_ends(model), 0);
    for (std::size_t stage = 0; stage < model.stages.size(); ++stage) {
        const std::size_t end = stage_end(StageId(stage));
        if (!entered[end] || !leads_somewhere[end] || listed[component[end]]) continue;
        const std::vector<char> reached = reached_from(graph, end);
        bool is_closed = true;
        for (std::size_t other = 0; other < reached.size(); ++other) {
            is_closed = is_closed && (!reached[other] || component[other] == component[end]);
        }
        if (!is_closed) continue;
        listed[component[end]] = 1;
        std::vector<StageId> loop;
        for (std::size_t other = 0; other < model.stages.size(); ++other) {
            if (reached[stage_end(StageId(other))]) loop.push_back(StageId(other));
        }
        loops.push_back(std::move(loop));
    }
    return loops;
}
}  // namespace

std::size_t stage_end(StageId stage) { return 1 + stage.index(); }

std::size_t exit_end(const Model& model, ExitId exit) { return 1 + model.stages.size() + exit.index(); }

std::size_t count_of_ends(const Model& model) { return 1 + model.stages.size() + model.exits.size(); }

std::string end_name(const Model& model, std::size_t end) {
    if (end == home_end) return "home";
    if (is_stage(model, end)) return model.stages[end - 1].name;
    return model.exits[end - 1 - model.stages.size()];
}

std::vector<StageId> unreachable_stages(const Model& model) {
    const std::vector<char> reached = entered_ends(model);
    std::vector<StageId> unreachable;
    for (std::size_t stage = 0; stage < model.stages.size(); ++stage) {
        if (!reached[stage_end(StageId(stage))]) unreachable.push_back(StageId(stage));
    }
    return unreachable;
}

std::vector<std::vector<StageId>> loops_without_exit(const Model& model) {
    return closed_loops(model, care_edges(model), entered_ends(model));
}

std::vector<std::vector<StageId>> loops_closed_in_the_end(const Model& model) {
    const auto redirects = [](const Setting& setting) { return std::holds_alternative<SetOutcomes>(setting); };
    const bool may_close = std::any_of(model.changes.begin(), model.changes.end(), [&](const Change& change) {
        return std::any_of(change.settings.begin(), change.settings.end(), redirects);
    });
    if (!may_close) return {};
    return closed_loops(model, care_edges(regimes_of(model).back().model), entered_ends(model));
}

std::vector<std::vector<StageId>> rings_of_turned_away(const Model& model) {
    const auto has_limit = [](const Stage& stage) { return stage.waitlist.limit.has_value(); };
    if (std::none_of(model.stages.begin(), model.stages.end(), has_limit)) return {};
    std::vector<CareEdge> edges = care_edges(model);
    std::erase_if(edges, [](const CareEdge& edge) { return edge.way != Way::turned_away; });
    std::vector<char> can_be_full(count_of_ends(model), 0);
    for (std::size_t stage = 0; stage < model.stages.size(); ++stage) {
        const Stage& each = model.stages[stage];
        can_be_full[stage_end(StageId(stage))] = each.is_care() && each.waitlist.limit && each.places && !each.lag;
    }
    for_each_destination(model, [&](Way way, std::size_t from, const Destination& destination) {
        if (way == Way::turned_away && stages_of(destination).size() > 1) can_be_full[from] = 0;
    });
    auto rings = closed_loops(model, edges, can_be_full);
    std::erase_if(rings, [&](const std::vector<StageId>& ring) {
        return std::any_of(ring.begin(), ring.end(), [&](StageId stage) { return !can_be_full[stage_end(stage)]; });
    });
    return rings;
}

std::vector<std::vector<StageId>> relapse_loops(const Model& model) {
    std::vector<CareEdge> edges = care_edges(model);
    std::erase_if(edges, [](const CareEdge& edge) { return edge.way == Way::enters; });
    return loops_in(model, graph_of(edges, count_of_ends(model)));
}

std::vector<std::vector<StageId>> influence(const Model& model) {
    const std::vector<CareEdge> edges = care_edges(model);
    Graph graph(count_of_ends(model));
    for (const CareEdge& edge : edges) {
        // Only ways from stage to stage: home as such influences nothing. A return after relapse follows every stage,
        // since its clients come home sooner or later and those who wait for it are at home.
        if (edge.way == Way::relapse_at_home) {
            for (std::size_t end = 1; end <= model.stages.size(); ++end) boost::add_edge(end, edge.to, graph);
        } else if (is_stage(model, edge.from) && is_stage(model, edge.to)) {
            boost::add_edge(edge.from, edge.to, graph);
        }
    }
    for_each_destination(model,
                         [&](Way, std::size_t, const Destination& destination) { add_both_ways(graph, stages_of(destination)); });
    add_boarding(graph, model, edges);
    add_held_beside(graph, model, edges);
    add_shared_staff(graph, model);

    std::vector<std::vector<StageId>> moved(model.stages.size());
    for (std::size_t stage = 0; stage < model.stages.size(); ++stage) {
        const std::vector<char> reached = reached_from(graph, stage_end(StageId(stage)));
        for (std::size_t other = 0; other < model.stages.size(); ++other) {
            if (reached[stage_end(StageId(other))]) moved[stage].push_back(StageId(other));
        }
    }
    return moved;
}

}  // namespace stepdown
