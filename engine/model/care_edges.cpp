#include "model/care_edges.hpp"

#include <algorithm>

#include "model/network.hpp"

namespace stepdown {

namespace {
using Visit = std::function<void(Way, std::size_t, const Destination&)>;

void visit_cases(Way way, std::size_t from, const Cases<Routing>& cases, const Visit& visit) {
    for (const auto& candidate : cases.list()) {
        for (std::size_t position = 0; position < candidate.use.destinations.size(); ++position) {
            if (candidate.use.probabilities[position] > 0.0) visit(way, from, candidate.use.destinations[position]);
        }
    }
}

void visit_outcomes(StageId stage, const OutcomeTable& table, const Visit& visit) {
    for (std::size_t position = 0; position < table.outcomes.size(); ++position) {
        const auto happens = [&](const std::vector<double>& shares) { return shares[position] > 0.0; };
        const bool ever =
            table.outcomes.size() == 1 || std::any_of(table.probabilities.begin(), table.probabilities.end(), happens);
        if (ever) visit_cases(Way::next, stage_end(stage), table.outcomes[position].next, visit);
    }
}

/// Whether clients ever give up or are turned away here, by the model or by a dated change.
bool ever_impatient(const Model& model, StageId stage) {
    if (model.stages[stage.index()].waitlist.patience) return true;
    for (const Change& change : model.changes) {
        for (const Setting& setting : change.settings) {
            const auto* dated = std::get_if<SetPatience>(&setting);
            if (dated != nullptr && dated->stage == stage && dated->patience) return true;
        }
    }
    return false;
}

bool ever_limited(const Model& model, StageId stage) {
    if (model.stages[stage.index()].waitlist.limit) return true;
    for (const Change& change : model.changes) {
        for (const Setting& setting : change.settings) {
            const auto* dated = std::get_if<SetLimit>(&setting);
            if (dated != nullptr && dated->stage == stage && dated->limit) return true;
        }
    }
    return false;
}

void visit_stage(const Model& model, StageId id, const Visit& visit) {
    const Stage& stage = model.stages[id.index()];
    visit_outcomes(id, stage.outcomes, visit);
    if (ever_impatient(model, id)) visit_cases(Way::gave_up, stage_end(id), stage.waitlist.gave_up, visit);
    if (ever_limited(model, id)) visit_cases(Way::turned_away, stage_end(id), stage.waitlist.turned_away, visit);
    const bool relapses_here = model.relapse && stage.is_care() && model.relapse->stage_hazard[id.index()] > 0.0;
    if (relapses_here) visit_cases(Way::relapse_in_care, stage_end(id), model.relapse->in_care, visit);
}
}  // namespace

std::vector<StageId> stages_of(const Destination& destination) {
    std::vector<StageId> stages;
    if (destination.kind != Destination::Kind::join) return stages;
    for (const StageId stage :
         {destination.first.care, destination.first.beside, destination.second.care, destination.second.beside}) {
        if (stage.exists()) stages.push_back(stage);
    }
    return stages;
}

void for_each_destination(const Model& model, const Visit& visit) {
    for (const Population& population : model.populations) visit_cases(Way::enters, home_end, population.enters, visit);
    for (std::size_t stage = 0; stage < model.stages.size(); ++stage) visit_stage(model, StageId(stage), visit);
    if (model.relapse && model.relapse->home_hazard > 0.0) {
        visit_cases(Way::relapse_at_home, home_end, model.relapse->at_home.to, visit);
    }
    for (const Change& change : model.changes) {
        for (const Setting& setting : change.settings) {
            if (const auto* enters = std::get_if<SetEnters>(&setting)) visit_cases(Way::enters, home_end, enters->enters, visit);
            if (const auto* outcomes = std::get_if<SetOutcomes>(&setting))
                visit_outcomes(outcomes->stage, outcomes->outcomes, visit);
        }
    }
}

std::vector<CareEdge> care_edges(const Model& model) {
    std::vector<CareEdge> edges;
    for_each_destination(model, [&](Way way, std::size_t from, const Destination& destination) {
        if (destination.kind == Destination::Kind::home) edges.push_back({way, from, home_end});
        if (destination.kind == Destination::Kind::exit) edges.push_back({way, from, exit_end(model, destination.exit)});
        for (const StageId stage : stages_of(destination)) edges.push_back({way, from, stage_end(stage)});
    });
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    return edges;
}

}  // namespace stepdown
