// The document of `stepdown bench`.
#pragma once

#include <chrono>
#include <string>

#include "experiment/run_result.hpp"

namespace stepdown {

struct BenchFigures {
    std::chrono::duration<double> seconds{};
    /// Of all threads together; less than seconds times threads where others use the machine too.
    std::chrono::duration<double> processor{};
    int threads = 1;
    double peak_memory_megabytes = 0.0;
};

/// Time per event is that of a thread: seconds times threads over events. Client-years are those in care in the measured
/// periods of all replications, while seconds hold the warm-up too. Bytes per client are the peak memory of the whole program
/// over the clients in care at once, on average, of one replication: read them on one thread. Ends with a line break.
std::string bench_json(const Model& model, const RunResult& result, const BenchFigures& figures);

}  // namespace stepdown
