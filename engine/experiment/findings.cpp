#include "experiment/findings.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

namespace stepdown {

namespace {

std::optional<double> figure(const RunResult& result, Measure measure, StageId stage) {
    Metric metric;
    metric.measure = measure;
    metric.stage = stage;
    const MetricEstimate* found = find_metric(result, metric);
    return found != nullptr ? found->estimate.value : std::nullopt;
}

std::string_view place_word(const Stage& stage) { return stage.place_kind == PlaceKind::beds ? "beds" : "places"; }

struct Cause {
    Measure measure;
    std::string words;
};

/// "counselor and therapist": the roles that carry the stage's clients.
std::string caseload_words(const Model& model, StageId stage) {
    std::string words;
    for (const Caseload& each : model.stages[stage.index()].caseload) {
        words.append(words.empty() ? "" : " and ").append(model.roles[each.role.index()].name);
    }
    return words.empty() ? "staff" : words;
}

/// The role that does the intake.
std::string intake_words(const Model& model, StageId stage) {
    const auto& intake = model.stages[stage.index()].intake;
    return intake ? model.roles[intake->role.index()].name : "staff";
}

/// The share of meetings that clients of the track come to; 1 where it depends on more than the track.
double attendance_in(const Stage& stage, std::size_t track) {
    ClientFacts facts;
    facts.track = stage.tracks[track].name;
    const auto of_track = [](const Test& test) { return test.subject == Test::Subject::track; };
    for (const auto& one : stage.attendance.list()) {
        if (!std::all_of(one.when.tests.begin(), one.when.tests.end(), of_track)) return 1.0;
        if (one.when.holds(facts)) return std::max(one.use, 0.01);
    }
    return 1.0;
}

/// The track whose seats are fullest.
std::string track_words(const Model& model, const RunResult& result, StageId stage) {
    const auto& tracks = model.stages[stage.index()].tracks;
    std::string words = "a group";
    double fullest = -1.0;
    for (std::size_t track = 0; track < tracks.size(); ++track) {
        Metric metric;
        metric.measure = Measure::track_fill;
        metric.stage = stage;
        metric.part = static_cast<std::uint16_t>(track);
        const MetricEstimate* fill = find_metric(result, metric);
        const double came = fill != nullptr ? fill->estimate.value.value_or(0.0) : 0.0;
        const double value = came / attendance_in(model.stages[stage.index()], track);
        if (value <= fullest) continue;
        fullest = value;
        words = fmt::format("track {}", model.track_names[tracks[track].name.index()]);
    }
    return words;
}

/// What most of the waiting time goes to.
Cause what_is_missing(const Model& model, const RunResult& result, StageId stage, std::string_view places) {
    const std::array<Cause, 6> causes = {{
        {Measure::waiting_for_place, fmt::format("free {}", places)},
        {Measure::waiting_for_caseload, fmt::format("room in the caseload of {}", caseload_words(model, stage))},
        {Measure::waiting_for_seat, fmt::format("a seat in {}", track_words(model, result, stage))},
        {Measure::waiting_for_housing, "housing beside it"},
        {Measure::waiting_for_staff, fmt::format("intake by {}", intake_words(model, stage))},
        {Measure::waiting_for_hours, "admission hours"},
    }};
    const auto share = [&](const Cause& cause) { return figure(result, cause.measure, stage).value_or(0.0); };
    return *std::max_element(causes.begin(), causes.end(),
                             [&](const Cause& one, const Cause& other) { return share(one) < share(other); });
}

}  // namespace

Bottleneck find_bottleneck(const Model& model, const RunResult& result) {
    Bottleneck bottleneck;
    double most_waiting = 0.0;
    for (std::size_t position = 0; position < model.stages.size(); ++position) {
        const double waiting = figure(result, Measure::waitlist_mean, StageId(position)).value_or(0.0);
        if (waiting <= most_waiting) continue;
        most_waiting = waiting;
        bottleneck.stage = StageId(position);
    }
    if (!bottleneck.stage.exists()) {
        bottleneck.sentence = "Nobody waits anywhere.";
        return bottleneck;
    }
    const StageId stage = bottleneck.stage;
    const Stage& declared = model.stages[stage.index()];
    const Cause missing = what_is_missing(model, result, stage, place_word(declared));
    bottleneck.sentence =
        fmt::format("Most waiting is for {}: {} clients on average, mostly for {}", declared.name,
                    most_waiting < 0.05 ? "fewer than 0.05" : fmt::format("{:.1f}", most_waiting), missing.words);
    const auto need = figure(result, Measure::need_mean, stage);
    const auto places = figure(result, Measure::places_mean, stage);
    if (missing.measure == Measure::waiting_for_place && need && places) {
        bottleneck.sentence += fmt::format("; {:.0f} clients would be there if nothing were ever full, and it has {:.0f} {}",
                                           *need, *places, place_word(declared));
    }
    bottleneck.sentence += ".";
    return bottleneck;
}

std::vector<std::string> overload_warnings(const Model& model, const RunResult& result) {
    std::vector<std::string> warnings;
    for (std::size_t position = 0; position < model.stages.size(); ++position) {
        const auto need = figure(result, Measure::need_mean, StageId(position));
        const auto places = figure(result, Measure::places_mean, StageId(position));
        if (!need || !places || *need < *places) continue;
        const Stage& stage = model.stages[position];
        const bool loses_clients = stage.waitlist.patience || stage.waitlist.limit;
        warnings.push_back(
            fmt::format("{} needs {:.1f} {} and has {:.1f}: its waitlist grows {}", stage.name, *need, place_word(stage), *places,
                        loses_clients ? "until clients give up or are turned away" : "for as long as the run lasts"));
    }
    return warnings;
}

}  // namespace stepdown
