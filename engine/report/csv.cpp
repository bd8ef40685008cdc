// Rows are gathered and handed on in pieces of about a megabyte.

#include "report/csv.hpp"

#include <fmt/format.h>

#include "report/number_text.hpp"

namespace stepdown {

namespace {

constexpr std::size_t piece_size = std::size_t{1} << 20;

void append_text(std::string& line, std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        line += text;
        return;
    }
    line += '"';
    for (const char letter : text) {
        if (letter == '"') line += '"';
        line += letter;
    }
    line += '"';
}

void append_field(std::string& line, const TableValue& field) {
    if (const auto* text = std::get_if<std::string_view>(&field)) append_text(line, *text);
    if (const auto* whole = std::get_if<std::int64_t>(&field)) fmt::format_to(std::back_inserter(line), "{}", *whole);
    if (const auto* real = std::get_if<double>(&field)) line += exact_number(*real);
}

}  // namespace

void append_csv_line(std::string& text, std::span<const TableValue> fields) {
    bool first = true;
    for (const TableValue& field : fields) {
        if (!first) text += ',';
        first = false;
        append_field(text, field);
    }
    text += '\n';
}

void write_csv(const ResultTable& table, const TextConsumer& write) {
    std::vector<TableValue> heading;
    for (const TableColumn& column : table.columns) heading.emplace_back(std::string_view(column.name));
    std::string piece;
    append_csv_line(piece, heading);
    table.write_rows([&](std::span<const TableValue> row) {
        append_csv_line(piece, row);
        if (piece.size() < piece_size) return;
        write(piece);
        piece.clear();
    });
    write(piece);
}

std::string csv_text(const ResultTable& table) {
    std::string text;
    write_csv(table, [&text](std::string_view piece) { text += piece; });
    return text;
}

}  // namespace stepdown
