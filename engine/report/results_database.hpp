// The result tables as one SQLite file: strict tables, nothing of the time or machine, so that equal results give equal bytes.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "report/result_tables.hpp"

namespace stepdown {

/// Makes the file, which must not exist, and flushes it to disk. Throws std::system_error with path and cause.
void write_results_database(const std::filesystem::path& path, std::span<const ResultTable> tables);

/// Hands over each row of an SQL query to such a file, which is not changed. Throws std::system_error with path and cause.
void read_results(const std::filesystem::path& path, const std::string& query, const RowConsumer& consume);

}  // namespace stepdown
