#include "scenario/path_steps.hpp"

#include <charconv>

namespace stepdown {
namespace {

std::optional<WayOn> way_to_key(const Node& map, std::span<const std::string> rest) {
    std::string key;
    for (std::size_t used = 1; used <= rest.size(); ++used) {
        key += (used == 1 ? "" : ".") + rest[used - 1];
        if (const Node* value = map.find(key)) return WayOn{value, key, used};
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::size_t> list_index(std::string_view step, std::size_t size) {
    std::size_t position = 0;
    const auto [end, problem] = std::from_chars(step.data(), step.data() + step.size(), position);
    const bool is_position = problem == std::errc{} && end == step.data() + step.size() && step.front() != '0';
    if (!is_position || position > size) return std::nullopt;
    return position - 1;
}

std::vector<WayOn> ways_on(const Node& node, std::span<const std::string> rest) {
    const std::string& step = rest.front();
    std::vector<WayOn> ways;
    if (step == "*") {
        for (const auto& entry : node.entries) ways.push_back({&entry.value, entry.key, 1});
        for (std::size_t index = 0; index < node.items.size(); ++index) {
            ways.push_back({&node.items[index], std::to_string(index + 1), 1});
        }
    } else if (node.is_map()) {
        if (auto way = way_to_key(node, rest)) ways.push_back(std::move(*way));
    } else if (const auto index = list_index(step, node.items.size()); node.is_sequence() && index) {
        ways.push_back({&node.items[*index], step, 1});
    }
    return ways;
}

}  // namespace stepdown
