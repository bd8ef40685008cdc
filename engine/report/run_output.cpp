// The report comes last: it is made of the other files.

#include "report/run_output.hpp"

#include <array>

#include "report/csv.hpp"
#include "report/json_report.hpp"
#include "report/levers_summary.hpp"
#include "report/output_file.hpp"
#include "report/report_page.hpp"
#include "report/results_database.hpp"

namespace stepdown {

std::span<const std::string_view> output_file_names() {
    static constexpr std::array<std::string_view, 13> names = {
        "summary.json", "metrics.csv",   "replications.csv", "series.csv",     "flows.csv", "waits.csv", "results.sqlite",
        event_log_file, "manifest.json", report_file,        "staff_week.csv", "staff.csv", levers_file};
    return names;
}

void write_run_output(const OutputDirectory& directory, const Model& model, const RunResult& result,
                      const std::optional<LeversResult>& levers, const Manifest& manifest) {
    write_file(directory.path() / "summary.json", levers ? levers_json(model, result, *levers) : run_json(model, result));
    if (levers) write_file(directory.path() / levers_file, csv_text(levers_table(*levers)));
    const std::vector<ResultTable> tables = result_tables(model, result);
    for (const ResultTable& table : tables) {
        OutputFile file(directory.path() / (table.name + ".csv"));
        write_csv(table, [&file](std::string_view piece) { file.write(piece); });
        file.close();
    }
    write_results_database(directory.path() / "results.sqlite", tables);
    write_file(directory.path() / "manifest.json", manifest_json(manifest));
    write_file(directory.path() / report_file, report_page(directory.path()));
}

}  // namespace stepdown
