#include "model/regimes.hpp"

#include <algorithm>
#include <utility>

namespace stepdown {

namespace {
struct Apply {
    Model& model;

    void operator()(const SetPlaces& set) const { model.stages[set.stage.index()].places = set.places; }
    void operator()(const SetArrivals& set) const { model.populations[set.population.index()].arrivals = set.arrivals; }
    void operator()(const SetEnters& set) const { model.populations[set.population.index()].enters = set.enters; }
    void operator()(const SetOutcomes& set) const { model.stages[set.stage.index()].outcomes = set.outcomes; }
    void operator()(const SetPatience& set) const { model.stages[set.stage.index()].waitlist.patience = set.patience; }
    void operator()(const SetPostTerms& set) const { model.roles[set.role.index()].terms = set.terms; }
    void operator()(const SetFte& set) const { model.roles[set.role.index()].shifts[set.shift].fte = set.fte; }
    void operator()(const SetGroups& set) const {
        Track& track = model.stages[set.stage.index()].tracks[set.track];
        track.groups = set.groups;
        track.size = set.size;
    }
    void operator()(const SetLimit& set) const { model.stages[set.stage.index()].waitlist.limit = set.limit; }
};
}  // namespace

std::vector<Regime> regimes_of(const Model& model) {
    Model present = model;
    present.changes.clear();
    std::vector<Regime> regimes;
    Ticks from = 0;
    for (const Change& change : model.changes) {
        if (change.at >= model.clock.end()) break;
        if (change.at > from) {
            regimes.push_back({from, change.at, present});
            from = change.at;
        }
        for (const Setting& setting : change.settings) std::visit(Apply{present}, setting);
    }
    regimes.push_back({from, model.clock.end(), std::move(present)});
    return regimes;
}

}  // namespace stepdown
