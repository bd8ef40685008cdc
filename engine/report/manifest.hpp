// The manifest of `--out`: what is needed to repeat the run, and the only output in which time, machine and threads show.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown {

/// A file that was read for the scenario, with its whole text.
struct ReadFile {
    std::string name;
    std::string text;
};

struct Manifest {
    std::string scenario;
    /// The named file first, then those it extends, then its data.
    std::vector<ReadFile> files;
    std::optional<std::string> plan;
    /// Each a `PATH=VALUE` of `--set`.
    std::vector<std::string> settings;
    std::vector<std::string> command_line;
    std::uint64_t seed = 1;
    std::int64_t replications = 0;
    int threads = 1;
    std::chrono::system_clock::time_point started;
    std::chrono::duration<double> took{};
};

/// Ends with a line break.
std::string manifest_json(const Manifest& manifest);

/// SHA-256 (FIPS 180-4) in lower-case hexadecimal.
std::string sha256(std::string_view bytes);

}  // namespace stepdown
