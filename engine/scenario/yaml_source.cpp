#include "scenario/yaml_source.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace stepdown {
namespace {

bool is_space(char character) { return character == ' ' || character == '\t' || character == '\n' || character == '\r'; }

bool is_name_character(char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9') || character == '-' || character == '_' || character == '.';
}

struct PlainWords {
    std::string_view complaint;
    std::string_view words;
};

constexpr std::array plain_words = {
    PlainWords{"end of map not found", "this line does not line up with the lines above it"},
    PlainWords{"end of sequence not found", "this line does not line up with the list above it"},
    PlainWords{"illegal map value", "a `:` where no key can stand"},
    PlainWords{"illegal map key", "a key where none can stand"},
    PlainWords{"illegal block entry", "a list item (`- `) where none can stand; begin it on a line of its own"},
    PlainWords{"illegal flow end", "a bracket that does not match: one is missing, or one too many"},
    PlainWords{"illegal tab when looking for indentation", "a tab at the beginning of a line; indent with spaces"},
    PlainWords{"unknown token", "a value cannot begin with this character; put it in quotes"},
    PlainWords{"unknown escape character: ", "a backslash in double quotes that means nothing; use single quotes"},
    PlainWords{"the referenced anchor is not defined", "an alias (`*name`) without an anchor (`&name`) before it"},
    PlainWords{"end of verbatim tag not found", "a tag (`!`) that does not end"},
    PlainWords{"cannot assign multiple tags to the same node", "two tags (`!`) on one value"},
    PlainWords{"cannot assign multiple anchors to the same node", "two anchors (`&`) on one value"},
    PlainWords{"aliases can't have any content, *including* tags", "an alias (`*name`) with a value of its own"},
    PlainWords{"alias not found after *", "a `*` without a name; a value that begins with `*` needs quotes"},
    PlainWords{"anchor not found after &", "a `&` without a name; a value that begins with `&` needs quotes"},
};

}  // namespace

YamlSource::YamlSource(std::string_view text, std::string file) : text_(text), file_(std::move(file)), line_starts_{0} {
    for (std::size_t position = 0; position < text.size(); ++position) {
        if (text[position] == '\n') line_starts_.push_back(position + 1);
    }
}

std::size_t YamlSource::offset(int line, int column) const {
    if (line < 0 || static_cast<std::size_t>(line) >= line_starts_.size()) return text_.size();
    return std::min(text_.size(), line_starts_[static_cast<std::size_t>(line)] + static_cast<std::size_t>(std::max(column, 0)));
}

std::size_t YamlSource::line_of(std::size_t offset) const {
    const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
    return static_cast<std::size_t>(after - line_starts_.begin()) - 1;
}

std::string_view YamlSource::line_text(std::size_t line) const {
    const std::size_t end = line + 1 < line_starts_.size() ? line_starts_[line + 1] : text_.size();
    return text_.substr(line_starts_[line], end - line_starts_[line]);
}

SourcePlace YamlSource::place(std::size_t offset) const {
    const std::size_t line = line_of(offset);
    const auto before = text_.substr(line_starts_[line], offset - line_starts_[line]);
    // Bytes 10xxxxxx continue a character.
    const auto characters = std::count_if(before.begin(), before.end(),
                                          [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0u) != 0x80u; });
    return {file_, static_cast<int>(line) + 1, static_cast<int>(characters) + 1};
}

std::optional<SourcePlace> YamlSource::tab_indentation() const {
    for (std::size_t line = 0; line < line_starts_.size(); ++line) {
        const auto text = line_text(line);
        const auto content = text.find_first_not_of(" \t\r\n");
        const auto tab = text.find('\t');
        if (content != std::string_view::npos && text[content] != '#' && tab < content) return place(line_starts_[line] + tab);
    }
    return std::nullopt;
}

std::size_t YamlSource::past_anchor(std::size_t offset) const {
    if (offset >= text_.size() || text_[offset] != '&') return offset;
    while (offset < text_.size() && !is_space(text_[offset])) ++offset;
    while (offset < text_.size() && is_space(text_[offset])) ++offset;
    return offset;
}

bool YamlSource::has_tag(std::size_t offset) const {
    const std::size_t start = past_anchor(offset);
    return start < text_.size() && text_[start] == '!';
}

std::string_view YamlSource::word_at(std::size_t offset) const {
    const auto end = std::min(text_.find_first_of(" \t\r\n,:]}", offset), text_.size());
    return text_.substr(std::min(offset, end), end - std::min(offset, end));
}

bool YamlSource::is_null_word(std::size_t offset) const {
    const auto word = word_at(offset);
    return word == "~" || word == "null" || word == "Null" || word == "NULL";
}

bool YamlSource::is_unclosed_quote(std::size_t offset) const {
    const std::size_t start = past_anchor(offset);
    if (start >= text_.size() || (text_[start] != '"' && text_[start] != '\'')) return false;
    const char quote = text_[start];
    for (std::size_t position = start + 1; position < text_.size(); ++position) {
        if (quote == '"' && text_[position] == '\\') {
            ++position;
        } else if (text_[position] == quote) {
            const bool doubled = quote == '\'' && position + 1 < text_.size() && text_[position + 1] == '\'';
            if (!doubled) return false;
            ++position;
        }
    }
    return true;
}

bool YamlSource::is_document_mark(std::size_t offset) const { return text_.substr(std::min(offset, text_.size()), 3) == "---"; }

std::size_t YamlSource::dash_before(std::size_t offset) const {
    for (std::size_t line = line_of(offset) + 1; line-- > 0;) {
        const auto text = line_text(line).substr(0, offset > line_starts_[line] ? offset - line_starts_[line] : 0);
        const auto content = text.find_first_not_of(" \t\r\n");
        if (content == std::string_view::npos || text[content] == '#') continue;
        const auto comment = text.find(" #");
        const auto dash = text.substr(0, comment).find_last_of('-');
        return dash == std::string_view::npos ? offset : line_starts_[line] + dash;
    }
    return offset;
}

std::string YamlSource::missing_space_near(std::size_t offset) const {
    const std::size_t line = line_of(offset);
    for (std::size_t candidate = line; candidate + 1 >= line && candidate < line_starts_.size(); --candidate) {
        const auto text = line_text(candidate);
        for (std::size_t start = 0; start < text.size();) {
            const auto end = std::min(text.find_first_of(" \t\r\n,[]{}\"'#", start), text.size());
            const auto word = text.substr(start, end - start);
            if (is_missing_space(word)) return std::string(word);
            start = end + 1;
        }
        if (candidate == 0) break;
    }
    return "";
}

std::string syntax_in_plain_words(std::string_view complaint) {
    for (const auto& entry : plain_words) {
        if (complaint.starts_with(entry.complaint)) return std::string(entry.words);
    }
    return fmt::format("this is not YAML ({})", complaint);
}

bool is_missing_space(std::string_view word) {
    const auto colon = word.find(':');
    if (colon == 0 || colon == std::string_view::npos || colon + 1 == word.size()) return false;
    // 09:00 is a time of day, https://... an address.
    const auto key = word.substr(0, colon);
    return key[0] >= 'a' && key[0] <= 'z' && std::all_of(key.begin(), key.end(), is_name_character) &&
           word.substr(colon + 1, 2) != "//";
}

}  // namespace stepdown
