// The language's sections beside stages and populations: clock, precision, start_state, relapse, changes and what follows.
#include <utility>

#include "scenario/language_parts.hpp"

namespace stepdown {

const Shape* add_clock(Language& language, const SharedShapes& shared) {
    const Shape* whole_days =
        language.keep({.id = "whole-days", .title = "a duration of whole days such as `26 w`", .scalar = Scalar::duration});
    return language.keep(
        {.id = "clock",
         .title = "a map of start, warm_up and run",
         .keys = {{"start", shared.date, Presence::required, "", "The first day that counts."},
                  {"warm_up", whole_days, Presence::optional, "0", "Simulated before `start` and not measured; whole days."},
                  {"run", whole_days, Presence::required, "", "How long is measured; whole days."}}});
}

const Shape* add_precision(Language& language, const SharedShapes& shared) {
    const Shape* width = language.keep(
        {.id = "half-width", .title = "a part such as `5%` or an amount such as `0.5 d`", .scalar = Scalar::quantity});
    return language.keep(
        {.id = "precision",
         .title = "a map of metric, half_width and at_most",
         .keys = {{"metric", shared.text, Presence::required, "", "The metric that must be known well."},
                  {"half_width", width, Presence::required, "", "Half the width of its 95% interval, as a part or an amount."},
                  {"at_most", shared.whole_number, Presence::optional, "2000", "Replications at most."}}});
}

const Shape* add_start_state(Language& language, const SharedShapes& shared) {
    const Shape* entry =
        language.keep({.id = "start-of-stage",
                       .title = "a map of census and waiting",
                       .keys = {{"census", shared.whole_number, Presence::optional, "0", "Clients in the stage."},
                                {"waiting", shared.whole_number, Presence::optional, "0", "Clients on its waitlist."},
                                {"after_care", shared.whole_number, Presence::optional, "0",
                                 "Of `home` only: former clients whose relapse clock runs."}}});
    return language.keep({.id = "start-state",
                          .title = "a map of stages (and `home`) to who is there",
                          .entry = entry,
                          .names = LegalKeys::Names::may_be_new,
                          .noun = "stage"});
}

namespace {

const Shape* add_at_home(Language& language, const SharedShapes& shared) {
    return language.keep(
        {.id = "relapse-at-home",
         .title = "a map of returns, after and to",
         .keys = {{"returns", shared.share_cases, Presence::required, "",
                   "The share who ask for care again; the others leave the model."},
                  {"after", shared.distribution_cases, Presence::required, "", "From the relapse to asking again."},
                  {"to", shared.destinations_cases, Presence::required, "", "Where they ask."}}});
}

const Shape* add_law(Language& language, const SharedShapes& shared) {
    std::vector<Key> keys = {
        {"susceptible", shared.share, Presence::optional, "100%", "The share of spells in which relapse can come at all."}};
    keys.insert(keys.end(), shared.distribution_keys.begin(), shared.distribution_keys.end());
    const Shape* law = language.keep({.id = "relapse-law",
                                      .title = "a law such as `{susceptible: 53%, weibull: {shape: 0.7, scale: 47 d}}`",
                                      .figure = Figure::yes,
                                      .keys = std::move(keys)});
    return language.with_cases(law);
}

}  // namespace

const Shape* add_relapse(Language& language, const SharedShapes& shared) {
    const Shape* hazard = language.keep({.id = "hazard",
                                         .title = "a map of `home` and stages to factors",
                                         .entry = shared.ratio,
                                         .names = LegalKeys::Names::may_be_new,
                                         .noun = "stage"});
    const Shape* effect = language.keep({.id = "relapse-effect",
                                         .title = "a map of when and times",
                                         .keys = {{"when", shared.condition, Presence::required, "", "The clients it is about."},
                                                  {"times", shared.ratio, Presence::required, "", "Multiplies their hazard."}}});
    const Shape* effects = language.keep({.id = "relapse-effects",
                                          .title = "a map of named effects",
                                          .entry = effect,
                                          .names = LegalKeys::Names::may_be_new,
                                          .noun = "effect",
                                          .name_use = NameUse::gives});
    const Shape* then = language.keep(
        {.id = "after-relapse",
         .title = "a map of in_care and at_home",
         .keys = {{"in_care", shared.destinations_cases, Presence::optional, "required where a care stage has a hazard",
                   "Where a relapse in care leads; `stays` leaves the client where it is."},
                  {"at_home", add_at_home(language, shared), Presence::required, "", "What follows a relapse at home."}}});
    return language.keep(
        {.id = "relapse",
         .title = "a map of law, hazard, effects and then",
         .keys = {{"law", add_law(language, shared), Presence::required, "", "Time from a spell's beginning to relapse."},
                  {"hazard", hazard, Presence::optional, "home, housing and support 1, care stages 0",
                   "Multiplies the law's hazard while the client is there."},
                  {"effects", effects, Presence::optional, "none", "What else multiplies it."},
                  {"then", then, Presence::required, "", "What follows a relapse."}}});
}

namespace {

const Shape* add_sources(Language& language, const SharedShapes& shared) {
    const Shape* evidence = language.keep({.id = "evidence",
                                           .title = "one of `high`, `moderate`, `low`, `assumed`",
                                           .scalar = Scalar::word,
                                           .words = {"high", "moderate", "low", "assumed"}});
    const Shape* source = language.keep(
        {.id = "source",
         .title = "a map of from, evidence and note",
         .keys = {{"from", shared.text, Presence::required, "", "Where the figures come from."},
                  {"evidence", evidence, Presence::required, "", "How far they can be trusted: high, moderate, low or assumed."},
                  {"note", shared.text, Presence::optional, "", "A remark."}}});
    return language.keep({.id = "sources",
                          .title = "a map of paths to sources",
                          .entry = source,
                          .names = LegalKeys::Names::may_be_new,
                          .noun = "path"});
}

const Shape* add_settings(Language& language) {
    const Shape* any = language.keep({.id = "any-value", .title = "any value", .scalar = Scalar::anything});
    return language.keep({.id = "settings",
                          .title = "a map of paths to values",
                          .entry = any,
                          .names = LegalKeys::Names::may_be_new,
                          .noun = "path"});
}

}  // namespace

std::vector<Key> add_plan_keys(Language& language, const SharedShapes& shared) {
    const Shape* settings = add_settings(language);
    const Shape* change = language.keep({.id = "change",
                                         .title = "a map of from and set",
                                         .keys = {{"from", shared.date, Presence::required, "", "The day from which it holds."},
                                                  {"set", settings, Presence::required, "", "Paths and their new values."}}});
    const Shape* changes = language.keep({.id = "changes",
                                          .title = "a map of named changes",
                                          .entry = change,
                                          .names = LegalKeys::Names::may_be_new,
                                          .noun = "change",
                                          .name_use = NameUse::gives});
    const Shape* targets = language.keep({.id = "targets", .title = "a list of targets", .item = shared.text});
    const Shape* quantity =
        language.keep({.id = "quantity", .title = "an amount such as `11.2 d` or `89%`", .scalar = Scalar::quantity});
    const Shape* observed = language.keep({.id = "observed",
                                           .title = "a map of metrics to what was observed",
                                           .entry = quantity,
                                           .names = LegalKeys::Names::may_be_new,
                                           .noun = "metric"});
    Shape plan = *settings;
    plan.id = "plan";
    plan.title = "a map of paths to values, or a list of plans";
    plan.item = shared.text;
    const Shape* plans = language.keep({.id = "plans",
                                        .title = "a map of named plans",
                                        .entry = language.keep(std::move(plan)),
                                        .names = LegalKeys::Names::may_be_new,
                                        .noun = "plan"});
    return {
        {"changes", changes, Presence::optional, "none", "What changes on a day of the run."},
        {"targets", targets, Presence::optional, "none", "What is to be kept: `METRIC >= BOUND`, optionally `in 95% of runs`."},
        {"observed", observed, Presence::optional, "none", "What was seen in reality, to be laid beside the model."},
        {"sources", add_sources(language, shared), Presence::optional, "none", "Where the figures come from, by path."},
        {"set", settings, Presence::optional, "none", "Changes to what the extended file states, by path."},
        {"plans", plans, Presence::optional, "none", "Named alternatives, each a map of paths to values or a list of plans."},
    };
}

}  // namespace stepdown
