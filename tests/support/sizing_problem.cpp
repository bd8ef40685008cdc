#include "support/sizing_problem.hpp"

#include <stdexcept>

#include <fmt/format.h>

#include "support/scenario_text.hpp"

namespace stepdown::testing {

SizingResult size_text(const std::string& yaml, std::uint64_t seed, std::int64_t effort) {
    const std::string seeded = fmt::format("{}seed: {}\n", yaml, seed);
    const Model model = model_from(seeded);
    const ModelAt model_at = [&](std::span<const double> values) -> std::optional<Model> {
        std::string settings;
        for (std::size_t choice = 0; choice < values.size(); ++choice)
            settings += fmt::format("{}{}: {}", choice > 0 ? ", " : "", model.sizing->choices[choice].path, values[choice]);
        Model at = model_from(seeded + "set: {" + settings + "}\n");
        at.targets = at.sizing->requirements;
        return at;
    };
    Pricing pricing = price(model.sizing->choices, model_at);
    if (!pricing.without_cost.empty()) throw std::runtime_error("no cost: " + pricing.without_cost.front());
    SizingRequest request;
    request.threads = 1;
    request.confidence = model.sizing->confidence;
    request.within_budget = model.sizing->within_budget;
    request.effort = effort;
    return size_plan(PlanSpace(std::move(pricing.choices), model_at), request);
}

std::vector<double> chosen_values(const SizingResult& result) {
    return result.plan ? result.plan->values : std::vector<double>{};
}

}  // namespace stepdown::testing
