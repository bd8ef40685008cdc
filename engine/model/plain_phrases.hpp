// Phrases of the plan read back in plain words: shares, numbers, conditions, destinations, hours.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "model/model.hpp"

namespace stepdown {

/// "69%", "12.5%", "0.4%".
std::string percent_words(double share);
/// Three digits at most for a reader: "0.42", "7.25", "46", "1250".
std::string number_words(double value);
/// "7 d", "4 h".
std::string duration_words(Ticks duration);
/// "1 year", "26 weeks", "10 d".
std::string period_words(Ticks period);
/// "exponential, mean 40 d", and for a fixed law only "2 d".
std::string law_words(const Distribution& law);
/// A name at the beginning of a sentence: "Adults-sud", "IOP" for names of up to three letters.
std::string heading(const std::string& name);
/// "a, b and c"; `last` may be " or ".
std::string listed(const std::vector<std::string>& words, const std::string& last = " and ");

/// "beds" or "seats", one of them "bed" or "seat".
std::string places_words(const Stage& stage, double count);

/// "household is unsafe", several tests joined by "and"; "" for a condition that always holds.
std::string condition_words(const Model& model, const Condition& condition);
/// "iop + sober-living", "php or iop", "home".
std::string destination_words(const Model& model, const Destination& destination);
/// "35% php, 25% iop, 40% home"; a certain one without its 100%. Shares of 0 are left out.
std::string routing_words(const Model& model, const Routing& routing);
/// "mon-fri 09:00 to 16:00".
std::string window_words(const WeeklyWindow& window);

/// "if household is unsafe: X; otherwise: Y", or X alone where it is the same for all.
template <class T, class Say>
std::string cases_words(const Model& model, const Cases<T>& cases, const Say& say) {
    std::vector<std::string> said;
    for (const auto& candidate : cases.list()) said.push_back(say(candidate.use));
    // Cases that differ elsewhere may well say the same here.
    if (std::all_of(said.begin(), said.end(), [&](const std::string& words) { return words == said.front(); }))
        return said.front();
    std::string text;
    for (std::size_t position = 0; position < said.size(); ++position) {
        const Condition& when = cases.list()[position].when;
        if (!when.always()) text += fmt::format("{}if {}: ", position == 0 ? "" : "; ", condition_words(model, when));
        if (when.always() && position > 0) text += "; otherwise: ";
        text += said[position];
    }
    return text;
}

std::string routings_words(const Model& model, const Cases<Routing>& routings);
std::string durations_words(const Model& model, const Cases<Distribution>& durations);

}  // namespace stepdown
