#include "scenario/staff_section.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "scenario/calendar_text.hpp"
#include "scenario/did_you_mean.hpp"
#include "scenario/distributions.hpp"
#include "scenario/groups_section.hpp"
#include "scenario/program_text.hpp"
#include "scenario/section_values.hpp"
#include "scenario/staff_text.hpp"

namespace stepdown {

namespace {

constexpr double most_posts = 100'000;

void read_turnover(const Node& role, const std::string& path, PostTerms& terms, const SectionContext& context) {
    const Node* turnover = stated(role, "turnover");
    const Node* refill = stated(role, "refill");
    if (turnover != nullptr && turnover->is_scalar()) {
        const auto rate = accept(*turnover, parse_share_rate(turnover->text), context.problems);
        if (rate) terms.turnover = rate->per_year();
    }
    if (refill != nullptr) terms.refill = read_distribution(*refill, fmt::format("`{}.refill`", path), context);
    if (terms.turnover > 0.0 && refill == nullptr) {
        context.problems.error(turnover->place, "no-refill",
                               fmt::format("`{}` has turnover but not how long posts stay empty", path),
                               "add `refill: {median: 75 d, mean: 90 d}`, or `refill: 0` to fill them at once");
    }
    if (refill != nullptr && turnover == nullptr) {
        context.problems.error(refill->place, "refill-without-turnover",
                               fmt::format("`{}` refills posts that nobody leaves", path), "add `turnover: 33% per year`");
    }
}

class RoleReader {
public:
    RoleReader(const Entry& entry, RoleId id, const SectionContext& context)
        : node_(entry.value), path_("staff." + entry.key), context_(context), role_(context.model.roles[id.index()]) {}

    Role read() {
        if (!node_.is_map()) return role_;
        if (const Node* shifts = stated(node_, "shifts"); shifts != nullptr && shifts->is_map()) read_shifts(*shifts);
        role_.terms = read_post_terms(node_, path_, context_);
        read_rest();
        return role_;
    }

private:
    void read_shifts(const Node& shifts) {
        if (shifts.entries.empty()) {
            context_.problems.error(shifts.place, "empty-section", fmt::format("`{}.shifts` is empty", path_),
                                    "name one at least");
        }
        for (std::size_t i = 0; i < shifts.entries.size(); ++i) {
            if (shifts.entries[i].value.is_map()) read_shift(shifts.entries[i].value, role_.shifts[i]);
        }
    }

    void read_shift(const Node& node, Shift& shift) {
        shift.fte = read_fte(node, context_.problems).value_or(Fte{});
        if (const Node* days = stated(node, "days"); days != nullptr && !days->is_map()) {
            if (const auto read = accept(*days, parse_shift_days(*days), context_.problems)) shift.days = *read;
        }
        shift.from = time_of(node, "from", DayEdge::begin);
        shift.to = time_of(node, "to", DayEdge::end);
        if (const Node* pause = stated(node, "break")) {
            shift.pause = read_duration(*pause, Sign::not_negative, context_.problems).value_or(0);
            if (shift.pause >= shift.length()) {
                context_.problems.error(pause->place, "break-too-long",
                                        fmt::format("the break of `{}.shifts.{}` is as long as the shift", path_, shift.name),
                                        "shorten it");
            }
        }
    }

    Ticks time_of(const Node& shift, const char* key, DayEdge edge) {
        const Node* node = stated(shift, key);
        if (node == nullptr || !node->is_scalar()) return 0;
        return accept(*node, parse_time_of_day(node->text, edge), context_.problems).value_or(0);
    }

    void read_rest() {
        if (const Node* cost = stated(node_, "cost"); cost != nullptr && cost->is_scalar())
            role_.cost_per_hour = accept(*cost, parse_hourly_amount(cost->text), context_.problems).value_or(0.0);
        const Node* covers = stated(node_, "covers");
        if (covers == nullptr) return;
        for (const Node& item : covers->items) {
            if (!item.is_scalar()) continue;
            const RoleId covered = role_named(item.text, item.place, context_);
            if (covered.exists() && context_.model.roles[covered.index()].name != role_.name) role_.covers.push_back(covered);
        }
    }

