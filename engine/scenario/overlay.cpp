#include "scenario/overlay.hpp"

#include <algorithm>
#include <filesystem>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenario/did_you_mean.hpp"
#include "scenario/path.hpp"
#include "scenario/text_file.hpp"
#include "scenario/yaml_document.hpp"
#include "scenario/yaml_source.hpp"

namespace stepdown {
namespace {

/// Lays maps over maps, keeping the path from the root.
class Overlay {
public:
    Overlay(const TreeRules& rules, std::vector<Removal>& removals, Diagnostics& diagnostics)
        : rules_(rules), removals_(removals), diagnostics_(diagnostics) {}

    void lay_over(Node& base, const Node& over) {
        std::unordered_map<std::string, std::size_t> positions;
        for (std::size_t index = 0; index < base.entries.size(); ++index) positions[base.entries[index].key] = index;
        std::vector<std::string> removed;
        const auto candidates = base.keys();
        for (const auto& entry : over.entries) {
            const auto found = positions.find(entry.key);
            if (entry.value.is_none() && !none_is_a_value(path_)) {
                if (found == positions.end()) {
                    check_removal(entry, candidates);
                } else {
                    removed.push_back(entry.key);
                    note_removal(entry);
                }
            } else if (found == positions.end()) {
                base.entries.push_back(entry);
            } else {
                lay_over_entry(base.entries[found->second], entry);
            }
        }
        for (const auto& key : removed) base.remove(key);
        base.place = over.place;
    }

private:
    void lay_over_entry(Entry& base, const Entry& over) {
        // What was left empty is reported already; the base's value stands in for it.
        if (over.value.is_null()) return;
        path_.push_back(over.key);
        base.key_place = over.key_place;
        if (const auto short_key = rules_.short_form(path_); base.value.is_scalar() && over.value.is_map() && short_key) {
            base.value = Node::map_of(*short_key, std::move(base.value));
        }
        if (base.value.is_map() && over.value.is_map() && !rules_.replaced_whole(path_)) {
            lay_over(base.value, over.value);
        } else {
            base.value = over.value;
        }
        path_.pop_back();
    }

    void note_removal(const Entry& entry) {
        Path path{path_};
        path.steps.push_back(entry.key);
        add_removals({{std::move(path), entry.key_place, entry.value}}, "", removals_);
    }

    void check_removal(const Entry& entry, std::vector<std::string> candidates) {
        const auto legal = rules_.legal_keys(path_);
        const bool is_known = std::find(legal.known.begin(), legal.known.end(), entry.key) != legal.known.end();
        if (is_known || legal.names == LegalKeys::Names::may_be_new) return;
        candidates.insert(candidates.end(), legal.known.begin(), legal.known.end());
        const auto where = path_.empty() ? std::string("the scenario") : fmt::format("`{}`", fmt::join(path_, "."));
        diagnostics_.error(entry.key_place, "unknown-path",
                           fmt::format("there is no {} `{}` in {} that `none` could remove",
                                       legal.names == LegalKeys::Names::none ? "key" : legal.noun, entry.key, where),
                           did_you_mean(entry.key, candidates));
    }

    const TreeRules& rules_;
    std::vector<Removal>& removals_;
    Diagnostics& diagnostics_;
    std::vector<std::string> path_;
};

void drop_none_below(Node& node, std::vector<std::string>& path) {
    if (none_is_a_value(path)) return;
    std::erase_if(node.entries, [](const Entry& entry) { return entry.value.is_none(); });
    for (auto& entry : node.entries) {
        path.push_back(entry.key);
        drop_none_below(entry.value, path);
        path.pop_back();
    }
}

/// Reads a file and what it extends, remembering the way so far.
class BaseReader {
public:
    BaseReader(const TreeRules& rules, std::vector<SourceText>& files, std::vector<Removal>& removals, Diagnostics& diagnostics)
        : rules_(rules), files_(files), removals_(removals), diagnostics_(diagnostics) {}

    std::optional<Node> read(const std::string& path, const SourcePlace& named_at) {
        if (is_cycle(path, named_at)) return std::nullopt;
        auto text = read_text_file(path, named_at, diagnostics_);
        if (!text) return std::nullopt;
        auto tree = read_yaml_text(*text, path, diagnostics_);
        files_.push_back({path, std::move(*text)});
        if (!tree || !is_scenario_map(*tree)) return std::nullopt;
        const auto settings = take_settings(*tree);
        auto merged = over_its_base(std::move(*tree));
        if (!merged) return std::nullopt;
        for (const auto& setting : settings) set_at(*merged, setting, rules_, diagnostics_);
        add_removals(settings, "", removals_);
        return merged;
    }

private:
    bool is_cycle(const std::string& path, const SourcePlace& named_at) {
        std::error_code ignored;
        const auto identity = std::filesystem::weakly_canonical(path, ignored);
        const bool seen = std::find(identities_.begin(), identities_.end(), identity) != identities_.end();
        identities_.push_back(identity);
        chain_.push_back(path);
        if (!seen) return false;
        diagnostics_.error(named_at, "extends-cycle",
                           fmt::format("files that extend one another: {}", fmt::join(chain_, " extends ")),
                           "a base file stands alone");
        return true;
    }

    bool is_scenario_map(const Node& tree) {
        if (tree.is_map()) return true;
        const bool run_together = tree.is_scalar() && is_missing_space(tree.text.substr(0, tree.text.find(' ')));
        diagnostics_.error(tree.place, "not-a-map",
                           fmt::format("a scenario is a map of keys and values, and this is {}", kind_in_words(tree)),
                           run_together ? "put a space after the colon"
                                        : "such as `stepdown: 1` and, on further lines, `clock`, `populations` and `stages`");
        return false;
    }

    std::vector<PathSetting> take_settings(Node& tree) {
        const Node* set = tree.find("set");
        if (set == nullptr) return {};
        auto settings = read_settings(*set, diagnostics_);
        tree.remove("set");
        return settings;
    }

    std::optional<Node> over_its_base(Node tree) {
        const Node* extends = tree.find("extends");
        if (extends == nullptr) return tree;
        const Node named = *extends;
        tree.remove("extends");
        if (named.is_null()) return tree;
        if (!named.is_scalar() || named.text.empty()) {
            diagnostics_.error(named.place, "wrong-kind", "`extends` names one file", "such as `extends: riverbend.yaml`");
            return tree;
        }
        auto base = read(path_named_at(named.place, named.text), named.place);
        if (!base) return std::nullopt;
        Overlay(rules_, removals_, diagnostics_).lay_over(*base, tree);
        return base;
    }

    const TreeRules& rules_;
    std::vector<SourceText>& files_;
    std::vector<Removal>& removals_;
    Diagnostics& diagnostics_;
    std::vector<std::filesystem::path> identities_;
    std::vector<std::string> chain_;
};

}  // namespace

void lay_over(Node& base, const Node& over, const TreeRules& rules, Diagnostics& diagnostics) {
    std::vector<Removal> removals;
    Overlay(rules, removals, diagnostics).lay_over(base, over);
}

void drop_none_entries(Node& root) {
    std::vector<std::string> path;
    drop_none_below(root, path);
}

std::optional<Node> read_with_bases(const std::string& path, const TreeRules& rules, std::vector<SourceText>& files,
                                    std::vector<Removal>& removals, Diagnostics& diagnostics) {
    return BaseReader(rules, files, removals, diagnostics).read(path, {path, 0, 0});
}

}  // namespace stepdown
