#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "model/metric.hpp"

using namespace stepdown;

namespace {
std::string reference_page() {
    const char* source = std::getenv("STEPDOWN_SOURCE");
    REQUIRE(source != nullptr);
    std::ifstream file(std::string(source) + "/docs/reference/metrics.md");
    REQUIRE(file.good());
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::string name_in_reference(const MeasureRow& row) {
    const std::string argument = row.argument == MeasureRow::Argument::duration ? "(TIME)" : "";
    const char* subject = is_of(row.measure, Subject::clients) ? "clients"
                          : is_of(row.measure, Subject::staff) ? "staff.R"
                          : is_of(row.measure, Subject::money) ? "money"
                                                               : "S";
    return fmt::format("{}.{}{}", subject, row.name, argument);
}
}  // namespace

TEST_CASE("the reference page has a row for every measure, with its unit and meaning") {
    const std::string page = reference_page();
    for (const MeasureRow& row : measure_rows()) {
        const std::string line = fmt::format("| `{}` | {} | {} |", name_in_reference(row), row.unit, row.meaning);
        INFO(line);
        CHECK(page.find(line) != std::string::npos);
    }
}
