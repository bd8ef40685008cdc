// How many replications and seconds a sizing takes: as it is, with as many replications for every plan (equal allocation), and by
// simulating the whole grid. Usage: sizing_effort SCENARIO...
#include <chrono>
#include <cstdio>
#include <utility>

#include <fmt/format.h>

#include "cli/plan_models.hpp"
#include "experiment/sizing.hpp"

namespace {

using namespace stepdown;

constexpr std::int64_t for_every_plan = 150;
constexpr std::int64_t sampled_plans = 8;

struct Effort {
    SizingResult result;
    double seconds = 0.0;
};

double seconds_of(const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

Effort size_with(const PlanSpace& space, const Sizing& sizing, Screening screening) {
    SizingRequest request;
    request.threads = 1;
    request.confidence = sizing.confidence;
    request.effort = 1'000'000;
    request.screening = screening;
    Effort effort;
    effort.seconds = seconds_of([&] { effort.result = size_plan(space, request); });
    return effort;
}

double plans_in(const PlanSpace& space) {
    double plans = 1.0;
    for (const PricedChoice& choice : space.choices()) plans *= static_cast<double>(choice.most + 1);
    return plans;
}

/// Seconds for a replication, averaged over plans spread through the ranges.
double seconds_per_replication(const PlanSpace& space) {
    PlanTrials trials(space, std::nullopt, 1, {sampled_plans * for_every_plan, nullptr, nullptr});
    const double seconds = seconds_of([&] {
        for (std::int64_t sample = 0; sample < sampled_plans; ++sample) {
            PlanPoint plan;
            for (const PricedChoice& choice : space.choices())
                plan.push_back((2 * sample + 1) * choice.most / (2 * sampled_plans));
            trials.deepen(trials.at(plan, "sample"), for_every_plan);
        }
    });
    return seconds / static_cast<double>(trials.spent());
}

void print(const char* what, double plans, double replications, double seconds, double cost) {
    fmt::print("| {} | {:.0f} | {:.0f} | {:.1f} | {} |\n", what, plans, replications, seconds,
               cost > 0.0 ? fmt::format("{:.0f}", cost) : "");
}

int measure(const char* file) {
    ScenarioRequest request;
    request.file = file;
    const auto models = read_plan_models(request);
    if (!models || !models->scenario.model.sizing) return 2;
    const Sizing& sizing = *models->scenario.model.sizing;
    const ModelAt model_at = models->requirements_at(paths_of(sizing.choices));
    auto priced = price_or_say(sizing.choices, model_at, *models);
    if (!priced) return 2;
    const PlanSpace space(std::move(*priced), model_at);
    fmt::print("{}\n\n| way | plans | replications | seconds | cost a week |\n| --- | ---: | ---: | ---: | ---: |\n",
               models->scenario.model.name);
    const auto row = [](const char* what, const Effort& effort) {
        print(what, static_cast<double>(effort.result.trace.size()), static_cast<double>(effort.result.replications),
              effort.seconds, effort.result.plan ? effort.result.plan->cost : 0.0);
    };
    row("size", size_with(space, sizing, {}));
    Screening equal;
    equal.first = for_every_plan;
    row("equal allocation", size_with(space, sizing, equal));
    const double replications = plans_in(space) * static_cast<double>(for_every_plan);
    print("whole grid (worked out)", plans_in(space), replications, replications * seconds_per_replication(space), 0.0);
    fmt::print("\n");
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    for (int each = 1; each < argc; ++each) {
        if (const int status = measure(argv[each]); status != 0) return status;
    }
    return 0;
}
