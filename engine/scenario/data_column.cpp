#include "scenario/data_column.hpp"

#include <vector>

#include <fmt/format.h>

#include "scenario/csv_table.hpp"
#include "scenario/data_files.hpp"
#include "scenario/did_you_mean.hpp"
#include "scenario/text_values.hpp"

namespace stepdown {

namespace {

constexpr int most_reported = 10;

std::optional<double> days_of(const CsvCell& cell, std::string& problem) {
    if (const auto bare = parse_number(cell.text)) return *bare;
    const auto ticks = parse_duration(cell.text);
    if (ticks) return to_days(*ticks);
    problem = ticks.problem;
    return std::nullopt;
}

std::vector<double> values_of(const CsvTable& table, std::size_t column, Diagnostics& problems) {
    std::vector<double> values;
    int bad = 0;
    for (const auto& row : table.rows) {
        const CsvCell& cell = row[column];
        if (cell.text.empty()) continue;
        std::string problem;
        const auto days = days_of(cell, problem);
        if (days) {
            values.push_back(*days);
        } else if (++bad <= most_reported) {
            problems.error(cell.place, "bad-data-line", problem, "a cell is a number of days, or a duration such as `14 d`");
        }
    }
    if (bad > 0) values.clear();
    return values;
}

}  // namespace

std::optional<Distribution> read_data_column(const Node& node, const SectionContext& context) {
    if (!node.is_scalar()) return std::nullopt;
    const auto hash = node.text.rfind('#');
    if (hash == std::string::npos || hash == 0 || hash + 1 == node.text.size()) {
        context.problems.error(node.place, "bad-data-reference", fmt::format("`{}` names no column of a file", node.text),
                               "write `data: \"file.csv#column\"`, in quotes because of the `#`");
        return std::nullopt;
    }
    const std::string column_name = node.text.substr(hash + 1);
    const CsvTable* table = context.data_files.table(node.text.substr(0, hash), node.place, context.problems);
    if (table == nullptr) return std::nullopt;
    const auto column = table->column(column_name);
    if (!column) {
        std::vector<std::string> known;
        for (const CsvCell& cell : table->header) known.push_back(cell.text);
        context.problems.error(node.place, "unknown-column", fmt::format("the file has no column `{}`", column_name),
                               did_you_mean(column_name, known));
        return std::nullopt;
    }
    const std::size_t before = context.problems.error_count();
    const auto values = values_of(*table, *column, context.problems);
    if (values.empty()) {
        if (context.problems.error_count() == before) {
            context.problems.error(node.place, "no-data", fmt::format("column `{}` holds no value", column_name));
        }
        return std::nullopt;
    }
    return Distribution::empirical(values, std::vector<double>(values.size(), 1.0));
}

}  // namespace stepdown
