// The results of a run as tables: which there are, their columns and their rows, in one place for CSV files and the database.
// How a row is written is for csv.hpp and results_database.hpp.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "experiment/run_result.hpp"

namespace stepdown {

/// One field; nothing where there is no figure.
using TableValue = std::variant<std::monostate, std::int64_t, double, std::string_view>;

struct TableColumn {
    enum class Type : std::uint8_t { whole, real, text };
    std::string name;
    Type type = Type::text;
};

/// Called once per row with a value per column; texts live until it returns.
using RowConsumer = std::function<void(std::span<const TableValue>)>;

struct ResultTable {
    /// Also the name of the CSV file, without its ending.
    std::string name;
    std::vector<TableColumn> columns;
    std::function<void(const RowConsumer&)> write_rows;
};

/// A row per metric: what `run --format csv` prints.
ResultTable metrics_table(const RunResult& result);

/// All of `--out`: metrics, replications, series, flows, waits, and with staff staff_week and staff. They refer to the model and
/// the result, which must outlive them.
std::vector<ResultTable> result_tables(const Model& model, const RunResult& result);

}  // namespace stepdown
