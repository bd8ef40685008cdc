// The language of groups and sessions in a stage, and of what is attended.
#include <utility>

#include "scenario/language_parts.hpp"

namespace stepdown {

namespace {

const Shape* text_value(Language& language, const char* id, const char* title, std::vector<std::string> words = {}) {
    return language.keep({.id = id, .title = title, .scalar = Scalar::text, .words = std::move(words), .figure = Figure::yes});
}

const Shape* add_tracks(Language& language, const SharedShapes& shared) {
    const Shape* day = language.keep({.id = "meeting-day", .title = "weekdays such as `mon-fri`", .scalar = Scalar::weekdays});
    const Shape* days = language.keep(
        {.id = "meeting-days", .title = "weekdays such as `mon-fri` or `[mon, wed]`", .scalar = Scalar::weekdays, .item = day});
    const Shape* notes = text_value(language, "notes-per-client", "a duration per client such as `6 min per client`");
    const Shape* track = language.keep(
        {.id = "track",
         .title = "a map of size, days, from and to",
         .keys = {{"when", shared.condition, Presence::optional, "everyone", "Whom it suits."},
                  {"groups", shared.whole_number, Presence::optional, "1", "Groups at the same hours."},
                  {"size", shared.whole_number, Presence::required, "", "Seats of one group."},
                  {"days", days, Presence::required, "", "The weekdays on which it meets."},
                  {"from", shared.time_of_day, Presence::required, "", "When a meeting begins."},
                  {"to", shared.time_of_day, Presence::required, "", "When it ends; at or before `from`: on the next day."},
                  {"notes", notes, Presence::optional, "0", "Time the leaders of a group write notes, for each client there."},
                  {"virtual", shared.truth, Presence::optional, "false", "Whether it meets online, and so needs no room."}}});
    return language.keep({.id = "tracks",
                          .title = "a map of named tracks",
                          .entry = track,
                          .names = LegalKeys::Names::existing_only,
                          .noun = "track",
                          .name_use = NameUse::gives});
}

const Shape* add_leaders(Language& language) {
    const Shape* per = language.keep({.id = "leaders-per-clients",
                                      .title = "leaders per clients such as `1 per 8`",
                                      .scalar = Scalar::per,
                                      .figure = Figure::yes});
    return language.keep({.id = "leaders",
                          .title = "a map of roles to leaders per clients",
                          .entry = per,
                          .names = LegalKeys::Names::may_be_new,
                          .noun = "role"});
}

const Shape* add_entry(Language& language, const SharedShapes& shared) {
    const Shape* lasts = text_value(language, "meetings-count", "a number of meetings such as `8 meetings`");
    return language.keep(
        {.id = "entry",
         .title = "`rolling`, or a map that says when cohorts begin",
         .scalar = Scalar::word,
         .words = {"rolling"},
         .keys = {{"every", shared.duration, Presence::optional, "", "Cohorts begin so often."},
                  {"first", shared.date, Presence::optional, "the first simulated day", "The first date of a cohort."},
                  {"lasts", lasts, Presence::optional, "as long as its clients stay", "The meetings of one cohort."},
                  {"at_least", shared.whole_number, Presence::optional, "1", "With fewer it waits for the next date."},
                  {"staggered", shared.truth, Presence::optional, "false", "The groups of a track begin evenly apart."},
                  {"when_full", shared.truth, Presence::optional, "false", "A cohort begins as soon as it is full."}}});
}

const Shape* add_effects(Language& language) {
    const Shape* anything = language.keep(
        {.id = "effect-part", .title = "a condition or a share", .scalar = Scalar::anything, .figure = Figure::yes});
    const Shape* effect = language.keep({.id = "stage-effect",
                                         .title = "a map of `when` and one outcome with its share",
                                         .entry = anything,
                                         .names = LegalKeys::Names::may_be_new,
                                         .noun = "outcome"});
    return language.keep({.id = "stage-effects",
                          .title = "a map of named effects",
                          .entry = effect,
                          .names = LegalKeys::Names::may_be_new,
                          .noun = "effect",
                          .name_use = NameUse::gives});
}

const Shape* add_intake(Language& language, const SharedShapes& shared, const Shape* part_cases) {
    return language.keep(
        {.id = "intake",
         .title = "a map of by and length",
         .keys = {{"by", shared.text, Presence::required, "", "The role that does it."},
                  {"length", shared.duration, Presence::required, "", "How long it takes."},
                  {"notes", shared.duration, Presence::optional, "0", "Time for notes after it."},
                  {"shows", part_cases, Presence::optional, "100%", "The share that comes; the others have given up."}}});
}

const Shape* add_sessions(Language& language, const SharedShapes& shared, const Shape* part_cases) {
    const Shape* once = text_value(language, "once", "a time limit such as `within 7 d`");
    const Shape* session =
        language.keep({.id = "session",
                       .title = "a map of by, length and every (or once)",
                       .keys = {{"by", shared.text, Presence::required, "", "The role that holds it."},
                                {"length", shared.duration, Presence::required, "", "Time with the client."},
                                {"notes", shared.duration, Presence::optional, "0", "Time for notes after it."},
                                {"travel", shared.duration, Presence::optional, "0", "Time on the way."},
                                {"every", shared.duration, Presence::optional, "", "Due on admission and then so often."},
                                {"once", once, Presence::optional, "", "Held once; missed when it has not begun by then."},
                                {"share", part_cases, Presence::optional, "100%", "The share of clients that have it."},
                                {"group", shared.whole_number, Presence::optional, "1", "Clients in one session at most."},
                                {"at_least", shared.whole_number, Presence::optional, "1", "It is held with so many or more."}}});
    return language.keep({.id = "sessions",
                          .title = "a map of named sessions",
                          .entry = session,
                          .names = LegalKeys::Names::existing_only,
                          .noun = "session",
                          .name_use = NameUse::gives});
}

const Shape* add_authorization(Language& language, const SharedShapes& shared, const Shape* part) {
    const Shape* authorization = language.keep(
        {.id = "authorization",
         .title = "`none`, or a map of first, then, continue and refused",
         .scalar = Scalar::word,
         .words = {"none"},
         .keys = {{"first", shared.duration, Presence::required, "", "What the payer agrees to on admission."},
                  {"then", shared.duration, Presence::optional, "the same", "What each review adds."},
                  {"continue", part, Presence::optional, "100%", "The share of reviews that agree."},
                  {"refused", shared.text, Presence::optional, "the stay goes on unpaid", "How the stay ends otherwise."}}});
    return language.with_cases(authorization);
}

}  // namespace

std::vector<Key> attended_keys(Language& language, const SharedShapes& shared) {
    const Shape* attended = text_value(language, "attended", "hours or meetings such as `108 h` or `36 meetings`");
    return {{"attended", attended, Presence::optional, "", "The stay ends when so much has been attended."},
            {"meetings", shared.whole_number, Presence::optional, "",
             "The stay ends after so many meetings of the track, held or not."},
            {"at_most", shared.duration, Presence::optional, "", "The end of such a stay at the latest."}};
}

std::vector<Key> program_keys_of_stage(Language& language, const SharedShapes& shared) {
    const Shape* part =
        language.keep({.id = "part", .title = "a share such as `5%`", .scalar = Scalar::share, .figure = Figure::yes});
    const Shape* part_cases = language.with_cases(part);
    const Shape* hours = text_value(language, "weekly-hours", "hours of a week such as `at least 6 h` or `under 9 h`");
    return {
        {"weekly_hours", hours, Presence::optional, "the band of its level", "Attended hours in a week that the level asks for."},
        {"intake", add_intake(language, shared, part_cases), Presence::optional, "none", "An appointment before admission."},
        {"tracks", add_tracks(language, shared), Presence::optional, "none",
         "Groups with their hours; a seat in one that suits the client is a condition of admission."},
        {"leaders", add_leaders(language), Presence::optional, "nobody", "Who leads the groups."},
        {"rooms", shared.whole_number, Presence::optional, "no limit", "In-person groups at one time."},
        {"entry", add_entry(language, shared), Presence::optional, "rolling", "When clients may begin in a group."},
        {"sessions", add_sessions(language, shared, part_cases), Presence::optional, "none", "Appointments during a stay."},
        {"attendance", part_cases, Presence::optional, "100%", "The share of meetings and sessions that a client comes to."},
        {"effects", add_effects(language), Presence::optional, "none", "What becomes of clients who miss meetings and sessions."},
        {"authorization", add_authorization(language, shared, part), Presence::optional, "none",
         "How long the payer agrees to pay."}};
}

const Shape* add_money(Language& language, const SharedShapes& shared) {
    const Shape* amount = text_value(language, "amount", "an amount per unit such as `610 per day`");
    const Shape* stage = language.keep(
        {.id = "stage-money",
         .title = "a map of cost and revenue",
         .keys = {{"cost", amount, Presence::optional, "0", "Of an open place and day (unlimited: of a client and day)."},
                  {"revenue", language.with_cases(amount), Presence::optional, "0",
                   "Per stay, day, attended day, attended hour or session."}}});
    const Shape* stages = language.keep({.id = "money-stages",
                                         .title = "a map of stages",
                                         .entry = stage,
                                         .names = LegalKeys::Names::may_be_new,
                                         .noun = "stage"});
    return language.keep({.id = "money",
                          .title = "a map of currency and stages",
                          .keys = {{"currency", shared.text, Presence::optional, "USD", "A label."},
                                   {"stages", stages, Presence::optional, "", "What stages cost and earn."}}});
}

}  // namespace stepdown
