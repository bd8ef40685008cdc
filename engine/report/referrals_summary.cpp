#include "report/referrals_summary.hpp"

#include <fmt/format.h>

#include "report/json_document.hpp"
#include "report/number_text.hpp"
#include "report/release.hpp"
#include "report/sizing_words.hpp"

namespace stepdown {

namespace {

using Type = TableColumn::Type;

std::string answer(const MostReferrals& result) {
    if (result.times)
        return fmt::format(
            "The scenario as it is carries {} times today's referrals: with {} confidence every requirement holds.",
            fixed_number(*result.times, 2), value_text(result.confidence, "share"));
    if (result.interrupted) return "Not confirmed: the search ended before a multiple of the referrals was confirmed.";
    return "The scenario as it is does not keep its requirements at any multiple of today's referrals from 0.05 on.";
}

std::string figure(const Requirement& requirement, const ReferralsTried& tried) {
    if (tried.requirements.empty() || !tried.requirements[tried.worst].value) return "";
    return fmt::format("{}: {}", requirement.text, value_text(*tried.requirements[tried.worst].value, requirement.unit));
}

void write_tried(const MostReferrals& result, const RowConsumer& write) {
    for (const ReferralsTried& tried : result.tried) {
        for (std::size_t row = 0; row < tried.requirements.size(); ++row) {
            const RequirementSeen& seen = tried.requirements[row];
            const TableValue line[] = {tried.times,
                                       tried.replications,
                                       verdict_word(tried.verdict),
                                       std::string_view(result.requirements[row].text),
                                       seen.value ? TableValue(*seen.value) : TableValue(),
                                       seen.margin.mean,
                                       seen.margin.standard_error};
            write(line);
        }
    }
}

}  // namespace

std::string referrals_summary(const Model& model, const MostReferrals& result, const Page& page) {
    std::string text = toned(wrapped(model.name, 0, page), Tone::strong, page) + "\n\n" + wrapped(answer(result), 0, page) + "\n";
    if (result.confirmation) {
        TextTable table;
        table.add_column("Requirement", Align::left);
        table.add_column("Figure", Align::right);
        table.add_column("Bound", Align::right);
        for (const ConfirmedRequirement& own : result.confirmation->requirements) {
            const Requirement& requirement = own.requirement;
            table.add_row({{.text = requirement.text},
                           {.text = own.figure ? value_text(*own.figure, requirement.unit) : "-"},
                           {.text = fmt::format("at {} {}", requirement.sign > 0 ? "least" : "most",
                                                value_text(own.bound, requirement.unit))}});
        }
        text += "\n" + table.to_text(page);
    }
    TextTable tried;
    tried.add_column("Referrals", Align::right);
    tried.add_column("Verdict", Align::left);
    tried.add_column("Nearest to its bound", Align::left);
    for (const ReferralsTried& each : result.tried) {
        tried.add_row({{.text = "x" + fixed_number(each.times, 2)},
                       {.text = std::string(verdict_word(each.verdict))},
                       {.text = figure(result.requirements[each.worst], each)}});
    }
    text += "\n" + tried.to_text(page);
    return text + "\n" +
           toned(wrapped(fmt::format("{} replications, {} confirmed on fresh ones, seed {}, stepdown {}.",
                                     fixed_number(static_cast<double>(result.replications), 0),
                                     result.attempts == 1 ? "1 attempt" : fmt::format("{} attempts", result.attempts),
                                     result.seed, release()),
                         0, page),
                 Tone::faint, page) +
           "\n";
}

std::string referrals_json(const Model& model, const RunResult& run, const MostReferrals& result) {
    Json requirements = Json::array();
    if (result.confirmation) {
        for (const ConfirmedRequirement& own : result.confirmation->requirements) {
            requirements.push_back({{"requirement", own.requirement.text},
                                    {"promise", promise_word(own.requirement.promise)},
                                    {"value", json_number(own.figure)},
                                    {"bound", json_number(own.bound)},
                                    {"holds", own.holds}});
        }
    }
    Json trace = Json::array();
    for (const ReferralsTried& tried : result.tried) {
        Json rows = Json::array();
        for (std::size_t row = 0; row < tried.requirements.size(); ++row) {
            rows.push_back({{"requirement", result.requirements[row].text},
                            {"value", json_number(tried.requirements[row].value)},
                            {"margin", tried.requirements[row].margin.mean},
                            {"se", tried.requirements[row].margin.standard_error}});
        }
        trace.push_back({{"times", tried.times},
                         {"replications", tried.replications},
                         {"verdict", verdict_word(tried.verdict)},
                         {"requirements", std::move(rows)}});
    }
    Json document = run_document(model, run);
    document["most_referrals"] = {{"times", json_number(result.times)},  {"guarantee", answer(result)},
                                  {"confidence", result.confidence},     {"attempts", result.attempts},
                                  {"replications", result.replications}, {"requirements", std::move(requirements)}};
    document["trace"] = std::move(trace);
    return json_text(document);
}

ResultTable referrals_table(const MostReferrals& result) {
    return {"trace",
            {{"times", Type::real},
             {"replications", Type::whole},
             {"verdict", Type::text},
             {"requirement", Type::text},
             {"value", Type::real},
             {"margin", Type::real},
             {"se", Type::real}},
            [&result](const RowConsumer& write) { write_tried(result, write); }};
}

}  // namespace stepdown
