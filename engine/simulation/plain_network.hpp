// The care network in motion where a place is all that anybody waits for: what CareNetwork does, without all that such networks
// never need. Its results are those of CareNetwork to the last digit (tests/property/plain_network_test.cpp).
#pragma once

#include "model/model.hpp"
#include "simulation/measurement_plan.hpp"
#include "simulation/replication.hpp"

namespace stepdown {

/// Care stages only, which are entered as soon as a place is free, in the order of asking: no housing, boarding, moves that take
/// time, lags, limits, reservations, turnaround, admission hours, groups, appointments, staff, relapse or dated
/// changes; nobody there on day zero, and nobody listening to the event log.
bool is_plain(const Model& model, const ReplicationRequest& request);

/// As `run_replication`; `is_plain(model, request)` holds.
ReplicationResult run_plain_network(const Model& model, const MeasurementPlan& plan, const ReplicationRequest& request);

}  // namespace stepdown
