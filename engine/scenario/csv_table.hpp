// A CSV file with a header: cells as text, each with its place for complaints. Knows quotes and line ends, no meaning.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/diagnostic.hpp"

namespace stepdown {

struct CsvCell {
    std::string text;
    SourcePlace place;
};

struct CsvTable {
    std::vector<CsvCell> header;
    /// Each as long as the header; empty lines are left out.
    std::vector<std::vector<CsvCell>> rows;

    std::optional<std::size_t> column(const std::string& name) const;
};

/// Reads comma-separated text: cells may be quoted (`""` is a quote), spaces around them are dropped, lines end with LF or
/// CRLF. Codes: `bad-csv` (a line with too few or too many cells, an open quote, no header).
std::optional<CsvTable> parse_csv(const std::string& text, const std::string& file, Diagnostics& diagnostics);

}  // namespace stepdown
