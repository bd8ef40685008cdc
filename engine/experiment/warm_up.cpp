#include "experiment/warm_up.hpp"

#include <algorithm>
#include <span>

#include <fmt/format.h>

#include "statistics/mser.hpp"

namespace stepdown {

namespace {

/// A later truncation counts as too short a warm-up only when it moves the mean census by more than this share.
constexpr double worth_a_warning = 0.02;

/// The first instant at which the scenario itself moves the census.
Ticks first_movement(const Model& model) {
    Ticks first = model.clock.end();
    if (!model.changes.empty()) first = std::min(first, model.changes.front().at);
    for (const Population& population : model.populations) {
        if (population.arrivals.growth != 0.0) first = std::min(first, model.clock.start());
        for (const Surge& surge : population.arrivals.surges) first = std::min(first, std::max<Ticks>(surge.from, 0));
    }
    return first;
}

bool has_seasons(const Model& model) {
    return std::any_of(model.populations.begin(), model.populations.end(), [](const Population& population) {
        const auto& months = population.arrivals.by_month;
        return std::any_of(months.begin(), months.end(), [&](double month) { return month != months.front(); });
    });
}

double mean(std::span<const double> values) {
    double sum = 0.0;
    for (const double value : values) sum += value;
    return values.empty() ? 0.0 : sum / static_cast<double>(values.size());
}

}  // namespace

WarmUpCheck check_warm_up(const Model& model, const MeasurementPlan& plan, const std::vector<SeriesBands>& series) {
    WarmUpCheck check;
    if (!model.start_state.empty()) {
        check.sentence = "The run begins from the stated day zero, so there is no warm-up to check.";
        return check;
    }
    const double block_days = static_cast<double>(plan.days_per_block);
    const double warm_up_days = to_days(model.clock.warm_up);
    const Ticks until = first_movement(model);
    const auto points = static_cast<std::size_t>(to_days(until) / block_days);
    std::string unsteady;
    bool any = false;
    for (const SeriesBands& bands : series) {
        if (bands.quantity != SeriesBands::Quantity::census) continue;
        const std::span<const double> looked_at(bands.mean.data(), std::min(points, bands.mean.size()));
        const auto truncation = mser5(looked_at);
        if (!truncation) continue;
        any = true;
        const auto truncated = truncation->observations;
        WarmUpCheck::StageRow row{bands.stage, std::nullopt};
        if (truncation->in_first_half) row.steady_after_days = static_cast<double>(truncated) * block_days;
        check.stages.push_back(row);
        const auto counted_from = static_cast<std::size_t>(warm_up_days / block_days);
        if (truncated <= counted_from || counted_from >= looked_at.size() || has_seasons(model)) continue;
        const double with_start = mean(looked_at.subspan(counted_from));
        const double without_start = mean(looked_at.subspan(truncated));
        if (std::abs(with_start - without_start) <= worth_a_warning * without_start) continue;
        check.long_enough = false;
        const std::string& name = model.stages[bands.stage.index()].name;
        unsteady += fmt::format("{}{} {}", unsteady.empty() ? "" : ", ", name,
                                row.steady_after_days ? fmt::format("is steady only after {:.0f} d", *row.steady_after_days)
                                                      : std::string("is not steady at all"));
    }
    const std::string looked = until < model.clock.end() ? " (looking only at the time before the first dated change, surge or growth)" : "";
    if (!any) {
        check.sentence = "The series is too short to tell whether the warm-up is long enough.";
    } else if (has_seasons(model)) {
        check.sentence = "Arrivals have seasons, so the census never is steady and MSER-5 only informs.";
    } else if (check.long_enough) {
        check.sentence = fmt::format("By MSER-5 the warm-up of {:.0f} d covers the time until every census is steady{}.", warm_up_days, looked);
    } else {
        check.sentence = fmt::format("The warm-up of {:.0f} d looks too short: by MSER-5 {}{}. Lengthen clock.warm_up.", warm_up_days, unsteady, looked);
    }
    return check;
}

}  // namespace stepdown
