// 128-bit integers for integrals of counts over time: exact, so that no unrelated client can move a digit.
#pragma once

namespace stepdown {

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 Uint128;

/// The nearest double; exact below 2^53.
constexpr double to_double(Int128 value) { return static_cast<double>(value); }

}  // namespace stepdown
