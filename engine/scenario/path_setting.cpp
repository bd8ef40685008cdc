// Setting values at paths: whether a path can be set, and the setting of it, making what the language leaves to
// defaults.
#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "scenario/did_you_mean.hpp"
#include "scenario/path.hpp"
#include "scenario/path_steps.hpp"

namespace stepdown {
namespace {

using Steps = std::span<const std::string>;

constexpr std::array<std::string_view, 3> not_settable = {"extends", "set", "plans"};

struct PathProblem {
    std::string message;
    std::string hint;
};

/// One walk along a path from the root; `so_far` is where it stands, `rest` what is still to go.
class PathWalk {
public:
    PathWalk(const Path& path, const TreeRules& rules) : path_(path), rules_(rules) {}

    /// Why the path cannot be set in this tree; nullopt when it can.
    std::optional<PathProblem> problem(const Node& root) {
        if (std::find(not_settable.begin(), not_settable.end(), path_.steps.front()) != not_settable.end()) {
            return PathProblem{fmt::format("settings cannot change `{}`", path_.steps.front()), ""};
        }
        so_far_.clear();
        return problem_below(&root, path_.steps);
    }

    /// Puts the value where the path leads; only for a path without a problem.
    void apply(Node& root, const PathSetting& setting) {
        so_far_.clear();
        apply_below(root, path_.steps, setting);
    }

private:
    static const Node nothing_;

    std::string here() const {
        Path path{so_far_};
        return so_far_.empty() ? std::string("the scenario") : fmt::format("`{}`", path.to_text());
    }

    template <class Visit>
    auto one_step_down(const std::string& step, Visit visit) {
        so_far_.push_back(step);
        auto result = visit();
        so_far_.pop_back();
        return result;
    }

    /// Steps that make one key where the tree states none: the rest of the path where the values there are no maps, as
    /// in `observed`.
    std::size_t steps_of_new_key(Steps rest) {
        return one_step_down(rest.front(), [&]() -> std::size_t {
            const auto below = rules_.legal_keys(so_far_);
            const bool leads_on = !below.known.empty() || below.names != LegalKeys::Names::none;
            return rest.size() > 1 && !leads_on && so_far_.size() == 2 ? rest.size() : 1;
        });
    }

    std::optional<PathProblem> problem_below(const Node* node, Steps rest) {
        if (rest.empty()) return std::nullopt;
        if (rest.front() == "*") return problem_with_all(*node, rest);
        if (const auto ways = ways_on(*node, rest); !ways.empty()) {
            const auto& way = ways.front();
            return one_step_down(way.step, [&] { return problem_below(way.node, rest.subspan(way.steps_used)); });
        }
        if (node->is_sequence()) {
            return PathProblem{
                fmt::format("{} is a list of {}, and `{}` is no position in it", here(), node->items.size(), rest.front()),
                "positions count from 1, such as `attendance.1.use`"};
        }
        return problem_with_unstated(*node, rest);
    }

    /// `*` leads somewhere when it does for any entry or item.
    std::optional<PathProblem> problem_with_all(const Node& node, Steps rest) {
        std::optional<PathProblem> first;
        for (const auto& way : ways_on(node, rest)) {
            auto found = one_step_down(way.step, [&] { return problem_below(way.node, rest.subspan(1)); });
            if (!found) return std::nullopt;
            if (!first) first = std::move(found);
        }
        if (first) return first;
        return PathProblem{fmt::format("there is nothing in {} for `*` to stand for", here()), ""};
    }

    std::optional<PathProblem> problem_with_unstated(const Node& node, Steps rest) {
        const std::string& step = rest.front();
        const auto legal = rules_.legal_keys(so_far_);
        const bool is_known = std::find(legal.known.begin(), legal.known.end(), step) != legal.known.end();
        if (is_known || legal.names == LegalKeys::Names::may_be_new) {
            const std::size_t used = is_known ? 1 : steps_of_new_key(rest);
            return one_step_down(step, [&] { return problem_below(&nothing_, rest.subspan(used)); });
        }
        auto candidates = legal.known;
        for (const auto& entry : node.entries) candidates.push_back(entry.key);
        std::sort(candidates.begin(), candidates.end());
        candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
        const bool takes_names = legal.names == LegalKeys::Names::existing_only;
        if (candidates.empty() && !takes_names) {
            return PathProblem{fmt::format("there is nothing below {} that `{}` could be", here(), step), ""};
        }
        return PathProblem{fmt::format("there is no {} `{}` in {}", takes_names ? legal.noun : "key", step, here()),
                           did_you_mean(step, candidates)};
    }

