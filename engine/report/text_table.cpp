// Layout of tables: widths are counted before colors are added, and no line ends in spaces.

#include "report/text_table.hpp"

#include <algorithm>

#include "core/contract.hpp"

namespace stepdown {

namespace {

constexpr std::size_t gap_width = 2;

std::string spaces(std::size_t count) { return std::string(count, ' '); }

void remove_trailing_spaces(std::string& line) { line.erase(line.find_last_not_of(' ') + 1); }

}  // namespace

void TextTable::add_column(std::string heading, Align align) { columns_.push_back({std::move(heading), align}); }

void TextTable::add_row(std::vector<Cell> row) {
    STEPDOWN_EXPECT(row.size() == columns_.size(), "a row has a cell for each column");
    rows_.push_back(std::move(row));
}

std::vector<TextTable::Layout> TextTable::layouts() const {
    std::vector<Layout> layouts;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        Layout layout{.column = column};
        for (const std::vector<Cell>& row : rows_) {
            layout.text_width = std::max(layout.text_width, display_width(row[column].text));
            layout.detail_width = std::max(layout.detail_width, display_width(row[column].detail));
        }
        if (layout.text_width == 0 && layout.detail_width == 0) continue;
        const std::size_t detail = layout.detail_width == 0 ? 0 : 1 + layout.detail_width;
        layout.width = std::max(display_width(columns_[column].heading), layout.text_width + detail);
        layouts.push_back(layout);
    }
    return layouts;
}

std::string TextTable::cell_text(const Layout& layout, const Cell& cell, const Page& page) const {
    const std::size_t text_gap = layout.text_width - display_width(cell.text);
    const std::size_t detail_width = layout.detail_width == 0 ? 0 : 1 + layout.detail_width;
    const std::size_t rest = layout.width - layout.text_width - detail_width;
    std::string detail;
    if (layout.detail_width > 0) {
        detail = " " + toned(cell.detail, Tone::faint, page) + spaces(layout.detail_width - display_width(cell.detail));
    }
    const std::string text = toned(cell.text, cell.tone, page);
    return columns_[layout.column].align == Align::right ? spaces(rest + text_gap) + text + detail
                                                         : text + spaces(text_gap) + detail + spaces(rest);
}

std::string TextTable::heading_line(const std::vector<Layout>& block, const Page& page) const {
    std::string line;
    for (std::size_t i = 0; i < block.size(); ++i) {
        const Column& column = columns_[block[i].column];
        const std::size_t gap = block[i].width - display_width(column.heading);
        const bool last = i + 1 == block.size();
        if (i > 0) line += spaces(gap_width);
        if (column.align == Align::right) line += spaces(gap);
        line += toned(column.heading, Tone::strong, page);
        if (column.align == Align::left && !last) line += spaces(gap);
    }
    remove_trailing_spaces(line);
    return line + "\n";
}

std::string TextTable::row_line(const std::vector<Layout>& block, const std::vector<Cell>& row, const Page& page) const {
    std::string line;
    for (std::size_t i = 0; i < block.size(); ++i) {
        if (i > 0) line += spaces(gap_width);
        line += cell_text(block[i], row[block[i].column], page);
    }
    remove_trailing_spaces(line);
    return line + "\n";
}

std::string TextTable::to_text(const Page& page) const {
    const std::vector<Layout> all = layouts();
    if (rows_.empty() || all.empty()) return "";
    std::string text;
    for (std::size_t next = 1; next < all.size() || text.empty();) {
        std::vector<Layout> block = {all.front()};
        std::size_t width = all.front().width;
        while (next < all.size()) {
            const std::size_t wider = width + gap_width + all[next].width;
            if (page.width > 0 && wider > page.width && block.size() > 1) break;
            width = wider;
            block.push_back(all[next++]);
        }
        if (!text.empty()) text += "\n";
        text += heading_line(block, page);
        for (const std::vector<Cell>& row : rows_) text += row_line(block, row, page);
    }
    return text;
}

}  // namespace stepdown
