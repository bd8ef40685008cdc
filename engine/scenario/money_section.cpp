#include "scenario/money_section.hpp"

#include <fmt/format.h>

#include "scenario/cases.hpp"
#include "scenario/did_you_mean.hpp"
#include "scenario/program_text.hpp"
#include "scenario/section_values.hpp"

namespace stepdown {

namespace {

/// Refuses revenue by what nobody can attend in the stage.
std::optional<Revenue> revenue_of(const Node& value, const Stage& stage, const SectionContext& context) {
    if (!value.is_scalar()) return std::nullopt;
    const auto revenue = accept(value, parse_revenue(value.text), context.problems);
    if (!revenue) return revenue;
    const bool of_attended = revenue->unit == Revenue::Unit::attended_day || revenue->unit == Revenue::Unit::attended_hour;
    const bool fits = of_attended ? stage.has_program() : revenue->unit != Revenue::Unit::session || !stage.sessions.empty();
    if (fits) return revenue;
    context.problems.error(value.place, "nothing-attended",
                           fmt::format("`stages.{}` has no {}, so nothing is earned by them", stage.name,
                                       of_attended ? "tracks or sessions" : "sessions"),
                           "earn per day or per stay, or add them");
    return std::nullopt;
}

void read_stage_money(const Entry& entry, Money& money, const SectionContext& context) {
    const StageId id = context.names.stage(entry.key);
    if (!id.exists()) {
        context.problems.error(entry.key_place, "unknown-stage", fmt::format("there is no stage `{}`", entry.key),
                               did_you_mean(entry.key, context.names.stage_names()));
        return;
    }
    if (!entry.value.is_map()) return;
    if (context.stage(id).belongs == Belongs::outside) {
        context.problems.error(entry.key_place, "outside-has-money",
                               fmt::format("`{}` belongs to another organization, so its money is not counted", entry.key),
                               "leave it out");
        return;
    }
    StageMoney& read = money.stages[id.index()];
    if (const Node* cost = stated(entry.value, "cost"); cost != nullptr && cost->is_scalar())
        read.cost_per_day = accept(*cost, parse_daily_amount(cost->text), context.problems).value_or(0.0);
    if (const Node* revenue = stated(entry.value, "revenue")) {
        read.revenue = read_cases<Revenue>(*revenue, context, seated_clients,
                                           [&](const Node& value) { return revenue_of(value, context.stage(id), context); });
    }
}

}  // namespace

Money read_money(const Node& root, const SectionContext& context) {
    Money money{"USD", std::vector<StageMoney>(context.model.stages.size())};
    const Node* section = stated(root, "money");
    if (section == nullptr || !section->is_map()) return money;
    money.currency = stated_text(*section, "currency").value_or("USD");
    const Node* stages = stated(*section, "stages");
    if (stages == nullptr || !stages->is_map()) return money;
    for (const Entry& entry : stages->entries) read_stage_money(entry, money, context);
    return money;
}

}  // namespace stepdown
