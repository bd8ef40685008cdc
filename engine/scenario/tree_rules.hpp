// What the language allows where in the tree, asked by the steps that merge and set values without knowing the
// language. The keys belong to the sections; here is only the question, and the answer on what is replaced whole.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown {

/// The keys of the map at one place of the tree.
struct LegalKeys {
    enum class Names {
        none,           ///< only the known keys
        existing_only,  ///< names that the file gives to its things (stages, tracks): a setting may not make new ones
        may_be_new,     ///< keys that a setting may add (`reserved`, share maps, `hazard`)
    };
    /// Words of the language that may stand here, whether the file states them or leaves them to their default.
    std::vector<std::string> known;
    Names names = Names::none;
    /// What one of `names` is called in messages: "stage", "population", "track".
    std::string noun = "key";
};

/// The language as merging and setting need it. `path` holds the keys from the root, list positions as "1", "2", ...
class TreeRules {
public:
    virtual ~TreeRules() = default;
    /// The keys of the map at `path`, which need not exist yet.
    virtual LegalKeys legal_keys(std::span<const std::string> path) const = 0;
    /// Whether a map at `path` replaces the one it is laid over (share maps, distributions, outcomes) instead of
    /// merging with it key by key. The default knows the language of format 1.
    virtual bool replaced_whole(std::span<const std::string> path) const;
    /// The key that a bare value at `path` is short for: `arrivals: 9 per day` is `arrivals: {rate: 9 per day}`. Asked
    /// when a map is laid over a bare value, or a path leads through one. The default knows `arrivals`.
    virtual std::optional<std::string> short_form(std::span<const std::string> path) const;
};

/// Whether `none` in the map at `path` is a value and not an entry to be removed: in settings (`set`, a plan, `set` of
/// a change) it is to be set, in `when: {beside: none}` it is what must hold.
bool none_is_a_value(std::span<const std::string> path);

/// Whether `path` fits `pattern`, a path in which `*` stands for any one key: `stages.*.next`.
bool path_matches(std::span<const std::string> path, std::string_view pattern);

}  // namespace stepdown
