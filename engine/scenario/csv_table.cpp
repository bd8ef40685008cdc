#include "scenario/csv_table.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

namespace stepdown {

namespace {

/// After this many bad lines of a file, one sentence stands for the others.
constexpr int most_reported = 10;

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return "";
    return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

/// One line as cells; a quote that is not closed leaves `complete` false. Columns count characters of UTF-8.
std::vector<CsvCell> split_line(std::string_view line, const SourcePlace& begin, bool& complete) {
    std::vector<CsvCell> cells;
    std::string text;
    SourcePlace place = begin;
    int column = 1;
    bool quoted = false;
    bool was_quoted = false;
    const auto finish = [&] {
        cells.push_back({was_quoted ? text : trimmed(text), place});
        text.clear();
        was_quoted = false;
        place.column = column + 1;
    };
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char letter = line[i];
        if (quoted && letter == '"' && i + 1 < line.size() && line[i + 1] == '"') {
            text += letter;
            ++i;
            ++column;
        } else if (letter == '"' && (quoted || trimmed(text).empty())) {
            if (!quoted) text.clear();
            quoted = !quoted;
            was_quoted = true;
        } else if (letter == ',' && !quoted) {
            finish();
        } else if (!was_quoted || quoted) {
            text += letter;
        }
        if ((static_cast<unsigned char>(letter) & 0xC0) != 0x80) ++column;
    }
    finish();
    complete = !quoted;
    return cells;
}

class CsvReader {
public:
    CsvReader(const std::string& file, Diagnostics& diagnostics) : file_(file), diagnostics_(diagnostics) {}

    std::optional<CsvTable> read(std::string_view text) {
        int number = 0;
        while (!text.empty()) {
            const auto end = text.find('\n');
            std::string_view line = text.substr(0, end);
            text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
            ++number;
            if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
            if (!trimmed(line).empty()) add(line, number);
        }
        if (table_.header.empty()) refuse({file_, 0, 0}, "this file has no header");
        if (bad_ > most_reported) {
            diagnostics_.error({file_, 0, 0}, "bad-csv", fmt::format("{} more lines are malformed", bad_ - most_reported));
        }
        if (bad_ > 0) return std::nullopt;
        return std::move(table_);
    }

private:
    void add(std::string_view line, int number) {
        bool complete = true;
        auto cells = split_line(line, {file_, number, 1}, complete);
        if (!complete) return refuse({file_, number, 1}, "a quote on this line is not closed");
        if (table_.header.empty()) {
            table_.header = std::move(cells);
        } else if (cells.size() != table_.header.size()) {
            refuse({file_, number, 1},
                   fmt::format("this line has {} cells, and the header has {}", cells.size(), table_.header.size()));
        } else {
            table_.rows.push_back(std::move(cells));
        }
    }

    void refuse(const SourcePlace& place, std::string message) {
        if (++bad_ <= most_reported) diagnostics_.error(place, "bad-csv", std::move(message));
    }

    const std::string& file_;
    Diagnostics& diagnostics_;
    CsvTable table_;
    int bad_ = 0;
};

}  // namespace

std::optional<std::size_t> CsvTable::column(const std::string& name) const {
    const auto found = std::find_if(header.begin(), header.end(), [&](const CsvCell& cell) { return cell.text == name; });
    if (found == header.end()) return std::nullopt;
    return static_cast<std::size_t>(found - header.begin());
}

std::optional<CsvTable> parse_csv(const std::string& text, const std::string& file, Diagnostics& diagnostics) {
    return CsvReader(file, diagnostics).read(text);
}

}  // namespace stepdown
