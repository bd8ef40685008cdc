#include "scenario/sizing_section.hpp"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "scenario/language_rules.hpp"
#include "scenario/metric_text.hpp"
#include "scenario/path.hpp"
#include "scenario/section_values.hpp"
#include "scenario/targets_section.hpp"

namespace stepdown {

namespace {

constexpr std::size_t most_choices = 30;
constexpr double most_steps = 100'000.0;
constexpr double least_confidence = 0.5;
constexpr double most_confidence = 0.999;

/// `1450 per week`, also per hour, day, month or year; as much per week.
std::optional<double> read_weekly_amount(const Node& node, Diagnostics& problems) {
    const auto rate = parse_rate(node.text);
    if (rate) return 7.0 * (*rate).per_day();
    problems.error(node.place, "bad-amount", fmt::format("`{}` is no amount of money per week", node.text),
                   "such as `1450 per week`");
    return std::nullopt;
}

class SizingReader {
public:
    SizingReader(const Node& root, const Node& section, const Language& language, const SectionContext& context)
        : root_(root), section_(section), language_(language), rules_(language), context_(context) {}

    Sizing read() {
        read_choices();
        read_goal();
        read_requirements();
        if (const Node* confidence = stated(section_, "confidence")) read_confidence(*confidence);
        return std::move(sizing_);
    }

private:
    void error(const SourcePlace& place, const char* code, const std::string& message, const std::string& hint) {
        context_.problems.error(place, code, message, hint);
    }

    void read_choices() {
        const Node* choose = stated(section_, "choose");
        if (choose == nullptr || !choose->is_map()) return;
        if (choose->entries.empty())
            error(choose->place, "empty-section", "`sizing.choose` is empty", "name a figure and its range");
        if (choose->entries.size() > most_choices) {
            error(choose->place, "too-many-choices",
                  fmt::format("{} figures are to be chosen, and at most {} can be", choose->entries.size(), most_choices),
                  "choose those that cost most, or one for many with `*`");
        }
        for (const Entry& entry : choose->entries) read_choice(entry);
    }

    void read_choice(const Entry& entry) {
        const auto path = parse_path(entry.key, entry.key_place, context_.problems);
        if (!path || !path_exists(root_, *path, rules_, entry.key_place, context_.problems)) return;
        for (const ConstMatch& match : resolve(root_, *path)) {
            if (match.node->is_scalar() && parse_number(match.node->text)) continue;
            error(entry.key_place, "bad-choice", fmt::format("`{}` is no plain number, so it cannot be chosen", entry.key),
                  "choose places, groups, sizes or fte");
            return;
        }
        if (!entry.value.is_map()) return;
        Choice choice;
        choice.path = entry.key;
        choice.place = entry.key_place;
        const auto from = number_of(entry.value, "from", Sign::not_negative);
        const auto to = number_of(entry.value, "to", Sign::not_negative);
        const Node* step = stated(entry.value, "step");
        if (step != nullptr) choice.step = number_of(entry.value, "step", Sign::positive).value_or(1.0);
        if (const Node* cost = stated(entry.value, "cost"); cost != nullptr && cost->is_scalar())
            choice.cost_per_week = read_weekly_amount(*cost, context_.problems);
        if (!from || !to) return;
        choice.from = *from;
        choice.to = *to;
        const Shape* shape = shape_at(language_, path->steps);
        const bool is_whole = shape != nullptr && shape->scalar == Scalar::whole_number;
        if (fits(choice) && keeps_whole(choice, is_whole)) sizing_.choices.push_back(std::move(choice));
    }

    std::optional<double> number_of(const Node& map, const char* key, Sign sign) {
        const Node* node = stated(map, key);
        if (node == nullptr || !node->is_scalar()) return std::nullopt;
        return read_number(*node, sign, context_.problems);
    }

    bool fits(const Choice& choice) {
        if (choice.to < choice.from) {
            error(choice.place, "bad-range",
                  fmt::format("the range of `{}` ends at {} before it begins at {}", choice.path, choice.to, choice.from),
                  "exchange `from` and `to`");
            return false;
        }
        const double steps = (choice.to - choice.from) / choice.step;
        if (std::fabs(steps - std::round(steps)) > 1e-6 || steps > most_steps) {
            error(choice.place, "bad-range",
                  fmt::format("from {} no steps of {} lead to {}", choice.from, choice.step, choice.to),
                  "let `to` be `from` and so many steps, at most 100,000");
            return false;
        }
        return true;
    }

    /// A plan with half a bed is none, so the search would pass over every second step.
    bool keeps_whole(const Choice& choice, bool is_whole) {
        if (!is_whole || (choice.from == std::floor(choice.from) && choice.step == std::floor(choice.step))) return true;
        error(choice.place, "bad-range",
              fmt::format("`{}` is a whole number, and steps of {} from {} are not", choice.path, choice.step, choice.from),
              "let `from` and `step` be whole numbers");
        return false;
    }

