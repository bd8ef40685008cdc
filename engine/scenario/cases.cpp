#include "scenario/cases.hpp"

namespace stepdown {

namespace {

/// The condition of one case: always where there is no `when`.
std::optional<Condition> when_of(const Node& item, const SectionContext& context, const ConditionScope& scope) {
    const Node* when = item.find("when");
    return when == nullptr ? Condition{} : read_condition(*when, context, scope);
}

}  // namespace

std::optional<std::vector<StatedCase>> stated_cases(const Node& node, const SectionContext& context,
                                                    const ConditionScope& scope) {
    if (node.is_null()) return std::nullopt;
    if (!node.is_sequence()) return std::vector<StatedCase>{{Condition{}, &node}};
    if (node.items.empty()) {
        context.problems.error(node.place, "no-case", "this list of cases is empty", "write the value itself");
        return std::nullopt;
    }
    std::vector<StatedCase> cases;
    for (const Node& item : node.items) {
        const bool is_last = &item == &node.items.back();
        const bool has_condition = item.find("when") != nullptr;
        if (is_last && has_condition) {
            context.problems.error(item.place, "last-case-has-when", "the last case must fit every client, so it has no `when`",
                                   "add a last case `{use: ...}` for all others");
        } else if (!is_last && item.is_map() && !has_condition) {
            context.problems.error(item.place, "case-never-used",
                                   "the cases after this one are never used, because it fits every client",
                                   "write the case without `when` last");
        }
        auto when = when_of(item, context, scope);
        const Node* use = stated(item, "use");
        const bool misplaced = is_last == has_condition;
        if (when && use != nullptr && !misplaced) cases.push_back({std::move(*when), use});
    }
    if (cases.size() != node.items.size()) return std::nullopt;
    return cases;
}

}  // namespace stepdown
