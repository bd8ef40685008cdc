// Phrases of the plan read back in plain words: shares, numbers, conditions, destinations, hours.
#pragma once

#include <functional>
#include <string>
#include <vector>

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
    std::string text;
    for (const auto& candidate : cases.list()) {
        const bool first = text.empty();
        if (!candidate.when.always()) text += (first ? "if " : "; if ") + condition_words(model, candidate.when) + ": ";
        if (candidate.when.always() && !first) text += "; otherwise: ";
        text += say(candidate.use);
    }
    return text;
}

std::string routings_words(const Model& model, const Cases<Routing>& routings);
std::string durations_words(const Model& model, const Cases<Distribution>& durations);

}  // namespace stepdown
