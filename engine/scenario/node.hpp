// A scenario as plain values: the tree that a YAML file, its base files and the settings on top of them add up to.
// Every value remembers where it stands, so that any later complaint can point at it. Meaning comes later.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.hpp"

namespace stepdown {

struct Entry;

/// One value of a scenario. Scalars are raw text (`010`, `yes` and `09:00` are what was written); order is kept.
struct Node {
    enum class Kind { null, scalar, sequence, map };

    /// `null` is a value left empty; the reader has reported it already, so readers of the tree pass over it in
    /// silence.
    Kind kind = Kind::null;
    /// The text of a scalar, without quotes.
    std::string text;
    /// Written in quotes (or as a block of text): never `none`, `rest` or another word of the language by accident.
    bool quoted = false;
    /// Where the value begins; for a value reached through an alias, where it stands at its anchor.
    SourcePlace place;
    std::vector<Node> items;
    std::vector<Entry> entries;

    static Node scalar(std::string text, SourcePlace place);
    static Node empty_map(SourcePlace place);
    /// The map that a value in short form stands for: `9 per day` as `{rate: 9 per day}`.
    static Node map_of(std::string key, Node value);

    bool is_null() const { return kind == Kind::null; }
    bool is_scalar() const { return kind == Kind::scalar; }
    bool is_sequence() const { return kind == Kind::sequence; }
    bool is_map() const { return kind == Kind::map; }
    /// The unquoted word `none`, which removes an entry.
    bool is_none() const { return is_scalar() && !quoted && text == "none"; }

    /// The value of `key`, or nullptr; nullptr too when this is no map.
    const Node* find(std::string_view key) const;
    Node* find(std::string_view key);
    /// The whole entry, with the place of its key, or nullptr.
    const Entry* find_entry(std::string_view key) const;
    /// Removes `key` if it is there; says whether it was.
    bool remove(std::string_view key);
    /// The keys of a map in written order.
    std::vector<std::string> keys() const;
};

struct Entry {
    std::string key;
    SourcePlace key_place;
    Node value;
};

/// "a map", "a list", "a value" or "nothing": for messages.
std::string_view kind_in_words(const Node& node);

/// Whether the value, a key in it or a value below it stands at the place.
bool stands_in(const Node& node, const SourcePlace& place);

/// Every value of the tree, this one included.
std::size_t node_count(const Node& node);

}  // namespace stepdown
