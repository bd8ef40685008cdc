// The tables with a row per stage.

#include "report/number_text.hpp"
#include "report/summary_parts.hpp"

namespace stepdown {

namespace {

Metric of_stage(StageId stage, Measure measure, Ticks argument = 0) {
    Metric metric;
    metric.measure = measure;
    metric.stage = stage;
    metric.argument = argument;
    return metric;
}

Cell need_cell(const RunResult& result, StageId stage) {
    Cell need = figure_cell(result, of_stage(stage, Measure::need_mean));
    const MetricEstimate* figure = find_metric(result, of_stage(stage, Measure::need_mean));
    const MetricEstimate* places = find_metric(result, of_stage(stage, Measure::places_mean));
    if (figure && places && figure->estimate.value && places->estimate.value &&
        *figure->estimate.value >= *places->estimate.value) {
        need.tone = Tone::bad;
    }
    return need;
}

Cell places_cell(const RunResult& result, StageId stage) {
    const MetricEstimate* places = find_metric(result, of_stage(stage, Measure::places_mean));
    if (!places || !places->estimate.value) return {.text = "no limit", .tone = Tone::faint};
    return {.text = short_number(*places->estimate.value)};
}

Cell stage_name(const Stage& stage) {
    return {.text = stage.belongs == Belongs::outside ? stage.name + " (outside)" : stage.name};
}

}  // namespace

Cell figure_cell(const RunResult& result, const Metric& metric) {
    const MetricEstimate* figure = find_metric(result, metric);
    if (!figure) return {};
    EstimateText text = estimate_text(figure->estimate, figure->unit);
    return {.text = std::move(text.value), .detail = std::move(text.interval)};
}

std::string stages_part(const Model& model, const RunResult& result, const Page& page) {
    TextTable table;
    table.add_column("Stage", Align::left);
    for (const char* heading : {"Need", "Places", "Census", "Occupancy", "Access in 7 d", "Wait, mean", "Wait, 90%", "Gave up",
                                "Turned away", "Boarding"}) {
        table.add_column(heading, Align::right);
    }
    for (std::size_t index = 0; index < model.stages.size(); ++index) {
        const StageId id(index);
        const Stage& stage = model.stages[index];
        const auto figure = [&](Measure measure, Ticks argument = 0) {
            return figure_cell(result, of_stage(id, measure, argument));
        };
        table.add_row({stage_name(stage), need_cell(result, id), places_cell(result, id), figure(Measure::census_mean),
                       figure(Measure::occupancy), figure(Measure::access_within, 7 * ticks_per_day), figure(Measure::wait_mean),
                       figure(Measure::wait_p90), figure(Measure::gave_up_share),
                       stage.waitlist.limit ? figure(Measure::turned_away_share) : Cell{},
                       stage.boarding.rule == Boarding::Rule::boards ? figure(Measure::boarding_share) : Cell{}});
    }
    return table.to_text(page);
}

std::string stays_part(const Model& model, const OfferedLoad& load, const RunResult& result, const Page& page) {
    TextTable table;
    table.add_column("Stays", Align::left);
    for (const char* heading :
         {"As stated", "In the run", "Of it boarding", "Ended by relapse", "Back in 30 d", "Lower level in 30 d"}) {
        table.add_column(heading, Align::right);
    }
    for (std::size_t index = 0; index < model.stages.size(); ++index) {
        const StageId id(index);
        const Stage& stage = model.stages[index];
        Metric relapsed = of_stage(id, Measure::outcome_share);
        relapsed.outcome = relapsed_outcome;
        const double stated = load.stages[index].stated_stay_days;
        table.add_row(
            {stage_name(stage),
             {.text = stated > 0.0 ? value_text(stated, "d") : "-"},
             figure_cell(result, of_stage(id, Measure::stay_mean)),
             stage.boarding.rule == Boarding::Rule::boards ? figure_cell(result, of_stage(id, Measure::boarding_days)) : Cell{},
             model.relapse ? figure_cell(result, relapsed) : Cell{},
             figure_cell(result, of_stage(id, Measure::readmitted, 30 * ticks_per_day)),
             figure_cell(result, of_stage(id, Measure::followed_up, 30 * ticks_per_day))});
    }
    return table.to_text(page);
}

}  // namespace stepdown
