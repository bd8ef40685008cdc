#include "scenario/arrival_trace.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "scenario/calendar_text.hpp"
#include "scenario/did_you_mean.hpp"
#include "scenario/section_values.hpp"

namespace stepdown {

namespace {

/// After this many bad lines, one sentence stands for the others.
constexpr int most_reported = 10;

/// What a column of the trace is: the time, an attribute, or nothing known.
struct TraceColumn {
    std::size_t position = 0;
    AttributeId attribute;
};

class TraceReader {
public:
    TraceReader(const Node& node, const CsvTable& table, const SectionContext& context)
        : node_(node), table_(table), context_(context) {}

    std::vector<TraceArrival> read() {
        const auto time = table_.column("time");
        if (!time) {
            const SourcePlace place = table_.header.front().place;
            context_.problems.error(place, "no-time-column", "a trace needs a column `time`",
                                    "the first line of the file names its columns");
            return {};
        }
        find_attributes(*time);
        for (const auto& row : table_.rows) add(row, *time);
        return finish();
    }

private:
    void find_attributes(std::size_t time) {
        for (std::size_t i = 0; i < table_.header.size(); ++i) {
            const CsvCell& cell = table_.header[i];
            const AttributeId attribute = context_.names.attribute(cell.text);
            if (attribute.exists()) {
                columns_.push_back({i, attribute});
            } else if (i != time) {
                context_.problems.warning(cell.place, "unused-column", fmt::format("no attribute is called `{}`", cell.text));
            }
        }
    }

    void refuse(const SourcePlace& place, std::string message, std::string hint) {
        if (++bad_ <= most_reported) context_.problems.error(place, "bad-trace-line", std::move(message), std::move(hint));
    }

    void add(const std::vector<CsvCell>& row, std::size_t time) {
        const auto when = parse_date_time(row[time].text);
        if (!when) {
            refuse(row[time].place, fmt::format("`{}` is no date or time", row[time].text),
                   "write `2027-01-04` or `2027-01-04 09:30`");
            return;
        }
        TraceArrival arrival;
        arrival.at = context_.model.clock.calendar.start_of(when->day) + when->time;
        for (const TraceColumn& column : columns_) add_attribute(row[column.position], column.attribute, arrival);
        if (arrival.at < 0) {
            ++early_;
        } else {
            arrivals_.push_back(std::move(arrival));
        }
    }

    void add_attribute(const CsvCell& cell, AttributeId id, TraceArrival& arrival) {
        if (cell.text.empty()) return;
        const Attribute& attribute = context_.model.attributes[id.index()];
        const auto found = std::find(attribute.values.begin(), attribute.values.end(), cell.text);
        if (found == attribute.values.end()) {
            refuse(cell.place, fmt::format("`{}` is no value of `{}`", cell.text, attribute.name),
                   did_you_mean(cell.text, attribute.values));
            return;
        }
        arrival.attributes.emplace_back(id, static_cast<std::uint8_t>(found - attribute.values.begin() + 1));
    }

    std::vector<TraceArrival> finish() {
        if (bad_ > most_reported) {
            context_.problems.error(node_.place, "bad-trace-line",
                                    fmt::format("{} more lines of the trace are wrong", bad_ - most_reported));
        }
        if (table_.rows.empty()) context_.problems.error(node_.place, "no-data", "the trace holds no arrival");
        if (early_ > 0 && context_.knows_clock()) {
            context_.problems.warning(node_.place, "before-the-run",
                                      fmt::format("{} of the trace's arrivals before the first simulated day left out", early_));
        }
        std::stable_sort(arrivals_.begin(), arrivals_.end(),
                         [](const TraceArrival& left, const TraceArrival& right) { return left.at < right.at; });
        return std::move(arrivals_);
    }

    const Node& node_;
    const CsvTable& table_;
    const SectionContext& context_;
    std::vector<TraceColumn> columns_;
    std::vector<TraceArrival> arrivals_;
    int bad_ = 0;
    int early_ = 0;
};

/// `:15` or `:15.250` after hours and minutes.
std::optional<Ticks> parse_seconds(std::string_view text) {
    if (text.size() < 3 || text[0] != ':') return std::nullopt;
    const auto seconds = parse_number(text.substr(1));
    if (!seconds || *seconds >= 60.0) return std::nullopt;
    return static_cast<Ticks>(*seconds * static_cast<double>(ticks_per_second) + 0.5);
}

}  // namespace

std::optional<DateTime> parse_date_time(std::string_view text) {
    constexpr std::size_t date_length = 10;
    constexpr std::size_t time_length = 5;
    const auto day = parse_date(text.substr(0, date_length));
    if (!day) return std::nullopt;
    if (text.size() <= date_length) return DateTime{*day, 0};
    if (text[date_length] != ' ' && text[date_length] != 'T') return std::nullopt;
    std::string_view clock = text.substr(date_length + 1);
    if (!clock.empty() && clock.back() == 'Z') clock.remove_suffix(1);
    const auto minutes = parse_time_of_day(clock.substr(0, time_length));
    if (!minutes) return std::nullopt;
    if (clock.size() <= time_length) return DateTime{*day, *minutes};
    const auto seconds = parse_seconds(clock.substr(time_length));
    if (!seconds) return std::nullopt;
    return DateTime{*day, *minutes + *seconds};
}

std::vector<TraceArrival> read_arrival_trace(const Node& node, const SectionContext& context) {
    const CsvTable* table = context.data_files.table(node.text, node.place, context.problems);
    if (table == nullptr) return {};
    return TraceReader(node, *table, context).read();
}

}  // namespace stepdown
