// The figures of the HTML report; viz/README.md describes the document that the page reads.
#pragma once

#include <filesystem>

#include "report/json_document.hpp"

namespace stepdown {

/// Six significant digits: what a page can show, in a third of the bytes.
Json short_number(double value);

/// `summary.json` as the page wants it: estimates as rows [unit, value, low, high, replications, spread low, spread high],
/// in plans and points and differences only those of all clients together.
Json report_summary(const Json& summary);

/// Series, waits, and staff of `results.sqlite`, thinned to what a screen can show.
Json report_tables(const std::filesystem::path& database);

}  // namespace stepdown
