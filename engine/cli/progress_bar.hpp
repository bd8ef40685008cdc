// How far a run is, on one line of a terminal; silent where nobody watches.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace stepdown {

/// "[#########-----------] 23 of 50 replications, 4 s left"; without the time left where it cannot be told. With nothing
/// planned, as in a search: "1234 replications in 20 s".
std::string progress_line(std::int64_t done, std::int64_t planned, std::chrono::duration<double> since_start);

/// Draws on standard error when that is a terminal, at most ten times a second; the line is wiped at the end.
class ProgressBar {
public:
    ProgressBar();
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    void show(std::int64_t done, std::int64_t planned);

private:
    using Clock = std::chrono::steady_clock;
    bool watched_ = false;
    bool drawn_ = false;
    Clock::time_point start_;
    Clock::time_point last_;
};

}  // namespace stepdown
