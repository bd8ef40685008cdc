#include "scenario/traffic_key.hpp"

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace stepdown {

namespace {

bool is_one_of(std::string_view key, std::initializer_list<std::string_view> keys) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

void write(const Node& node, std::string& key) {
    switch (node.kind) {
        case Node::Kind::null: key += '~'; return;
        case Node::Kind::scalar:
            key += node.quoted ? '"' : '\'';
            key += node.text;
            key += '\n';
            return;
        case Node::Kind::sequence:
            key += '[';
            for (const Node& item : node.items) write(item, key);
            key += ']';
            return;
        case Node::Kind::map:
            key += '{';
            for (const Entry& entry : node.entries) {
                key += entry.key;
                key += ':';
                write(entry.value, key);
            }
            key += '}';
            return;
    }
}

/// The map without some of its entries, the values of the others written by `write_value`.
template <class WriteValue>
void write_map(const Node& map, std::initializer_list<std::string_view> without, std::string& key,
               const WriteValue& write_value) {
    if (!map.is_map()) {
        write(map, key);
        return;
    }
    for (const Entry& entry : map.entries) {
        if (is_one_of(entry.key, without)) continue;
        key += entry.key;
        key += '=';
        write_value(entry);
    }
    key += ';';
}

void write_track(const Node& track, std::string& key) {
    write_map(track, {"groups", "virtual"}, key, [&](const Entry& entry) { write(entry.value, key); });
}

void write_stage(const Node& stage, std::string& key) {
    write_map(stage, {"beds", "slots"}, key, [&](const Entry& part) {
        if (part.key != "tracks") {
            write(part.value, key);
            return;
        }
        write_map(part.value, {}, key, [&](const Entry& track) { write_track(track.value, key); });
    });
}

}  // namespace

std::string traffic_key(const Node& root) {
    std::string key;
    write_map(root, {"staff", "money", "sizing", "plans", "targets", "observed", "sources", "name", "question"}, key,
              [&](const Entry& section) {
                  if (section.key != "stages") {
                      write(section.value, key);
                      return;
                  }
                  write_map(section.value, {}, key, [&](const Entry& stage) { write_stage(stage.value, key); });
              });
    return key;
}

}  // namespace stepdown
