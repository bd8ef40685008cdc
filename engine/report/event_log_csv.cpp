// Lines are gathered and written in pieces of about a megabyte.

#include "report/event_log_csv.hpp"

#include <fmt/format.h>

#include "report/csv.hpp"

namespace stepdown {

namespace {

constexpr std::size_t piece_size = std::size_t{1} << 20;

std::string timestamp(const Calendar& calendar, Ticks at) {
    const std::chrono::year_month_day date = calendar.date(at);
    const Ticks of_day = at - day_number(at) * ticks_per_day;
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), of_day / ticks_per_hour,
                       of_day / ticks_per_minute % 60, of_day / ticks_per_second % 60, of_day % ticks_per_second);
}

}  // namespace

EventLogCsv::EventLogCsv(const Model& model, const std::filesystem::path& path)
    : model_(model), file_(path), piece_("case_id,activity,timestamp,stage,detail,population\n") {}

void EventLogCsv::record(const LoggedEvent& event) {
    const std::string& population = model_.populations[event.population.index()].name;
    const std::string client = fmt::format("{}-{}", population, event.client);
    const std::string at = timestamp(model_.clock.calendar, event.at);
    const TableValue stage =
        event.stage.exists() ? TableValue(std::string_view(model_.stages[event.stage.index()].name)) : TableValue();
    const TableValue line[] = {
        std::string_view(client),    activity_name(event.activity), std::string_view(at), stage, event.detail,
        std::string_view(population)};
    append_csv_line(piece_, line);
    if (piece_.size() < piece_size) return;
    file_.write(piece_);
    piece_.clear();
}

void EventLogCsv::close() {
    file_.write(piece_);
    piece_.clear();
    file_.close();
}

}  // namespace stepdown
