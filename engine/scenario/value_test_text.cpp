// What a condition asks of a count or a duration: `2+`, `under 2 d`, `at least 3`.
#include <array>

#include <fmt/format.h>

#include "scenario/quantity_text.hpp"
#include "scenario/text_values.hpp"

namespace stepdown {
namespace {

/// A relation in words, and what is left of the text behind it.
template <class Value>
struct RelationText {
    std::optional<typename ValueTest<Value>::Relation> relation;
    std::string bound;
};

template <class Value>
RelationText<Value> split_relation(std::string_view text) {
    using Relation = typename ValueTest<Value>::Relation;
    struct Word {
        std::string_view word;
        Relation relation;
    };
    constexpr std::array words = {Word{"under ", Relation::under}, Word{"over ", Relation::over},
                                  Word{"at least ", Relation::at_least}, Word{"at most ", Relation::at_most}};
    const std::string trimmed = without_outer_spaces(text);
    for (const auto& [word, relation] : words) {
        if (trimmed.starts_with(word)) return {relation, without_outer_spaces(trimmed.substr(word.size()))};
    }
    if (trimmed.ends_with('+')) {
        return {Relation::at_least, without_outer_spaces(std::string_view(trimmed).substr(0, trimmed.size() - 1))};
    }
    return {std::nullopt, trimmed};
}

}  // namespace

Parsed<ValueTest<long long>> parse_count_comparison(std::string_view text) {
    using Test = ValueTest<long long>;
    const auto [relation, bound] = split_relation<long long>(text);
    const auto count = parse_whole_number(bound);
    if (!count) {
        return Parsed<Test>::refused(count.code, fmt::format("`{}` is no condition on a count", text),
                                     "such as `3`, `2+`, `under 3`, `over 3`, `at least 3` or `at most 3`");
    }
    return Parsed<Test>::of({relation.value_or(Test::Relation::equal), *count});
}

Parsed<ValueTest<Ticks>> parse_duration_comparison(std::string_view text) {
    using Test = ValueTest<Ticks>;
    const auto [relation, bound] = split_relation<Ticks>(text);
    const auto duration = parse_duration(bound);
    if (!duration && (relation || quantity_look(bound) == QuantityLook::number)) {
        return Parsed<Test>::refused(duration.code, duration.problem, duration.hint);
    }
    if (!duration || !relation) {
        return Parsed<Test>::refused("bad-condition", fmt::format("`{}` is no condition on a duration", text),
                                     "such as `under 2 d`, `over 2 d`, `at least 2 d` or `at most 2 d`");
    }
    return Parsed<Test>::of({*relation, *duration});
}

}  // namespace stepdown
