#include "scenario/conditions.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "scenario/calendar_text.hpp"
#include "scenario/did_you_mean.hpp"
#include "scenario/section_values.hpp"

namespace stepdown {

namespace {

/// Reads the tests of one `when`.
class ConditionReader {
public:
    ConditionReader(const SectionContext& context, const ConditionScope& scope) : context_(context), scope_(scope) {}

    std::optional<Test> test(const Entry& entry) {
        const std::string& subject = entry.key;
        if (subject == "track" && scope_.program == ConditionScope::Program::unknown)
            return not_known_here(entry, "`attendance`, `effects` and `authorization` of a stage and its `revenue` can test it");
        if (subject == "missed_in_a_row" && scope_.program != ConditionScope::Program::attends)
            return not_known_here(entry, "`attendance` and `effects` of a stage can test it");
        if (scope_.drawn_before != nullptr && is_built_in(subject) && subject != "population" && subject != "month") {
            refuse(entry.key_place, "not-yet-known", fmt::format("`{}` is not known yet when attributes are drawn", subject),
                   "test earlier attributes, `population` or `month`");
            return std::nullopt;
        }
        if (subject == "waited") return waited(entry.value);
        if (subject == "relapses") return relapses(entry.value);
        if (subject == "month") return months(entry.value);
        if (subject == "population") return populations(entry.value);
        if (subject == "came_from") return came_from(entry.value);
        if (subject == "last_outcome") return last_outcome(entry.value);
        if (subject == "beside") return beside(entry.value);
        if (subject == "track") return tracks(entry.value);
        if (subject == "missed_in_a_row") return missed(entry.value);
        return attribute(entry);
    }

private:
    std::optional<Test> not_known_here(const Entry& entry, std::string hint) {
        refuse(entry.key_place, "not-yet-known", fmt::format("`{}` is not known here", entry.key), std::move(hint));
        return std::nullopt;
    }

    static bool is_built_in(const std::string& name) {
        static constexpr std::array<std::string_view, 7> words = {"population", "came_from", "last_outcome", "waited",
                                                                  "relapses",   "month",     "beside"};
        return std::find(words.begin(), words.end(), name) != words.end();
    }

    void refuse(const SourcePlace& place, std::string code, std::string message, std::string hint = "") {
        context_.problems.error(place, std::move(code), std::move(message), std::move(hint));
    }

    /// The value alone or each of a list.
    static std::vector<const Node*> values(const Node& node) {
        std::vector<const Node*> result;
        if (node.is_scalar()) result.push_back(&node);
        for (const Node& item : node.items) {
            if (item.is_scalar()) result.push_back(&item);
        }
        return result;
    }

    /// A test that accepts the positions that `position` finds for the values; nothing if any is not found.
    template <class Position>
    std::optional<Test> accept_positions(Test::Subject subject, const Node& node, std::size_t size, Position position) {
        Test test{.subject = subject, .attribute = {}, .accepted = std::vector<char>(size, 0)};
        bool complete = true;
        for (const Node* value : values(node)) {
            const std::optional<std::size_t> found = position(*value);
            if (found) test.accepted[*found] = 1;
            complete = complete && found.has_value();
        }
        if (!complete || values(node).empty()) return std::nullopt;
        return test;
    }

    std::optional<std::size_t> unknown(const Node& value, const char* code, const char* noun,
                                       const std::vector<std::string>& known) {
        refuse(value.place, code, fmt::format("there is no {} `{}`", noun, value.text), did_you_mean(value.text, known));
        return std::nullopt;
    }

    std::optional<Test> attribute(const Entry& entry) {
        const AttributeId id = context_.names.attribute(entry.key);
        if (!id.exists()) {
            auto known = context_.names.attribute_names();
            known.insert(known.end(), {"population", "came_from", "last_outcome", "waited", "relapses", "month", "beside"});
            refuse(entry.key_place, "unknown-attribute", fmt::format("no population has an attribute `{}`", entry.key),
                   did_you_mean(entry.key, known));
            return std::nullopt;
        }
        if (scope_.drawn_before != nullptr &&
            std::find(scope_.drawn_before->begin(), scope_.drawn_before->end(), id) == scope_.drawn_before->end()) {
            refuse(entry.key_place, "not-yet-known", fmt::format("`{}` is not drawn before this attribute", entry.key),
                   "later attributes may test earlier ones: write the tested one first");
            return std::nullopt;
        }
        const std::vector<std::string>& known = context_.model.attributes[id.index()].values;
        auto test = accept_positions(Test::Subject::attribute, entry.value, known.size() + 1,
                                     [&](const Node& value) -> std::optional<std::size_t> {
                                         const auto found = std::find(known.begin(), known.end(), value.text);
                                         if (found == known.end())
                                             return unknown(value, "unknown-value", ("value of " + entry.key).c_str(), known);
                                         return static_cast<std::size_t>(found - known.begin()) + 1;
                                     });
        if (test) test->attribute = id;
        return test;
    }

    std::optional<Test> populations(const Node& node) {
        return accept_positions(Test::Subject::population, node, context_.model.populations.size(),
                                [&](const Node& value) -> std::optional<std::size_t> {
                                    const PopulationId id = context_.names.population(value.text);
                                    if (id.exists()) return id.index();
                                    return unknown(value, "unknown-population", "population", context_.names.population_names());
                                });
    }

