// Reads a value that may differ between clients: the value itself, or a list of `{when, use}` of which the first that
// fits is used and the last always fits.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "model/condition.hpp"
#include "scenario/conditions.hpp"
#include "scenario/section_values.hpp"

namespace stepdown {

/// One case of a list, before its value is read.
struct StatedCase {
    Condition when;
    const Node* use = nullptr;
};

/// The cases of a list, or the node itself as the only one. Nothing after an error: `no-case`, `last-case-has-when`,
/// `case-never-used`, and those of conditions.
std::optional<std::vector<StatedCase>> stated_cases(const Node& node, const SectionContext& context, const ConditionScope& scope);

/// `read_one` turns the node of one value into `std::optional<T>`, reporting what is wrong with it.
template <class T, class ReadOne>
std::optional<Cases<T>> read_cases(const Node& node, const SectionContext& context, const ConditionScope& scope,
                                   ReadOne read_one) {
    const auto stated_list = stated_cases(node, context, scope);
    if (!stated_list) return std::nullopt;
    std::vector<typename Cases<T>::Case> cases;
    for (const StatedCase& stated_case : *stated_list) {
        std::optional<T> value = read_one(*stated_case.use);
        if (value) cases.push_back({stated_case.when, std::move(*value)});
    }
    if (cases.size() != stated_list->size()) return std::nullopt;
    return Cases<T>(std::move(cases));
}

template <class T, class ReadOne>
std::optional<Cases<T>> read_cases(const Node& node, const SectionContext& context, ReadOne read_one) {
    return read_cases<T>(node, context, ConditionScope{}, read_one);
}

}  // namespace stepdown
