#include "model/planned_cost.hpp"

#include "model/model.hpp"
#include "model/staff_capacity.hpp"
#include "model/staff_demand.hpp"

namespace stepdown {

double planned_cost(const Model& model) {
    double cost = 0.0;
    for (const Stage& stage : model.stages) {
        if (stage.places) cost += 7.0 * stage.money.cost_per_day * static_cast<double>(*stage.places);
    }
    for (const Role& role : model.roles) cost += paid_hours(role) * (1.0 - expected_vacancy(role)) * role.cost_per_hour;
    return cost;
}

std::vector<double> cost_of_leading(const Model& model) {
    std::vector<double> costs;
    for (std::size_t role = 0; role < model.roles.size(); ++role) {
        double hours = 0.0;
        for (const Stage& stage : model.stages) hours += hours_of_leading(stage, RoleId(role));
        costs.push_back(hours * model.roles[role].cost_per_hour);
    }
    return costs;
}

}  // namespace stepdown
