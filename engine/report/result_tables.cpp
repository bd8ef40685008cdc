// Rows are made when they are written, so that a table with a row per replication and metric needs no memory of its own.

#include "report/result_tables.hpp"

#include <algorithm>

#include <optional>

namespace stepdown {

namespace {

using Type = TableColumn::Type;

TableValue field(const std::optional<double>& value) { return value ? TableValue(*value) : TableValue(); }

TableValue band(const std::vector<double>& values, std::size_t point) {
    return point < values.size() ? TableValue(values[point]) : TableValue();
}

void write_metrics(const RunResult& result, const RowConsumer& write) {
    for (const MetricEstimate& metric : result.metrics) {
        const Estimate& estimate = metric.estimate;
        const TableValue row[] = {std::string_view(metric.name),
                                  std::string_view(metric.unit),
                                  field(estimate.value),
                                  field(estimate.standard_error),
                                  field(estimate.low),
                                  field(estimate.high),
                                  static_cast<std::int64_t>(estimate.replications),
                                  field(estimate.spread_low),
                                  field(estimate.spread_high)};
        write(row);
    }
}

void write_replications(const RunResult& result, const RowConsumer& write) {
    std::int64_t replication = 0;
    for (const ReplicationRow& figures : result.replication_rows) {
        ++replication;
        for (std::size_t metric = 0; metric < figures.values.size(); ++metric) {
            const TableValue row[] = {replication, std::string_view(result.metrics[metric].name), field(figures.values[metric])};
            write(row);
        }
    }
}

std::string_view quantity_name(SeriesBands::Quantity quantity) {
    switch (quantity) {
        case SeriesBands::Quantity::census: return "census";
        case SeriesBands::Quantity::waitlist: return "waitlist";
        case SeriesBands::Quantity::need: return "need";
    }
    return "";
}

/// Of the block that begins on this day of the whole period: the last one may be shorter.
std::int64_t days_of_block(const Model& model, const RunResult& result, std::int64_t day) {
    return std::min(result.plan.days_per_block, model.clock.end() / ticks_per_day - day);
}

void write_series(const Model& model, const RunResult& result, const RowConsumer& write) {
    const std::int64_t first_day = -(model.clock.warm_up / ticks_per_day);
    for (const SeriesBands& series : result.series) {
        for (std::size_t point = 0; point < series.mean.size(); ++point) {
            const std::int64_t day = static_cast<std::int64_t>(point) * result.plan.days_per_block;
            const std::string date = model.clock.calendar.to_text(day * ticks_per_day);
            const TableValue row[] = {std::string_view(model.stages[series.stage.index()].name),
                                      quantity_name(series.quantity),
                                      std::string_view(date),
                                      first_day + day,
                                      days_of_block(model, result, day),
                                      series.mean[point],
                                      band(series.p2_5, point),
                                      band(series.p10, point),
                                      band(series.p50, point),
                                      band(series.p90, point),
                                      band(series.p97_5, point)};
            write(row);
        }
    }
}

void write_flows(const RunResult& result, const RowConsumer& write) {
    for (const FlowEstimate& flow : result.flows) {
        const TableValue row[] = {std::string_view(flow.from), std::string_view(flow.to), flow.per_day,
                                  flow.after_relapse_per_day};
        write(row);
    }
}

/// "everyone", "adolescents" or "payer=medicaid".
std::string group_name(const Model& model, const Group& group) {
    if (group.kind == Group::Kind::everyone) return "everyone";
    constexpr std::string_view before = "for ";
    std::string text = group_text(model, group);
    return text.starts_with(before) ? text.substr(before.size()) : text;
}

void write_waits(const Model& model, const RunResult& result, const RowConsumer& write) {
    for (const WaitDistribution& distribution : result.waits) {
        const std::string group = group_name(model, result.plan.groups[distribution.group]);
        const auto total = static_cast<double>(distribution.waits.total());
        for (const HistogramBin& bin : distribution.waits.bins()) {
            const TableValue row[] = {std::string_view(model.stages[distribution.stage.index()].name), std::string_view(group),
                                      to_days(bin.upper_edge), static_cast<double>(bin.count) / total};
            write(row);
        }
    }
}

void write_staff_week(const Model& model, const RunResult& result, const RowConsumer& write) {
    for (const StaffSeries& series : result.staff) {
        for (std::size_t hour = 0; hour < series.booked.size(); ++hour) {
            const TableValue row[] = {std::string_view(model.roles[series.role.index()].name), static_cast<std::int64_t>(hour),
                                      series.booked[hour], series.bookable[hour]};
            write(row);
        }
    }
}

void write_staff(const Model& model, const RunResult& result, const RowConsumer& write) {
    const std::int64_t first_day = -(model.clock.warm_up / ticks_per_day);
    for (const StaffSeries& series : result.staff) {
        for (std::size_t point = 0; point < series.vacancy.size(); ++point) {
            const std::int64_t day = static_cast<std::int64_t>(point) * result.plan.days_per_block;
            const std::string date = model.clock.calendar.to_text(day * ticks_per_day);
            const TableValue row[] = {std::string_view(model.roles[series.role.index()].name), std::string_view(date),
                                      first_day + day, days_of_block(model, result, day), series.vacancy[point]};
            write(row);
        }
    }
}

}  // namespace

ResultTable metrics_table(const RunResult& result) {
    return {"metrics",
            {{"metric", Type::text},
             {"unit", Type::text},
             {"value", Type::real},
             {"se", Type::real},
             {"low", Type::real},
             {"high", Type::real},
             {"n", Type::whole},
             {"spread_low", Type::real},
             {"spread_high", Type::real}},
            [&result](const RowConsumer& write) { write_metrics(result, write); }};
}

std::vector<ResultTable> result_tables(const Model& model, const RunResult& result) {
    std::vector<ResultTable> tables = {
        metrics_table(result),
        {"replications",
         {{"replication", Type::whole}, {"metric", Type::text}, {"value", Type::real}},
         [&result](const RowConsumer& write) { write_replications(result, write); }},
        {"series",
         {{"stage", Type::text},
          {"quantity", Type::text},
          {"date", Type::text},
          {"day", Type::whole},
          {"days", Type::whole},
          {"mean", Type::real},
          {"p2_5", Type::real},
          {"p10", Type::real},
          {"p50", Type::real},
          {"p90", Type::real},
          {"p97_5", Type::real}},
         [&model, &result](const RowConsumer& write) { write_series(model, result, write); }},
        {"flows",
         {{"from", Type::text}, {"to", Type::text}, {"per_day", Type::real}, {"after_relapse_per_day", Type::real}},
         [&result](const RowConsumer& write) { write_flows(result, write); }},
        {"waits",
         {{"stage", Type::text}, {"population", Type::text}, {"up_to_days", Type::real}, {"share", Type::real}},
         [&model, &result](const RowConsumer& write) { write_waits(model, result, write); }}};
    if (result.staff.empty()) return tables;
    tables.push_back({"staff_week",
                      {{"role", Type::text}, {"hour_of_week", Type::whole}, {"booked", Type::real}, {"bookable", Type::real}},
                      [&model, &result](const RowConsumer& write) { write_staff_week(model, result, write); }});
    tables.push_back(
        {"staff",
         {{"role", Type::text}, {"date", Type::text}, {"day", Type::whole}, {"days", Type::whole}, {"vacancy", Type::real}},
         [&model, &result](const RowConsumer& write) { write_staff(model, result, write); }});
    return tables;
}

}  // namespace stepdown
