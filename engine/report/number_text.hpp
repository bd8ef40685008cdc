// Numbers as people and as programs read them.
// For people: few digits, thousands separated, percent. For programs: the shortest text that reads back as the same number.
#pragma once

#include <string>
#include <string_view>

#include "statistics/ratio_estimate.hpp"

namespace stepdown {

/// The shortest decimal that reads back as `value`; the same on every machine. "0" for negative zero.
std::string exact_number(double value);

/// `decimals` places, halves as the binary value falls, thousands separated by commas: "12,345.7".
std::string fixed_number(double value, int decimals);

/// About `digits` significant digits, never fewer than the whole part has: 3 gives "0.0123", "1.23", "12.3", "12,346".
std::string short_number(double value, int digits = 3);

/// An estimate ready for a table: "82%" and "±1.3", "11.2 d" and "±0.4".
struct EstimateText {
    /// "-" where nothing was observed.
    std::string value;
    /// Half the width of the interval with its sign; empty where one replication gives none.
    std::string interval;
};

/// The value with as many digits as its interval supports (the first digit of the half-width, two when that is a 1; three
/// significant digits at most), the half-width rounded up. Shares are in percent; days carry "d"; other units none.
EstimateText estimate_text(const Estimate& estimate, std::string_view unit);

/// A single value of that unit with three significant digits: "82.3%", "11.2 d", "1,234".
std::string value_text(double value, std::string_view unit);

/// "10.4-12.6 d", both ends with the digits that their difference supports.
std::string range_text(double low, double high, std::string_view unit);

}  // namespace stepdown
