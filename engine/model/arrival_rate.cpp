#include "model/arrival_rate.hpp"

#include <algorithm>

#include "random/portable_math.hpp"

namespace stepdown {

namespace {
double surge_factor(const Arrivals& arrivals, Ticks at) {
    double factor = 1.0;
    for (const Surge& surge : arrivals.surges) {
        if (at >= surge.from && at < surge.to) factor *= surge.times;
    }
    return factor;
}

double replayed_between(const Arrivals& arrivals, Ticks from, Ticks to) {
    const auto inside = [&](const TraceArrival& arrival) { return arrival.at >= from && arrival.at < to; };
    return static_cast<double>(std::count_if(arrivals.trace.begin(), arrivals.trace.end(), inside));
}
}  // namespace

double growth_factor(const Clock& clock, double growth_per_year, Ticks at) {
    if (growth_per_year == 0.0 || at <= clock.start()) return 1.0;
    return portable_pow(1.0 + growth_per_year, to_days(at - clock.start()) / 365.0);
}

double mean_arrivals_per_day(const Clock& clock, const Arrivals& arrivals, Ticks from, Ticks to) {
    if (arrivals.kind == Arrivals::Kind::trace) return replayed_between(arrivals, from, to) / to_days(to - from);
    double sum = 0.0;
    double days = 0.0;
    for (Ticks day = from; day < to; day += ticks_per_day) {
        const double length = to_days(std::min(ticks_per_day, to - day));
        sum += length * arrivals.by_weekday[clock.calendar.weekday(day)] * arrivals.by_month[clock.calendar.month(day)] *
               growth_factor(clock, arrivals.growth, day + ticks_per_day / 2) * surge_factor(arrivals, day);
        days += length;
    }
    return arrivals.per_day * sum / days;
}

double arrivals_per_day_at_end(const Clock& clock, const Arrivals& arrivals) {
    if (arrivals.kind == Arrivals::Kind::trace) return mean_arrivals_per_day(clock, arrivals, clock.start(), clock.end());
    return arrivals.per_day * growth_factor(clock, arrivals.growth, clock.end()) * surge_factor(arrivals, clock.end() - 1);
}

}  // namespace stepdown
