// The tables with a row per role, and per track and kind of session.

#include <fmt/format.h>

#include "model/metric_rules.hpp"
#include "report/number_text.hpp"
#include "report/summary_parts.hpp"

namespace stepdown {

std::string staff_part(const Model& model, const RunResult& result, const Page& page) {
    TextTable table;
    table.add_column("Staff", Align::left);
    for (const char* heading : {"Posts", "Vacant", "Clients per filled post", "Booked", "With clients", "Overtime, h a week"})
        table.add_column(heading, Align::right);
    for (std::size_t role = 0; role < model.roles.size(); ++role) {
        const auto figure = [&](Measure measure) {
            Metric metric;
            metric.subject = Subject::staff;
            metric.measure = measure;
            metric.role = RoleId(role);
            return figure_cell(result, metric);
        };
        const Role& declared = model.roles[role];
        table.add_row({{.text = declared.name},
                       {.text = short_number(declared.fte())},
                       declared.terms.turnover > 0.0 ? figure(Measure::staff_vacancy) : Cell{},
                       figure(Measure::staff_caseload_mean),
                       figure(Measure::staff_utilization),
                       figure(Measure::staff_productivity),
                       figure(Measure::staff_overtime)});
    }
    return table.to_text(page);
}

std::string groups_part(const Model& model, const RunResult& result, const Page& page) {
    TextTable table;
    table.add_column("Groups and sessions", Align::left);
    for (const char* heading : {"Fill", "Cancelled", "Short-led", "Missed", "Delay"}) table.add_column(heading, Align::right);
    for (std::size_t position = 0; position < model.stages.size(); ++position) {
        const Stage& stage = model.stages[position];
        const auto figure = [&](Measure measure, std::size_t part) {
            Metric metric;
            metric.measure = measure;
            metric.stage = StageId(position);
            metric.part = static_cast<std::uint16_t>(part);
            return figure_cell(result, metric);
        };
        for (std::size_t track = 0; track < stage.tracks.size(); ++track) {
            const std::string& name = model.track_names[stage.tracks[track].name.index()];
            table.add_row({{.text = fmt::format("{} {}", stage.name, name)},
                           figure(Measure::track_fill, track),
                           figure(Measure::track_cancelled, track),
                           figure(Measure::track_short_led, track),
                           {},
                           {}});
        }
        for (std::size_t session = 0; session < stage.sessions.size(); ++session) {
            table.add_row({{.text = fmt::format("{} {}", stage.name, stage.sessions[session].name)},
                           {},
                           {},
                           {},
                           figure(Measure::session_missed, session),
                           figure(Measure::session_delay, session)});
        }
    }
    return table.to_text(page);
}

std::string hours_part(const Model& model, const RunResult& result, const Page& page) {
    TextTable table;
    table.add_column("Programs and money", Align::left);
    for (const char* heading :
         {"Hours a week", "Weeks with enough", "Authorized", "Unpaid", "Margin a week", "Per completed stay"})
        table.add_column(heading, Align::right);
    for (std::size_t position = 0; position < model.stages.size(); ++position) {
        const auto figure = [&](Measure measure) {
            Metric metric;
            metric.measure = measure;
            metric.stage = StageId(position);
            return figure_cell(result, metric);
        };
        if (!model.stages[position].has_program() && !has_money(model)) continue;
        table.add_row({{.text = model.stages[position].name},
                       figure(Measure::hours_per_week),
                       figure(Measure::hours_met),
                       figure(Measure::days_authorized),
                       figure(Measure::days_unpaid),
                       figure(Measure::stage_margin),
                       figure(Measure::cost_per_completed)});
    }
    return table.to_text(page);
}

std::string money_part(const Model& model, const RunResult& result, const Page& page) {
    if (!has_money(model)) return "";
    const auto figure = [&](Measure measure) {
        Metric metric;
        metric.subject = Subject::money;
        metric.measure = measure;
        return figure_cell(result, metric);
    };
    TextTable table;
    table.add_column(fmt::format("Money, {} a week", model.currency), Align::left);
    for (const char* heading : {"Cost", "Revenue", "Margin"}) table.add_column(heading, Align::right);
    table.add_row(
        {{.text = "everything"}, figure(Measure::money_cost), figure(Measure::money_revenue), figure(Measure::money_margin)});
    return table.to_text(page);
}

}  // namespace stepdown
