#include "scenario/section_values.hpp"

namespace stepdown {

std::optional<double> read_number(const Node& node, Sign sign, Diagnostics& problems) {
    if (!node.is_scalar()) return std::nullopt;
    return accept(node, parse_number(node.text, sign), problems);
}

std::optional<std::int64_t> read_whole_number(const Node& node, Sign sign, Diagnostics& problems) {
    if (!node.is_scalar()) return std::nullopt;
    return accept(node, parse_whole_number(node.text, sign), problems);
}

std::optional<double> read_share(const Node& node, Diagnostics& problems) {
    if (!node.is_scalar()) return std::nullopt;
    return accept(node, parse_share(node.text), problems);
}

std::optional<double> read_ratio(const Node& node, Sign sign, Diagnostics& problems) {
    if (!node.is_scalar()) return std::nullopt;
    return accept(node, parse_ratio(node.text, sign), problems);
}

std::optional<Ticks> read_duration(const Node& node, Sign sign, Diagnostics& problems) {
    if (!node.is_scalar()) return std::nullopt;
    return accept(node, parse_duration(node.text, sign), problems);
}

const Node* stated(const Node& map, std::string_view key) {
    const Node* value = map.find(key);
    return value == nullptr || value->is_null() ? nullptr : value;
}

std::optional<std::string> stated_text(const Node& map, std::string_view key) {
    const Node* value = stated(map, key);
    if (value == nullptr || !value->is_scalar()) return std::nullopt;
    return value->text;
}

std::optional<bool> stated_truth(const Node& map, std::string_view key) {
    const auto text = stated_text(map, key);
    if (!text || (*text != "true" && *text != "false")) return std::nullopt;
    return *text == "true";
}

}  // namespace stepdown
