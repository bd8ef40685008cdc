#include "cli/plan_models.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/console.hpp"
#include "report/number_text.hpp"

namespace stepdown {

namespace {

std::vector<PathValue> path_values(const std::vector<std::string>& paths, std::span<const double> values) {
    std::vector<PathValue> result;
    for (std::size_t each = 0; each < paths.size(); ++each) result.push_back({paths[each], exact_number(values[each])});
    return result;
}

}  // namespace

ModelAt PlanModels::at(const std::vector<std::string>& paths) const {
    return [base = base, refused = refused, paths](std::span<const double> values) -> std::optional<Model> {
        Diagnostics problems;
        auto made = base->with(path_values(paths, values), problems);
        if (made && !problems.has_errors()) return std::move(made->model);
        *refused = problems;
        return std::nullopt;
    };
}

ModelAt PlanModels::requirements_at(const std::vector<std::string>& paths) const {
    return [model_at = at(paths)](std::span<const double> values) {
        auto model = model_at(values);
        if (model) model->targets = model->sizing->requirements;
        return model;
    };
}

namespace {

std::optional<PlanModels> read_models(const ScenarioRequest& request, Diagnostics& problems) {
    auto base = ScenarioBase::read(request, problems);
    auto scenario = base ? base->with({}, problems) : std::nullopt;
    if (!scenario || problems.has_errors()) {
        name_requested_plan(request, problems);
        return std::nullopt;
    }
    return PlanModels{std::make_shared<ScenarioBase>(std::move(*base)), std::move(*scenario), std::make_shared<Diagnostics>()};
}

}  // namespace

std::optional<PlanModels> read_plan_models(const ScenarioRequest& request) {
    Diagnostics problems;
    auto models = read_models(request, problems);
    say_problems(problems);
    return models;
}

std::optional<PlanModels> read_plan_models_quietly(const ScenarioRequest& request) {
    Diagnostics problems;
    return read_models(request, problems);
}

std::vector<std::string> paths_of(const std::vector<Choice>& choices) {
    std::vector<std::string> paths;
    for (const Choice& choice : choices) paths.push_back(choice.path);
    return paths;
}

std::optional<std::vector<PricedChoice>> price_or_say(const std::vector<Choice>& choices, const ModelAt& model_at,
                                                      const PlanModels& models) {
    Pricing pricing = price(choices, model_at);
    if (pricing.without_cost.empty()) return std::move(pricing.choices);
    Diagnostics problems = *models.refused;
    for (const Choice& choice : choices) {
        const bool lacks =
            std::find(pricing.without_cost.begin(), pricing.without_cost.end(), choice.path) != pricing.without_cost.end();
        if (!lacks || problems.has_errors()) continue;
        // A lever stands nowhere in the file.
        const bool has_range = !choice.place.file.empty();
        const SourcePlace place = has_range ? choice.place : SourcePlace{models.scenario.files.front().name, 0, 0};
        problems.error(place, "without-cost", fmt::format("nothing in `money` or `staff` says what `{}` costs", choice.path),
                       has_range ? "state the cost of what it adds, or `cost: 1450 per week` beside its range"
                                 : "state the cost of what it adds, such as `money: {stages: {iop: {cost: 30 per day}}}`");
    }
    say_problems(problems);
    return std::nullopt;
}

}  // namespace stepdown