    std::optional<Test> came_from(const Node& node) {
        return accept_positions(Test::Subject::came_from, node, context_.model.stages.size() + 1,
                                [&](const Node& value) -> std::optional<std::size_t> {
                                    if (value.text == "home") return 0;
                                    const StageId id = context_.names.stage(value.text);
                                    if (id.exists() && context_.stage(id).is_care()) return id.index() + 1;
                                    return unknown(value, "unknown-stage", "care stage", context_.names.stage_names());
                                });
    }

    std::optional<Test> last_outcome(const Node& node) {
        return accept_positions(Test::Subject::last_outcome, node, context_.model.outcome_names.size() + 1,
                                [&](const Node& value) -> std::optional<std::size_t> {
                                    if (value.text == "none") return 0;
                                    const OutcomeNameId id = context_.names.outcome(value.text);
                                    if (id.exists()) return id.index() + 1;
                                    return unknown(value, "unknown-outcome", "outcome", context_.names.outcome_names());
                                });
    }

    std::optional<Test> beside(const Node& node) {
        return accept_positions(Test::Subject::beside, node, context_.model.stages.size() + 1,
                                [&](const Node& value) -> std::optional<std::size_t> {
                                    if (value.text == "none") return 0;
                                    const StageId id = context_.names.stage(value.text);
                                    if (id.exists() && !context_.stage(id).is_care()) return id.index() + 1;
                                    std::vector<std::string> besides;
                                    for (const Stage& stage : context_.model.stages) {
                                        if (!stage.is_care()) besides.push_back(stage.name);
                                    }
                                    return unknown(value, "unknown-stage", "housing or support stage", besides);
                                });
    }

    std::optional<Test> tracks(const Node& node) {
        return accept_positions(Test::Subject::track, node, context_.model.track_names.size() + 1,
                                [&](const Node& value) -> std::optional<std::size_t> {
                                    const TrackNameId id = context_.names.track(value.text);
                                    if (id.exists()) return id.index() + 1;
                                    return unknown(value, "unknown-track", "track", context_.names.track_names());
                                });
    }

    std::optional<Test> missed(const Node& node) {
        if (!node.is_scalar()) return one_range_only(node, "missed_in_a_row");
        const auto asked = accept(node, parse_count_comparison(node.text), context_.problems);
        if (!asked) return std::nullopt;
        return range(Test::Subject::missed_in_a_row, *asked);
    }

    std::optional<Test> months(const Node& node) {
        return accept_positions(Test::Subject::month, node, 12, [&](const Node& value) -> std::optional<std::size_t> {
            const auto month = accept(value, parse_month(value.text), context_.problems);
            if (!month) return std::nullopt;
            return *month;
        });
    }

    template <class Value>
    static Test range(Test::Subject subject, const ValueTest<Value>& asked) {
        using Relation = typename ValueTest<Value>::Relation;
        Test test{.subject = subject, .attribute = {}, .accepted = {}};
        const auto bound = static_cast<std::int64_t>(asked.bound);
        switch (asked.relation) {
            case Relation::equal: test.at_least = test.at_most = bound; break;
            case Relation::under: test.at_most = bound - 1; break;
            case Relation::at_most: test.at_most = bound; break;
            case Relation::at_least: test.at_least = bound; break;
            case Relation::over: test.at_least = bound + 1; break;
        }
        return test;
    }

    std::optional<Test> waited(const Node& node) {
        if (!node.is_scalar()) return one_range_only(node, "waited");
        const auto asked = accept(node, parse_duration_comparison(node.text), context_.problems);
        if (!asked) return std::nullopt;
        return range(Test::Subject::waited, *asked);
    }

    std::optional<Test> relapses(const Node& node) {
        if (!node.is_scalar()) return one_range_only(node, "relapses");
        const auto asked = accept(node, parse_count_comparison(node.text), context_.problems);
        if (!asked) return std::nullopt;
        return range(Test::Subject::relapses, *asked);
    }

    std::optional<Test> one_range_only(const Node& node, const std::string& subject) {
        if (node.is_sequence()) {
            refuse(node.place, "list-of-ranges", fmt::format("`{}` takes one range, not a list", subject),
                   "write several cases, or one range such as `2+` or `under 2 d`");
        }
        return std::nullopt;
    }

    const SectionContext& context_;
    const ConditionScope& scope_;
};

}  // namespace

std::optional<Condition> read_condition(const Node& when, const SectionContext& context, const ConditionScope& scope) {
    if (!when.is_map()) return std::nullopt;
    if (when.entries.empty()) {
        context.problems.error(when.place, "empty-condition", "`when` tests nothing", "leave `when` out of the last case");
        return std::nullopt;
    }
    Condition condition;
    ConditionReader reader(context, scope);
    bool complete = true;
    for (const Entry& entry : when.entries) {
        if (auto test = reader.test(entry)) {
            condition.tests.push_back(std::move(*test));
        } else {
            complete = false;
        }
    }
    if (!complete) return std::nullopt;
    return condition;
}

Condition both(const Condition& left, const Condition& right) {
    Condition result = left;
    result.tests.insert(result.tests.end(), right.tests.begin(), right.tests.end());
    return result;
}

}  // namespace stepdown
