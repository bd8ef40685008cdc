#include "experiment/starting_plan.hpp"

#include <algorithm>
#include <cmath>

#include "model/staff_capacity.hpp"
#include "model/staff_demand.hpp"
#include "model/traffic.hpp"

namespace stepdown {

namespace {

/// The hours that one client typically takes at a time: bookable hours come in such pieces.
constexpr double hours_at_a_time = 1.0;

/// What a model has of every resource, and what the offered load needs of it with a margin; the same resources in the same order
/// for every plan. No need: nothing asks for it.
struct Resources {
    std::vector<double> capacity;
    std::vector<double> wanted;

    void add(double has, double needs, double piece = 1.0) {
        capacity.push_back(has);
        wanted.push_back(needs > 0.0 ? needs + std::sqrt(needs * piece) : 0.0);
    }
};

Resources resources_of(const Model& model) {
    Resources result;
    const OfferedLoad load = offered_load(model);
    for (std::size_t position = 0; position < model.stages.size(); ++position) {
        const Stage& stage = model.stages[position];
        const double need = load.stages[position].need;
        result.add(stage.places ? static_cast<double>(*stage.places) : 1e12, need);
        const auto staffed = beds_staffed_on_average(model, stage);
        result.add(staffed.value_or(1e12), need);
        double seats = 0.0;
        for (const Track& track : stage.tracks) seats += static_cast<double>(track.seats());
        result.add(stage.tracks.empty() ? 1e12 : seats, need);
    }
    for (std::size_t position = 0; position < model.roles.size(); ++position) {
        const Role& role = model.roles[position];
        const auto posts = posts_needed(model, load, RoleId(position));
        result.add(role.fte() * (1.0 - expected_vacancy(role)), posts.value_or(0.0), 0.1);
        result.add(bookable_hours(role), booked_hours_needed(model, load, RoleId(position)), hours_at_a_time);
    }
    return result;
}

struct LinearResources {
    Resources base;
    /// Per choice: what one step adds to each resource.
    std::vector<std::vector<double>> slope;
    bool known = false;
};

LinearResources linear_resources(const PlanSpace& space) {
    LinearResources result;
    PlanPoint plan = space.lowest();
    const auto lowest = space.model(plan);
    if (!lowest) return result;
    result.base = resources_of(*lowest);
    for (std::size_t choice = 0; choice < space.size(); ++choice) {
        std::vector<double> slope(result.base.capacity.size(), 0.0);
        plan[choice] = space.choices()[choice].most;
        const auto model = space.model(plan);
        if (model && plan[choice] > 0) {
            const Resources high = resources_of(*model);
            for (std::size_t each = 0; each < slope.size(); ++each)
                slope[each] = (high.capacity[each] - result.base.capacity[each]) / static_cast<double>(plan[choice]);
        }
        plan[choice] = 0;
        result.slope.push_back(std::move(slope));
    }
    result.known = true;
    return result;
}

bool acts_on_something(const LinearResources& resources, std::size_t choice) {
    const auto& slope = resources.slope[choice];
    return std::any_of(slope.begin(), slope.end(), [](double each) { return each > 0.0; });
}

}  // namespace

PlanPoint starting_plan(const PlanSpace& space) {
    PlanPoint plan = space.lowest();
    const LinearResources resources = linear_resources(space);
    for (std::size_t choice = 0; choice < space.size(); ++choice) {
        if (!resources.known || !acts_on_something(resources, choice)) plan[choice] = space.choices()[choice].most / 2;
    }
    if (!resources.known) return plan;
    std::vector<double> capacity = resources.base.capacity;
    for (std::size_t each = 0; each < capacity.size(); ++each) {
        while (capacity[each] < resources.base.wanted[each]) {
            // Choices that serve one resource rise together.
            std::size_t lowest = space.size();
            double position = 1.0;
            for (std::size_t choice = 0; choice < space.size(); ++choice) {
                if (resources.slope[choice][each] <= 0.0) continue;
                const auto most = static_cast<double>(space.choices()[choice].most);
                const double here = static_cast<double>(plan[choice]) / std::max(most, 1.0);
                if (plan[choice] >= space.choices()[choice].most || here >= position) continue;
                position = here;
                lowest = choice;
            }
            if (lowest == space.size()) break;
            ++plan[lowest];
            for (std::size_t other = 0; other < capacity.size(); ++other) capacity[other] += resources.slope[lowest][other];
        }
    }
    return plan;
}

}  // namespace stepdown
