// Which models PlainNetwork can simulate.
#include <algorithm>

#include "model/care_edges.hpp"
#include "simulation/plain_network.hpp"

namespace stepdown {

namespace {

bool is_plain_waitlist(const Waitlist& waitlist, bool one_priority) {
    if (waitlist.limit) return false;
    return std::all_of(waitlist.order.begin(), waitlist.order.end(), [&](OrderKey key) {
        return key == OrderKey::longest_wait || (key == OrderKey::priority && one_priority);
    });
}

bool is_plain_stage(const Stage& stage) {
    const bool attends = stage.has_program() || stage.intake || stage.authorization || stage.money.revenue;
    const bool has_conditions = !stage.reserved.empty() || !stage.caseload.empty() || !stage.staffed_by.empty() || stage.lag ||
                                stage.turnaround > 0 || !stage.admits.always_open();
    const bool holds = stage.boarding.rule == Boarding::Rule::boards || stage.transfer.takes;
    return stage.is_care() && !attends && !has_conditions && !holds;
}

bool have_one_priority(const std::vector<Population>& populations) {
    return std::all_of(populations.begin(), populations.end(), [&](const Population& population) {
        return population.priority.same_for_all() &&
               population.priority.list().front().use == populations.front().priority.list().front().use;
    });
}

}  // namespace

bool is_plain(const Model& model, const ReplicationRequest& request) {
    if (request.log != nullptr || model.relapse || !model.roles.empty() || !model.changes.empty() || !model.start_state.empty())
        return false;
    const bool one_priority = have_one_priority(model.populations);
    const auto is_plain_stage_with_waitlist = [&](const Stage& stage) {
        return is_plain_stage(stage) && is_plain_waitlist(stage.waitlist, one_priority);
    };
    if (!std::all_of(model.stages.begin(), model.stages.end(), is_plain_stage_with_waitlist)) return false;
    const auto is_traced = [](const Population& one) { return one.arrivals.kind == Arrivals::Kind::trace; };
    if (std::any_of(model.populations.begin(), model.populations.end(), is_traced)) return false;
    bool one_stage_at_a_time = true;
    for_each_destination(model, [&](Way, std::size_t, const Destination& destination) {
        if (destination.first.beside.exists() || destination.second.exists()) one_stage_at_a_time = false;
    });
    return one_stage_at_a_time;
}

}  // namespace stepdown
