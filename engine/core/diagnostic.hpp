// Diagnostics: what is wrong with a scenario, said to the person who wrote it.
// They are collected, never thrown, and sorted by place before they are shown.
#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown {

/// A place in a file as an editor counts it: line and column from 1; line 0 stands for the whole file.
struct SourcePlace {
    std::string file;
    int line = 0;
    int column = 0;
    friend auto operator<=>(const SourcePlace&, const SourcePlace&) = default;
};

enum class Severity { error, warning };

struct Diagnostic {
    Severity severity = Severity::error;
    SourcePlace place;
    /// Stable, kebab-case, one per kind of mistake, e.g. `unknown-key`; each has a folder in tests/diagnostics.
    std::string code;
    /// One sentence in the user's own words.
    std::string message;
    /// What to do; may be empty.
    std::string hint;
};

/// The problems found so far. Order of adding does not matter: `sorted` orders by file, line, column, code.
class Diagnostics {
public:
    void error(SourcePlace place, std::string code, std::string message, std::string hint = "");
    void warning(SourcePlace place, std::string code, std::string message, std::string hint = "");
    void append(const Diagnostics& others);

    bool has_errors() const;
    std::size_t error_count() const;
    bool empty() const { return entries_.empty(); }
    const std::vector<Diagnostic>& entries() const { return entries_; }
    std::vector<Diagnostic> sorted() const;

private:
    std::vector<Diagnostic> entries_;
};

/// `file:line:col: error[code]: sentence` and, on a second line, `  hint: ...`.
std::string to_text(const Diagnostic& diagnostic);

}  // namespace stepdown
