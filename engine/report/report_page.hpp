// The HTML report: one file that opens from disk, made of what an output directory holds.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>

namespace stepdown {

/// The directory is none that `--out` wrote; says which file is missing or strange.
class NotAnOutput : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

inline constexpr const char* report_file = "report.html";

/// The page of a directory that `--out` of run, compare, size, levers or sweep wrote: the template of viz/ with the figures of
/// `summary.json`, of `results.sqlite` where there is one, and the scenario's text of `manifest.json`. It shows nothing of
/// time, machine and threads, and asks for nothing from elsewhere. Throws NotAnOutput when the directory is none such,
/// std::system_error when a file cannot be read.
std::string report_page(const std::filesystem::path& directory);

}  // namespace stepdown
