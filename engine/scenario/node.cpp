#include "scenario/node.hpp"

#include <algorithm>
#include <utility>

namespace stepdown {

Node Node::scalar(std::string text, SourcePlace place) {
    Node node;
    node.kind = Kind::scalar;
    node.text = std::move(text);
    node.place = std::move(place);
    return node;
}

Node Node::empty_map(SourcePlace place) {
    Node node;
    node.kind = Kind::map;
    node.place = std::move(place);
    return node;
}

Node Node::map_of(std::string key, Node value) {
    Node map = empty_map(value.place);
    map.entries.push_back({std::move(key), map.place, std::move(value)});
    return map;
}

const Entry* Node::find_entry(std::string_view key) const {
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.key == key; });
    return found == entries.end() ? nullptr : &*found;
}

const Node* Node::find(std::string_view key) const {
    const auto* entry = find_entry(key);
    return entry == nullptr ? nullptr : &entry->value;
}

Node* Node::find(std::string_view key) { return const_cast<Node*>(std::as_const(*this).find(key)); }

bool Node::remove(std::string_view key) {
    return std::erase_if(entries, [&](const Entry& entry) { return entry.key == key; }) > 0;
}

std::vector<std::string> Node::keys() const {
    std::vector<std::string> result;
    result.reserve(entries.size());
    for (const auto& entry : entries) result.push_back(entry.key);
    return result;
}

std::string_view kind_in_words(const Node& node) {
    switch (node.kind) {
        case Node::Kind::null: return "nothing";
        case Node::Kind::scalar: return "a value";
        case Node::Kind::sequence: return "a list";
        case Node::Kind::map: return "a map";
    }
    return "nothing";
}

bool stands_in(const Node& node, const SourcePlace& place) {
    if (node.place == place) return true;
    return std::any_of(node.items.begin(), node.items.end(), [&](const Node& item) { return stands_in(item, place); }) ||
           std::any_of(node.entries.begin(), node.entries.end(),
                       [&](const Entry& entry) { return entry.key_place == place || stands_in(entry.value, place); });
}

std::size_t node_count(const Node& node) {
    std::size_t count = 1;
    for (const auto& item : node.items) count += node_count(item);
    for (const auto& entry : node.entries) count += node_count(entry.value);
    return count;
}

}  // namespace stepdown
