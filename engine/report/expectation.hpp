// An earlier run's summary.json against this run: which metrics moved.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "experiment/run_result.hpp"
#include "report/text_table.hpp"

namespace stepdown {

struct ExpectedMetric {
    std::string name;
    std::string unit;
    std::optional<double> value;
};

/// The metrics of a document that `run --format json` printed; nothing when the text is no such document.
std::optional<std::vector<ExpectedMetric>> read_expected_metrics(std::string_view json);

struct MovedMetric {
    ExpectedMetric expected;
    /// Nothing where the metric has no figure now, or is not there.
    std::optional<double> now;
};

/// Metrics whose value is not the very same number, or that are gone; new ones do not count. The promise of equal bytes
/// makes any tolerance needless: the same scenario, seed and release give the same numbers.
std::vector<MovedMetric> moved_metrics(const std::vector<ExpectedMetric>& expected, const RunResult& result);

/// A line that counts them and a table of then and now.
std::string moved_text(const std::vector<MovedMetric>& moved, std::size_t compared, const Page& page);

}  // namespace stepdown
