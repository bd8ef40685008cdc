#include "report/levers_summary.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "report/json_document.hpp"
#include "report/number_text.hpp"
#include "report/release.hpp"

namespace stepdown {

namespace {

using Type = TableColumn::Type;

Cell effect_cell(const std::optional<Estimate>& effect, const Requirement& target) {
    if (!effect || !effect->value) return {.text = "-"};
    if (*effect->value == 0.0 && effect->standard_error == 0.0) return {.text = "none", .tone = Tone::faint};
    EstimateText text = estimate_text(*effect, target.unit);
    const bool told = effect->low && effect->high && (*effect->low > 0.0 || *effect->high < 0.0);
    const bool helps = target.sign * *effect->value > 0.0;
    return {.text = *effect->value > 0.0 ? "+" + text.value : text.value,
            .detail = text.interval,
            .tone = told ? (helps ? Tone::good : Tone::bad) : Tone::plain};
}

std::string gain_text(const LeverEffect& effect, const Requirement& target) {
    if (!effect.gain_per_thousand) return "-";
    const std::string text = value_text(*effect.gain_per_thousand, target.unit);
    return *effect.gain_per_thousand > 0.0 ? "+" + text : text;
}

std::string heading(const LeversResult& result, std::size_t target) {
    const Requirement& own = result.targets[target];
    const auto value = result.figures[target].value;
    return fmt::format("{}: {} now{}", own.text, value ? value_text(*value, own.unit) : "nothing observed",
                       result.missed[target] ? ", missed" : "");
}

std::string table_of(const Model& model, const LeversResult& result, std::size_t target, std::size_t most, const Page& page) {
    TextTable table;
    table.add_column("Lever", Align::left);
    table.add_column("Now", Align::right);
    table.add_column("Step", Align::right);
    table.add_column(fmt::format("{} a week", model.currency), Align::right);
    table.add_column("One more", Align::right);
    table.add_column("Gain per 1,000", Align::right);
    table.add_column("One less", Align::right);
    const std::vector<std::size_t> order = result.ranked(target);
    for (std::size_t place = 0; place < std::min(most, order.size()); ++place) {
        const Lever& lever = result.levers[order[place]];
        const LeverEffect& effect = lever.effects[target];
        table.add_row({{.text = lever.choice.choice.path},
                       {.text = exact_number(lever.present)},
                       {.text = exact_number(lever.choice.choice.step)},
                       {.text = fixed_number(lever.choice.step_cost(), 0)},
                       effect_cell(effect.one_more, result.targets[target]),
                       {.text = gain_text(effect, result.targets[target])},
                       effect_cell(effect.one_less, result.targets[target])});
    }
    return toned(wrapped(heading(result, target), 0, page), Tone::strong, page) + "\n" + table.to_text(page);
}

Json effect_json(const std::optional<Estimate>& effect) {
    if (!effect) return nullptr;
    return {{"value", json_number(effect->value)}, {"low", json_number(effect->low)}, {"high", json_number(effect->high)}};
}

void write_levers(const LeversResult& result, const RowConsumer& write) {
    const auto field = [](const std::optional<Estimate>& effect, auto part) {
        const std::optional<double> value = effect ? (*effect).*part : std::nullopt;
        return value ? TableValue(*value) : TableValue();
    };
    for (std::size_t target = 0; target < result.targets.size(); ++target) {
        for (const std::size_t position : result.ranked(target)) {
            const Lever& lever = result.levers[position];
            const LeverEffect& effect = lever.effects[target];
            const TableValue row[] = {std::string_view(result.targets[target].text),
                                      std::string_view(lever.choice.choice.path),
                                      lever.present,
                                      lever.choice.choice.step,
                                      lever.choice.step_cost(),
                                      field(effect.one_more, &Estimate::value),
                                      field(effect.one_more, &Estimate::low),
                                      field(effect.one_more, &Estimate::high),
                                      field(effect.one_less, &Estimate::value),
                                      field(effect.one_less, &Estimate::low),
                                      field(effect.one_less, &Estimate::high),
                                      effect.gain_per_thousand ? TableValue(*effect.gain_per_thousand) : TableValue()};
            write(row);
        }
    }
}

}  // namespace

std::string levers_summary(const Model& model, const LeversResult& result, const Page& page) {
    std::string text = toned(wrapped(model.name, 0, page), Tone::strong, page) + "\n";
    for (std::size_t target = 0; target < result.targets.size(); ++target)
        text += "\n" + table_of(model, result, target, result.levers.size(), page);
    return text + "\n" +
           toned(
               wrapped(fmt::format(
                           "{} replications of each with the same clients, seed {}, stepdown {}. ± is half of a 95% interval of "
                           "the difference to the scenario as it is.",
                           result.replications, result.seed, release()),
                       0, page),
               Tone::faint, page) +
           "\n";
}

std::string first_levers(const Model& model, const LeversResult& result, const Page& page) {
    constexpr std::size_t rows = 3;
    const auto missed = std::find(result.missed.begin(), result.missed.end(), true);
    if (missed == result.missed.end()) return "";
    return "\n" + table_of(model, result, static_cast<std::size_t>(missed - result.missed.begin()), rows, page);
}

std::string levers_json(const Model& model, const RunResult& run, const LeversResult& result) {
    Json document = run_document(model, run);
    Json levers = Json::array();
    for (std::size_t target = 0; target < result.targets.size(); ++target) {
        for (const std::size_t position : result.ranked(target)) {
            const Lever& lever = result.levers[position];
            const LeverEffect& effect = lever.effects[target];
            levers.push_back({{"target", result.targets[target].text},
                              {"path", lever.choice.choice.path},
                              {"present", lever.present},
                              {"step", lever.choice.choice.step},
                              {"cost_per_week", lever.choice.step_cost()},
                              {"one_more", effect_json(effect.one_more)},
                              {"one_less", effect_json(effect.one_less)},
                              {"gain_per_thousand", json_number(effect.gain_per_thousand)}});
        }
    }
    document["levers"] = std::move(levers);
    return json_text(document);
}

ResultTable levers_table(const LeversResult& result) {
    return {"levers",
            {{"target", Type::text},
             {"path", Type::text},
             {"present", Type::real},
             {"step", Type::real},
             {"cost_per_week", Type::real},
             {"one_more", Type::real},
             {"one_more_low", Type::real},
             {"one_more_high", Type::real},
             {"one_less", Type::real},
             {"one_less_low", Type::real},
             {"one_less_high", Type::real},
             {"gain_per_thousand", Type::real}},
            [&result](const RowConsumer& write) { write_levers(result, write); }};
}

}  // namespace stepdown
