#include "report/sizing_summary.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "report/number_text.hpp"
#include "report/release.hpp"
#include "report/sizing_words.hpp"

namespace stepdown {

namespace {

using Type = TableColumn::Type;

constexpr std::size_t most_cheaper_plans = 5;

Cell money_cell(double amount) { return {.text = fixed_number(amount, 0)}; }

std::string headline(const SizingResult& result) {
    switch (result.end) {
        case SizingResult::End::certified: return "The cheapest plan that was found to keep every requirement:";
        case SizingResult::End::best_found: return "The best plan that was found within the budget:";
        case SizingResult::End::no_plan: return "No plan in these ranges meets the requirements. The nearest miss:";
        default: return "The best plan so far, unconfirmed:";
    }
}

std::string choices_text(const SizingResult& result, const std::string& currency, const Page& page) {
    TextTable table;
    table.add_column("Choice", Align::left);
    table.add_column("From", Align::right);
    table.add_column("To", Align::right);
    table.add_column("Chosen", Align::right);
    table.add_column(fmt::format("{} a week", currency), Align::right);
    for (std::size_t choice = 0; choice < result.choices.size(); ++choice) {
        const PricedChoice& priced = result.choices[choice];
        const double value = result.plan->values[choice];
        table.add_row({{.text = priced.choice.path},
                       {.text = exact_number(priced.choice.from)},
                       {.text = exact_number(priced.choice.to)},
                       {.text = exact_number(value), .tone = Tone::strong},
                       money_cell(value * priced.cost_per_week)});
    }
    table.add_row(
        {{.text = "everything chosen"}, {}, {}, {}, {.text = fixed_number(result.plan->cost, 0), .tone = Tone::strong}});
    return table.to_text(page);
}

const Confirmation* confirmation_of(const SizingResult& result) {
    return result.plan->confirmation ? &*result.plan->confirmation : nullptr;
}

std::string requirements_text(const SizingResult& result, const Page& page) {
    TextTable table;
    table.add_column("Requirement", Align::left);
    for (const char* heading : {"Promise", "Judged"}) table.add_column(heading, Align::left);
    table.add_column("Figure", Align::right);
    table.add_column("Bound", Align::right);
    table.add_column("", Align::left);
    const Confirmation* confirmed = confirmation_of(result);
    for (std::size_t row = 0; row < result.requirements.size(); ++row) {
        const Requirement& requirement = result.requirements[row];
        std::optional<double> figure;
        if (row < result.plan->requirements.size()) figure = result.plan->requirements[row].value;
        Cell bound;
        Cell verdict;
        if (confirmed != nullptr) {
            const ConfirmedRequirement& own = confirmed->requirements[row];
            figure = own.figure;
            bound.text =
                fmt::format("at {} {}", requirement.sign > 0 ? "least" : "most", value_text(own.bound, requirement.unit));
            verdict = own.holds ? Cell{.text = "holds", .tone = Tone::good}
                                : Cell{.text = own.is_broken ? "fails" : "undetermined", .tone = Tone::doubtful};
            if (row == binding_requirement(result)) verdict.text += ", binds";
        }
        table.add_row({{.text = requirement.text},
                       {.text = std::string(promise_word(requirement.promise))},
                       {.text = requirement.text.starts_with(requirement.judged) ? "" : requirement.judged},
                       {.text = figure ? value_text(*figure, requirement.unit) : "-"},
                       bound,
                       verdict});
    }
    return table.to_text(page);
}

/// The effect on the requirement that binds, or on what is to be least.
Cell effect_cell(const SizingResult& result, const NeighbourOfChosen& neighbour) {
    const std::size_t row = binding_requirement(result);
    const Estimate* effect = neighbour.objective_effect ? &*neighbour.objective_effect : nullptr;
    std::string unit = "";
    if (effect == nullptr && row < neighbour.effects.size()) {
        effect = &neighbour.effects[row];
        unit = result.requirements[row].unit;
    }
    if (effect == nullptr || !effect->value) return {.text = "-"};
    EstimateText text = estimate_text(*effect, unit);
    return {.text = *effect->value > 0.0 ? "+" + text.value : text.value, .detail = text.interval};
}

std::string neighbours_text(const SizingResult& result, const std::string& currency, const Page& page) {
    if (result.one_less.empty() && result.one_more.empty()) return "";
    TextTable table;
    table.add_column("One step", Align::left);
    table.add_column(fmt::format("{} a week", currency), Align::right);
    const std::size_t binds = binding_requirement(result);
    const bool by_objective = !result.one_less.empty() && result.one_less.front().objective_effect.has_value();
    table.add_column(by_objective || result.requirements.empty() ? "Effect" : "Effect on " + result.requirements[binds].judged,
                     Align::right);
    table.add_column("Then", Align::left);
    const auto add = [&](const NeighbourOfChosen& neighbour, const char* sign) {
        const PricedChoice& choice = result.choices[neighbour.choice];
        std::string then = by_objective ? "" : std::string(verdict_word(neighbour.plan.verdict));
        if (neighbour.plan.verdict == PlanVerdict::fails) then += ": " + reason_against(result, neighbour.plan);
        if (sign[0] == '+' && neighbour.plan.verdict != PlanVerdict::fails) then.clear();
        table.add_row({{.text = fmt::format("{}{} {}", sign, exact_number(choice.choice.step), choice.choice.path)},
                       {.text = sign + fixed_number(choice.step_cost(), 0)},
                       effect_cell(result, neighbour),
                       {.text = std::move(then)}});
    };
    for (const NeighbourOfChosen& less : result.one_less) add(less, "-");
    for (const NeighbourOfChosen& more : result.one_more) add(more, "+");
    return "\n" + table.to_text(page);
}

std::string cheaper_text(const SizingResult& result, const std::string& currency, const Page& page) {
    std::vector<const TriedPlan*> cheaper;
    for (const TriedPlan& plan : result.trace) {
        if (plan.cost < result.plan->cost && plan.replications > 0) cheaper.push_back(&plan);
    }
    if (cheaper.empty() || result.end != SizingResult::End::certified) return "";
    std::stable_sort(cheaper.begin(), cheaper.end(), [](const auto* one, const auto* other) { return one->cost > other->cost; });
    TextTable table;
    table.add_column("Next cheaper plan that was tried", Align::left);
    table.add_column(fmt::format("{} a week", currency), Align::right);
    table.add_column("Verdict", Align::left);
    for (const TriedPlan* plan : cheaper) {
        if (std::min(most_cheaper_plans, cheaper.size()) ==
            static_cast<std::size_t>(
                std::count_if(cheaper.begin(), cheaper.end(), [&](const auto* other) { return other->cost > plan->cost; })))
            break;
        table.add_row({{.text = difference_text(result, *plan, *result.plan)},
                       money_cell(plan->cost),
                       {.text = fmt::format("{}: {}", verdict_word(plan->verdict), reason_against(result, *plan))}});
    }
    return "\n" + table.to_text(page);
}

std::string objective_text(const Model& model, const SizingResult& result, const Page& page) {
    if (!result.objective || !model.sizing || !model.sizing->within_budget) return "";
    const Metric& metric = model.sizing->within_budget->metric;
    const EstimateText text = estimate_text(*result.objective, measure_row(metric.measure).unit);
    return "\n" +
           wrapped(fmt::format("{} {} {} on fresh replications, for at most {} {} a week.", metric_name(model, metric),
                               text.value, text.interval, fixed_number(model.sizing->within_budget->budget, 0), model.currency),
                   0, page) +
           "\n";
}

std::string spent_text(const Model& model, const SizingResult& result) {
    std::string text = fmt::format("{} plans tried in {} replications, seed {}, stepdown {}.", result.trace.size(),
                                   fixed_number(static_cast<double>(result.replications), 0), model.seed, release());
    if (!result.attempts.empty()) {
        const Confirmation& last = result.attempts.back();
        text += fmt::format(" {} on {} fresh replications, attempt {}.", last.certified() ? "Confirmed" : "Not confirmed",
                            fixed_number(static_cast<double>(last.replications), 0), result.attempts.size());
    }
    return text;
}

void write_choices(const SizingResult& result, const RowConsumer& write) {
    for (std::size_t choice = 0; choice < result.choices.size(); ++choice) {
        const PricedChoice& priced = result.choices[choice];
        const TableValue chosen = result.plan ? TableValue(result.plan->values[choice]) : TableValue();
        const TableValue row[] = {std::string_view(priced.choice.path),
                                  priced.choice.from,
                                  priced.choice.to,
                                  priced.choice.step,
                                  chosen,
                                  priced.cost_per_week};
        write(row);
    }
}

void write_trace(const SizingResult& result, const RowConsumer& write) {
    std::int64_t number = 0;
    for (const TriedPlan& plan : result.trace) {
        ++number;
        std::string values;
        for (std::size_t choice = 0; choice < plan.values.size(); ++choice)
            values += (choice > 0 ? "; " : "") + choice_text(result.choices[choice], plan.values[choice]);
        for (std::size_t row = 0; row < plan.requirements.size(); ++row) {
            const RequirementSeen& seen = plan.requirements[row];
            const TableValue line[] = {number,
                                       std::string_view(plan.reason),
                                       std::string_view(values),
                                       plan.cost,
                                       plan.replications,
                                       verdict_word(plan.verdict),
                                       std::string_view(result.requirements[row].text),
                                       seen.value ? TableValue(*seen.value) : TableValue(),
                                       seen.margin.mean,
                                       seen.margin.standard_error};
            write(line);
        }
    }
}

}  // namespace

std::string sizing_summary(const Model& model, const SizingResult& result, const Page& page) {
    std::string text = toned(wrapped(model.name, 0, page), Tone::strong, page) + "\n";
    if (!model.question.empty()) text += wrapped(model.question, 0, page) + "\n";
    if (result.plan) {
        text += "\n" + toned(wrapped(headline(result), 0, page), Tone::strong, page) + "\n\n";
        text += choices_text(result, model.currency, page);
        if (!result.requirements.empty()) text += "\n" + requirements_text(result, page);
        text += objective_text(model, result, page);
        text += neighbours_text(result, model.currency, page);
        text += cheaper_text(result, model.currency, page);
    }
    text += "\n" + wrapped(guarantee_sentence(result), 0, page) + "\n";
    return text + "\n" + toned(wrapped(spent_text(model, result), 0, page), Tone::faint, page) + "\n";
}

ResultTable choices_table(const SizingResult& result) {
    return {"choices",
            {{"path", Type::text},
             {"from", Type::real},
             {"to", Type::real},
             {"step", Type::real},
             {"chosen", Type::real},
             {"cost_per_week", Type::real}},
            [&result](const RowConsumer& write) { write_choices(result, write); }};
}

ResultTable trace_table(const SizingResult& result) {
    return {"trace",
            {{"plan", Type::whole},
             {"reason", Type::text},
             {"values", Type::text},
             {"cost_per_week", Type::real},
             {"replications", Type::whole},
             {"verdict", Type::text},
             {"requirement", Type::text},
             {"value", Type::real},
             {"margin", Type::real},
             {"se", Type::real}},
            [&result](const RowConsumer& write) { write_trace(result, write); }};
}

}  // namespace stepdown
