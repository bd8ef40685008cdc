// The language's section on sizing: what may be chosen, and what a plan must keep.
#include "scenario/language_parts.hpp"

namespace stepdown {

const Shape* add_sizing(Language& language, const SharedShapes& shared) {
    const Shape* number = language.keep({.id = "choice-number", .title = "a number", .scalar = Scalar::number});
    const Shape* choice =
        language.keep({.id = "choice",
                       .title = "a map of from, to, step and cost",
                       .keys = {{"from", number, Presence::required, "", "The least that may be chosen."},
                                {"to", number, Presence::required, "", "The most."},
                                {"step", number, Presence::optional, "1", "From one possible value to the next."},
                                {"cost", shared.text, Presence::optional, "worked out from `money` and `staff`",
                                 "Of one unit, such as `1450 per week`."}}});
    const Shape* choose = language.keep({.id = "choices",
                                         .title = "a map of paths to ranges",
                                         .entry = choice,
                                         .names = LegalKeys::Names::may_be_new,
                                         .noun = "path"});
    const Shape* require = language.keep({.id = "requirements",
                                          .title = "`targets`, or a list of targets",
                                          .scalar = Scalar::word,
                                          .words = {"targets"},
                                          .item = shared.text});
    return language.keep(
        {.id = "sizing",
         .title = "a map of choose, require, confidence, minimize and budget",
         .keys = {{"choose", choose, Presence::required, "", "Figures of the scenario, by path, and their ranges."},
                  {"require", require, Presence::optional, "targets, or nothing with `minimize`", "What a plan must keep."},
                  {"confidence", shared.share, Presence::optional, "95%",
                   "How sure it must be that all requirements hold together; 50% to 99.9%."},
                  {"minimize", shared.text, Presence::optional, "the cost",
                   "A metric that is to be best within the budget, instead of the cheapest plan."},
                  {"budget", shared.text, Presence::optional, "",
                   "With `minimize`: what everything chosen may cost together, such as `90000 per week`."}}});
}

}  // namespace stepdown
