#include "model/admission_hours.hpp"

#include <utility>
#include <vector>

namespace stepdown {

namespace {
/// How long the window is closed at a stretch, in days, each stretch of a week once.
std::vector<double> closed_stretches(const WeeklyWindow& window) {
    std::vector<double> stretches;
    if (window.always_open()) return stretches;
    const Calendar calendar;
    Ticks closes = window.next_closing(calendar, ticks_per_week);
    const Ticks last = closes + ticks_per_week;
    while (closes < last) {
        stretches.push_back(to_days(window.next_opening(calendar, closes) - closes));
        closes = window.next_closing(calendar, closes);
    }
    return stretches;
}

double gives_up_within(const std::vector<double>& stretches, const Distribution& patience) {
    double share = 0.0;
    // The wait is even over the stretch, so the chance to outlast it is the mean of the patience's survival.
    for (const double stretch : stretches) share += (stretch - patience.integrated_survival(0.0, stretch)) / 7.0;
    return share;
}
}  // namespace

AdmissionHours::AdmissionHours(const Stage& stage) {
    const std::vector<double> stretches = closed_stretches(stage.admits);
    for (const double stretch : stretches) wait_days_ += stretch / 7.0 * stretch / 2.0;
    if (!stage.waitlist.patience) return;
    std::vector<Cases<double>::Case> shares;
    for (const auto& [when, patience] : stage.waitlist.patience->list())
        shares.push_back({when, gives_up_within(stretches, patience)});
    gives_up_ = Cases<double>(std::move(shares));
}

}  // namespace stepdown
