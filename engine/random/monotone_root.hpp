// Where an increasing function crosses zero, with arithmetic alone, so that the answer is the same on every machine.
#pragma once

#include <algorithm>

namespace stepdown {

/// An x in [low, high] at which `function`, increasing and with function(low) <= 0 <= function(high), changes sign, to a
/// relative 1e-15 or an absolute 1e-16. Regula falsi, kept honest by bisection (Dowell and Jarratt 1971).
template <class Function>
double monotone_root(const Function& function, double low, double high) {
    double at_low = function(low);
    double at_high = function(high);
    if (at_low >= 0.0) return low;
    if (at_high <= 0.0) return high;
    for (int step = 0; step < 400 && high - low > std::max(1e-15 * high, 1e-16); ++step) {
        const double width = high - low;
        // Every third step halves, whatever the shape of the function.
        double x = step % 3 == 2 ? low + 0.5 * width : low - at_low * (width / (at_high - at_low));
        if (!(x > low && x < high)) x = low + 0.5 * width;
        if (!(x > low && x < high)) break;
        const double value = function(x);
        if (value < 0.0) {
            low = x;
            at_low = value;
            at_high *= 0.5;
        } else {
            high = x;
            at_high = value;
            at_low *= 0.5;
        }
    }
    return high;
}

/// As above for a function that is negative at `low` and has no known upper end: doubles from `guess` > `low` until the
/// sign changes. `function` must reach 0 somewhere.
template <class Function>
double monotone_root_above(const Function& function, double low, double guess) {
    double high = guess;
    while (function(high) < 0.0) {
        low = high;
        high *= 2.0;
    }
    return monotone_root(function, low, high);
}

}  // namespace stepdown
