#include "scenario/targets_section.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "random/portable_math.hpp"
#include "scenario/metric_text.hpp"
#include "scenario/section_values.hpp"

namespace stepdown {

namespace {

constexpr double least_confidence = 0.05;

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\n");
    if (first == std::string_view::npos) return "";
    return std::string(text.substr(first, text.find_last_not_of(" \t\n") - first + 1));
}

struct ComparisonSign {
    std::string_view text;
    Comparison comparison;
};
constexpr std::array<ComparisonSign, 4> comparisons = {
    {{">=", Comparison::at_least}, {"<=", Comparison::at_most}, {">", Comparison::above}, {"<", Comparison::below}}};

class TargetReader {
public:
    TargetReader(std::string_view text, const SourcePlace& place, const SectionContext& context)
        : text_(text), place_(place), context_(context) {}

    std::optional<Target> read() {
        const auto at = text_.find_first_of("<>");
        if (at == std::string_view::npos) return malformed();
        for (const ComparisonSign& sign : comparisons) {
            if (text_.substr(at, sign.text.size()) == sign.text) return read_parts(at, sign);
        }
        return malformed();
    }

private:
    std::nullopt_t malformed() {
        context_.problems.error(place_, "bad-target", fmt::format("`{}` is no target", text_),
                                "write `METRIC >= BOUND` or `METRIC <= BOUND`, and `in 95% of runs` if each run must keep it");
        return std::nullopt;
    }

    std::optional<Target> read_parts(std::size_t at, const ComparisonSign& sign) {
        Target target;
        target.place = place_;
        target.comparison = sign.comparison;
        const std::string name = trimmed(text_.substr(0, at));
        if (name.ends_with('=')) return malformed();
        std::string bound = trimmed(text_.substr(at + sign.text.size()));
        std::string runs;
        if (const auto in = bound.find(" in "); in != std::string::npos) {
            runs = trimmed(bound.substr(in + 4));
            bound = trimmed(bound.substr(0, in));
        }
        if (name.empty() || bound.empty()) return malformed();
        const auto metric = read_metric(name, place_, context_);
        const bool runs_fit = runs.empty() || read_runs(runs, target);
        if (!metric) return std::nullopt;
        const auto value = parse_metric_value(bound, *metric);
        if (!value) context_.problems.error(place_, value.code, value.problem, value.hint);
        if (!value || !runs_fit) return std::nullopt;
        target.metric = *metric;
        target.bound = *value;
        target.text = fmt::format("{} {} {}", metric_name(context_.model, *metric), sign.text, bound);
        if (!runs.empty()) target.text += " in " + runs;
        return target;
    }

    /// `95% of runs`
    bool read_runs(const std::string& text, Target& target) {
        if (text.starts_with("every ")) {
            context_.problems.error(place_, "not-in-this-version", fmt::format("`in {}` comes with a later version", text));
            return false;
        }
        const auto of = text.find(" of runs");
        if (of == std::string::npos || of + 8 != text.size()) {
            malformed();
            return false;
        }
        const auto share = parse_share(trimmed(text.substr(0, of)));
        if (!share) context_.problems.error(place_, share.code, share.problem, share.hint);
        if (share && (*share <= 0.0 || *share >= 1.0)) {
            context_.problems.error(place_, "bad-target", "the share of runs lies between 0 and 100%",
                                    "no number of runs shows that something always holds");
        }
        if (!share || *share <= 0.0 || *share >= 1.0) return false;
        target.share_of_runs = *share;
        return true;
    }

    std::string_view text_;
    const SourcePlace& place_;
    const SectionContext& context_;
};

void warn_if_too_few(const Target& target, const SectionContext& context) {
    if (!target.share_of_runs) return;
    const Model& model = context.model;
    const std::int64_t runs = model.precision ? model.precision->at_most : model.replications;
    const std::int64_t needed = runs_to_confirm(*target.share_of_runs);
    if (runs >= needed) return;
    const double reached = portable_pow(least_confidence, 1.0 / static_cast<double>(runs));
    // 94.97% must not read as the 95% that it misses.
    const bool just_below = *target.share_of_runs - reached < 5e-4;
    context.problems.warning(target.place, "cannot-confirm",
                             fmt::format("{0} replications can never confirm this target: {0} of {0} gives only {1:.{2}f}%", runs,
                                         100.0 * reached, just_below ? 2 : 1),
                             fmt::format("it needs {} replications", needed));
}

void warn_if_never_observed(const Target& target, const SectionContext& context) {
    if (!context.knows_clock() || is_observed(target, context.model)) return;
    context.problems.warning(target.place, "never-observed", never_observed_text(target), never_observed_hint);
}

}  // namespace

bool is_observed(const Target& target, const Model& model) {
    const Measure measure = target.metric.measure;
    const bool has_window = measure_row(measure).argument == MeasureRow::Argument::duration && measure != Measure::wait_within;
    return !has_window || target.metric.argument < model.clock.end() - model.clock.start();
}

std::string never_observed_text(const Target& target) {
    return fmt::format("`{}` never has a value: its time is not shorter than the run", target.text);
}

std::int64_t runs_to_confirm(double share) {
    const double runs = portable_log(least_confidence) / portable_log(share);
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(runs)));
}

std::optional<Target> read_target(std::string_view text, const SourcePlace& place, const SectionContext& context) {
    return TargetReader(text, place, context).read();
}

std::vector<Target> read_targets(const Node& root, const SectionContext& context) {
    std::vector<Target> targets;
    const Node* section = stated(root, "targets");
    if (section == nullptr) return targets;
    for (const Node& item : section->items) {
        if (!item.is_scalar()) continue;
        auto target = read_target(item.text, item.place, context);
        if (!target) continue;
        warn_if_too_few(*target, context);
        warn_if_never_observed(*target, context);
        targets.push_back(std::move(*target));
    }
    return targets;
}

std::vector<Observed> read_observed(const Node& root, const SectionContext& context) {
    std::vector<Observed> observed;
    const Node* section = stated(root, "observed");
    if (section == nullptr || !section->is_map()) return observed;
    for (const Entry& entry : section->entries) {
        const auto metric = read_metric(entry.key, entry.key_place, context);
        if (!metric || !entry.value.is_scalar()) continue;
        const auto value = accept(entry.value, parse_metric_value(entry.value.text, *metric), context.problems);
        if (value) observed.push_back({*metric, *value, entry.key_place});
    }
    return observed;
}

}  // namespace stepdown
