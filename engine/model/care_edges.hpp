// Every way of the care network as plain pairs of ends, with what leads there: what the graph algorithms and the drawing
// work on. Dated changes count as if they held from the beginning; shares of 0 lead nowhere.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "model/model.hpp"

namespace stepdown {

enum class Way : std::uint8_t { enters, next, relapse_in_care, relapse_at_home, gave_up, turned_away };

/// A way from one end (network.hpp) to another; those of new and of returning clients begin at home.
struct CareEdge {
    Way way = Way::next;
    std::size_t from = 0;
    std::size_t to = 0;
    friend auto operator<=>(const CareEdge&, const CareEdge&) = default;
};

/// All ways, each once, sorted. A destination of several stages (`a + b`, `a or b`) gives an edge to each.
std::vector<CareEdge> care_edges(const Model& model);

/// Calls `visit` for every destination with a positive share that the model or a dated change names.
void for_each_destination(const Model& model, const std::function<void(Way, std::size_t from, const Destination&)>& visit);

/// The stages a destination asks a place of, in the order written; empty for home, exits and `stays`.
std::vector<StageId> stages_of(const Destination& destination);

}  // namespace stepdown
