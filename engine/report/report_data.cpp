#include "report/report_data.hpp"

#include <cstdlib>

#include <fmt/format.h>

namespace stepdown {

namespace {

Json short_or_null(const Json& value) { return value.is_number() ? short_number(value.get<double>()) : Json(nullptr); }

bool is_of_a_part(const std::string& metric) { return metric.find(" for ") != std::string::npos; }

enum class Parts : std::uint8_t { all, whole_only };

/// The spread is there in the estimates of a run alone.
Json estimate_row(const Json& estimate) {
    Json row = {estimate.value("unit", ""), short_or_null(estimate["value"]), short_or_null(estimate["low"]),
                short_or_null(estimate["high"]), estimate.value("n", 0)};
    if (estimate.contains("spread")) {
        row.push_back(short_or_null(estimate["spread"][0]));
        row.push_back(short_or_null(estimate["spread"][1]));
    }
    return row;
}

Json estimate_rows(const Json& metrics, Parts parts) {
    Json rows = Json::object();
    for (const auto& [name, estimate] : metrics.items()) {
        if (parts == Parts::all || !is_of_a_part(name)) rows[name] = estimate_row(estimate);
    }
    return rows;
}

/// Those with metrics of their own: plans of a comparison, points of a sweep.
Json with_rows(const Json& entries) {
    Json thinned = entries;
    for (Json& entry : thinned) {
        if (entry.contains("metrics")) entry["metrics"] = estimate_rows(entry["metrics"], Parts::whole_only);
    }
    return thinned;
}

Json differences_of_all_clients(const Json& differences) {
    Json kept = Json::array();
    for (const Json& difference : differences) {
        if (is_of_a_part(difference["metric"].get<std::string>())) continue;
        Json entry = difference;
        for (const char* key : {"value", "se", "low", "high", "pairing_gain", "adjusted_p"})
            entry[key] = short_or_null(entry[key]);
        for (Json& bound : entry["simultaneous"]) bound = short_or_null(bound);
        kept.push_back(std::move(entry));
    }
    return kept;
}

}  // namespace

Json short_number(double value) { return std::strtod(fmt::format("{:.6g}", value).c_str(), nullptr); }

Json report_summary(const Json& summary) {
    Json thinned = Json::object();
    for (const auto& [key, part] : summary.items()) {
        if (key == "metrics") {
            thinned[key] = estimate_rows(part, Parts::all);
        } else if (key == "plans" || key == "points") {
            thinned[key] = with_rows(part);
        } else if (key == "differences") {
            thinned[key] = differences_of_all_clients(part);
        } else {
            thinned[key] = part;
        }
    }
    return thinned;
}

}  // namespace stepdown
