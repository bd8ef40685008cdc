// What terminals do with text: its width in columns, colors, and lines broken between words.

#include <array>
#include <cstdint>

#include "report/text_table.hpp"

namespace stepdown {

namespace {

/// The character that begins at `position`, which is moved behind it. Broken UTF-8 counts byte by byte.
std::uint32_t next_character(std::string_view text, std::size_t& position) {
    const auto first = static_cast<unsigned char>(text[position++]);
    const int following = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
    std::uint32_t character = following == 0 ? first : first & (0x3Fu >> following);
    for (int i = 0; i < following && position < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[position]);
        if ((byte & 0xC0) != 0x80) break;
        character = (character << 6) | (byte & 0x3Fu);
        ++position;
    }
    return character;
}

struct CharacterRange {
    std::uint32_t first;
    std::uint32_t last;
};

/// Marks that stand on the character before them, and characters without width (Unicode categories Mn and Cf, the usual ones).
constexpr std::array<CharacterRange, 6> without_width = {
    {{0x0300, 0x036F}, {0x1AB0, 0x1AFF}, {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}}};

/// Characters two columns wide (Unicode Standard Annex 11, East Asian Wide and Fullwidth, the usual ranges).
constexpr std::array<CharacterRange, 9> of_two_columns = {{{0x1100, 0x115F},
                                                           {0x2E80, 0x303E},
                                                           {0x3041, 0xA4CF},
                                                           {0xAC00, 0xD7A3},
                                                           {0xF900, 0xFAFF},
                                                           {0xFE30, 0xFE6F},
                                                           {0xFF00, 0xFF60},
                                                           {0x1F300, 0x1FAFF},
                                                           {0x20000, 0x3FFFD}}};

template <std::size_t size>
bool is_in(const std::array<CharacterRange, size>& ranges, std::uint32_t character) {
    for (const CharacterRange& range : ranges) {
        if (character >= range.first && character <= range.last) return true;
    }
    return false;
}

std::string_view escape_code(Tone tone) {
    switch (tone) {
        case Tone::plain: return "";
        case Tone::strong: return "\x1b[1m";
        case Tone::faint: return "\x1b[2m";
        case Tone::good: return "\x1b[32m";
        case Tone::bad: return "\x1b[1;31m";
        case Tone::doubtful: return "\x1b[33m";
    }
    return "";
}

}  // namespace

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t position = 0; position < text.size();) {
        const std::uint32_t character = next_character(text, position);
        if (is_in(without_width, character)) continue;
        width += is_in(of_two_columns, character) ? 2 : 1;
    }
    return width;
}

std::string toned(std::string_view text, Tone tone, const Page& page) {
    if (page.coloring == Coloring::plain || tone == Tone::plain || text.empty()) return std::string(text);
    return std::string(escape_code(tone)).append(text).append("\x1b[0m");
}

std::string wrapped(std::string_view text, std::size_t indent, const Page& page) {
    if (page.width == 0) return std::string(text);
    std::string result;
    std::size_t column = 0;
    while (!text.empty()) {
        const std::size_t end = text.find(' ');
        const std::string_view word = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        const std::size_t width = display_width(word);
        if (column > indent && column + 1 + width > page.width) {
            result.append("\n").append(indent, ' ');
            column = indent;
        } else if (!result.empty()) {
            result += ' ';
            ++column;
        }
        result.append(word);
        column += width;
    }
    return result;
}

}  // namespace stepdown
