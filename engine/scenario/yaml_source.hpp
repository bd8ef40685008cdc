// The text of a YAML file as an editor shows it: places in lines and characters, and what a YAML library does not say
// about a text that it refuses (or, worse, accepts).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.hpp"

namespace stepdown {

/// A text that outlives this object, with the places of its bytes.
class YamlSource {
public:
    YamlSource(std::string_view text, std::string file);

    std::string_view text() const { return text_; }
    /// The byte at line and byte column, both from 0; the end of the text where there is none.
    std::size_t offset(int line, int column) const;
    /// The line, from 0, of the byte at `offset`; where it begins, and its text with its line break.
    std::size_t line_of(std::size_t offset) const;
    std::size_t line_start(std::size_t line) const { return line_starts_[line]; }
    std::string_view line_text(std::size_t line) const;
    /// Line and character column from 1 of the byte at `offset`.
    SourcePlace place(std::size_t offset) const;

    /// The first line indented with a tab, comments and blank lines apart.
    std::optional<SourcePlace> tab_indentation() const;
    /// Where the value at `offset` begins, past its `&anchor`; `has_tag` there says whether `!` comes first.
    std::size_t past_anchor(std::size_t offset) const;
    bool has_tag(std::size_t offset) const;
    /// The word at `offset`, up to a space, comma, colon or bracket.
    std::string_view word_at(std::size_t offset) const;
    /// Whether `~` or `null` stands at `offset`.
    bool is_null_word(std::size_t offset) const;
    /// Whether a quote opens at `offset` and is never closed.
    bool is_unclosed_quote(std::size_t offset) const;
    /// Whether `---` stands at `offset`.
    bool is_document_mark(std::size_t offset) const;
    /// The dash of the list item that was left empty before `offset`.
    std::size_t dash_before(std::size_t offset) const;
    /// A word such as `slots:60` on the line of `offset` or the line before it, or "".
    std::string missing_space_near(std::size_t offset) const;

private:
    std::string_view text_;
    std::string file_;
    std::vector<std::size_t> line_starts_;
};

/// A YAML library's complaint in the words of someone who never heard of tokens.
std::string syntax_in_plain_words(std::string_view complaint);

/// Whether `word` is a key and its value run together, `iop:0.6`.
bool is_missing_space(std::string_view word);

}  // namespace stepdown
