// The language's `staff` section, and what stages ask of staff.
#include <utility>

#include "scenario/language_parts.hpp"

namespace stepdown {

namespace {

const Shape* add_shifts(Language& language, const SharedShapes& shared) {
    const Shape* fte =
        language.keep({.id = "fte", .title = "a number of posts such as `4.5`", .scalar = Scalar::number, .figure = Figure::yes});
    const Shape* day = language.keep({.id = "shift-day", .title = "weekdays such as `mon-fri`", .scalar = Scalar::weekdays});
    const Shape* days = language.keep({.id = "shift-days",
                                       .title = "weekdays such as `mon-fri` or `[mon, wed]`, or a rota such as `3 of 7`",
                                       .scalar = Scalar::shift_days,
                                       .item = day});
    const Shape* shift = language.keep(
        {.id = "shift",
         .title = "a map of fte, days, from and to",
         .keys = {{"fte", fte, Presence::required, "", "Posts; a half post works half of its days."},
                  {"days", days, Presence::required, "", "The days a full post works; a rota keeps the same number on each day."},
                  {"from", shared.time_of_day, Presence::required, "", "When the shift begins."},
                  {"to", shared.time_of_day, Presence::required, "", "When it ends; at or before `from`: on the next day."},
                  {"break", shared.duration, Presence::optional, "0", "Time of the shift that is neither paid nor booked."}}});
    return language.keep({.id = "shifts",
                          .title = "a map of named shifts",
                          .entry = shift,
                          .names = LegalKeys::Names::existing_only,
                          .noun = "shift",
                          .name_use = NameUse::gives});
}

}  // namespace

const Shape* add_staff(Language& language, const SharedShapes& shared) {
    const Shape* turnover = language.keep({.id = "turnover",
                                           .title = "a share per year such as `33% per year`",
                                           .scalar = Scalar::yearly_share,
                                           .figure = Figure::yes});
    const Shape* absence =
        language.keep({.id = "absence", .title = "a share such as `5%`", .scalar = Scalar::share, .figure = Figure::yes});
    const Shape* covers = language.keep({.id = "covers", .title = "a list of roles", .item = shared.text});
    const Shape* cost = language.keep({.id = "cost-per-hour",
                                       .title = "an amount per hour such as `41 per hour`",
                                       .scalar = Scalar::text,
                                       .figure = Figure::yes});
    const Shape* role = language.keep(
        {.id = "role",
         .title = "a map",
         .keys = {{"shifts", add_shifts(language, shared), Presence::required, "", "Who works when, by shift."},
                  {"absence", absence, Presence::optional, "0", "The share of its days on which a filled post is away."},
                  {"turnover", turnover, Presence::optional, "0% per year",
                   "How many leave, per filled post; their posts stay empty until filled."},
                  {"refill", shared.distribution, Presence::optional, "required with `turnover`",
                   "How long a leaver's post stays empty."},
                  {"bookable", absence, Presence::optional, "100%",
                   "The share of paid time of present posts that intake, groups and sessions can book."},
                  {"covers", covers, Presence::optional, "none", "Roles whose work it does when it has none of its own."},
                  {"cost", cost, Presence::optional, "0", "Per paid hour."}}});
    return language.keep({.id = "staff",
                          .title = "a map of named roles",
                          .entry = role,
                          .names = LegalKeys::Names::existing_only,
                          .noun = "role",
                          .name_use = NameUse::gives});
}

std::vector<Key> staff_keys_of_stage(Language& language) {
    const Shape* clients = language.keep(
        {.id = "clients-per-post", .title = "a number of clients such as `12`", .scalar = Scalar::number, .figure = Figure::yes});
    const Shape* caseload = language.keep({.id = "caseload",
                                           .title = "a map of roles to clients per filled post",
                                           .entry = clients,
                                           .names = LegalKeys::Names::may_be_new,
                                           .noun = "role"});
    const Shape* posts_per_bed = language.keep({.id = "posts-per-bed",
                                                .title = "posts per beds such as `1 per 6`, or a whole number for `at_least`",
                                                .scalar = Scalar::per,
                                                .figure = Figure::yes});
    const Shape* staffing = language.keep({.id = "staffing",
                                           .title = "a map of shifts (and `at_least`)",
                                           .entry = posts_per_bed,
                                           .names = LegalKeys::Names::may_be_new,
                                           .noun = "shift"});
    const Shape* staffed_by = language.keep({.id = "staffed-by",
                                             .title = "a map of roles",
                                             .entry = staffing,
                                             .names = LegalKeys::Names::may_be_new,
                                             .noun = "role"});
    return {{"caseload", caseload, Presence::optional, "none",
             "How many clients a filled post of each role can carry; stages that name the same role share it."},
            {"staffed_by", staffed_by, Presence::optional, "none",
             "How many beds a post on shift can look after, by role and shift; beds without staff take nobody new."}};
}

}  // namespace stepdown
