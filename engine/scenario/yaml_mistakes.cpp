#include "scenario/yaml_mistakes.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace stepdown {

namespace {

/// YAML 1.2, section 7.4.2; the key that a colon follows on its line.
constexpr std::size_t longest_key = 1024;

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

std::string_view without_ends(std::string_view line) {
    const auto first = line.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return "";
    return line.substr(first, line.find_last_not_of(" \t\r\n") - first + 1);
}

struct Line {
    std::size_t number;
    std::string_view text;

    std::size_t indent() const { return text.find_first_not_of(' '); }
};

/// The nearest line above that says something.
std::optional<Line> line_above(const YamlSource& source, std::size_t line) {
    while (line-- > 0) {
        const auto text = without_ends(source.line_text(line));
        if (!text.empty() && text.front() != '#') return Line{line + 1, source.line_text(line)};
    }
    return std::nullopt;
}

/// A `:` where no key can stand: on this line a text with a colon in it, or the line above goes on in this one.
std::string hint_for_colon(const YamlSource& source, std::size_t offset) {
    const std::size_t line = source.line_of(offset);
    const auto text = source.line_text(line);
    if (text.substr(0, offset - source.line_start(line)).find(": ") != std::string_view::npos)
        return "put a text that holds `: ` in quotes";
    const auto above = line_above(source, line);
    if (!above) return "";
    const auto said = without_ends(above->text);
    const bool is_open = said.ends_with(',') || said.ends_with('{') || said.ends_with('[');
    if (said.find(':') == std::string_view::npos && !is_open)
        return fmt::format("line {}, `{}`, has no colon", above->number, said);
    if (above->indent() < Line{line + 1, text}.indent() && !said.ends_with(':'))
        return fmt::format("it is indented deeper than line {}, which has its value already", above->number);
    return "";
}

}  // namespace

bool is_number_split(const Node& before, const Node& key) {
    if (!before.is_scalar() || before.quoted || key.quoted || before.text.empty() || key.text.empty()) return false;
    const bool touches =
        before.place.line == key.place.line && before.place.column + static_cast<int>(before.text.size()) + 1 == key.place.column;
    return touches && is_digit(before.text.back()) && is_digit(key.text.front());
}

void join_split_number(std::vector<Node>& items) {
    while (items.size() > 1 && is_number_split(items[0], items[1])) {
        items[0].text += "," + items[1].text;
        items.erase(items.begin() + 1);
    }
}

std::string hint_for_lonely_key(const Node& map, const Node& key) {
    const Entry* before = map.entries.empty() ? nullptr : &map.entries.back();
    const bool may_be_list = before != nullptr && before->value.is_scalar() && before->value.place.line == key.place.line &&
                             !before->value.text.empty() && !is_digit(before->value.text.front());
    if (!may_be_list) return "write the value, leave the key out for its default, or `none` to remove an entry";
    return fmt::format("write its value or leave it out; if it belongs to `{0}`, a list: `{0}: [{1}, {2}]`", before->key,
                       before->value.text, key.text);
}

std::optional<std::size_t> overlong_key(std::string_view text) {
    for (std::size_t start = 0; start < text.size();) {
        const auto end = std::min(text.find_first_of(" \t\r\n,[]{}:", start), text.size());
        if (end - start > longest_key && end < text.size() && text[end] == ':') return start;
        start = end + 1;
    }
    return std::nullopt;
}

std::string hint_for_syntax(std::string_view complaint, const YamlSource& source, std::size_t offset,
                            std::optional<std::size_t> last_quote) {
    if (const auto run_together = source.missing_space_near(offset); !run_together.empty())
        return fmt::format("put a space after the colon in `{}`", run_together);
    if (last_quote && source.line_of(*last_quote) < source.line_of(offset))
        return fmt::format("is the quote that is opened in line {} meant to end earlier?", source.place(*last_quote).line);
    if (last_quote && *last_quote < offset && source.line_of(*last_quote) == source.line_of(offset))
        return "the quoted text has ended here; inside quotes write an apostrophe twice (`''`), or use double quotes around it";
    if (complaint.starts_with("illegal map value")) return hint_for_colon(source, offset);
    return "";
}

}  // namespace stepdown