    void apply_below(Node& node, Steps rest, const PathSetting& setting) {
        auto ways = ways_on(node, rest);
        if (rest.front() == "*") {
            // From the back, so that what is removed moves nothing that is still to come.
            std::reverse(ways.begin(), ways.end());
            for (const auto& way : ways) apply_one(node, way, rest, setting);
        } else if (!ways.empty()) {
            apply_one(node, ways.front(), rest, setting);
        } else if (!setting.value.is_none() || rest.size() > 1) {
            apply_unstated(node, rest, setting);
        }
    }

    void apply_one(Node& parent, const WayOn& way, Steps rest, const PathSetting& setting) {
        const Steps further = rest.subspan(way.steps_used);
        const bool leads_on = one_step_down(way.step, [&] { return !problem_below(way.node, further); });
        if (!leads_on) return;
        if (further.empty()) {
            put(parent, way, setting);
        } else {
            so_far_.push_back(way.step);
            apply_below(*const_cast<Node*>(way.node), further, setting);
            so_far_.pop_back();
        }
    }

    static void put(Node& parent, const WayOn& way, const PathSetting& setting) {
        if (parent.is_sequence()) {
            const auto index = *list_index(way.step, parent.items.size());
            if (setting.value.is_none()) {
                parent.items.erase(parent.items.begin() + static_cast<std::ptrdiff_t>(index));
            } else {
                parent.items[index] = setting.value;
            }
        } else if (setting.value.is_none()) {
            parent.remove(way.step);
        } else {
            const auto entry = std::find_if(parent.entries.begin(), parent.entries.end(),
                                            [&](const Entry& candidate) { return candidate.key == way.step; });
            entry->key_place = setting.path_place;
            entry->value = setting.value;
        }
    }

    /// Makes the entry, and the map around it where there is none yet.
    void apply_unstated(Node& node, Steps rest, const PathSetting& setting) {
        const auto short_key = rules_.short_form(so_far_);
        if (node.is_scalar() && short_key) {
            node = Node::map_of(*short_key, std::move(node));
            return apply_below(node, rest, setting);
        }
        if (setting.value.is_none()) return;
        if (!node.is_map()) node = Node::empty_map(setting.path_place);
        const auto legal = rules_.legal_keys(so_far_);
        const bool is_known = std::find(legal.known.begin(), legal.known.end(), rest.front()) != legal.known.end();
        const std::size_t used = is_known ? 1 : steps_of_new_key(rest);
        const std::string key = Path{{rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(used)}}.to_text();
        node.entries.push_back({key, setting.path_place, Node{}});
        Node& made = node.entries.back().value;
        if (used == rest.size()) {
            made = setting.value;
            return;
        }
        so_far_.push_back(key);
        apply_below(made, rest.subspan(used), setting);
        so_far_.pop_back();
    }

    const Path& path_;
    const TreeRules& rules_;
    std::vector<std::string> so_far_;
};

const Node PathWalk::nothing_{};

}  // namespace

bool path_exists(const Node& root, const Path& path, const TreeRules& rules, const SourcePlace& place, Diagnostics& diagnostics) {
    const auto problem = PathWalk(path, rules).problem(root);
    if (!problem) return true;
    diagnostics.error(place, "unknown-path", fmt::format("`{}`: {}", path.to_text(), problem->message), problem->hint);
    return false;
}

bool set_at(Node& root, const PathSetting& setting, const TreeRules& rules, Diagnostics& diagnostics) {
    if (!path_exists(root, setting.path, rules, setting.path_place, diagnostics)) return false;
    PathWalk(setting.path, rules).apply(root, setting);
    return true;
}

}  // namespace stepdown
