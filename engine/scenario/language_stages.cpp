// The language's `stages` section.
#include <utility>

#include "scenario/language_parts.hpp"

namespace stepdown {

namespace {

const Shape* word_of(Language& language, const std::string& id, std::vector<std::string> words) {
    std::string title = "one of";
    for (const std::string& word : words) title += (word == words.front() ? " `" : ", `") + word + "`";
    return language.keep({.id = id, .title = std::move(title), .scalar = Scalar::word, .words = std::move(words)});
}

const Shape* add_outcomes(Language& language, const SharedShapes& shared) {
    const Shape* outcome =
        language.keep({.id = "outcome",
                       .title = "a map of share, stay and next",
                       .keys = {{"share", shared.share_cases, Presence::required, "", "The share of stays that end so."},
                                {"stay", shared.stay_cases, Presence::required, "", "How long such a stay lasts."},
                                {"next", shared.destinations_cases, Presence::optional,
                                 "required in care; `home: 1` in housing and support", "Where it leads."}}});
    const Shape* outcomes = language.keep({.id = "outcomes",
                                           .title = "a map of named outcomes",
                                           .entry = outcome,
                                           .names = LegalKeys::Names::may_be_new,
                                           .noun = "outcome",
                                           .name_use = NameUse::gives});
    return language.with_cases(outcomes);
}

const Shape* add_boarding(Language& language, const SharedShapes& shared) {
    return language.keep({.id = "boarding",
                          .title = "`true`, `false` or `{at_most: 5 d}`",
                          .scalar = Scalar::truth,
                          .keys = {{"at_most", shared.duration, Presence::required, "",
                                    "From the stay's end; after that the client waits at home."}}});
}

const Shape* add_transfer(Language& language, const SharedShapes& shared) {
    return language.keep(
        {.id = "transfer",
         .title = "a map of takes, keeps_place and books",
         .keys = {
             {"takes", shared.distribution_cases, Presence::optional, "no time", "How long the move itself takes."},
             {"keeps_place", shared.truth, Presence::optional, "false", "Whether the old place is kept during the move."},
             {"books", shared.truth, Presence::optional, "false", "Whether the place ahead is kept for the client meanwhile."}}});
}

const Shape* add_waitlist(Language& language, const SharedShapes& shared) {
    const Shape* key = word_of(language, "order-key", {"priority", "step_down_first", "longest_wait"});
    const Shape* order =
        language.keep({.id = "order", .title = "a list of `priority`, `step_down_first`, `longest_wait`", .item = key});
    return language.keep(
        {.id = "waitlist",
         .title = "a map",
         .keys = {{"order", order, Presence::optional, "[priority, longest_wait]",
                   "By what the waiting are ordered, the first first."},
                  {"patience", shared.distribution_cases, Presence::optional, "nobody gives up",
                   "How long clients wait at home before giving up."},
                  {"limit", shared.whole_number, Presence::optional, "no limit",
                   "Waiting requests from outside care at most; others are turned away."},
                  {"gave_up", shared.destinations_cases, Presence::optional, "`home: 1`", "Where those go who give up."},
                  {"turned_away", shared.destinations_cases, Presence::optional, "`home: 1`",
                   "Where those go who are turned away."}}});
}

const Shape* add_admits(Language& language, const SharedShapes& shared) {
    const Shape* day = language.keep({.id = "weekday", .title = "weekdays such as `mon-fri`", .scalar = Scalar::weekdays});
    const Shape* days = language.keep(
        {.id = "weekdays", .title = "weekdays such as `mon-fri` or `[mon, wed]`", .scalar = Scalar::weekdays, .item = day});
    return language.keep({.id = "admits",
                          .title = "a map of days, from and to",
                          .keys = {{"days", days, Presence::optional, "mon-sun", "The weekdays on which it admits."},
                                   {"from", shared.time_of_day, Presence::optional, "00:00", "From this time of day."},
                                   {"to", shared.time_of_day, Presence::optional, "24:00", "Until before this time of day."}}});
}

}  // namespace

const Shape* add_stages(Language& language, const SharedShapes& shared) {
    const Shape* places = language.keep({.id = "places",
                                         .title = "a whole number or `unlimited`",
                                         .scalar = Scalar::whole_number,
                                         .words = {"unlimited"},
                                         .figure = Figure::yes});
    const Shape* reserved = language.keep({.id = "reserved",
                                           .title = "a map of populations or `attribute=value` to places",
                                           .entry = shared.whole_number,
                                           .names = LegalKeys::Names::may_be_new,
                                           .noun = "population"});
    const Shape* level =
        word_of(language, "level", {"detox", "inpatient", "residential", "php", "iop", "op", "aftercare", "housing", "none"});
    std::vector<Key> keys = {
        {"level", level, Presence::optional, "the stage's own name if it is a level",
         "The level of care, high to low. In a stage named like a level, write `\"none\"` in quotes: `none` alone only takes the "
         "entry away."},
        {"asam", shared.text, Presence::optional, "", "The ASAM level, a label."},
        {"kind", word_of(language, "stage-kind", {"care", "housing", "support"}), Presence::optional, "care",
         "`housing` is lived in beside care, `support` is attended beside care."},
        {"outside", shared.truth, Presence::optional, "false",
         "Belongs to another organization: unlimited, counted as a hand-off."},
        {"beds", places, Presence::optional, "", "Residential places, 24-hour care."},
        {"slots", places, Presence::optional, "unlimited; with tracks as many as seats", "Places of a day or visit program."},
        {"reserved", reserved, Presence::optional, "none", "Places that only this population or attribute value may use."},
        {"outcomes", add_outcomes(language, shared), Presence::optional, "`stay` and `next` as one outcome, `completed`",
         "How stays end, drawn on admission."},
        {"stay", shared.stay_cases, Presence::optional, "", "How long stays last, where there is one outcome, `completed`."},
        {"next", shared.destinations_cases, Presence::optional, "required with `stay` in care; `home: 1` in housing and support",
         "Where stays lead, where there is one outcome."},
        {"boarding", add_boarding(language, shared), Presence::optional, "false",
         "Whether clients whose next stage is full stay here until placed, or wait at home."},
        {"transfer", add_transfer(language, shared), Presence::optional, "no time", "The move to the next stage."},
        {"waitlist", add_waitlist(language, shared), Presence::optional, "", "How clients wait for this stage."},
        {"lag", shared.distribution_cases, Presence::optional, "0",
         "Between leaving the last stage (or asking) and being ready for this one."},
        {"admits", add_admits(language, shared), Presence::optional, "always", "When clients are admitted."},
        {"turnaround", shared.duration, Presence::optional, "0", "How long a place is closed after each stay."},
        {"joins", word_of(language, "joins", {"with_care", "after_care_starts"}), Presence::optional, "with_care",
         "Of housing and support: whether `a + b` waits for both, or starts care and keeps waiting for this."},
        {"requires_care", shared.truth, Presence::optional, "false", "Of housing and support: whether it ends when care ends."},
    };
    for (Key& key : staff_keys_of_stage(language)) keys.push_back(std::move(key));
    for (Key& key : program_keys_of_stage(language, shared)) keys.push_back(std::move(key));
    keys.push_back({"overflow", nullptr, Presence::later, "", ""});
    const Shape* stage = language.keep({.id = "stage", .title = "a map", .keys = std::move(keys)});
    return language.keep({.id = "stages",
                          .title = "a map of named stages",
                          .entry = stage,
                          .names = LegalKeys::Names::existing_only,
                          .noun = "stage",
                          .name_use = NameUse::gives});
}

}  // namespace stepdown
