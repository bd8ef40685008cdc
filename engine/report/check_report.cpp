// The same fields in both formats; line and column are empty (CSV) or null (JSON) for a problem of the whole file.

#include "report/check_report.hpp"

#include <nlohmann/json.hpp>

#include "report/csv.hpp"

namespace stepdown {

namespace {

using Json = nlohmann::ordered_json;

std::string_view severity_word(Severity severity) { return severity == Severity::error ? "error" : "warning"; }

Json problem_json(const Diagnostic& problem) {
    const bool has_place = problem.place.line > 0;
    return {{"severity", severity_word(problem.severity)},
            {"file", problem.place.file},
            {"line", has_place ? Json(problem.place.line) : Json(nullptr)},
            {"column", has_place ? Json(problem.place.column) : Json(nullptr)},
            {"code", problem.code},
            {"message", problem.message},
            {"hint", problem.hint}};
}

TableValue whole(int value) { return value > 0 ? TableValue(std::int64_t{value}) : TableValue(); }

}  // namespace

std::string check_json(std::span<const CheckedScenario> scenarios) {
    Json document = Json::array();
    for (const CheckedScenario& scenario : scenarios) {
        Json problems = Json::array();
        for (const Diagnostic& problem : scenario.problems.sorted()) problems.push_back(problem_json(problem));
        document.push_back({{"file", scenario.file},
                            {"ok", !scenario.problems.has_errors()},
                            {"problems", std::move(problems)},
                            {"plan", scenario.plan}});
    }
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string check_csv(std::span<const CheckedScenario> scenarios) {
    std::string text = "file,line,column,severity,code,message,hint\n";
    for (const CheckedScenario& scenario : scenarios) {
        for (const Diagnostic& problem : scenario.problems.sorted()) {
            const TableValue row[] = {std::string_view(problem.place.file), whole(problem.place.line),
                                      whole(problem.place.column),          severity_word(problem.severity),
                                      std::string_view(problem.code),       std::string_view(problem.message),
                                      std::string_view(problem.hint)};
            append_csv_line(text, row);
        }
    }
    return text;
}

}  // namespace stepdown