    const Node& node_;
    std::string path_;
    const SectionContext& context_;
    Role role_;
};

void read_staffing_entry(const Entry& entry, const Role& role, Staffing& staffing, const SectionContext& context) {
    if (!entry.value.is_scalar()) return;
    if (entry.key == "at_least") {
        staffing.at_least = read_whole_number(entry.value, Sign::not_negative, context.problems).value_or(0);
        return;
    }
    std::vector<std::string> names;
    for (const Shift& shift : role.shifts) names.push_back(shift.name);
    const auto found = std::find(names.begin(), names.end(), entry.key);
    if (found == names.end()) {
        context.problems.error(entry.key_place, "unknown-shift", fmt::format("`{}` has no shift `{}`", role.name, entry.key),
                               did_you_mean(entry.key, names));
        return;
    }
    const auto beds = accept(entry.value, parse_per(entry.value.text), context.problems);
    if (beds) staffing.beds_per_post[static_cast<std::size_t>(found - names.begin())] = *beds;
}

}  // namespace

PostTerms read_post_terms(const Node& role, const std::string& path, const SectionContext& context) {
    PostTerms terms;
    if (const Node* absence = stated(role, "absence")) terms.absence = read_share(*absence, context.problems).value_or(0.0);
    if (const Node* bookable = stated(role, "bookable")) terms.bookable = read_share(*bookable, context.problems).value_or(1.0);
    read_turnover(role, path, terms, context);
    return terms;
}

Role read_role(const Entry& entry, RoleId id, const SectionContext& context) { return RoleReader(entry, id, context).read(); }

std::optional<Fte> read_fte(const Node& shift, Diagnostics& problems) {
    const Node* node = stated(shift, "fte");
    if (node == nullptr) return std::nullopt;
    const auto posts = read_number(*node, Sign::not_negative, problems);
    if (!posts) return std::nullopt;
    if (*posts > most_posts) {
        problems.error(node->place, "too-large", fmt::format("at most {} posts are possible", most_posts));
        return std::nullopt;
    }
    return fte_of(*posts);
}

std::vector<Caseload> read_caseload(const Node& stage, const SectionContext& context) {
    std::vector<Caseload> result;
    const Node* caseload = stated(stage, "caseload");
    if (caseload == nullptr || !caseload->is_map()) return result;
    for (const Entry& entry : caseload->entries) {
        const RoleId role = role_named(entry.key, entry.key_place, context);
        const auto clients = read_number(entry.value, Sign::positive, context.problems);
        if (role.exists() && clients) result.push_back({role, *clients});
    }
    return result;
}

std::vector<Staffing> read_staffed_by(const Node& stage, const std::string& path, const SectionContext& context) {
    std::vector<Staffing> result;
    const Node* staffed = stated(stage, "staffed_by");
    if (staffed == nullptr || !staffed->is_map()) return result;
    if (stage.find("beds") == nullptr) {
        context.problems.error(staffed->place, "staffed-without-beds", fmt::format("`{}` has no beds to be staffed", path),
                               "give it `beds`; for day and visit programs write `caseload`");
    }
    for (const Entry& entry : staffed->entries) {
        const RoleId id = role_named(entry.key, entry.key_place, context);
        if (!id.exists() || !entry.value.is_map()) continue;
        const Role& role = context.model.roles[id.index()];
        Staffing staffing{id, std::vector<double>(role.shifts.size(), 0.0), 0};
        for (const Entry& part : entry.value.entries) read_staffing_entry(part, role, staffing, context);
        result.push_back(std::move(staffing));
    }
    return result;
}

}  // namespace stepdown
