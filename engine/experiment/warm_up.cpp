#include "experiment/warm_up.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/contract.hpp"
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
        for (const Surge& surge : population.arrivals.surges) {
            // One that is on when simulating begins moves the census when it ends; one that was over by then does not.
            const Ticks moves = surge.from > 0 ? surge.from : surge.to;
            if (moves > 0) first = std::min(first, moves);
        }
    }
    return first;
}

/// Whether arrivals never are the same from one time to the next, so that there is no steady state to reach.
bool never_steady(const Model& model) {
    return std::any_of(model.populations.begin(), model.populations.end(), [](const Population& population) {
        const auto& months = population.arrivals.by_month;
        return population.arrivals.kind == Arrivals::Kind::trace ||
               std::any_of(months.begin(), months.end(), [&](double month) { return month != months.front(); });
    });
}

double mean(std::span<const double> values) {
    double sum = 0.0;
    for (const double value : values) sum += value;
    return values.empty() ? 0.0 : sum / static_cast<double>(values.size());
}

enum class Finding { steady, unsteady, cannot_tell };

/// `looked_at` is the mean series up to the scenario's first movement; `drift` is of single replications.
Finding judge(const Truncation& truncation, const JudgedBlocks& judged, std::span<const double> looked_at,
              const Estimate& drift) {
    if (truncation.observations <= judged.from) return truncation.in_first_half ? Finding::steady : Finding::cannot_tell;
    if (judged.to <= judged.from) return Finding::cannot_tell;
    const double with_start = mean(looked_at.subspan(judged.from));
    const double without_start = mean(looked_at.subspan(truncation.observations));
    if (std::abs(with_start - without_start) <= worth_a_warning * without_start) return Finding::steady;
    // One replication has no interval; then only a truncation that MSER-5 itself trusts counts.
    if (!drift.low || !drift.high) return truncation.in_first_half ? Finding::unsteady : Finding::cannot_tell;
    if (*drift.low > 0.0 || *drift.high < 0.0) return Finding::unsteady;
    // That no drift can be seen says little where replications are few.
    return truncation.in_first_half ? Finding::steady : Finding::cannot_tell;
}

std::string sentence_for(const Model& model, const WarmUpCheck& check, const std::string& unsteady, bool some_unclear) {
    const double days = to_days(model.clock.warm_up);
    const std::string looked = first_movement(model) < model.clock.end()
                                   ? ", looking only at the time before the first dated change, surge or growth"
                                   : "";
    if (check.stages.empty()) return fmt::format("The series is too short to tell whether the warm-up is long enough{}.", looked);
    if (never_steady(model)) return "Arrivals follow seasons or a trace, so the census is never steady and MSER-5 only informs.";
    if (!check.long_enough) {
        return fmt::format("The warm-up of {:.0f} d looks too short: by MSER-5 {}{}. Lengthen clock.warm_up.", days, unsteady,
                           looked);
    }
    if (some_unclear) return fmt::format("MSER-5 cannot tell whether the warm-up of {:.0f} d is long enough{}.", days, looked);
    return fmt::format("By MSER-5 no census is still settling after the warm-up of {:.0f} d{}.", days, looked);
}

}  // namespace

JudgedBlocks judged_blocks(const Model& model, const MeasurementPlan& plan) {
    const Ticks block = plan.days_per_block * ticks_per_day;
    JudgedBlocks judged;
    judged.from = static_cast<std::size_t>((model.clock.warm_up + block - 1) / block);
    judged.to = std::min(static_cast<std::size_t>(first_movement(model) / block), plan.series_points);
    return judged;
}

std::optional<double> census_drift(const JudgedBlocks& judged, std::span<const double> census) {
    if (judged.to < judged.from + 4) return std::nullopt;
    STEPDOWN_EXPECT(judged.to <= census.size(), "a series has all the plan's points");
    const std::span<const double> measured = census.subspan(judged.from, judged.to - judged.from);
    return mean(measured.first(measured.size() / 4)) - mean(measured.last(measured.size() / 2));
}

WarmUpCheck check_warm_up(const Model& model, const MeasurementPlan& plan, const std::vector<SeriesBands>& series,
                          const std::vector<Estimate>& drifts) {
    WarmUpCheck check;
    if (!model.start_state.empty()) {
        check.sentence = "The run begins from the stated day zero, so there is no warm-up to check.";
        return check;
    }
    const JudgedBlocks judged = judged_blocks(model, plan);
    std::string unsteady;
    bool some_unclear = false;
    for (const SeriesBands& bands : series) {
        if (bands.quantity != SeriesBands::Quantity::census) continue;
        STEPDOWN_EXPECT(judged.to <= bands.mean.size(), "a series has all the plan's points");
        const std::span<const double> looked_at(bands.mean.data(), judged.to);
        const auto truncation = mser5(looked_at);
        if (!truncation) continue;
        WarmUpCheck::StageRow row{bands.stage, std::nullopt};
        if (truncation->in_first_half) {
            row.steady_after_days = static_cast<double>(truncation->observations) * static_cast<double>(plan.days_per_block);
        }
        check.stages.push_back(row);
        const Finding finding = judge(*truncation, judged, looked_at, drifts[bands.stage.index()]);
        some_unclear = some_unclear || finding == Finding::cannot_tell;
        if (finding != Finding::unsteady || never_steady(model)) continue;
        check.long_enough = false;
        unsteady += fmt::format("{}{} {}", unsteady.empty() ? "" : ", ", model.stages[bands.stage.index()].name,
                                row.steady_after_days ? fmt::format("is steady only after {:.0f} d", *row.steady_after_days)
                                                      : std::string("has not settled half way through"));
    }
    check.sentence = sentence_for(model, check, unsteady, some_unclear);
    return check;
}

}  // namespace stepdown
