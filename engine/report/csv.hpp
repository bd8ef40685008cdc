// Comma-separated text as RFC 4180 has it, with line feeds: a heading, then a line per row; empty fields for no figure.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "report/result_tables.hpp"

namespace stepdown {

/// Takes text piece by piece.
using TextConsumer = std::function<void(std::string_view)>;

/// Appends the fields and a line feed; texts are quoted where they must be.
void append_csv_line(std::string& text, std::span<const TableValue> fields);

/// Heading and rows, handed on in large pieces.
void write_csv(const ResultTable& table, const TextConsumer& write);

/// The whole table as one text.
std::string csv_text(const ResultTable& table);

}  // namespace stepdown
