// What `run --out` puts into its directory, file by file.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "experiment/levers.hpp"
#include "experiment/run_result.hpp"
#include "report/manifest.hpp"
#include "report/output_directory.hpp"

namespace stepdown {

inline constexpr std::string_view event_log_file = "events.csv";
inline constexpr std::string_view levers_file = "levers.csv";

/// Every name that an output of this or an earlier release may hold; a directory with others is not replaced.
std::span<const std::string_view> output_file_names();

/// summary.json, the tables as CSV and in results.sqlite, the levers if there are any, the manifest and the HTML report; the
/// event log is written by its own writer while the run goes on. Throws std::system_error with file and cause.
void write_run_output(const OutputDirectory& directory, const Model& model, const RunResult& result,
                      const std::optional<LeversResult>& levers, const Manifest& manifest);

}  // namespace stepdown
