// The document of `stepdown bench`.
#pragma once

#include <chrono>
#include <string>

#include "experiment/run_result.hpp"

namespace stepdown {

struct BenchFigures {
    std::chrono::duration<double> seconds{};
    int threads = 1;
    double peak_memory_megabytes = 0.0;
};

/// Time per event is that of a thread: seconds times threads over events. Client-years are those in care in the measured
/// periods of all replications, while seconds hold the warm-up too. Ends with a line break.
std::string bench_json(const Model& model, const RunResult& result, const BenchFigures& figures);

}  // namespace stepdown
