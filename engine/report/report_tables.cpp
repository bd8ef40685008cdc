// Rows come in the order in which they were written, so the rows of one curve follow each other.

#include <array>

#include "report/report_data.hpp"
#include "report/results_database.hpp"

namespace stepdown {

namespace {

/// A curve on a screen has no more points than this.
constexpr std::int64_t most_points = 400;
/// A waiting curve takes a new point for each of so many parts.
constexpr double share_per_point = 1.0 / 80.0;

double number(const TableValue& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    const auto* real = std::get_if<double>(&value);
    return real == nullptr ? 0.0 : *real;
}

std::string text(const TableValue& value) {
    const auto* words = std::get_if<std::string_view>(&value);
    return words == nullptr ? "" : std::string(*words);
}

/// Several blocks in a row become one point: their average, at the day of the first.
class Thinner {
public:
    Thinner(std::int64_t blocks, std::size_t columns) : per_point_((blocks + most_points - 1) / most_points), sums_(columns) {
        columns_.assign(columns, Json::array());
    }

    void add(double day, std::span<const TableValue> values) {
        if (held_ == 0) days_.push_back(day);
        for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += number(values[i]);
        if (++held_ == per_point_) finish_point();
    }

    Json days() const { return days_; }

    Json column(std::size_t index) {
        if (held_ > 0) finish_point();
        return columns_[index];
    }

private:
    void finish_point() {
        for (std::size_t i = 0; i < sums_.size(); ++i) {
            columns_[i].push_back(short_number(sums_[i] / static_cast<double>(held_)));
            sums_[i] = 0.0;
        }
        held_ = 0;
    }

    std::int64_t per_point_;
    std::int64_t held_ = 0;
    std::vector<double> sums_;
    Json days_ = Json::array();
    std::vector<Json> columns_;
};

struct Curve {
    std::string first;
    std::string second;
    Thinner points;
};

/// `query` gives: two names, the number of blocks of the curve, the day, then a value per column.
Json thinned_curves(const std::filesystem::path& database, const std::string& query, std::array<const char*, 2> names,
                    const std::vector<const char*>& columns) {
    std::vector<Curve> curves;
    read_results(database, query, [&](std::span<const TableValue> row) {
        if (curves.empty() || curves.back().first != text(row[0]) || curves.back().second != text(row[1]))
            curves.push_back({text(row[0]), text(row[1]), Thinner(std::get<std::int64_t>(row[2]), columns.size())});
        curves.back().points.add(number(row[3]), row.subspan(4));
    });
    Json document = Json::array();
    for (Curve& curve : curves) {
        Json entry = {{names[0], curve.first}};
        if (names[1] != nullptr) entry[names[1]] = curve.second;
        for (std::size_t i = 0; i < columns.size(); ++i) entry[columns[i]] = curve.points.column(i);
        entry["day"] = curve.points.days();
        document.push_back(std::move(entry));
    }
    return document;
}

/// Per stage and population the share of waits that lie at or below each number of days.
Json wait_curves(const std::filesystem::path& database) {
    Json curves = Json::array();
    double reached = 0.0;
    double kept = 0.0;
    double last_day = 0.0;
    const auto keep = [&] {
        curves.back()["days"].push_back(short_number(last_day));
        curves.back()["share"].push_back(short_number(reached));
        kept = reached;
    };
    const auto keep_last = [&] {
        if (!curves.empty() && reached > kept) keep();
    };
    const std::string query = "SELECT stage, population, up_to_days, share FROM waits ORDER BY rowid";
    read_results(database, query, [&](std::span<const TableValue> row) {
        if (curves.empty() || curves.back()["stage"] != text(row[0]) || curves.back()["population"] != text(row[1])) {
            keep_last();
            curves.push_back(
                {{"stage", text(row[0])}, {"population", text(row[1])}, {"days", Json::array()}, {"share", Json::array()}});
            reached = kept = 0.0;
        }
        reached += number(row[3]);
        last_day = number(row[2]);
        if (curves.back()["days"].empty() || reached - kept >= share_per_point) keep();
    });
    keep_last();
    return curves;
}

Json staff_weeks(const std::filesystem::path& database) {
    Json roles = Json::array();
    const std::string query = "SELECT role, booked, bookable FROM staff_week ORDER BY rowid";
    read_results(database, query, [&](std::span<const TableValue> row) {
        if (roles.empty() || roles.back()["role"] != text(row[0]))
            roles.push_back({{"role", text(row[0])}, {"booked", Json::array()}, {"bookable", Json::array()}});
        roles.back()["booked"].push_back(short_number(number(row[1])));
        roles.back()["bookable"].push_back(short_number(number(row[2])));
    });
    return roles;
}

bool has_table(const std::filesystem::path& database, const char* name) {
    bool found = false;
    read_results(database, std::string("SELECT 1 FROM sqlite_schema WHERE name = '") + name + "'",
                 [&](std::span<const TableValue>) { found = true; });
    return found;
}

}  // namespace

Json report_tables(const std::filesystem::path& database) {
    Json tables = {
        {"series",
         thinned_curves(database,
                        "SELECT stage, quantity, count(*) OVER (PARTITION BY stage, quantity), day, mean, p2_5, p10, p50, "
                        "p90, p97_5 FROM series ORDER BY rowid",
                        {"stage", "quantity"}, {"mean", "p2_5", "p10", "p50", "p90", "p97_5"})},
        {"waits", wait_curves(database)}};
    if (has_table(database, "staff_week")) tables["staff_week"] = staff_weeks(database);
    if (has_table(database, "staff")) {
        tables["staff"] =
            thinned_curves(database, "SELECT role, '', count(*) OVER (PARTITION BY role), day, vacancy FROM staff ORDER BY rowid",
                           {"role", nullptr}, {"vacancy"});
    }
    return tables;
}

}  // namespace stepdown
