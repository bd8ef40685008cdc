// Each phrase on its own; whole sentences are plain_words.cpp's and its sections' matter.

#include "model/plain_phrases.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <functional>

#include <fmt/format.h>

#include "model/metric_rules.hpp"

namespace stepdown {

namespace {
std::string option_words(const Model& model, const Option& option) {
    if (!option.care.exists()) return model.stages[option.beside.index()].name;
    const std::string& care = model.stages[option.care.index()].name;
    return option.beside.exists() ? fmt::format("{} + {}", care, model.stages[option.beside.index()].name) : care;
}

std::vector<std::string> accepted_names(const std::vector<char>& accepted, const std::vector<std::string>& names) {
    std::vector<std::string> words;
    for (std::size_t position = 0; position < names.size() && position < accepted.size(); ++position) {
        if (accepted[position]) words.push_back(names[position]);
    }
    return words;
}

template <class Entries>
std::vector<std::string> names_after(const std::string& none, const Entries& entries) {
    std::vector<std::string> names = {none};
    for (const auto& entry : entries) names.push_back(entry.name);
    return names;
}

std::string range_words(const Test& test, const std::function<std::string(std::int64_t)>& say) {
    const bool open_above = test.at_most == std::numeric_limits<std::int64_t>::max();
    if (test.at_least == test.at_most) return say(test.at_least);
    if (open_above) return say(test.at_least) + " or more";
    if (test.at_least <= 0) return "at most " + say(test.at_most);
    return say(test.at_least) + " to " + say(test.at_most);
}

std::string waited_words(const Test& test) {
    // `under 2 d` is kept as "at most a tick less"; read it back as it was meant.
    if (test.at_least <= 0) return "the wait was under " + duration_words(test.at_most + 1);
    if (test.at_most == std::numeric_limits<std::int64_t>::max()) return "the wait was at least " + duration_words(test.at_least);
    return fmt::format("the wait was {} to {}", duration_words(test.at_least), duration_words(test.at_most));
}

std::string test_words(const Model& model, const Test& test) {
    switch (test.subject) {
        case Test::Subject::attribute: {
            const Attribute& attribute = model.attributes[test.attribute.index()];
            std::vector<std::string> names = {"not known"};
            names.insert(names.end(), attribute.values.begin(), attribute.values.end());
            return fmt::format("{} is {}", attribute.name, listed(accepted_names(test.accepted, names), " or "));
        }
        case Test::Subject::population: {
            std::vector<std::string> names;
            for (const Population& population : model.populations) names.push_back(population.name);
            return fmt::format("the client is of {}", listed(accepted_names(test.accepted, names), " or "));
        }
        case Test::Subject::came_from:
            return fmt::format("coming from {}",
                               listed(accepted_names(test.accepted, names_after("home", model.stages)), " or "));
        case Test::Subject::last_outcome: {
            std::vector<std::string> names = {"none"};
            names.insert(names.end(), model.outcome_names.begin(), model.outcome_names.end());
            return fmt::format("the last stay ended as {}", listed(accepted_names(test.accepted, names), " or "));
        }
        case Test::Subject::beside:
            return fmt::format("{} is held beside care",
                               listed(accepted_names(test.accepted, names_after("nothing", model.stages)), " or "));
        case Test::Subject::month: {
            const std::vector<std::string> names(month_names.begin(), month_names.end());
            return fmt::format("in {}", listed(accepted_names(test.accepted, names), " or "));
        }
        case Test::Subject::waited: return waited_words(test);
        case Test::Subject::relapses:
            return fmt::format("relapses so far are {}",
                               range_words(test, [](std::int64_t count) { return std::to_string(count); }));
        case Test::Subject::track: {
            std::vector<std::string> names = {"none"};
            names.insert(names.end(), model.track_names.begin(), model.track_names.end());
            return fmt::format("in track {}", listed(accepted_names(test.accepted, names), " or "));
        }
        case Test::Subject::missed_in_a_row:
            return fmt::format("{} missed in a row", range_words(test, [](std::int64_t count) { return std::to_string(count); }));
    }
    return "";
}

std::string hour_words(Ticks time) {
    const Ticks minutes = (time % ticks_per_day) / ticks_per_minute;
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

std::string weekdays_words(const std::array<bool, 7>& open) {
    std::vector<std::string> words;
    for (std::size_t day = 0; day < 7;) {
        if (!open[day]) {
            ++day;
            continue;
        }
        std::size_t last = day;
        while (last + 1 < 7 && open[last + 1]) ++last;
        words.push_back(last >= day + 2 ? fmt::format("{}-{}", weekday_names[day], weekday_names[last])
                                        : std::string(weekday_names[day]));
        if (last == day + 1) words.emplace_back(weekday_names[last]);
        day = last + 1;
    }
    return fmt::format("{}", fmt::join(words, ", "));
}
}  // namespace

std::string percent_words(double share) {
    const double percent = 100.0 * share;
    if (share > 0.0 && percent < 0.1) return "under 0.1%";
    return fmt::format("{}%", std::round(percent * 10.0) / 10.0);
}

std::string number_words(double value) {
    if (!std::isfinite(value)) return "without end";
    if (value >= 100.0) return fmt::format("{:.0f}", value);
    return fmt::format("{:.3g}", value);
}

std::string duration_words(Ticks duration) { return duration_text(duration); }

std::string period_words(Ticks period) {
    const auto counted = [](Ticks count, const char* unit) { return fmt::format("{} {}{}", count, unit, count == 1 ? "" : "s"); };
    if (period > 0 && period % ticks_per_year == 0) return counted(period / ticks_per_year, "year");
    if (period >= 4 * ticks_per_week && period % ticks_per_week == 0) return counted(period / ticks_per_week, "week");
    return duration_words(period);
}

std::string law_words(const Distribution& law) {
    const std::string text = law.describe();
    const std::string always = "always ";
    return text.rfind(always, 0) == 0 ? text.substr(always.size()) : text;
}

std::string heading(const std::string& name) {
    std::string text = name;
    const std::size_t capitals = name.size() <= 3 ? name.size() : 1;
    for (std::size_t position = 0; position < capitals; ++position) {
        text[position] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[position])));
    }
    return text;
}

