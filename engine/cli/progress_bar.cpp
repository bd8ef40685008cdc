// The machine's clock is read here for the reader's comfort only; no result sees it.

#include "cli/progress_bar.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/console.hpp"

namespace stepdown {

namespace {

constexpr std::int64_t bar_width = 20;
constexpr auto between_drawings = std::chrono::milliseconds(100);

std::string time_left(double seconds) {
    if (seconds < 100.0) return fmt::format("{:.0f} s left", seconds);
    if (seconds < 6000.0) return fmt::format("{:.0f} min left", seconds / 60.0);
    return fmt::format("{:.1f} h left", seconds / 3600.0);
}

}  // namespace

std::string progress_line(std::int64_t done, std::int64_t planned, std::chrono::duration<double> since_start) {
    if (planned <= 0) return fmt::format("{} replications in {:.0f} s", done, since_start.count());
    const double share = std::clamp(static_cast<double>(done) / static_cast<double>(planned), 0.0, 1.0);
    const auto filled = static_cast<std::size_t>(share * static_cast<double>(bar_width));
    std::string line = fmt::format("[{}{}] {} of {} replications", std::string(filled, '#'),
                                   std::string(static_cast<std::size_t>(bar_width) - filled, '-'), done, planned);
    if (done > 0 && share < 1.0) line += ", " + time_left(since_start.count() / share * (1.0 - share));
    return line;
}

ProgressBar::ProgressBar() : watched_(notes_go_to_terminal()), start_(Clock::now()), last_(start_) {}

ProgressBar::~ProgressBar() {
    if (drawn_) say("\r\x1b[K");
}

void ProgressBar::show(std::int64_t done, std::int64_t planned) {
    const Clock::time_point now = Clock::now();
    if (!watched_ || now - last_ < between_drawings) return;
    last_ = now;
    drawn_ = true;
    say("\r\x1b[K" + progress_line(done, planned, now - start_));
}

}  // namespace stepdown