    void read_goal() {
        const Node* minimize = stated(section_, "minimize");
        const Node* budget = stated(section_, "budget");
        if ((minimize == nullptr) != (budget == nullptr)) {
            const Node& there = minimize != nullptr ? *minimize : *budget;
            error(there.place, "minimize-and-budget", "`minimize` and `budget` belong together",
                  "such as `minimize: iop.wait.p90` with `budget: 90000 per week`");
            return;
        }
        if (minimize == nullptr || !minimize->is_scalar() || !budget->is_scalar()) return;
        const auto metric = read_metric(minimize->text, minimize->place, context_);
        const auto amount = read_weekly_amount(*budget, context_.problems);
        if (metric && is_need(*metric)) refuse_need(minimize->text, minimize->place);
        if (metric && amount) sizing_.within_budget = WithinBudget{*metric, *amount};
    }

    void read_requirements() {
        const Node* require = stated(section_, "require");
        if (require == nullptr || !require->is_sequence()) {
            const bool of_targets = require != nullptr || stated(section_, "minimize") == nullptr;
            if (of_targets) take_targets();
        } else {
            for (const Node& item : require->items) {
                if (!item.is_scalar()) continue;
                auto target = read_target(item.text, item.place, context_);
                if (!target) continue;
                if (is_need(target->metric)) refuse_need(target->text, item.place);
                if (!is_observed(*target, context_.model))
                    error(item.place, "never-observed", never_observed_text(*target), never_observed_hint);
                sizing_.requirements.push_back(std::move(*target));
            }
        }
        // Of requirements that are refused something is said already.
        const bool some_stated = require != nullptr && require->is_sequence() && !require->items.empty();
        if (sizing_.requirements.empty() && !some_stated && stated(section_, "minimize") == nullptr) {
            error(require != nullptr ? require->place : section_.place, "no-requirement",
                  "`sizing` has nothing to keep: there are no `targets` and no `require`",
                  "such as `require: [iop.access.within(7 d) >= 90%]`");
        }
        for (const Target& target : sizing_.requirements) warn_if_lost(target);
    }

    /// Only a second pass, which sizing skips, tells the need.
    static bool is_need(const Metric& metric) { return metric.measure == Measure::need_mean; }

    void refuse_need(const std::string& text, const SourcePlace& place) {
        error(place, "need-not-sized", fmt::format("`{}` is of the need, which sizing does not simulate", text),
              "ask for `access`, `wait` or `occupancy` of the stage instead");
    }

    /// Targets are there for other commands too, so one that sizing cannot keep is left out and said.
    void take_targets() {
        for (const Target& target : context_.model.targets) {
            // Of those that are never observed something is said already.
            if (!is_observed(target, context_.model)) continue;
            if (!is_need(target.metric)) {
                sizing_.requirements.push_back(target);
                continue;
            }
            context_.problems.warning(target.place, "need-not-kept",
                                      fmt::format("sizing does not keep `{}`: it does not simulate the need", target.text),
                                      "list what a plan has to keep in `sizing.require`");
        }
    }

    void warn_if_lost(const Target& target) {
        constexpr std::array waits = {Measure::wait_mean, Measure::wait_p50,  Measure::wait_p90,
                                      Measure::wait_p95,  Measure::wait_none, Measure::wait_within};
        const Metric& metric = target.metric;
        bool is_wait = false;
        for (const Measure wait : waits) is_wait = is_wait || metric.measure == wait;
        if (!is_wait || metric.subject != Subject::stage) return;
        const Stage& stage = context_.stage(metric.stage);
        if (!stage.waitlist.patience && !stage.waitlist.limit) return;
        context_.problems.warning(
            target.place, "lost-do-not-count",
            fmt::format("`{}` counts only clients who got in: those who {} do not lengthen it", target.text,
                        stage.waitlist.patience ? "give up" : "are turned away"),
            fmt::format("require `{}.access.within(7 d) >= 90%` instead, in which they count as not served", stage.name));
    }

    void read_confidence(const Node& node) {
        if (!node.is_scalar()) return;
        const auto confidence = read_share(node, context_.problems);
        if (!confidence) return;
        sizing_.confidence = *confidence;
        if (*confidence >= least_confidence && *confidence <= most_confidence) return;
        error(node.place, "bad-confidence", fmt::format("a confidence of `{}` is not from 50% to 99.9%", node.text),
              "95% is usual");
    }

    const Node& root_;
    const Node& section_;
    const Language& language_;
    LanguageRules rules_;
    const SectionContext& context_;
    Sizing sizing_;
};

}  // namespace

std::optional<Sizing> read_sizing(const Node& root, const Language& language, const SectionContext& context) {
    const Node* section = stated(root, "sizing");
    if (section == nullptr || !section->is_map()) return std::nullopt;
    return SizingReader(root, *section, language, context).read();
}

}  // namespace stepdown
