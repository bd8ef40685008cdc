// What frames the sections: the run, its beginning, targets, and how far the figures can be trusted.

#include "model/plain_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "model/model.hpp"
#include "model/plain_phrases.hpp"
#include "model/plain_sections.hpp"

namespace stepdown {

namespace {
void say_run(const Model& model, Lines& lines) {
    const Clock& clock = model.clock;
    if (!model.name.empty()) lines.push_back(model.name);
    if (!model.question.empty()) lines.push_back(fmt::format("Question: {}", model.question));
    std::string run = fmt::format("The run counts {} from {}", period_words(clock.run), clock.calendar.to_text(clock.start()));
    if (clock.warm_up > 0) run += fmt::format(", after a warm-up of {} that does not count", period_words(clock.warm_up));
    if (model.precision) {
        const Precision& precision = *model.precision;
        const MeasureRow& row = measure_row(precision.metric.measure);
        const std::string width = precision.kind == Precision::Kind::relative
                                      ? percent_words(precision.half_width)
                                      : fmt::format("{} {}", precision.half_width, row.unit);
        run += fmt::format("; it is repeated until {} is known within {}, at most {} times", metric_name(model, precision.metric),
                           width, precision.at_most);
    } else {
        run += fmt::format("; it is repeated {} times", model.replications);
    }
    lines.push_back(run + ".");
    for (const std::string& left_out : model.leaves_out) lines.push_back(fmt::format("Left out: {}", left_out));
}

void say_start_state(const Model& model, Lines& lines) {
    if (model.start_state.empty()) return;
    std::vector<std::string> words;
    for (const StartStage& start : model.start_state.stages) {
        const std::string& name = model.stages[start.stage.index()].name;
        words.push_back(start.waiting > 0 ? fmt::format("{} in {} with {} waiting", start.census, name, start.waiting)
                                          : fmt::format("{} in {}", start.census, name));
    }
    if (model.start_state.after_care > 0) {
        words.push_back(fmt::format("{} former clients at home who may relapse", model.start_state.after_care));
    }
    lines.push_back(fmt::format("It begins with {}.", listed(words)));
}

void say_targets(const Model& model, Lines& lines) {
    if (model.targets.empty()) return;
    lines.emplace_back("");
    lines.emplace_back("Targets:");
    for (const Target& target : model.targets) lines.push_back("  " + target.text);
}

void say_observed(const Model& model, Lines& lines) {
    if (model.observed.empty()) return;
    lines.emplace_back("");
    lines.emplace_back("Compared with what was observed:");
    for (const Observed& observed : model.observed) {
        const std::string_view unit = measure_row(observed.metric.measure).unit;
        const std::string value =
            unit == "share" ? percent_words(observed.value) : fmt::format("{} {}", number_words(observed.value), unit);
        lines.push_back(fmt::format("  {}: {}", metric_name(model, observed.metric), value));
    }
}

void say_approximations(const OfferedLoad& load, Lines& lines) {
    lines.emplace_back("");
    lines.emplace_back(
        "What a stage needs is worked out without simulating: the clients who would be there if nothing were ever full.");
    if (!load.approximate) return;
    lines.emplace_back("Figures with \"about\" are approximate; `run` gives them with intervals:");
    for (const std::string& sentence : load.approximations) lines.push_back("  " + sentence);
}
}  // namespace

std::vector<std::string> plan_in_words(const Model& model, const OfferedLoad& load) {
    Lines lines;
    say_run(model, lines);
    say_start_state(model, lines);
    lines.emplace_back("");
    say_populations(model, load, lines);
    say_stages(model, load, lines);
    say_staff(model, load, lines);
    say_relapse(model, lines);
    say_changes(model, lines);
    say_targets(model, lines);
    say_observed(model, lines);
    say_approximations(load, lines);
    return lines;
}

}  // namespace stepdown
