// The table with a row per role.

#include "report/number_text.hpp"
#include "report/summary_parts.hpp"

namespace stepdown {

std::string staff_part(const Model& model, const RunResult& result, const Page& page) {
    TextTable table;
    table.add_column("Staff", Align::left);
    for (const char* heading : {"Posts", "Vacant", "Clients per filled post"}) table.add_column(heading, Align::right);
    for (std::size_t role = 0; role < model.roles.size(); ++role) {
        const auto figure = [&](Measure measure) {
            Metric metric;
            metric.subject = Subject::staff;
            metric.measure = measure;
            metric.role = RoleId(role);
            return figure_cell(result, metric);
        };
        const Role& declared = model.roles[role];
        table.add_row({{.text = declared.name},
                       {.text = short_number(declared.fte())},
                       declared.turnover > 0.0 ? figure(Measure::staff_vacancy) : Cell{},
                       figure(Measure::staff_caseload_mean)});
    }
    return table.to_text(page);
}

}  // namespace stepdown
