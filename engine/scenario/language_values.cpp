// The language's shared shapes: bare values, conditions, share maps and distributions.
#include <utility>

#include "scenario/language_parts.hpp"

namespace stepdown {

namespace {

Key optional_key(std::string name, const Shape* shape, std::string meaning, std::string fallback = "") {
    return {std::move(name), shape, Presence::optional, std::move(fallback), std::move(meaning)};
}

const Shape* family(Language& language, const std::string& name, std::vector<Key> parameters) {
    return language.keep({.id = "family-" + name, .title = "the parameters of `" + name + "`", .keys = std::move(parameters)});
}

std::vector<Key> family_keys(Language& language, const Shape* duration, const Shape* number) {
    const Shape* durations =
        language.keep({.id = "durations", .title = "a list of durations", .figure = Figure::yes, .item = duration});
    const Shape* numbers = language.keep({.id = "numbers", .title = "a list of numbers", .figure = Figure::yes, .item = number});
    const Key mean = optional_key("mean", duration, "The average.");
    const Key cv = optional_key("cv", number, "The standard deviation over the mean.");
    const Key shape = optional_key("shape", number, "The family's shape parameter.");
    const Key scale = optional_key("scale", duration, "The family's scale parameter.");
    const Key min = optional_key("min", duration, "The smallest value.");
    const Key max = optional_key("max", duration, "The largest value.");
    const Key median = optional_key("median", duration, "Half are shorter.");
    const Key p90 = optional_key("p90", duration, "Nine in ten are shorter.");
    const Key weights = optional_key("weights", numbers, "How often each comes, in any common measure.", "equal");
    return {
        optional_key("fixed", duration, "Always this long."),
        optional_key("exponential", family(language, "exponential", {mean}), "Ends at a constant rate."),
        optional_key("uniform", family(language, "uniform", {min, max}), "Any length between two is equally likely."),
        optional_key("triangular",
                     family(language, "triangular", {min, optional_key("mode", duration, "The most likely value."), max}),
                     "Between two lengths, most likely near a third."),
        optional_key("gamma", family(language, "gamma", {mean, cv, shape, scale}), "By mean and cv, or by shape and scale."),
        optional_key("erlang", family(language, "erlang", {mean, shape}), "The sum of `shape` exponential phases."),
        optional_key("weibull", family(language, "weibull", {shape, scale, mean}), "By shape and scale, or by shape and mean."),
        optional_key("lognormal", family(language, "lognormal", {mean, median, p90, cv}),
                     "By any two of mean, median, p90 and cv."),
        optional_key("hyperexponential",
                     family(language, "hyperexponential",
                            {mean, cv, optional_key("shares", numbers, "The share of each branch."),
                             optional_key("means", durations, "The mean of each branch.")}),
                     "By mean and cv (balanced means), or by the shares and means of its branches."),
        optional_key("empirical",
                     family(language, "empirical", {optional_key("values", durations, "The lengths that occur."), weights}),
                     "One of the listed lengths."),
        optional_key("histogram",
                     family(language, "histogram",
                            {optional_key("edges", durations, "The borders of the bins, one more than weights."), weights}),
                     "Any length within a bin is equally likely."),
    };
}

}  // namespace

Shape condition_shape(Language& language) {
    const Shape* accepted = language.keep({.id = "accepted", .title = "a value", .scalar = Scalar::text});
    const Shape* values = language.keep({.id = "condition-values",
                                         .title = "a value, a list of values, `2+` or `under 2 d`",
                                         .scalar = Scalar::text,
                                         .item = accepted});
    return {.id = "condition",
            .title = "a map of attributes and built-ins to the values that fit",
            .entry = values,
            .names = LegalKeys::Names::may_be_new,
            .noun = "attribute"};
}

std::vector<Key> distribution_keys(Language& language, const Shape* duration) {
    const Shape* number = language.keep({.id = "number", .title = "a number", .scalar = Scalar::number, .figure = Figure::yes});
    const Shape* text = language.keep({.id = "data-column", .title = "\"file.csv#column\"", .scalar = Scalar::text});
    const Shape* bounds = language.keep({.id = "bounds",
                                         .title = "an upper bound such as `365 d`, or {min, max}",
                                         .scalar = Scalar::duration,
                                         .figure = Figure::yes,
                                         .keys = {optional_key("min", duration, "Nothing shorter occurs."),
                                                  optional_key("max", duration, "Nothing longer occurs.")}});
    std::vector<Key> keys = {
        optional_key("mean", duration, "The average; with one more of mean, median, p90 and cv a lognormal distribution."),
        optional_key("median", duration, "Half are shorter."),
        optional_key("p90", duration, "Nine in ten are shorter."),
        optional_key("cv", number, "The standard deviation over the mean."),
    };
    for (Key& key : family_keys(language, duration, number)) keys.push_back(std::move(key));
    keys.push_back(optional_key("data", text, "Resamples a column of a CSV file: durations, or bare numbers of days."));
    keys.push_back(optional_key("shift", duration, "Added to every value.", "0"));
    keys.push_back(optional_key("truncate", bounds, "Only values within these bounds occur (drawn again otherwise)."));
    return keys;
}

SharedShapes add_shared_shapes(Language& language) {
    SharedShapes shared{};
    const auto value = [&](const char* id, const char* title, Scalar scalar, Figure figure) {
        return language.keep({.id = id, .title = title, .scalar = scalar, .figure = figure});
    };
    shared.text = value("text", "a text", Scalar::text, Figure::no);
    shared.truth = value("truth", "`true` or `false`", Scalar::truth, Figure::no);
    shared.whole_number = value("whole-number", "a whole number", Scalar::whole_number, Figure::yes);
    shared.ratio = value("ratio", "a factor such as `1.4` or `80%`", Scalar::ratio, Figure::yes);
    shared.duration = value("duration", "a duration such as `14 d`", Scalar::duration, Figure::yes);
    shared.date = value("date", "a date such as `2027-01-04`", Scalar::date, Figure::no);
    shared.time_of_day = value("time-of-day", "a time such as `09:00`", Scalar::time_of_day, Figure::no);
    shared.share = language.keep({.id = "share",
                                  .title = "a share such as `0.53` or `53%`",
                                  .scalar = Scalar::share,
                                  .words = {"rest"},
                                  .figure = Figure::yes});
    shared.condition = language.condition();
    shared.distribution_keys = distribution_keys(language, shared.duration);
    shared.distribution = language.keep({.id = "distribution",
                                         .title = "a duration or a distribution such as `{median: 24 d, mean: 29 d}`",
                                         .scalar = Scalar::duration,
                                         .figure = Figure::yes,
                                         .keys = shared.distribution_keys});
    shared.destinations = language.keep({.id = "destinations",
                                         .title = "a map of destinations to shares",
                                         .entry = shared.share,
                                         .names = LegalKeys::Names::may_be_new,
                                         .noun = "destination"});
    shared.share_cases = language.with_cases(shared.share);
    shared.distribution_cases = language.with_cases(shared.distribution);
    shared.destinations_cases = language.with_cases(shared.destinations);
    std::vector<Key> stay_keys = shared.distribution_keys;
    for (Key& key : attended_keys(language, shared)) stay_keys.push_back(std::move(key));
    shared.stay_cases = language.with_cases(language.keep(
        {.id = "stay",
         .title = "a duration, a distribution such as `{median: 24 d, mean: 29 d}`, or what must be attended such as "
                  "`{attended: 108 h}`",
         .scalar = Scalar::duration,
         .figure = Figure::yes,
         .keys = std::move(stay_keys)}));
    return shared;
}

}  // namespace stepdown
