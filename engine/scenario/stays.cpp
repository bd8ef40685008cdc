#include "scenario/stays.hpp"

#include <vector>

#include <fmt/format.h>

#include "scenario/cases.hpp"
#include "scenario/distributions.hpp"
#include "scenario/program_text.hpp"
#include "scenario/section_values.hpp"

namespace stepdown {

namespace {

bool is_attended(const Node& node) {
    return node.is_map() && (node.find("attended") != nullptr || node.find("meetings") != nullptr);
}

std::optional<AttendedStay> read_attended(const Node& node, const std::string& what, const SectionContext& context) {
    for (const Entry& entry : node.entries) {
        if (entry.key == "attended" || entry.key == "meetings" || entry.key == "at_most") continue;
        context.problems.error(entry.key_place, "two-distributions",
                               fmt::format("{} ends by what is attended, so it has no `{}`", what, entry.key),
                               "keep one of them");
        return std::nullopt;
    }
    const Node* attended = stated(node, "attended");
    const Node* meetings = stated(node, "meetings");
    if (attended != nullptr && meetings != nullptr) {
        context.problems.error(node.find_entry("meetings")->key_place, "two-distributions",
                               fmt::format("{} states both `attended` and `meetings`", what), "keep one of them");
        return std::nullopt;
    }
    std::optional<AttendedStay> stay;
    if (attended != nullptr && attended->is_scalar()) {
        stay = accept(*attended, parse_attended(attended->text), context.problems);
    } else if (meetings != nullptr) {
        const auto count = read_whole_number(*meetings, Sign::positive, context.problems);
        if (count) stay = AttendedStay{AttendedStay::Counts::meetings, *count, std::nullopt};
    }
    const Node* at_most = stated(node, "at_most");
    if (!stay || at_most == nullptr) return stay;
    stay->at_most = read_duration(*at_most, Sign::positive, context.problems);
    return stay->at_most ? stay : std::nullopt;
}

}  // namespace

std::optional<StayLength> read_stay(const Node& node, const std::string& what, const SectionContext& context) {
    const auto stated_list = stated_cases(node, context, ConditionScope{});
    if (!stated_list) return std::nullopt;
    std::vector<Cases<Distribution>::Case> lengths;
    std::vector<Cases<AttendedStay>::Case> attended;
    for (const StatedCase& one : *stated_list) {
        if (is_attended(*one.use)) {
            if (auto stay = read_attended(*one.use, what, context)) {
                attended.push_back({one.when, *stay});
                lengths.push_back({one.when, Distribution()});
            }
        } else if (const Entry* at_most = one.use->is_map() ? one.use->find_entry("at_most") : nullptr) {
            context.problems.error(
                at_most->key_place, "at-most-alone", fmt::format("{} ends by no attendance, so it has no `at_most`", what),
                "`at_most` goes with `attended` or `meetings`; lengths beyond a bound are drawn again with `truncate: 365 d`");
        } else if (auto length = read_distribution(*one.use, what, context)) {
            lengths.push_back({one.when, std::move(*length)});
        }
    }
    if (lengths.size() != stated_list->size()) return std::nullopt;
    if (!attended.empty() && attended.size() != lengths.size()) {
        context.problems.error(node.place, "mixed-stays",
                               fmt::format("{} lasts so long in one case and until so much is attended in another", what),
                               "let all cases state the same, or make them outcomes of their own");
        return std::nullopt;
    }
    StayLength result{Cases<Distribution>(std::move(lengths)), std::nullopt};
    if (!attended.empty()) result.attended = Cases<AttendedStay>(std::move(attended));
    return result;
}

}  // namespace stepdown
