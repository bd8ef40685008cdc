// The reading side of metric names. Spacing is free, spelling is not; the canonical spelling is metric_names.cpp's.

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "core/nearest_word.hpp"
#include "model/metric.hpp"
#include "model/metric_rules.hpp"
#include "model/model.hpp"

namespace stepdown {

namespace {
using Words = std::vector<std::string>;

bool is_space(char letter) { return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r'; }

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

std::string meant(std::string_view word, std::span<const std::string> candidates) {
    const auto nearest = nearest_word(word, candidates);
    return nearest ? fmt::format("did you mean `{}`?", *nearest) : "";
}

/// A name taken apart: `iop.access.within`, its parentheses and the words after `for`.
struct MetricText {
    Words parts;
    std::optional<std::string_view> argument;
    std::optional<std::string_view> group;
};

/// Where the word `for` stands alone between other words, or npos.
std::size_t place_of_for(std::string_view text) {
    for (std::size_t at = text.find("for"); at != std::string_view::npos; at = text.find("for", at + 1)) {
        const bool begins = at > 0 && is_space(text[at - 1]);
        const bool ends = at + 3 == text.size() || is_space(text[at + 3]);
        if (begins && ends) return at;
    }
    return std::string_view::npos;
}

Words parts_of(std::string_view name) {
    Words parts;
    while (true) {
        const std::size_t dot = name.find('.');
        parts.emplace_back(trimmed(name.substr(0, dot)));
        if (dot == std::string_view::npos) return parts;
        name.remove_prefix(dot + 1);
    }
}

class MetricReader {
public:
    MetricReader(const Model& model, MetricProblem& problem) : model_(model), problem_(problem) {}

    std::optional<Metric> read(std::string_view whole) {
        MetricText text;
        if (!take_apart(trimmed(whole), text)) return std::nullopt;
        Metric metric;
        if (text.group && !read_group(*text.group, metric.group)) return std::nullopt;
        std::size_t used = 0;
        if (!read_subject(text.parts, metric, used)) return std::nullopt;
        const Words rest(text.parts.begin() + static_cast<std::ptrdiff_t>(used), text.parts.end());
        if (!read_measure(rest, metric) || !read_argument(text, metric)) return std::nullopt;
        if (auto problem = why_not(model_, metric)) {
            problem_ = std::move(*problem);
            return std::nullopt;
        }
        return metric;
    }

private:
    bool fail(std::string message, std::string hint = "") {
        problem_ = {std::move(message), std::move(hint)};
        return false;
    }

    bool comes_later(std::string_view what) {
        return fail(fmt::format("`{}` is not in this version: it comes with a later one", what));
    }

    bool take_apart(std::string_view text, MetricText& parts) {
        const std::size_t for_at = place_of_for(text);
        if (for_at != std::string_view::npos) {
            parts.group = trimmed(text.substr(for_at + 3));
            text = trimmed(text.substr(0, for_at));
        }
        if (parts.group && place_of_for(*parts.group) != std::string_view::npos)
            return fail(fmt::format("`for {}` asks for two groups at once", *parts.group), "a metric is for one group");
        if (text.empty()) return fail("a metric's name is missing", "for example `iop.wait.mean`");
        const std::size_t open = text.find('(');
        if (open != std::string_view::npos) {
            if (text.back() != ')' || text.find(')') != text.size() - 1) {
                return fail(fmt::format("`{}` has parentheses that do not match", text), "for example `iop.access.within(7 d)`");
            }
            parts.argument = trimmed(text.substr(open + 1, text.size() - open - 2));
            text = trimmed(text.substr(0, open));
        }
        parts.parts = parts_of(text);
        const bool has_gap =
            std::any_of(parts.parts.begin(), parts.parts.end(), [](const std::string& part) { return part.empty(); });
        if (has_gap) return fail(fmt::format("`{}` has a dot with nothing beside it", text), "for example `iop.wait.mean`");
        return true;
    }

    bool read_group(std::string_view text, Group& group) {
        const std::size_t equals = text.find('=');
        const std::string name(trimmed(text.substr(0, equals)));
        if (equals == std::string_view::npos) return read_population(name, group);
        if (name == "region") return comes_later("for region=...");
        Words attributes;
        for (const Attribute& attribute : model_.attributes) attributes.push_back(attribute.name);
        const auto found = std::find(attributes.begin(), attributes.end(), name);
        if (found == attributes.end()) return fail(fmt::format("no attribute is named `{}`", name), meant(name, attributes));
        group.kind = Group::Kind::attribute_value;
        group.attribute = AttributeId(static_cast<std::size_t>(found - attributes.begin()));
        const Words& values = model_.attributes[group.attribute.index()].values;
        const std::string value(trimmed(text.substr(equals + 1)));
        const auto at = std::find(values.begin(), values.end(), value);
        if (at == values.end()) {
            const std::string nearest = meant(value, values);
            return fail(fmt::format("the attribute `{}` has no value `{}`", name, value),
                        nearest.empty() ? fmt::format("its values are {}", fmt::join(values, ", ")) : nearest);
        }
        group.value = static_cast<std::uint8_t>(at - values.begin() + 1);
        return true;
    }

    bool read_population(const std::string& name, Group& group) {
        if (name.empty())
            return fail("after `for` a population or `attribute=value` is missing", "for example `for payer=medicaid`");
        Words names;
        for (const Population& population : model_.populations) names.push_back(population.name);
        const auto found = std::find(names.begin(), names.end(), name);
        if (found == names.end()) {
            for (const Attribute& attribute : model_.attributes) {
                const bool is_value = std::find(attribute.values.begin(), attribute.values.end(), name) != attribute.values.end();
                if (is_value || attribute.name == name) {
                    return fail(fmt::format("no population is named `{}`", name),
                                fmt::format("for an attribute write both: `for {}={}`", attribute.name,
                                            is_value ? name : attribute.values.front()));
                }
            }
            return fail(fmt::format("no population is named `{}`", name), meant(name, names));
        }
        group.kind = Group::Kind::population;
        group.population = PopulationId(static_cast<std::size_t>(found - names.begin()));
        return true;
    }

    bool read_subject(const Words& parts, Metric& metric, std::size_t& used) {
        const std::string& first = parts.front();
        used = 1;
        if (first == "clients") {
            metric.subject = Subject::clients;
            return true;
        }
        if (first == "money") {
            metric.subject = Subject::money;
            if (metric.group.kind == Group::Kind::everyone) return true;
            return fail("money has no populations", "leave out `for ...`");
        }
        if (first == "staff") {
            used = 2;
            return read_role(parts, metric);
        }
        if (first == "level") {
            used = 2;
            return read_level(parts, metric);
        }
        for (std::size_t stage = 0; stage < model_.stages.size(); ++stage) {
            if (model_.stages[stage].name == first) {
                metric.stage = StageId(stage);
                return true;
            }
        }
        Words names = {"clients", "level"};
        for (const Stage& stage : model_.stages) names.insert(names.end() - 2, stage.name);
        return fail(fmt::format("no stage is named `{}`", first), meant(first, names));
    }

    bool read_role(const Words& parts, Metric& metric) {
        metric.subject = Subject::staff;
        if (parts.size() < 2) return fail("after `staff.` a role is missing", "for example `staff.counselor.vacancy`");
        if (metric.group.kind != Group::Kind::everyone) return fail("staff have no populations", "leave out `for ...`");
        Words names;
        for (const Role& role : model_.roles) names.push_back(role.name);
        const auto found = std::find(names.begin(), names.end(), parts[1]);
        if (found == names.end()) {
            return fail(fmt::format("no role is named `{}`", parts[1]),
                        names.empty() ? "this scenario has no `staff`" : meant(parts[1], names));
        }
        metric.role = RoleId(static_cast<std::size_t>(found - names.begin()));
        return true;
    }

    bool read_level(const Words& parts, Metric& metric) {
        metric.subject = Subject::level;
        if (parts.size() < 2) return fail("after `level.` a level is missing", "for example `level.php.census.mean`");
        Words present;
        for (int level = 0; level < static_cast<int>(Level::none); ++level) {
            if (has_level(model_, static_cast<Level>(level))) present.emplace_back(level_name(static_cast<Level>(level)));
        }
        const auto level = level_named(parts[1]);
        if (!level) return fail(fmt::format("`{}` is no level of care", parts[1]), meant(parts[1], present));
        metric.level = *level;
        if (has_level(model_, *level)) return true;
        return fail(fmt::format("no stage has the level `{}`", parts[1]),
                    present.empty() ? "" : fmt::format("levels in this scenario: {}", fmt::join(present, ", ")));
    }

    bool read_measure(const Words& rest, Metric& metric) {
        const bool clients = metric.subject == Subject::clients;
        if (rest.empty()) {
            return fail("after the stage the measure is missing", "for example `iop.wait.mean`");
        }
        if (!clients && rest.size() == 3 && rest[0] == "outcome" && rest[2] == "share") return read_outcome(rest[1], metric);
        if (clients && rest.size() == 2 && rest[0] == "exits") return read_exit(rest[1], metric);
        if (metric.subject == Subject::stage && rest.size() >= 3 && (rest[0] == "tracks" || rest[0] == "sessions"))
            return read_part(rest, metric);
        const std::string name = fmt::format("{}", fmt::join(rest, "."));
        Words names;
        for (const MeasureRow& row : measure_rows()) {
            if (!is_of(row.measure, metric.subject)) continue;
            if (row.name == name && !needs_name(row.measure)) {
                metric.measure = row.measure;
                return true;
            }
            names.emplace_back(row.name);
        }
        const char* subject = clients                            ? "clients"
                              : metric.subject == Subject::staff ? "staff"
                              : metric.subject == Subject::money ? "money"
                                                                 : "a stage";
        return fail(fmt::format("`{}` is no measure of {}", name, subject), hint_for_measure(name, names));
    }

    static bool needs_name(Measure measure) {
        return measure == Measure::outcome_share || measure == Measure::clients_exits || is_of_track(measure) ||
               is_of_session(measure);
    }

    /// `tracks.evening.fill`, `sessions.individual.missed.share`.
    bool read_part(const Words& rest, Metric& metric) {
        const Stage& stage = model_.stages[metric.stage.index()];
        const bool of_track = rest[0] == "tracks";
        Words known;
        for (const Track& track : stage.tracks) {
            if (of_track) known.push_back(model_.track_names[track.name.index()]);
        }
        for (const Session& session : stage.sessions) {
            if (!of_track) known.push_back(session.name);
        }
        const auto found = std::find(known.begin(), known.end(), rest[1]);
        if (found == known.end()) {
            return fail(fmt::format("`{}` has no {} `{}`", stage.name, of_track ? "track" : "session", rest[1]),
                        meant(rest[1], known));
        }
        metric.part = static_cast<std::uint16_t>(found - known.begin());
        Words written = rest;
        written[1] = "NAME";
        const std::string name = fmt::format("{}", fmt::join(written, "."));
        Words names;
        for (const MeasureRow& row : measure_rows()) {
            if (!(of_track ? is_of_track(row.measure) : is_of_session(row.measure))) continue;
            metric.measure = row.measure;
            if (row.name == name) return true;
            names.emplace_back(row.name);
        }
        return fail(fmt::format("`{}` is no measure of a {}", fmt::join(rest, "."), of_track ? "track" : "session"),
                    fmt::format("one of {}", fmt::join(names, ", ")));
    }

    static std::string hint_for_measure(const std::string& name, const Words& names) {
        const std::string until_gap = name.substr(0, name.find(' '));
        if (until_gap != name && std::find(names.begin(), names.end(), until_gap) != names.end())
            return fmt::format("did you mean `{}({})`?", until_gap, trimmed(std::string_view(name).substr(until_gap.size())));
        const std::string nearest = meant(name, names);
        if (!nearest.empty()) return nearest;
        Words of_this_kind;
        for (const std::string& candidate : names) {
            if (candidate.compare(0, name.size() + 1, name + ".") == 0) of_this_kind.push_back(candidate);
        }
        if (of_this_kind.empty()) return "";
        return of_this_kind.size() == 1 ? fmt::format("did you mean `{}`?", of_this_kind[0])
                                        : fmt::format("one of {}", fmt::join(of_this_kind, ", "));
    }

    bool read_outcome(const std::string& name, Metric& metric) {
        metric.measure = Measure::outcome_share;
        Words possible;
        for (std::size_t position = 0; position < model_.outcome_names.size(); ++position) {
            metric.outcome = OutcomeNameId(position);
            const bool found = model_.outcome_names[position] == name;
            if (found && !why_not(model_, metric)) return true;
            if (found && position == relapsed_outcome.index()) return fail(why_not(model_, metric)->message);
            if (!why_not(model_, metric)) possible.push_back(model_.outcome_names[position]);
        }
        const std::string nearest = meant(name, possible);
        return fail(fmt::format("no stay {} ends as `{}`", place_of(metric), name),
                    nearest.empty() ? fmt::format("stays there end as {}", fmt::join(possible, ", ")) : nearest);
    }

    std::string place_of(const Metric& metric) const {
        return metric.subject == Subject::level ? fmt::format("of level `{}`", level_name(metric.level))
                                                : fmt::format("in `{}`", model_.stages[metric.stage.index()].name);
    }

    bool read_exit(const std::string& name, Metric& metric) {
        metric.measure = Measure::clients_exits;
        const auto found = std::find(model_.exits.begin(), model_.exits.end(), name);
        if (found == model_.exits.end()) return fail(fmt::format("no exit is named `{}`", name), meant(name, model_.exits));
        metric.exit = ExitId(static_cast<std::size_t>(found - model_.exits.begin()));
        return true;
    }

    bool read_argument(const MetricText& text, Metric& metric) {
        const std::string name = fmt::format("{}", fmt::join(text.parts, "."));
        if (measure_row(metric.measure).argument == MeasureRow::Argument::none) {
            if (!text.argument) return true;
            return fail(fmt::format("`{}` takes nothing in parentheses", name), fmt::format("write `{}`", name));
        }
        const std::string example = fmt::format("for example `{}(7 d)`", name);
        if (!text.argument || text.argument->empty()) {
            return fail(fmt::format("`{}` needs a duration in parentheses", name), example);
        }
        if (text.argument->find(',') != std::string_view::npos) {
            return fail(fmt::format("`{}` takes one duration, not several", name), "name the metric once for each duration");
        }
        return read_duration(*text.argument, example, metric);
    }

    bool read_duration(std::string_view text, const std::string& example, Metric& metric) {
        double number = 0.0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc{} || !std::isfinite(number)) return fail(fmt::format("`{}` is no duration", text), example);
        const std::string unit(trimmed(text.substr(static_cast<std::size_t>(end - text.data()))));
        const auto ticks = ticks_of(unit);
        if (!ticks) {
            return fail(unit.empty() ? fmt::format("`{}` needs a unit: min, h, d, w or y", text)
                                     : fmt::format("`{}` is no unit of time: use min, h, d, w or y", unit),
                        example);
        }
        const double duration = number * static_cast<double>(*ticks);
        const bool may_be_zero = metric.measure == Measure::access_within || metric.measure == Measure::wait_within ||
                                 metric.measure == Measure::clients_access_within;
        if (duration < 0.0) return fail(fmt::format("`{}` is below 0", text), example);
        if (duration < 0.5 && !may_be_zero) return fail(fmt::format("`{}` is too short: it must be above 0", text), example);
        if (duration > static_cast<double>(longest_time)) return fail(fmt::format("`{}` is longer than any run", text), example);
        metric.argument = static_cast<Ticks>(duration + 0.5);
        return true;
    }

    static std::optional<Ticks> ticks_of(std::string_view unit) {
        struct Unit {
            Ticks ticks;
            std::array<std::string_view, 3> words;
        };
        static constexpr std::array<Unit, 6> units = {{{ticks_per_second, {"s", "second", "seconds"}},
                                                       {ticks_per_minute, {"min", "minute", "minutes"}},
                                                       {ticks_per_hour, {"h", "hour", "hours"}},
                                                       {ticks_per_day, {"d", "day", "days"}},
                                                       {ticks_per_week, {"w", "week", "weeks"}},
                                                       {ticks_per_year, {"y", "year", "years"}}}};
        for (const Unit& candidate : units) {
            if (std::find(candidate.words.begin(), candidate.words.end(), unit) != candidate.words.end()) return candidate.ticks;
        }
        return std::nullopt;
    }

    const Model& model_;
    MetricProblem& problem_;
};
}  // namespace

std::optional<Metric> parse_metric(const Model& model, std::string_view text, MetricProblem& problem) {
    return MetricReader(model, problem).read(text);
}

}  // namespace stepdown
