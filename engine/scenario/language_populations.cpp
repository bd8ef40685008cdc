// The language's `populations` section.
#include <utility>

#include "scenario/language_parts.hpp"

namespace stepdown {

namespace {

const Shape* add_profile(Language& language, const SharedShapes& shared, const std::string& id, const std::string& title,
                         const std::string& noun) {
    return language.keep({.id = id, .title = title, .entry = shared.ratio, .names = LegalKeys::Names::may_be_new, .noun = noun});
}

const Shape* add_surges(Language& language, const SharedShapes& shared) {
    const Shape* surge = language.keep({.id = "surge",
                                        .title = "a map of from, to and times",
                                        .keys = {{"from", shared.date, Presence::required, "", "Its first day."},
                                                 {"to", shared.date, Presence::required, "", "It ends at 00:00 of this day."},
                                                 {"times", shared.ratio, Presence::required, "", "Multiplies the rate."}}});
    return language.keep({.id = "surges",
                          .title = "a map of named surges",
                          .entry = surge,
                          .names = LegalKeys::Names::may_be_new,
                          .noun = "surge",
                          .name_use = NameUse::gives});
}

const Shape* add_arrivals(Language& language, const SharedShapes& shared) {
    const Shape* rate =
        language.keep({.id = "rate", .title = "a rate such as `190 per month`", .scalar = Scalar::rate, .figure = Figure::yes});
    const Shape* growth = language.keep(
        {.id = "growth", .title = "a growth such as `3% per year`", .scalar = Scalar::yearly_share, .figure = Figure::yes});
    return language.keep(
        {.id = "arrivals",
         .title = "a rate such as `9 per day`, or a map",
         .scalar = Scalar::rate,
         .figure = Figure::yes,
         .keys = {
             {"rate", rate, Presence::optional, "", "The average number who ask; they come at random."},
             {"every", shared.duration, Presence::optional, "", "One asks each time this has passed, instead of `rate`."},
             {"trace", shared.text, Presence::optional, "",
              "A CSV file to replay, instead of `rate`: a column `time`, others named like attributes."},
             {"by_weekday", add_profile(language, shared, "by-weekday", "a map of weekdays (`mon`) to factors", "weekday"),
              Presence::optional, "even", "How requests are spread over the week; scaled to average 1."},
             {"by_month", add_profile(language, shared, "by-month", "a map of months (`jan`) to factors", "month"),
              Presence::optional, "even", "How they are spread over the year; scaled to average 1."},
             {"by_hour", add_profile(language, shared, "by-hour", "a map of hours (`\"9-12\"`) to factors", "range of hours"),
              Presence::optional, "even", "How they are spread over the day; scaled to average 1."},
             {"growth", growth, Presence::optional, "0% per year", "The rate's growth from `start` on, continuous."},
             {"surges", add_surges(language, shared), Presence::optional, "none", "Times in which more (or fewer) ask."}}});
}

}  // namespace

const Shape* add_populations(Language& language, const SharedShapes& shared) {
    const Shape* priority = language.keep({.id = "priority", .title = "a whole number", .scalar = Scalar::whole_number});
    const Shape* value_shares = language.keep({.id = "value-shares",
                                               .title = "a map of values to shares",
                                               .entry = shared.share,
                                               .names = LegalKeys::Names::may_be_new,
                                               .noun = "value",
                                               .name_use = NameUse::gives});
    const Shape* attributes = language.keep({.id = "attributes",
                                             .title = "a map of attributes",
                                             .entry = language.with_cases(value_shares),
                                             .names = LegalKeys::Names::may_be_new,
                                             .noun = "attribute",
                                             .name_use = NameUse::gives});
    const Shape* population = language.keep(
        {.id = "population",
         .title = "a map",
         .keys = {{"arrivals", add_arrivals(language, shared), Presence::required, "", "How often clients ask for care."},
                  {"priority", language.with_cases(priority), Presence::optional, "1", "Lower is served earlier."},
                  {"attributes", attributes, Presence::optional, "none",
                   "Properties in which its clients differ, drawn when they first ask."},
                  {"enters", shared.destinations_cases, Presence::required, "",
                   "Where its clients ask; `home` is refused or referred away."}}});
    return language.keep({.id = "populations",
                          .title = "a map of named populations",
                          .entry = population,
                          .names = LegalKeys::Names::existing_only,
                          .noun = "population",
                          .name_use = NameUse::gives});
}

}  // namespace stepdown
