// A law in a planner's words.
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <string_view>

#include "random/distribution.hpp"

namespace stepdown {

namespace {

struct Unit {
    double days;
    std::string_view name;
};

constexpr std::array units = {Unit{1.0, "d"}, Unit{1.0 / 24, "h"}, Unit{1.0 / 1440, "min"}, Unit{1.0 / 86400, "s"}};

// Three digits, or all that stand before the point, in the largest unit of which there is at least one.
std::string days_text(double days) {
    if (days == 0.0) return "0 d";
    if (!std::isfinite(days)) return "without bound";
    Unit unit = units.back();
    for (const Unit& candidate : units) {
        if (days >= candidate.days * (1.0 - 1e-9)) {
            unit = candidate;
            break;
        }
    }
    const double amount = days / unit.days;
    std::string digits = fmt::format("{:.{}f}", amount, amount >= 99.95 ? 0 : amount >= 9.995 ? 1 : 2);
    if (digits.find('.') != std::string::npos) {
        digits.erase(digits.find_last_not_of('0') + 1);
        if (digits.back() == '.') digits.pop_back();
    }
    return fmt::format("{} {}", digits, unit.name);
}

std::string_view family_name(Family family) {
    switch (family) {
        case Family::fixed: return "always";
        case Family::exponential: return "exponential";
        case Family::uniform: return "uniform";
        case Family::triangular: return "triangular";
        case Family::gamma: return "gamma";
        case Family::erlang: return "Erlang";
        case Family::weibull: return "Weibull";
        case Family::lognormal: return "lognormal";
        case Family::hyperexponential: return "hyperexponential";
        case Family::empirical: return "empirical";
        case Family::histogram: return "histogram";
    }
    return "";
}

}  // namespace

std::string Distribution::describe() const {
    if (family() == Family::fixed) return fmt::format("always {}", days_text(mean()));
    std::string text(family_name(family()));
    if (family() == Family::uniform && !is_truncated_) {
        return fmt::format("{} from {} to {}", text, days_text(lowest()), days_text(highest()));
    }
    if (family() != Family::exponential || is_truncated_ || shift_ != 0.0) {
        text += fmt::format(", median {}", days_text(quantile(0.5)));
    }
    text += fmt::format(", mean {}", days_text(mean()));
    if (shift_ != 0.0) text += fmt::format(", shifted by {}", days_text(shift_));
    if (is_truncated_) {
        if (low_ + shift_ > 0.0) text += fmt::format(", at least {}", days_text(low_ + shift_));
        if (std::isfinite(high_)) text += fmt::format(", at most {}", days_text(high_ + shift_));
    }
    return text;
}

}  // namespace stepdown
