// The result tables as one SQLite file: strict tables, nothing of the time or machine, so that equal results give equal bytes.
#pragma once

#include <filesystem>
#include <span>

#include "report/result_tables.hpp"

namespace stepdown {

/// Makes the file, which must not exist, and flushes it to disk. Throws std::system_error with path and cause.
void write_results_database(const std::filesystem::path& path, std::span<const ResultTable> tables);

}  // namespace stepdown