std::string listed(const std::vector<std::string>& words, const std::string& last) {
    std::string text;
    for (std::size_t position = 0; position < words.size(); ++position) {
        if (position > 0) text += position + 1 == words.size() ? last : ", ";
        text += words[position];
    }
    return text;
}

std::string places_words(const Stage& stage, double count) {
    const bool one = count == 1.0;
    if (stage.place_kind == PlaceKind::beds) return one ? "bed" : "beds";
    return one ? "seat" : "seats";
}

std::string condition_words(const Model& model, const Condition& condition) {
    std::vector<std::string> words;
    for (const Test& test : condition.tests) words.push_back(test_words(model, test));
    return listed(words);
}

std::string destination_words(const Model& model, const Destination& destination) {
    switch (destination.kind) {
        case Destination::Kind::home: return "home";
        case Destination::Kind::exit: return model.exits[destination.exit.index()];
        case Destination::Kind::stays: return "stay";
        case Destination::Kind::join: break;
    }
    const std::string first = option_words(model, destination.first);
    return destination.second.exists() ? fmt::format("{} or {}", first, option_words(model, destination.second)) : first;
}

std::string routing_words(const Model& model, const Routing& routing) {
    std::vector<std::string> words;
    for (std::size_t position = 0; position < routing.destinations.size(); ++position) {
        const double share = routing.probabilities[position];
        if (share <= 0.0) continue;
        const std::string destination = destination_words(model, routing.destinations[position]);
        words.push_back(share >= 1.0 ? destination : fmt::format("{} {}", percent_words(share), destination));
    }
    return listed(words, ", ");
}

std::string window_words(const WeeklyWindow& window) {
    if (window.always_open()) return "at all hours";
    // A Monday, so that weekdays come out in their order.
    const Calendar calendar{std::chrono::sys_days{std::chrono::year{2024} / 1 / 1}};
    std::array<bool, 7> opens_on{};
    Ticks opens = window.next_opening(calendar, -1);
    const Ticks first = opens;
    for (; opens < ticks_per_week; opens = window.next_opening(calendar, opens)) opens_on[calendar.weekday(opens)] = true;
    const Ticks closes = window.next_closing(calendar, first);
    if (closes - first > ticks_per_day) {
        return fmt::format("from {} {} to {} {}", weekday_names[calendar.weekday(first)], hour_words(first),
                           weekday_names[calendar.weekday(closes)], hour_words(closes));
    }
    return fmt::format("{} {} to {}", weekdays_words(opens_on), hour_words(first), hour_words(closes));
}

std::string routings_words(const Model& model, const Cases<Routing>& routings) {
    return cases_words(model, routings, [&](const Routing& routing) { return routing_words(model, routing); });
}

std::string durations_words(const Model& model, const Cases<Distribution>& durations) {
    return cases_words(model, durations, [](const Distribution& law) { return law_words(law); });
}

}  // namespace stepdown
