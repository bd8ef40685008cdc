// An earlier run's summary.json against this run: which metrics moved, to the digit or by more than chance explains.
// Reading the file and the exit status are left to the command.
#pragma once

#include <cstddef>
#include <cstdint>
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
    std::optional<double> standard_error;
    /// How many replications have the metric.
    std::size_t replications = 0;
};

struct ExpectedRun {
    std::string release;
    std::string scenario;
    std::uint64_t seed = 0;
    std::int64_t replications = 0;
    std::vector<ExpectedMetric> metrics;
};

/// What a document that `run --format json` printed holds; nothing when the text is no such document.
std::optional<ExpectedRun> read_expected_run(std::string_view json);

struct MovedMetric {
    ExpectedMetric expected;
    /// Nothing where the metric has no figure now, or is not there.
    std::optional<double> now;
    /// How far the figures are apart, in standard errors of their difference; nothing where one has no standard error.
    std::optional<double> standard_errors;
};

struct Movements {
    enum class Yardstick : std::uint8_t { same_digits, chance } yardstick = Yardstick::same_digits;
    std::size_t compared = 0;
    /// By chance only: without a figure or a standard error on one of the sides, and so not judged.
    std::size_t not_judged = 0;
    std::vector<MovedMetric> moved;
};

/// How often a run in which nothing changed is told to have moved, when it is judged by chance.
inline constexpr double false_alarm = 0.01;

/// The same release, seed and number of replications promise the same bytes: then a metric moved when it is not the very same
/// number. Otherwise the figures are those of independent runs: a metric moved when they are further apart than `false_alarm`
/// allows, by Welch's t test and Bonferroni's split of the error over the metrics judged. Quantiles of counts go in whole steps,
/// whose chance no standard error tells: a single step of a figure that varies is no movement. A metric that is gone, or that
/// every replication had and none has now, moved in either way; new ones do not count.
Movements movements_since(const ExpectedRun& expected, const RunResult& result);

/// A line that counts them and says how they were judged, and a table of then, now and how far.
std::string movements_text(const Movements& movements, const Page& page);

}  // namespace stepdown
