// From the text of one value to what only staff has: rotas and ratios.
#pragma once

#include <string_view>

#include "model/staff.hpp"
#include "scenario/node.hpp"
#include "scenario/text_values.hpp"

namespace stepdown {

/// `3 of 7`, `mon-fri` or a list of weekdays. Codes `bad-rota`, `bad-weekday`.
Parsed<ShiftDays> parse_shift_days(const Node& node);

/// `1 per 6` as 6, `2 per 9` as 4.5: how many one of the first has. Code `bad-per`.
Parsed<double> parse_per(std::string_view text);

/// Posts and the part of a last one; parts below a thousandth are none.
Fte fte_of(double posts);

}  // namespace stepdown
