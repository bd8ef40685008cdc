#include "report/sizing_words.hpp"

#include <fmt/format.h>

#include "report/number_text.hpp"

namespace stepdown {

std::string_view end_word(SizingResult::End end) {
    switch (end) {
        case SizingResult::End::certified: return "certified";
        case SizingResult::End::best_found: return "best found";
        case SizingResult::End::no_plan: return "no plan";
        case SizingResult::End::not_certified: return "not certified";
        case SizingResult::End::effort_spent: return "effort spent";
        case SizingResult::End::interrupted: return "interrupted";
    }
    return "";
}

std::string_view verdict_word(PlanVerdict verdict) {
    switch (verdict) {
        case PlanVerdict::chosen: return "chosen";
        case PlanVerdict::fails: return "fails";
        case PlanVerdict::undetermined: return "undetermined";
        case PlanVerdict::holds: return "holds";
        case PlanVerdict::invalid: return "no valid scenario";
    }
    return "";
}

std::string_view promise_word(Promise promise) { return promise == Promise::per_run ? "each run" : "long-run"; }

std::string choice_text(const PricedChoice& choice, double value) {
    return fmt::format("{} = {}", choice.choice.path, exact_number(value));
}

std::string difference_text(const SizingResult& result, const TriedPlan& plan, const TriedPlan& base) {
    std::string text;
    for (std::size_t choice = 0; choice < result.choices.size(); ++choice) {
        if (plan.values[choice] == base.values[choice]) continue;
        if (!text.empty()) text += ", ";
        text += choice_text(result.choices[choice], plan.values[choice]);
    }
    return text;
}

std::string guarantee_sentence(const SizingResult& result) {
    const std::string confidence = value_text(result.confidence, "share");
    const std::string undetermined =
        result.undetermined_cheaper == 0
            ? "every cheaper plan that was tried fails"
            : fmt::format("no cheaper plan that was tried was confirmed; {} of them {} undetermined", result.undetermined_cheaper,
                          result.undetermined_cheaper == 1 ? "is" : "are");
    switch (result.end) {
        case SizingResult::End::certified:
            return fmt::format("With {} confidence every requirement holds; {}.", confidence, undetermined);
        case SizingResult::End::best_found:
            return fmt::format("The best plan that was tried within the budget; {} tried {} cannot be told apart from it.",
                               result.not_told_apart, result.not_told_apart == 1 ? "plan" : "plans");
        case SizingResult::End::no_plan:
            return result.trace.empty()
                       ? "Even the least of everything in these ranges costs more than the budget, so nothing was tried."
                       : "No plan in these ranges was found that keeps every requirement.";
        case SizingResult::End::not_certified:
            return fmt::format("Not confirmed: no plan passed on fresh replications with {} confidence.", confidence);
        case SizingResult::End::effort_spent: return "Not confirmed: the effort was spent before the search ended.";
        case SizingResult::End::interrupted:
            return result.plan ? "Not confirmed: the search was interrupted. This is the best plan so far."
                               : "Not confirmed: the search was interrupted before any plan was looked at.";
    }
    return "";
}

std::size_t binding_requirement(const SizingResult& result) { return result.plan ? result.plan->worst : 0; }

std::string reason_against(const SizingResult& result, const TriedPlan& plan) {
    if (plan.verdict == PlanVerdict::invalid) return "no valid scenario";
    if (plan.requirements.empty()) return "not simulated";
    const Requirement& requirement = result.requirements[plan.worst];
    const auto value = plan.requirements[plan.worst].value;
    const std::string figure = value ? value_text(*value, requirement.unit) : "nothing observed";
    return fmt::format("{}: {}", requirement.text, figure);
}

}  // namespace stepdown
