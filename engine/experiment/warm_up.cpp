#include "experiment/warm_up.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/contract.hpp"
#include "statistics/mser.hpp"

namespace stepdown {

namespace {

/// A census that moves less than by this share, by a later truncation or from one year to the next, is let pass.
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

/// Whether arrivals are never the same from one time to the next, so that there is no steady state to reach.
bool never_steady(const Model& model) {
    return std::any_of(model.populations.begin(), model.populations.end(),
                       [](const Population& population) { return population.arrivals.kind == Arrivals::Kind::trace; });
}

bool has_months(const Model& model) {
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

/// What has been found out about the stages of a run.
struct Findings {
    std::string unsteady;
    bool some_unclear = false;
};

/// The mean census of two such seasons.
struct SeasonMeans {
    double first = 0.0;
    double later = 0.0;
};

std::optional<SeasonMeans> season_means(const JudgedBlocks& judged, std::span<const double> census) {
    const auto seasons = same_season(judged);
    if (!seasons) return std::nullopt;
    return SeasonMeans{mean(census.subspan(seasons->first, seasons->blocks)),
                       mean(census.subspan(seasons->later, seasons->blocks))};
}

/// Where arrivals have months; `means` are of the mean series.
Finding judge_season(const std::optional<SeasonMeans>& means, const Estimate& drift) {
    if (!means || !drift.low || !drift.high) return Finding::cannot_tell;
    const bool by_chance = *drift.low <= 0.0 && *drift.high >= 0.0;
    const bool is_small = std::abs(means->later - means->first) <= worth_a_warning * means->later;
    return by_chance || is_small ? Finding::steady : Finding::unsteady;
}

std::string settling(const std::string& stage, const WarmUpCheck::StageRow& row) {
    return row.steady_after_days ? fmt::format("{} is steady only after {:.0f} d", stage, *row.steady_after_days)
                                 : stage + " has not settled half way through";
}

std::string seasonal_sentence(const Model& model, const JudgedBlocks& judged, const Findings& findings) {
    const double days = to_days(model.clock.warm_up);
    if (!same_season(judged)) {
        return fmt::format(
            "Arrivals have months: whether the warm-up of {:.0f} d is long enough shows in the census a year later, in a "
            "run of a year and more without dated changes, surges and growth.",
            days);
    }
    if (!findings.unsteady.empty()) {
        return fmt::format(
            "The warm-up of {:.0f} d looks too short: one year later, in the same season, the census has changed: {}. "
            "Lengthen clock.warm_up.",
            days, findings.unsteady);
    }
    if (findings.some_unclear)
        return fmt::format("One replication cannot tell whether the warm-up of {:.0f} d is long enough.", days);
    return fmt::format(
        "One year later, in the same season, no census has changed by more than 2% or chance: the warm-up of {:.0f} d looks long "
        "enough.",
        days);
}

std::string sentence_for(const Model& model, const JudgedBlocks& judged, const WarmUpCheck& check, const Findings& findings) {
    const double days = to_days(model.clock.warm_up);
    const std::string looked = first_movement(model) < model.clock.end()
                                   ? ", looking only at the time before the first dated change, surge or growth"
                                   : "";
    if (check.stages.empty()) return fmt::format("The series is too short to tell whether the warm-up is long enough{}.", looked);
    if (never_steady(model)) return "Arrivals come from a trace, so the census is never steady and MSER-5 only informs.";
    if (judged.year > 0) return seasonal_sentence(model, judged, findings);
    if (!check.long_enough) {
        return fmt::format("The warm-up of {:.0f} d looks too short: by MSER-5 {}{}. Lengthen clock.warm_up.", days,
                           findings.unsteady, looked);
    }
    if (findings.some_unclear)
        return fmt::format("MSER-5 cannot tell whether the warm-up of {:.0f} d is long enough{}.", days, looked);
    return fmt::format("By MSER-5 no census is still settling after the warm-up of {:.0f} d{}.", days, looked);
}

}  // namespace

JudgedBlocks judged_blocks(const Model& model, const MeasurementPlan& plan) {
    const Ticks block = plan.days_per_block * ticks_per_day;
    JudgedBlocks judged;
    judged.from = static_cast<std::size_t>((model.clock.warm_up + block - 1) / block);
    judged.to = std::min(static_cast<std::size_t>(first_movement(model) / block), plan.series_points);
    if (has_months(model) && !never_steady(model))
        judged.year = static_cast<std::size_t>(std::lround(365.0 / static_cast<double>(plan.days_per_block)));
    return judged;
}

std::optional<SameSeason> same_season(const JudgedBlocks& judged) {
    const std::size_t blocks = judged.year / 4;
    if (blocks == 0 || judged.to < judged.from + judged.year) return std::nullopt;
    const std::size_t end = std::min(judged.to, judged.from + judged.year + blocks);
    if (end < judged.year + blocks) return std::nullopt;
    return SameSeason{end - blocks - judged.year, end - blocks, blocks};
}

std::optional<double> census_drift(const JudgedBlocks& judged, std::span<const double> census) {
    STEPDOWN_EXPECT(judged.to <= census.size(), "a series has all the plan's points");
    if (judged.year > 0) {
        const auto means = season_means(judged, census);
        return means ? std::optional(means->first - means->later) : std::nullopt;
    }
    if (judged.to < judged.from + 4) return std::nullopt;
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
    Findings findings;
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
        const Estimate& drift = drifts[bands.stage.index()];
        const bool by_season = judged.year > 0;
        const auto seasons = season_means(judged, looked_at);
        const Finding finding = by_season ? judge_season(seasons, drift) : judge(*truncation, judged, looked_at, drift);
        findings.some_unclear = findings.some_unclear || finding == Finding::cannot_tell;
        if (finding != Finding::unsteady || never_steady(model)) continue;
        check.long_enough = false;
        const std::string& name = model.stages[bands.stage.index()].name;
        findings.unsteady += findings.unsteady.empty() ? "" : ", ";
        findings.unsteady +=
            by_season ? fmt::format("{} from {:.1f} to {:.1f}", name, seasons->first, seasons->later) : settling(name, row);
    }
    check.sentence = sentence_for(model, judged, check, findings);
    return check;
}

}  // namespace stepdown
