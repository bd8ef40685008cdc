// The traffic equations of one population, per client who asks: expected visits to every situation, and what they add up to.
#pragma once

#include <cstddef>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "model/model.hpp"

namespace stepdown {

/// Sums over all visits of one client, on average.
struct StageVisits {
    double admissions = 0.0;
    double stated_days = 0.0;
    double days = 0.0;
    double held_days = 0.0;
    double relapsed = 0.0;
};

struct TrafficPerClient {
    std::vector<StageVisits> stages;
    std::map<std::pair<std::size_t, std::size_t>, double> flows;
    /// Where clients go first; part of the flows from home.
    std::map<std::size_t, double> enters;
    /// Relapses, in care and at home.
    double relapses = 0.0;
    /// Whether rare combinations of attribute values were left out.
    bool left_out_rare = false;
    /// Clients come back for ever; visits are then those that fit into the run.
    bool endless = false;
    /// Some running clock (relapse in care, housing) decided where clients go.
    bool carried_clocks = false;
};

/// The model must have no changes left (see regimes.hpp).
TrafficPerClient traffic_per_client(const Model& model, PopulationId population);

/// Traffic that has been solved, of one network: for models that differ in nothing but places, groups, staff and money. Groups
/// count where tracks meet differently often and what is attended ends the stay: then their mix decides how long stays last.
class TrafficMemo {
public:
    /// Of the network's n-th regime, whose model is given.
    const TrafficPerClient& of(const Model& model, std::size_t regime, PopulationId population);

private:
    /// Regime, population, and how long the stays last that end by what is attended.
    using Key = std::tuple<std::size_t, std::size_t, std::vector<double>>;
    std::map<Key, TrafficPerClient> solved_;
};

}  // namespace stepdown
