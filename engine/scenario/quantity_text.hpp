// Taking the text of a quantity apart: the number in front, what follows it, and what a reader would call the whole.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "time/sim_time.hpp"

namespace stepdown {

/// A text that begins with a decimal number. `rest` is what follows, spaces around it removed.
struct QuantityText {
    double number = 0;
    std::string digits;
    std::string rest;
    /// The number is larger than a double holds.
    bool is_out_of_range = false;
};

/// Spaces removed at both ends, no-break spaces read as spaces.
std::string without_outer_spaces(std::string_view text);

/// nullopt when the text does not begin with digits, a decimal point before digits, or `-` and either.
std::optional<QuantityText> split_quantity(std::string_view text);

/// The ticks of `min`, `minutes`, `w`, ...; nullopt for what is no unit of time.
std::optional<Ticks> unit_of_time(std::string_view unit);

/// The days of what may follow `per`: `hour`, `day`, `week`, `month`, `year`.
std::optional<double> days_of_rate_unit(std::string_view unit);

/// What a value is meant to be, for messages and wrong units.
enum class QuantityLook { text, number, share, duration, rate };
QuantityLook quantity_look(std::string_view text);

/// "`14 d` is a duration"; a text that begins with no number "is no number".
std::string quantity_in_words(std::string_view text);

/// How to write a number that is written in a way that is none, `1,000`, `0,5` or `1_000`; empty for any other.
std::string spelling_hint(const QuantityText& quantity);

}  // namespace stepdown
