// Targets, observations and remarks: what the figures mean for the planner.

#include <fmt/format.h>

#include "report/number_text.hpp"
#include "report/summary_parts.hpp"
#include "report/verdict_words.hpp"

namespace stepdown {

namespace {

Tone verdict_tone(Verdict verdict) {
    switch (verdict) {
        case Verdict::met: return Tone::good;
        case Verdict::missed: return Tone::bad;
        case Verdict::undecided: return Tone::doubtful;
    }
    return Tone::plain;
}

/// The tested figure is a share of runs or of observations, except where it is the metric's own.
std::string tested_unit(const TargetResult& target) {
    const MeasureRow& row = measure_row(target.target.metric.measure);
    const bool own_figure = !target.target.share_of_runs && target.tested == target.metric_name;
    return own_figure ? std::string(row.unit) : "share";
}

std::string remark(std::string_view beginning, std::string_view sentence, Tone tone, const Page& page) {
    const std::string lines = wrapped(fmt::format("{}: {}", beginning, sentence), 2, page);
    return toned(lines.substr(0, beginning.size()), tone, page) + lines.substr(beginning.size()) + "\n";
}

}  // namespace

std::string targets_part(const RunResult& result, const Page& page) {
    TextTable table;
    table.add_column("Target", Align::left);
    table.add_column("Verdict", Align::left);
    table.add_column("Figure", Align::right);
    table.add_column("95% interval", Align::right);
    table.add_column("Tested on", Align::left);
    for (const TargetResult& target : result.targets) {
        const std::string unit = tested_unit(target);
        const bool own_figure = target.tested == target.metric_name;
        table.add_row({{.text = target.target.text},
                       {.text = std::string(verdict_word(target.verdict)), .tone = verdict_tone(target.verdict)},
                       {.text = target.value ? value_text(*target.value, unit) : "-"},
                       {.text = target.low && target.high ? range_text(*target.low, *target.high, unit) : "-"},
                       {.text = own_figure ? "" : target.tested}});
    }
    return table.to_text(page);
}

std::string observed_part(const RunResult& result, const Page& page) {
    if (result.observed.empty()) return "";
    std::string text = toned("Observed", Tone::strong, page) + "\n";
    for (const ObservedResult& observation : result.observed) {
        const std::string model = observation.low && observation.high
                                      ? range_text(*observation.low, *observation.high, observation.unit)
                                      : "has no figure";
        const bool agrees = observation.agreement == ObservedResult::Agreement::agrees;
        const Tone tone = agrees ? Tone::good : Tone::doubtful;
        text += fmt::format("  {}: last year {}, model {}, {}\n", observation.metric_name,
                            value_text(observation.observed.value, observation.unit), model,
                            toned(agreement_words(observation.agreement), tone, page));
    }
    return text;
}

std::string remarks_part(const RunResult& result, const Page& page) {
    std::string text;
    if (!result.bottleneck.sentence.empty()) text += remark("Bottleneck", result.bottleneck.sentence, Tone::strong, page);
    for (const std::string& warning : result.warnings) text += remark("Warning", warning, Tone::doubtful, page);
    for (const SelfCheck& check : result.checks) {
        if (!check.holds) text += remark("Self-check failed", check.name + ": " + check.detail, Tone::bad, page);
    }
    return text;
}

}  // namespace stepdown
