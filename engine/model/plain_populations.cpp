// Who asks for care, how often, with which attributes, and where they enter.

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "model/model.hpp"
#include "model/plain_phrases.hpp"
#include "model/plain_sections.hpp"

namespace stepdown {

namespace {
constexpr double days_per_month = 365.0 / 12.0;

std::string times_words(double per_day) {
    const double per_month = per_day * days_per_month;
    return per_month >= 1.0 ? fmt::format("{} times a month", number_words(per_month))
                            : fmt::format("{} times a year", number_words(per_day * 365.0));
}

/// "mon-fri", "jun, jul and dec": three or more in a row are said by their ends.
template <std::size_t size>
std::string names_words(const std::array<bool, size>& chosen, const std::array<std::string_view, size>& names) {
    std::vector<std::string> words;
    for (std::size_t position = 0; position < size;) {
        std::size_t last = position;
        while (chosen[position] && last + 1 < size && chosen[last + 1]) ++last;
        const bool is_range = last >= position + 2;
        if (is_range) words.push_back(fmt::format("{}-{}", names[position], names[last]));
        for (std::size_t single = position; !is_range && chosen[position] && single <= last; ++single)
            words.emplace_back(names[single]);
        position = last + 1;
    }
    return listed(words);
}

/// Days or months that differ from an even spread by more than a twentieth.
template <std::size_t size>
std::string profile_words(const std::array<double, size>& profile, const std::array<std::string_view, size>& names,
                          std::string_view at) {
    std::array<bool, size> more{};
    std::array<bool, size> less{};
    for (std::size_t position = 0; position < size; ++position) {
        more[position] = profile[position] > 1.05;
        less[position] = profile[position] < 0.95;
    }
    std::vector<std::string> words;
    if (const std::string often = names_words(more, names); !often.empty())
        words.push_back(fmt::format("more often {} {}", at, often));
    if (const std::string seldom = names_words(less, names); !seldom.empty())
        words.push_back(fmt::format("less often {} {}", at, seldom));
    return listed(words, ", ");
}

std::string hours_words(const std::array<double, 24>& profile) {
    const auto [least, most] = std::minmax_element(profile.begin(), profile.end());
    if (*most - *least < 0.05) return "";
    const auto begin = static_cast<std::size_t>(most - profile.begin());
    std::size_t end = begin;
    while (end < profile.size() && profile[end] == *most) ++end;
    return fmt::format("most often between {:02}:00 and {:02}:00", begin, end);
}

void say_arrivals(const Model& model, const std::string& name, const Arrivals& arrivals, double per_day, Lines& lines) {
    if (arrivals.kind == Arrivals::Kind::trace) {
        lines.push_back(fmt::format("{} ask as on record: {} times a month over the run.", heading(name),
                                    number_words(per_day * days_per_month)));
        return;
    }
    const bool regular = arrivals.kind == Arrivals::Kind::regular;
    lines.push_back(
        fmt::format("{} ask {}{}.", heading(name), times_words(arrivals.per_day), regular ? ", at even distances" : ""));
    for (const std::string& words : {profile_words(arrivals.by_weekday, weekday_names, "on"),
                                     profile_words(arrivals.by_month, month_names, "in"), hours_words(arrivals.by_hour)}) {
        if (!words.empty()) lines.push_back(fmt::format("  They ask {}.", words));
    }
    if (arrivals.growth != 0.0) {
        lines.push_back(fmt::format("  From the run's start on that {} by {} a year.",
                                    arrivals.growth > 0.0 ? "grows" : "shrinks", percent_words(std::abs(arrivals.growth))));
    }
    for (const Surge& surge : arrivals.surges) {
        lines.push_back(fmt::format("  Surge {}: {} times as often from {} to {}.", surge.name, number_words(surge.times),
                                    model.clock.calendar.to_text(surge.from), model.clock.calendar.to_text(surge.to)));
    }
    const bool varies = arrivals.growth != 0.0 || !arrivals.surges.empty();
    if (varies) lines.push_back(fmt::format("  Over the run that makes {}.", times_words(per_day)));
}

std::string values_words(const Attribute& attribute, const std::vector<double>& probabilities) {
    std::vector<std::string> words;
    for (std::size_t value = 0; value < probabilities.size(); ++value) {
        if (probabilities[value] > 0.0)
            words.push_back(fmt::format("{} {}", percent_words(probabilities[value]), attribute.values[value]));
    }
    return listed(words, ", ");
}

std::string attribute_words(const Model& model, const AttributeDraw& draw) {
    const Attribute& attribute = model.attributes[draw.attribute.index()];
    std::size_t position = 0;
    return fmt::format("{}: {}", attribute.name, cases_words(model, draw.value, [&](const Categorical&) {
                           return values_words(attribute, draw.probabilities[position++]);
                       }));
}

bool has_priority(const Population& population) {
    const auto other_than_one = [](const Cases<int>::Case& candidate) { return candidate.use != 1; };
    return std::any_of(population.priority.list().begin(), population.priority.list().end(), other_than_one);
}
}  // namespace

void say_populations(const Model& model, const OfferedLoad& load, Lines& lines) {
    for (std::size_t position = 0; position < model.populations.size(); ++position) {
        const Population& population = model.populations[position];
        say_arrivals(model, population.name, population.arrivals, load.arrivals_of_population[position], lines);
        for (const AttributeDraw& draw : population.attributes) lines.push_back("  " + attribute_words(model, draw));
        lines.push_back(fmt::format("  They enter: {}.", routings_words(model, population.enters)));
        if (has_priority(population)) {
            lines.push_back(
                fmt::format("  Priority on waitlists (lower is served earlier): {}.",
                            cases_words(model, population.priority, [](int priority) { return std::to_string(priority); })));
        }
    }
}

}  // namespace stepdown
