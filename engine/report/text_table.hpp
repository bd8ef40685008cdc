// Tables for terminals: aligned columns, as wide as the page allows, colors where they are wanted.
// Knows nothing of what the cells say.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown {

enum class Coloring { plain, colored };

/// What a table is printed on. Width 0 has no end.
struct Page {
    std::size_t width = 0;
    Coloring coloring = Coloring::plain;
};

enum class Tone { plain, strong, faint, good, bad, doubtful };

/// The text in the escape codes of its tone, or as it is where the page has no colors.
std::string toned(std::string_view text, Tone tone, const Page& page);

/// Columns that a terminal needs for the text (UTF-8; wide and combining characters counted as terminals do).
std::size_t display_width(std::string_view text);

/// Words of `text` in lines of at most the page's width; all lines but the first begin with `indent` spaces.
std::string wrapped(std::string_view text, std::size_t indent, const Page& page);

/// A value and what belongs to it, such as its interval; the two are aligned apart.
struct Cell {
    std::string text;
    std::string detail = {};
    Tone tone = Tone::plain;
};

enum class Align { left, right };

/// A heading per column, then rows of as many cells. Columns whose cells are all empty are left out. Where the page is too
/// narrow, the columns are spread over several blocks, each beginning with the first column.
class TextTable {
public:
    void add_column(std::string heading, Align align);
    void add_row(std::vector<Cell> row);
    bool empty() const { return rows_.empty(); }
    /// Ends with a line break; nothing without rows.
    std::string to_text(const Page& page) const;

private:
    struct Column {
        std::string heading;
        Align align = Align::left;
    };
    struct Layout {
        std::size_t column = 0;
        std::size_t text_width = 0;
        std::size_t detail_width = 0;
        std::size_t width = 0;
    };

    std::vector<Layout> layouts() const;
    std::string heading_line(const std::vector<Layout>& block, const Page& page) const;
    std::string row_line(const std::vector<Layout>& block, const std::vector<Cell>& row, const Page& page) const;
    std::string cell_text(const Layout& layout, const Cell& cell, const Page& page) const;

    std::vector<Column> columns_;
    std::vector<std::vector<Cell>> rows_;
};

}  // namespace stepdown
